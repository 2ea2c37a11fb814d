import { strict as assert } from 'node:assert';
import { dueOf, hoursAfter } from '../../src/domain/promises';
import { STATUSES } from '../../src/domain/workflow';
import { MONDAY, POLICY, given, requestIn } from './given';
import { ana } from './people';

describe('what the team has promised', () => {
  it('is a review within 48 hours of submission, until it starts', () => {
    const due = { sla: 'review', at: '2026-03-04T08:00:00.000Z' };
    assert.deepEqual(dueOf(requestIn('Submitted'), POLICY), due);
    const commented = given(requestIn('Submitted')).when(ana, 'comment', { comment: 'Soon?' }, { at: '2026-03-03T08:00:00.000Z' }).accepted('Submitted');
    assert.deepEqual(dueOf(commented, POLICY), due);
  });

  it('is that the requester answers within 72 hours of being asked', () => {
    const asked = requestIn('Waiting on Customer', { from: 'Review' });
    assert.equal(asked.question?.askedAt, '2026-03-02T08:03:00.000Z');
    assert.deepEqual(dueOf(asked, POLICY), { sla: 'answer', at: '2026-03-05T08:03:00.000Z' });
  });

  it('is nothing in any other status', () => {
    for (const status of STATUSES)
      if (status !== 'Submitted' && status !== 'Waiting on Customer') assert.equal(dueOf(requestIn(status), POLICY), undefined, status);
  });

  it('follows the settings', () => {
    assert.equal(dueOf(requestIn('Submitted'), { ...POLICY, reviewHours: 1 })?.at, '2026-03-02T09:00:00.000Z');
    assert.equal(dueOf(requestIn('Waiting on Customer', { from: 'Review' }), { ...POLICY, answerHours: 0.5 })?.at, '2026-03-02T08:33:00.000Z');
  });

  it('counts around the clock: weekends, leap days and the change of summer time are hours like others', () => {
    assert.equal(hoursAfter('2026-03-28T12:00:00.000Z', 48), '2026-03-30T12:00:00.000Z');
    assert.equal(hoursAfter('2028-02-28T12:00:00.001Z', 48), '2028-03-01T12:00:00.001Z');
    assert.equal(hoursAfter('2026-12-31T23:59:59.999Z', 72), '2027-01-03T23:59:59.999Z');
    assert.equal(hoursAfter(MONDAY, 0), MONDAY);
  });
});
