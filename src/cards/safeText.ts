import { cleanLine, cleanText } from '../domain/text';
import { begunWithin, cutToWeight, weightOf } from './weight';

/** A piece of a RichTextBlock: shown as it is, never read as Markdown. */
export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large';
  readonly isSubtle?: true;
  readonly fontType?: 'Monospace';
}
/** One line of a card. */
export type Runs = readonly TextRun[];
export type RunLook = Pick<TextRun, 'weight' | 'size' | 'isSubtle' | 'fontType'>;

const BOLD: RunLook = { weight: 'Bolder' };
const TITLE: RunLook = { size: 'Large', weight: 'Bolder' };
const SUBTLE: RunLook = { isSubtle: true };

/** Halves of surrogate pairs that stand alone, and what cannot be seen, are no text. */
const LONE_HALVES = /\p{Surrogate}/gu;
export const cleanWords = (text: string): string => cleanText(text).replace(LONE_HALVES, '\uFFFD');

/** Between the braces of a card function, which Teams would carry out in a run as in a TextBlock. */
const INSIDE_FUNCTION = /(?<=\{)(?=\{\s*(?:DATE|TIME)\s*\()/iu;

/** One line of typed text as runs: a typed `{{DATE(…)}}` is cut in two, so that it shows as typed and copies as typed. */
export const runsOf = (line: string, look: RunLook = {}): Runs =>
  line.split(INSIDE_FUNCTION).map((text) => ({ type: 'TextRun', text, ...look }));

export const boldRuns = (line: string): Runs => runsOf(line, BOLD);
export const titleRuns = (line: string): Runs => runsOf(line, TITLE);
export const subtleRuns = (line: string): Runs => runsOf(line, SUBTLE);

/** Typed text that is one line: a summary, a name, a version. */
export const typedLine = (text: string, maxBytes: number): string => cutToWeight(cleanLine(cleanWords(text)), maxBytes);

const NAME_BYTES = 160;
export const nameOf = (person: { readonly name: string }): string => typedLine(person.name, NAME_BYTES) || 'Somebody';

/** Typed text where nothing is formatted: fallbackText, speak, a notification. Card functions are broken by a space. */
export const plainText = (text: string, maxBytes: number): string =>
  cutToWeight(cleanLine(cleanWords(text)).replace(/\{(?=\{\s*(?:DATE|TIME)\s*\()/giu, '{ '), maxBytes);

export interface Line {
  readonly runs: Runs;
  /** Room above: a paragraph's first line has it. */
  readonly spacing: 'None' | 'Small';
}

/** What a line weighs beside its runs: the RichTextBlock around it. */
const LINE_BYTES = 2 * '{"type":"RichTextBlock","spacing":"Small","inlines":},'.length;
export const lineBytes = (line: Line): number => LINE_BYTES + weightOf(line.runs);

/** Typed text of many lines, one block a line, because clients differ about breaks in a run. Blank lines become room. */
export function linesOf(text: string): readonly Line[] {
  const rows = cleanWords(text).split('\n').map((row) => row.replaceAll('\t', '    ').trimEnd());
  return rows.flatMap((row, at) => (row === '' ? [] : [{ runs: runsOf(kept(row)), spacing: at > 0 && rows[at - 1] === '' ? 'Small' : 'None' }]));
}

/** Indentation survives as no-break spaces: a run's leading blanks are dropped by some clients. */
const kept = (row: string): string => row.replace(/^ +/u, (blanks) => '\u00A0'.repeat(blanks.length));

export interface CutLines {
  readonly lines: readonly Line[];
  readonly isCut: boolean;
}

const CUT_LINE: Line = { runs: subtleRuns('…'), spacing: 'None' };

/** As many lines as weigh at most `maxBytes`; the last one is cut where it does not fit. */
export function cutLines(text: string, maxBytes: number): CutLines {
  const lines: Line[] = [];
  let room = maxBytes;
  const begun = begunWithin(text, maxBytes);
  for (const line of linesOf(begun)) {
    if (lineBytes(line) > room) return { lines: [...lines, cutLine(line, room) ?? CUT_LINE], isCut: true };
    lines.push(line);
    room -= lineBytes(line);
  }
  return begun === text ? { lines, isCut: false } : { lines: [...lines, CUT_LINE], isCut: true };
}

const LEAST_BYTES = 200;

function cutLine(line: Line, maxBytes: number): Line | undefined {
  const text = line.runs.map((run) => run.text).join('');
  if (maxBytes < LINE_BYTES + LEAST_BYTES) return undefined;
  const cut: Line = { ...line, runs: runsOf(cutToWeight(text, maxBytes - LINE_BYTES - LEAST_BYTES / 2)) };
  return lineBytes(cut) <= maxBytes ? cut : undefined;
}
