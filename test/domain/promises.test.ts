import { strict as assert } from 'node:assert';
import { whoIsAsked } from '../../src/domain/approvals';
import { TIMER, type Actor } from '../../src/domain/people';
import { dueOf, dueStep, hoursAfter, nextDeadline } from '../../src/domain/promises';
import { STATUSES } from '../../src/domain/workflow';
import { MONDAY, POLICY, given, requestIn } from './given';
import { ana, edda, ines, ivan, who } from './people';

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

describe('a step of a promise', () => {
  const submitted = requestIn('Submitted');
  const at = (hours: number): string => hoursAfter(MONDAY, hours);

  it('is due at its hour to the millisecond, and not before', () => {
    assert.equal(dueStep(submitted, POLICY, new Date(Date.parse(at(24)) - 1).toISOString()), undefined);
    assert.deepEqual(dueStep(submitted, POLICY, at(24)), { kind: 'remind', sla: 'review', hours: 24, skippedHours: [] });
    assert.deepEqual(dueStep(submitted, POLICY, at(45)), { kind: 'remind', sla: 'review', hours: 44, skippedHours: [24, 36] });
    assert.deepEqual(dueStep(submitted, POLICY, at(500)), { kind: 'breach', sla: 'review', hours: 48, skippedHours: [24, 36, 44] });
  });

  it('is taken once: whatever the timer asks for again is nothing new', () => {
    const facts = { watch: { onCall: who(edda), incident: undefined, approvers: [] } };
    const reminded = given(submitted).when(TIMER, 'remind', {}, { at: at(25), facts }).accepted('Submitted');
    given(reminded).when(TIMER, 'remind', {}, { at: at(26), facts }).refused('nothingNew');
    given(reminded).when(TIMER, 'breach', {}, { at: at(47), facts }).refused('nothingNew');
    const broken = given(reminded).when(TIMER, 'breach', {}, { at: at(48), facts }).accepted('Submitted');
    given(broken).when(TIMER, 'breach', {}, { at: at(500), facts, policy: { reviewHours: 60 } }).refused('nothingNew');
    assert.equal(nextDeadline(broken, { ...POLICY, reviewHours: 60 }), undefined);
  });

  it('has a deadline as long as there is a next one, and whatever the timer meets it goes forward', () => {
    let request = submitted;
    const seen: string[] = [];
    for (let next = nextDeadline(request, POLICY); next; next = nextDeadline(request, POLICY)) {
      seen.push(next);
      const step = dueStep(request, POLICY, next) ?? assert.fail();
      request = given(request).when(TIMER, step.kind, {}, { at: next, facts: { watch: { onCall: undefined, incident: undefined, approvers: [] } } }).accepted('Submitted');
    }
    assert.deepEqual(seen, [24, 36, 44, 48].map(at));
  });
});

describe('a say that is handed on', () => {
  const request = requestIn('Authorize', { type: 'access' });
  const to = (person: Actor) => ({ facts: { named: { person: who(person), engineer: false, approver: person.roles.includes('approver') } } });
  const handed = given(request).when(ines, 'delegate', { delegate: ivan.id, until: '2026-03-10' }, to(ivan)).accepted('Authorize');

  it('lasts to the end of its day in UTC, and its end is a move of its own', () => {
    assert.equal(handed.delegations[0]?.until, '2026-03-11T00:00:00.000Z');
    assert.equal(nextDeadline(handed, POLICY), '2026-03-11T00:00:00.000Z');
    given(handed).when(TIMER, 'endDelegation', {}, { at: '2026-03-10T23:59:59.999Z' }).refused('nothingNew');
    assert.deepEqual(given(handed).when(TIMER, 'endDelegation', {}, { at: '2026-03-11T00:00:00.000Z' }).accepted('Authorize').delegations, []);
  });

  it('leaves who handed it on unasked meanwhile', () => {
    assert.deepEqual(whoIsAsked(handed, [who(ines), who(ivan)]), [who(ivan)]);
  });

  it('goes to another approver of the group, never round in a circle', () => {
    given(request).when(ines, 'delegate', { delegate: ines.id, until: '2026-03-10' }, to(ines)).refused('delegateIsSelf');
    given(request).when(ines, 'delegate', { delegate: edda.id, until: '2026-03-10' }, to(edda)).refused('notAnApprover');
    given(request).when(ines, 'delegate', { delegate: 'x', until: '2026-03-10' }, { facts: { named: 'unknown' } }).refused('unknownPerson');
    given(handed).when(ivan, 'delegate', { delegate: ines.id, until: '2026-03-10' }, to(ines)).refused('delegateIsAway');
  });

  it('needs a day that is to come, within a year', () => {
    for (const until of ['2026-03-01', '2027-06-01']) given(request).when(ines, 'delegate', { delegate: ivan.id, until }, to(ivan)).refused('untilIsPast');
    for (const until of ['', 'soon', '2026-02-30', '10.03.2026', 20260310]) given(request).when(ines, 'delegate', { delegate: ivan.id, until }, to(ivan)).refused('faulty');
  });
});
