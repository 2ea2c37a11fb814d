import { strict as assert } from 'node:assert';
import { forgottenBefore, monthsBefore } from '../../src/domain/keeping';
import { fc } from './fixedSeed';

describe('how long a request is kept', () => {
  it('is counted in months of the calendar, to the last day of a shorter one', () => {
    assert.equal(monthsBefore('2026-03-15T10:30:00.250Z', 24), '2024-03-15T10:30:00.250Z');
    assert.equal(monthsBefore('2026-05-31T23:59:59.999Z', 3), '2026-02-28T23:59:59.999Z');
    assert.equal(monthsBefore('2024-03-31T00:00:00.000Z', 1), '2024-02-29T00:00:00.000Z');
    assert.equal(monthsBefore('2026-01-10T00:00:00.000Z', 1), '2025-12-10T00:00:00.000Z');
  });

  it('is never shorter than it can be reopened', () => {
    assert.equal(forgottenBefore('2026-03-15T00:00:00.000Z', 1, { reopenDays: 14 }), '2026-02-15T00:00:00.000Z');
    assert.equal(forgottenBefore('2026-03-15T00:00:00.000Z', 1, { reopenDays: 100 }), '2025-12-04T00:00:00.000Z');
  });

  it('is longer with every month, and never a day less than months have', () =>
    fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 300 }), (date, months) => {
      const now = date.toISOString();
      assert.ok(monthsBefore(now, months + 1) < monthsBefore(now, months));
      assert.ok(date.getTime() - Date.parse(monthsBefore(now, months)) >= months * 28 * 86_400_000);
    })));
});
