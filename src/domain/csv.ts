import { cleanText } from './text';

/** A cell of a table that people open in a spreadsheet. */
export type CsvCell = string | number | undefined;

/** What a spreadsheet may take for a formula (OWASP, "CSV Injection"), full-width signs and ones behind a blank too: an apostrophe before it keeps it text. */
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/u;

/** So that Excel reads it as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180: commas, quotes doubled, every line ended by CR LF. A number is ours and needs no apostrophe. */
export const csvOf = (rows: readonly (readonly CsvCell[])[]): string => BYTE_ORDER_MARK + rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

function written(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const clean = cleanText(cell);
  const safe = FORMULA.test(cell) || FORMULA.test(clean) ? `'${clean}` : clean;
  return /[",\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
