import { approvalsSection } from './approvalsSection';
import type { WorkRequest } from '../domain/workRequest';
import type { CardContext, Unreachable } from './adaptiveCard';
import type { SectionData } from './cardData';
import { EMPTY_ENTRY, noted, section, titled } from './entries';
import { momentOf } from './moments';
import { didOf } from './moveWords';
import { cutMarkdown } from './safeMarkdown';
import { boldRuns, cutLines, nameOf, runsOf, subtleRuns, typedLine, type Line, type Runs } from './safeText';

/** Sections of which something was left out; the card then offers to see all. */
export interface Sections {
  readonly sections: readonly SectionData[];
  readonly isCut: boolean;
}

export function textSection(heading: string, text: string | undefined, maxBytes: number, style?: SectionData['style']): Sections {
  if (!text) return { sections: [], isCut: false };
  const { lines, isCut } = cutLines(text, maxBytes);
  return { sections: [section(heading, [{ ...EMPTY_ENTRY, lines }], style)], isCut };
}

export function detailsSection(request: WorkRequest, maxBytes: number): Sections {
  const { markdown, isCut } = cutMarkdown(request.answers.details, maxBytes);
  return { sections: [section('Details', [{ ...EMPTY_ENTRY, hasMarkdown: markdown !== '', markdown }])], isCut };
}

export const joinedSections = (all: readonly Sections[]): Sections => ({
  sections: all.flatMap((one) => one.sections), isCut: all.some((one) => one.isCut),
});

const QUESTION_BYTES = 2_000;
const DETAILS_BYTES = 2_400;
const WORDS_BYTES = 900;

/** What channel, requester and engineers see below the facts; `share` shrinks texts until the card fits. */
export function requestSections(request: WorkRequest, ctx: CardContext, share: number, lastMoves: number): Sections {
  return joinedSections([
    unreachableSection(ctx.unreachable ?? [], share),
    questionSection(request, QUESTION_BYTES * share),
    { sections: approvalsSection(request, ctx, share), isCut: false },
    detailsSection(request, DETAILS_BYTES * share),
    { sections: movesSection(request, WORDS_BYTES * share, Math.ceil(lastMoves * share)), isCut: false },
  ]);
}

const questionSection = ({ question }: WorkRequest, maxBytes: number): Sections =>
  textSection('Question', question?.text, maxBytes, 'emphasis');

/** The last moves with their words: comments and answers are read here. The directory's notes are nobody's news. */
function movesSection(request: WorkRequest, maxBytes: number, count: number): readonly SectionData[] {
  const told = request.lastMoves.filter((one) => one.move !== 'noteManager').slice(0, count);
  const entries = told.map((one) => ({
    ...EMPTY_ENTRY,
    ...titled([...boldRuns(nameOf(one.by)), ...runsOf(` ${didOf(one)}`)]),
    ...noted(momentOf(one.at)),
    lines: one.words === undefined || isQuestionAbove(request, one.move) ? [] : cutLines(one.words, maxBytes).lines,
  }));
  return entries.length === 0 ? [] : [section('Last moves', entries)];
}

const isQuestionAbove = (request: WorkRequest, move: string): boolean => move === 'ask' && request.question !== undefined;

const SHOWN_UNREACHABLE = 5;
const WHY_BYTES = 300;

/** Whoever could not be told, with what helps: they add the app, or somebody tells them. */
function unreachableSection(unreachable: readonly Unreachable[], share: number): Sections {
  if (unreachable.length === 0) return { sections: [], isCut: false };
  const shown = unreachable.slice(0, Math.ceil(SHOWN_UNREACHABLE * share));
  const more = unreachable.length - shown.length;
  const lines: Line[] = shown.map((one) => line([...boldRuns(nameOf(one)), ...runsOf(` could not be reached: ${typedLine(one.why, WHY_BYTES * share)}`)]));
  if (more > 0) lines.push(line(runsOf(`${more} more could not be reached.`)));
  lines.push(line(subtleRuns('Please tell them yourself. Once they have added the app Platform Requests in Teams, they get their card.')));
  return { sections: [section('', [{ ...EMPTY_ENTRY, lines }], 'warning')], isCut: false };
}

const line = (runs: Runs): Line => ({ runs, spacing: 'Small' });
