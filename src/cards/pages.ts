import type { EntryData, SectionData } from './cardData';
import { EMPTY_ENTRY, section } from './entries';
import { markdownPages } from './safeMarkdown';
import { lineBytes, linesOf, runsOf, type Line } from './safeText';
import { cutToWeight, weightOf } from './weight';

/** A section whose entries may be spread over pages. */
export interface LongSection {
  readonly heading: string;
  readonly entries: readonly EntryData[];
}

/** What a page may weigh beside its header and buttons. */
const PAGE_BYTES = 19_000;
/** One piece, so small that a page always takes a few. */
const PIECE_BYTES = 5_000;
/** The container of an entry, with a heading and the blocks of title, note and Markdown. */
const ELEMENTS_BYTES = 800;

/** Everything, in pages that fit into a card. What does not fit goes on under its heading on the next page. */
export function pagesOf(sections: readonly LongSection[]): readonly (readonly SectionData[])[] {
  const pages: SectionData[][] = [[]];
  let room = PAGE_BYTES;
  for (const { heading, entries } of sections) {
    for (const piece of entries.flatMap(piecesOf)) {
      const bytes = entryBytes(piece);
      if (bytes > room) {
        pages.push([]);
        room = PAGE_BYTES;
      }
      put(pages.at(-1) ?? [], heading, piece);
      room -= bytes + weightOf(heading);
    }
  }
  return pages;
}

function put(page: SectionData[], heading: string, piece: EntryData): void {
  const last = page.at(-1);
  if (last?.heading === heading) page[page.length - 1] = { ...last, entries: [...last.entries, piece] };
  else page.push(section(heading, [piece]));
}

/** What an entry weighs on the card: its words, and the elements around them. */
const entryBytes = ({ title, note, markdown, lines }: EntryData): number =>
  ELEMENTS_BYTES + weightOf([title, note, markdown]) + lines.reduce((bytes, line) => bytes + lineBytes(line), 0);

/** An entry in parts that go below each other without a seam. */
function piecesOf(entry: EntryData): readonly EntryData[] {
  if (entryBytes(entry) <= PIECE_BYTES) return [entry];
  const { lines, ...head } = entry;
  const pieces = chunks(lines.flatMap(shortLines)).map((part) => ({ ...EMPTY_ENTRY, lines: part }));
  return [{ ...head, lines: pieces[0]?.lines ?? [] }, ...pieces.slice(1)];
}

function chunks(lines: readonly Line[]): readonly (readonly Line[])[] {
  const all: Line[][] = [];
  let room = 0;
  for (const line of lines) {
    if (lineBytes(line) > room || all.length === 0) {
      all.push([]);
      room = PIECE_BYTES;
    }
    all.at(-1)?.push(line);
    room -= lineBytes(line);
  }
  return all;
}

/** A line heavier than a piece, in several. */
function shortLines(line: Line): readonly Line[] {
  if (lineBytes(line) <= PIECE_BYTES) return [line];
  const lines: Line[] = [];
  for (let rest = line.runs.map((run) => run.text).join(''); rest !== ''; ) {
    const cut = cutToWeight(rest, PIECE_BYTES / 2);
    const part = cut === rest ? rest : cut.slice(0, -1) || Array.from(rest).slice(0, 200).join('');
    lines.push({ runs: runsOf(part), spacing: lines.length === 0 ? line.spacing : 'None' });
    rest = rest.slice(part.length);
  }
  return lines;
}

export const linesEntry = (text: string): EntryData => ({ ...EMPTY_ENTRY, lines: linesOf(text) });
export const markdownEntries = (text: string): readonly EntryData[] =>
  markdownPages(text, PIECE_BYTES).map((markdown) => ({ ...EMPTY_ENTRY, hasMarkdown: markdown !== '', markdown }));
