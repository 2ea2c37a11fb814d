import { pageOf, type PageOf } from '../domain/lists';
import type { Period } from '../domain/reportPeriod';
import type { AdaptiveCard } from './adaptiveCard';
import { counted } from './moments';
import { render } from './render';
import { periodWords, reportButton } from './reportCard';
import type { ReportView } from './reportVerbs';
import { cleanWords, lineBytes, runsOf, type Line } from './safeText';
import { cutToWeight } from './weight';

export interface CsvView {
  readonly what: Exclude<ReportView, 'show'>;
  readonly period: Period;
  readonly page: number;
  readonly nonce: string;
}

const TITLES = { csv: 'Report as CSV', requests: 'Requests of the report as CSV' } as const;

/** What the lines of one page may weigh. */
const PAGE_BYTES = 18_000;
/** A line of a table that is longer is shown cut; the file has all of it. */
const LINE_BYTES = 3_000;

/** A table of a report, line by line as in the file, for those who copy it. */
export function csvCard(csv: string, { what, period, page, nonce }: CsvView): AdaptiveCard {
  const all = linesOfCsv(csv);
  const shown = pageOf(pagesOf(all), page, 1);
  const count = `${shown.pages > 1 ? `Page ${shown.page + 1} of ${shown.pages}, ` : ''}${counted(all.length, 'line')}, ${periodWords(period)}`;
  return render('csv', {
    fallbackText: `${TITLES[what]}: ${count}`,
    speak: `${TITLES[what]}: ${count}`,
    title: TITLES[what],
    count,
    lines: shown.items[0] ?? [],
    buttons: buttonsOf(shown, what, period, nonce),
  });
}

/** Back leads to the page before, from the first one to the report. */
function buttonsOf({ page, pages }: PageOf<readonly Line[]>, what: CsvView['what'], period: Period, nonce: string) {
  return [
    ...(page + 1 < pages ? [reportButton('Next', what, period, page + 1, nonce)] : []),
    page > 0 ? reportButton('Back', what, period, page - 1, nonce) : reportButton('Back', 'show', period, 0, nonce),
  ];
}

/** A cell that holds a line break goes on in the next line, as it does in the file. */
const linesOfCsv = (csv: string): readonly Line[] =>
  cleanWords(csv).split('\n').filter((line) => line !== '').map((line) => ({ runs: runsOf(cutToWeight(line, LINE_BYTES), { fontType: 'Monospace' }), spacing: 'None' }));

function pagesOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const pages: Line[][] = [[]];
  let room = PAGE_BYTES;
  for (const line of lines) {
    const bytes = lineBytes(line);
    if (bytes > room) {
      pages.push([]);
      room = PAGE_BYTES;
    }
    pages.at(-1)?.push(line);
    room -= bytes;
  }
  return pages;
}
