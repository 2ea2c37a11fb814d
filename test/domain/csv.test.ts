import { strict as assert } from 'node:assert';
import { csvOf } from '../../src/domain/csv';
import { reportOf } from '../../src/domain/report';
import { numbersCsv, requestsCsv } from '../../src/domain/reportCsv';
import { reportRows } from '../../src/domain/reportRows';
import { fc } from './fixedSeed';
import { laterThan, lifeTo, liveOn, ANSWERS, MONDAY, POLICY } from './given';
import { ana } from './people';
import { STATUSES } from '../../src/domain/workflow';

describe('a table for spreadsheets', () => {
  const line = (...cells: readonly (string | number | undefined)[]): string => csvOf([cells]).slice(1, -2);

  it('begins with the mark of UTF-8 and ends every line with CR LF', () => assert.equal(csvOf([['a', 1], ['ü', undefined]]), '\uFEFFa,1\r\nü,\r\n'));

  it('quotes commas, quotes, line breaks and blanks at the ends (RFC 4180)', () =>
    assert.equal(line('a,b', 'say "hi"', 'two\nlines', ' x ', 'plain'), '"a,b","say ""hi""","two\nlines"," x ",plain'));

  it('keeps what looks like a formula a text, however it is hidden', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '\u200B=1', '\u0000=1', '=cmd|\' /C calc\'!A0']) {
      assert.match(line(text), /^"?'/u, JSON.stringify(text));
    }
    assert.deepEqual([line(-1.5), line('a=b'), line(Number.NaN), line('')], ['-1.5', 'a=b', '', '']);
  });

  it('can be read back, and no cell of it begins as a formula does', () =>
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ' ', 'a', '\u202E', 'ü', '😀') }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const read = parsed(csvOf(rows));
      assert.deepEqual(read.map((row) => row.length), rows.map((row) => row.length));
      for (const cell of read.flat()) assert.doesNotMatch(cell, /^\s*[=+\-@]|^[\t\r\n]/u);
    })));
});

describe('the tables of a report', () => {
  const histories = STATUSES.map((status, at) => lifeTo(status).history.map((event) => ({ ...event, key: `PLAT-${at + 1}` })));
  const period = { from: MONDAY, to: laterThan(MONDAY, 7_200_000) };

  it('hold every number, one a line, in four columns', () => {
    const rows = parsed(numbersCsv(reportOf(histories, period, POLICY)));
    assert.ok(rows.every((row) => row.length === 4));
    const value = (...names: readonly string[]): string | undefined => rows.find((row) => names.every((name, at) => row[at] === name))?.[3];
    assert.deepEqual([value('Requests', '', 'Submitted'), value('Requests', '', 'Completed'), value('Open at the end', 'Blocked', 'Requests'), value('Promise', 'Review', 'Kept per cent'), value('Service', 'Kubernetes (AKS)', 'Done')], ['9', '1', '1', '100', '1']);
    assert.equal(value('Promise', 'Answer', 'Missed per cent'), '');
  });

  it('hold every request, with the hours that add up to what is reported', () => {
    const rows = parsed(requestsCsv(reportRows(histories, period, POLICY)));
    const [headings = [], ...lines] = rows;
    assert.ok(rows.every((row) => row.length === headings.length));
    assert.deepEqual(lines.map(([key]) => key), STATUSES.map((_status, at) => `PLAT-${at + 1}`));
    const column = headings.indexOf('Hours in In Progress');
    const reported = reportOf(histories, period, POLICY).inStatus.find(({ status }) => status === 'In Progress')?.hours ?? 0;
    assert.ok(Math.abs(lines.reduce((total, row) => total + Number(row[column]), 0) - reported) < 0.1);
  });

  it('keep a summary that is a formula a text', () => {
    const { history } = liveOn(undefined, [[ana, 'submit', { ...ANSWERS, summary: '=HYPERLINK("https://evil.example","x")' }]]);
    assert.match(requestsCsv(reportRows([history], period, POLICY)), /PLAT-1,"'=HYPERLINK\(""https:/);
  });
});

/** A plain reader of RFC 4180. */
function parsed(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}
