import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { csvCard, reportCard } from '../../src/cards';
import { SERVICES } from '../../src/domain/questionnaire';
import { reportOf, type Report } from '../../src/domain/report';
import { requestsCsv } from '../../src/domain/reportCsv';
import { reportRows } from '../../src/domain/reportRows';
import { buttonsOf, elementsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { longText, policy, STORIES } from './samples';

const period = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
const histories = Object.values(STORIES).map(({ history }, at) => history.map((event) => ({ ...event, key: `PLAT-${at + 1}` })));
const told = reportOf(histories, period, policy);
const huge = 123_456_789.123;
/** Everything at once, each number as long as a number gets. */
const fullest: Report = {
  ...told, submitted: huge, completed: huge, canceled: huge,
  open: told.open.map(({ status }) => ({ status, count: huge })),
  inStatus: told.inStatus.map(({ status }) => ({ status, hours: huge, requests: huge })),
  waitedOn: { team: huge, approvers: huge, requester: huge, blocker: huge },
  byService: SERVICES.map(({ id }) => ({ id, submitted: huge, done: huge })),
  byType: (['change', 'access', 'debug', undefined] as const).map((id) => ({ id, submitted: huge, done: huge })),
};

describe('the card of a report', () => {
  it('keeps to the rules of Teams, full, usual and empty', () => {
    for (const report of [told, fullest, reportOf([], period, policy)]) assertTeamsCard(reportCard(report, 'n'.repeat(36)));
  });

  it('has a table or facts for every chart, for clients that have none, with the same numbers', () => {
    const charts = elementsOf(reportCard(told, 'n') as never).filter(({ type }) => String(type).startsWith('Chart.'));
    assert.deepEqual(charts.map(({ type }) => type), ['Chart.HorizontalBar', 'Chart.HorizontalBar', 'Chart.Donut', 'Chart.HorizontalBar', 'Chart.VerticalBar.Grouped']);
    for (const { fallback, data } of charts) {
      assert.match((fallback as { type: string }).type, /^(FactSet|Table)$/);
      assert.ok(Array.isArray(data) && data.length > 0);
    }
  });

  it('says what it counts in words, per cent and hours', () => {
    const texts = textsOf(reportCard(told, 'n'));
    for (const text of ['2026-01-01 to 2026-01-31 (UTC)', 'Submitted', '15', '2 (1 completed, 1 canceled)', 'kept 13 (92.9 %), missed 1 (7.1 %), excused 0 (0 %)']) assert.ok(texts.includes(text), `${text}: ${texts.join(' | ')}`);
    assert.ok(texts.some((text) => /^median 5 hours, 90th percentile 10 hours \(13 requests\)$/.test(text)), texts.join(' | '));
    assert.deepEqual(buttonsOf(reportCard(told, 'n') as never), ['CSV', 'CSV of requests']);
  });
});

describe('the card of a table', () => {
  const view = { what: 'requests' as const, period, nonce: 'n' };

  it('stays under 28 KB on every page, whatever was typed, and leads through all of it', () =>
    fc.assert(fc.property(longText(200), fc.integer({ min: 1, max: 80 }), (summary, count) => {
      const [submission] = STORIES.submitted.history;
      assert.ok(submission);
      const csv = requestsCsv(reportRows(Array.from({ length: count }, (_, at) => [{ ...submission, key: `PLAT-${at + 1}`, given: { ...submission.given, summary } }]), period, policy));
      const read: string[] = [];
      for (let page = 0; ; page++) {
        const card = csvCard(csv, { ...view, page }) as never;
        assert.deepEqual(faultsOf(card).filter((fault) => !fault.startsWith("a template's leftover")), []);
        read.push(...textsOf(card));
        if (!buttonsOf(card).includes('Next')) break;
      }
      for (let at = 1; at <= count; at++) assert.ok(read.some((text) => text.startsWith(`PLAT-${at},`)), `PLAT-${at}`);
    }), { numRuns: 25 })).timeout(60_000);

  it('shows the lines in letters of one width, and nothing of them as Markdown', () => {
    const card = csvCard(`\uFEFFKey,Summary\r\nPLAT-1,**b** {{DATE(2020-01-01T00:00:00Z)}}\r\n`, { ...view, page: 7 }) as never;
    assertTeamsCard(card);
    const runs = elementsOf(card).filter(({ type }) => type === 'TextRun');
    assert.deepEqual(runs.map(({ fontType }) => fontType), runs.map(() => 'Monospace'));
    assert.ok(textsOf(card).includes('PLAT-1,**b** {{DATE(2020-01-01T00:00:00Z)}}') && !JSON.stringify(card).includes('{{DATE'));
  });
});
