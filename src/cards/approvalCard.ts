import type { Audience } from '../domain/audience';
import { mayPress } from '../domain/roles';
import { wordsOf, type RequestEvent, type WorkRequest } from '../domain/workRequest';
import { rowOf } from '../domain/workflow';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { givenEntry } from './approvalsSection';
import { filesButton, linkOf, moveButton, pressData, rowsOf, viewButton } from './buttons';
import type { ButtonData, EntryData, SectionData } from './cardData';
import { EMPTY_ENTRY, noted, section, titled } from './entries';
import { factsOf } from './facts';
import { fieldsFor } from './formFields';
import { headerOf } from './header';
import { historyEntries } from './historyEntries';
import { momentOf } from './moments';
import { didOf } from './moveWords';
import { render } from './render';
import { roundOf, type RoundTold } from './rounds';
import { boldRuns, cutLines, nameOf, plainText, runsOf } from './safeText';
import { detailsSection, joinedSections, textSection, type Sections } from './sections';
import { fitting } from './weight';

export type ApprovalAudience = Extract<Audience, { kind: 'approval' }>;

/** The 1:1 card of one approver or manager and one round: what is asked and why of them; later, who decided what. */
export function approvalCard(request: WorkRequest, audience: ApprovalAudience, history: readonly RequestEvent[], ctx: CardContext, nonce: string): AdaptiveCard {
  const isOpen = mayDecide(request, audience, ctx);
  const outcome = isOpen ? askSection(request, audience) : outcomeSection(request, audience, roundOf(history, audience.round));
  return fitting((share) => {
    const { sections } = contentOf(request, share);
    return render('request', {
      ...headerOf(request, ctx),
      lead: [outcome],
      facts: factsOf(request, ctx, share),
      sections: [...sections, historySection(history, share)],
      fields: isOpen ? fieldsFor(['comment'], { typed: {}, faults: [], required: [], hints: { comment: ['Optional; goes along with Approve.'] } }) : [],
      buttonRows: rowsOf([isOpen ? decisionButtons(request, nonce) : [], viewButtons(request, nonce)], linkOf(request, ctx)),
    });
  });
}

function mayDecide(request: WorkRequest, audience: ApprovalAudience, { policy }: CardContext): boolean {
  const actor = { ...audience.to, roles: audience.as === 'approver' ? (['approver'] as const) : [] };
  return audience.round === request.approvalRound && mayPress(rowOf('approve'), request, actor, policy);
}

/** Approve takes the comment along; Reject opens its form for the reason. */
const decisionButtons = (request: WorkRequest, nonce: string): readonly ButtonData[] => [
  { ...moveButton({ move: 'approve', caption: 'Approve' }, request, nonce), inputs: 'auto' },
  moveButton({ move: 'reject', caption: 'Reject' }, request, nonce),
];

function viewButtons(request: WorkRequest, nonce: string): readonly ButtonData[] {
  const data = pressData(request, nonce);
  return [viewButton('See all', 'showText', data), viewButton('History', 'showHistory', data), ...filesButton(request, data), viewButton('My actions', 'myActions', data)];
}

const GROUND_BYTES = 600;

/** Why this person is asked. */
function askSection(request: WorkRequest, { as }: ApprovalAudience): SectionData {
  const requester = nameOf(request.requester);
  const because = plainText(request.managerAsk?.because ?? '', GROUND_BYTES);
  const why = as === 'manager'
    ? `You are asked as ${requester}'s manager: ${because}.`
    : `You are asked as an approver of the INFRA group: it approves every ${request.classification.type === 'access' ? 'access' : 'change'}.`;
  const given = request.approvals.map(givenEntry);
  return section('Your approval is asked', [{ ...EMPTY_ENTRY, lines: [{ runs: runsOf(why), spacing: 'None' }] }, ...given], 'emphasis');
}

function outcomeSection(request: WorkRequest, audience: ApprovalAudience, told: RoundTold): SectionData {
  const approvals = (told.last ?? request).approvals.map(givenEntry);
  if (told.endedBy) return section('This round of approval is void', [eventEntry(told.endedBy), ...approvals], 'emphasis');
  if (told.leftBy && told.leftBy.move !== 'approve') return section('Nothing to decide at present', [eventEntry(told.leftBy), ...approvals], 'emphasis');
  if (request.status !== 'Authorize') return section('Approved', approvals, 'emphasis');
  const mine = request.approvals.some((approval) => approval.by.id === audience.to.id && approval.assumed === undefined);
  return section(mine ? 'You have approved; it waits for somebody else' : 'Somebody else has decided', approvals, 'emphasis');
}

const REASON_BYTES = 1_200;

const eventEntry = (event: RequestEvent): EntryData => ({
  ...EMPTY_ENTRY,
  ...titled([...boldRuns(nameOf(event.by)), ...runsOf(` ${didOf(event)}`)]),
  ...noted(momentOf(event.at)),
  lines: cutLines(wordsOf(event) ?? '', REASON_BYTES).lines,
});

const PLAN_BYTES = 2_600;
const SCOPE_BYTES = 2_000;
const DETAILS_BYTES = 2_000;

/** What is approved: the plans of a change, scope and reason of an access, and what was asked for. */
function contentOf(request: WorkRequest, share: number): Sections {
  const { type, implementationPlan, backoutPlan, scope, accessReason } = request.classification;
  return joinedSections([
    ...(type === 'access' ? [textSection('Scope', scope, SCOPE_BYTES * share), textSection('Reason', accessReason, SCOPE_BYTES * share)] : []),
    ...(type === 'change' ? [textSection('Implementation plan', implementationPlan, PLAN_BYTES * share), textSection('Backout plan', backoutPlan, PLAN_BYTES * share)] : []),
    detailsSection(request, DETAILS_BYTES * share),
  ]);
}

const SHOWN_EVENTS = 6;
const WORDS_BYTES = 400;

const historySection = (history: readonly RequestEvent[], share: number): SectionData =>
  section('History', historyEntries(history.filter((event) => event.move !== 'noteManager').slice(-Math.ceil(SHOWN_EVENTS * share)), WORDS_BYTES * share));
