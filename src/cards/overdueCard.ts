import type { Audience } from '../domain/audience';
import type { MoveTold, Question, WorkRequest } from '../domain/workRequest';
import type { Move } from '../domain/workflow';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, moveButton, pressData, rowsOf, VIEW_NONCE, viewButton } from './buttons';
import type { ButtonData, EntryData, SectionData } from './cardData';
import { EMPTY_ENTRY, noted, section, titled } from './entries';
import { headerOf } from './header';
import { counted, momentOf } from './moments';
import { didOf } from './moveWords';
import { render } from './render';
import { boldRuns, nameOf, runsOf } from './safeText';
import { textSection } from './sections';
import { moveTitle } from './titles';
import { fitting } from './weight';

export type OverdueAudience = Extract<Audience, { kind: 'overdue' }>;

/** What was made of a request, the oldest first. */
type MovesTold = readonly Pick<MoveTold, 'at' | 'by' | 'move' | 'to'>[];

const OFFERED: readonly Move[] = ['giveMoreHours', 'cancel'];
const QUESTION_BYTES = 3_000;

/**
 * The engineers' choice when the hours to answer are over (spec, "Promises (SLAs)"); later it says how it ended.
 * @param history all moves; without them the last ones that the request knows
 */
export function overdueCard(request: WorkRequest, audience: OverdueAudience, ctx: CardContext, nonce: string, history: MovesTold = [...request.lastMoves].reverse()): AdaptiveCard {
  const question = overdueQuestion(request, audience);
  return fitting((share) => render('request', {
    ...headerOf(request, ctx),
    lead: [question ? overdueSection(request, question, ctx) : section('This has been settled', [endEntry(audience, history)])],
    facts: [],
    sections: question ? textSection('Question', question.text, QUESTION_BYTES * share).sections : [],
    fields: [],
    buttonRows: rowsOf([question ? OFFERED.map((move) => offered(move, request, ctx, nonce)) : [], [viewButton('My actions', 'myActions', pressData(request, VIEW_NONCE))]], linkOf(request, ctx)),
  }));
}

/** The question that this card is about, as long as it is open and its hours are over. */
const overdueQuestion = ({ status, question }: WorkRequest, { since }: OverdueAudience): Question | undefined =>
  status === 'Waiting on Customer' && question?.since === since && question.overdueAt !== undefined ? question : undefined;

const offered = (move: Move, request: WorkRequest, { policy }: CardContext, nonce: string): ButtonData => moveButton({ move, caption: moveTitle(move, policy) }, request, nonce);

function overdueSection({ requester }: WorkRequest, { askedBy, askedAt }: Question, { policy }: CardContext): SectionData {
  const words = `${nameOf(requester)} has not answered within ${counted(policy.answerHours, 'hour')}. Please give more time or cancel the request.`;
  const lines = [words, `Asked by ${nameOf(askedBy)}`].map((line) => ({ runs: runsOf(line), spacing: 'Small' as const }));
  return section('The answer is overdue', [{ ...EMPTY_ENTRY, ...noted(`Asked ${momentOf(askedAt)}`), lines }], 'warning');
}

/** Who ended it and how: the first move since that gave more time or led on. */
function endEntry({ since }: OverdueAudience, history: MovesTold): EntryData {
  const breach = history.findIndex(({ at, move }) => move === 'breach' && at > since);
  const end = breach < 0 ? undefined : history.slice(breach).find(({ move, to }) => move === 'giveMoreHours' || to !== 'Waiting on Customer');
  if (!end) return { ...EMPTY_ENTRY, lines: [{ runs: runsOf('The requester has answered, was given more time, or the request went on.'), spacing: 'None' }] };
  return { ...EMPTY_ENTRY, ...titled([...boldRuns(nameOf(end.by)), ...runsOf(` ${didOf(end)}`)]), ...noted(momentOf(end.at)) };
}
