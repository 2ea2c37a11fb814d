import { strict as assert } from 'node:assert';
import { isPeriod, periodSentence, readPeriod } from '../../src/domain/reportPeriod';
import { fc } from './fixedSeed';

const NOW = '2026-03-15T10:30:00.000Z';
const day = (text: string): string => `${text}T00:00:00.000Z`;

describe('the period of a report', () => {
  it('is the last 30 days when nothing is said', () => {
    for (const text of ['', '  ', '30 days', 'last 30 days', '30days']) assert.deepEqual(readPeriod(text, NOW), { from: '2026-02-13T10:30:00.000Z', to: NOW });
  });

  it('is a month, over the turn of the year too', () => {
    assert.deepEqual(readPeriod('Last  Month', NOW), { from: day('2026-02-01'), to: day('2026-03-01') });
    assert.deepEqual(readPeriod('last month', '2026-01-31T00:00:00.000Z'), { from: day('2025-12-01'), to: day('2026-01-01') });
    assert.deepEqual(readPeriod('this month', NOW), { from: day('2026-03-01'), to: NOW });
  });

  it('is two days and what is between, both included', () => {
    for (const text of ['2026-01-01 2026-01-31', 'from 2026-01-01 to 2026-01-31', '2026-01-01 - 2026-01-31', '2026-01-01, 2026-01-31', '2026-01-01..2026-01-31', '2026-01-01 – 2026-01-31']) {
      assert.deepEqual(readPeriod(text, NOW), { from: day('2026-01-01'), to: day('2026-02-01') }, text);
    }
    assert.deepEqual(readPeriod('2026-03-01 2026-03-15', NOW), { from: day('2026-03-01'), to: NOW });
    assert.deepEqual(readPeriod('2026-03-01', NOW), { from: day('2026-03-01'), to: NOW });
  });

  it('is refused with a reason', () => {
    for (const [text, kind] of [
      ['2026-03-01 2026-01-31', 'endsBeforeItStarts'], ['2026-02-30', 'notADate'], ['2026-13-01 2026-14-01', 'notADate'], ['01.02.2026', 'notADate'], ['2026-1-1', 'notADate'],
      ['2026-03-01 2026-03-16', 'inTheFuture'], ['2027-01-01 2027-02-01', 'inTheFuture'], ['2027-01-01', 'inTheFuture'],
      ['yesterday', 'notAPeriod'], ['0 days', 'notAPeriod'], ['9999 days', 'notAPeriod'], ['2026-01-01 2026-02-01 2026-03-01', 'notAPeriod'], ['-5 days', 'notAPeriod'],
    ] as const) {
      const read = readPeriod(text, NOW);
      assert.equal(isPeriod(read) ? 'period' : read.kind, kind, text);
      if (!isPeriod(read)) assert.match(periodSentence(read), /\w/);
    }
  });

  it('is never empty, never ends in the future, and never throws', () =>
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)).chain((one) => fc.constantFrom(one, `${one} 2026-03-15`, `2026-01-01 ${one}`))), (text) => {
      const read = readPeriod(text, NOW);
      if (isPeriod(read)) assert.ok(read.from < read.to && read.to <= NOW, JSON.stringify(read));
      else assert.ok(periodSentence(read).length < 300);
    })));
});
