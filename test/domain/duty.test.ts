import { strict as assert } from 'node:assert';
import { decideDuty, type DutyCommand, type DutyEvent } from '../../src/domain/decideDuty';
import { dutyNoticesOf } from '../../src/domain/dutyAudience';
import { activeIncident, askAgainAt, mondayOf, nextHandover, NO_DUTY, onCallAt, type Duty } from '../../src/domain/duty';
import { DUTY_MOVES, type DutyMove } from '../../src/domain/dutyMoves';
import { evolveDuty } from '../../src/domain/evolveDuty';
import { TIMER, type Actor } from '../../src/domain/people';
import type { RawInput } from '../../src/domain/readGiven';
import { fc } from './fixedSeed';
import { deepFreeze, laterThan, MONDAY } from './given';
import { ana, edda, erik, ines, iris, mara, nora, who } from './people';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
const FACTS = { engineers: [who(erik), who(edda), who(iris)], incidentHours: 12 };
const after = (hours: number): string => laterThan(MONDAY, hours * HOUR_MS);

type Press = readonly [actor: Actor, move: DutyMove, input?: RawInput, hours?: number, incidentId?: string];

function press(duty: Duty, [actor, move, input = {}, hours = 0, incidentId]: Press) {
  const command: DutyCommand = { move, actor, input, at: after(hours), nonce: `${move}-${duty.version}`, ...(incidentId !== undefined && { incidentId }) };
  return decideDuty(deepFreeze(duty), deepFreeze(command), FACTS);
}

/** The duty after presses that must all be accepted. */
function dutyAfter(...presses: readonly Press[]): { readonly duty: Duty; readonly history: readonly DutyEvent[] } {
  return presses.reduce<{ readonly duty: Duty; readonly history: readonly DutyEvent[] }>(({ duty, history }, each) => {
    const decision = press(duty, each);
    if (!decision.accepted) assert.fail(`${each[1]} was refused: ${JSON.stringify(decision.refusal)}`);
    return { duty: deepFreeze(evolveDuty(duty, decision.event)), history: [...history, decision.event] };
  }, { duty: NO_DUTY, history: [] });
}

function refusedAs(duty: Duty, each: Press): string {
  const decision = press(duty, each);
  return decision.accepted ? 'accepted' : decision.refusal.kind;
}

const ROTA: Press = [erik, 'editRota', { week1: edda.id, week2: '', week3: erik.id }];

describe('the on-call rota', () => {
  it('goes week by week from Monday in UTC and begins again after its last week', () => {
    const { duty } = dutyAfter(ROTA);
    assert.deepEqual([0, 1, 2, 3].map((week) => onCallAt(duty, after(week * WEEK_HOURS))?.id), [edda.id, undefined, erik.id, edda.id]);
  });

  it('changes hands exactly at Monday 00:00 UTC, daylight saving or not', () => {
    const { duty } = dutyAfter([erik, 'editRota', { week1: edda.id, week2: erik.id }]);
    for (const [before, at] of [['2026-03-29T23:59:59.999Z', '2026-03-30T00:00:00.000Z'], ['2026-10-25T23:59:59.999Z', '2026-10-26T00:00:00.000Z']] as const) {
      assert.notEqual(onCallAt(duty, before)?.id, onCallAt(duty, at)?.id);
    }
  });

  it('knows the Monday of every instant', () =>
    fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      const monday = new Date(mondayOf(date.toISOString()));
      assert.equal(monday.getUTCDay(), 1);
      assert.equal(monday.getTime() % (24 * HOUR_MS), 0);
      assert.ok(date.getTime() - monday.getTime() >= 0 && date.getTime() - monday.getTime() < WEEK_HOURS * HOUR_MS);
    })));

  it('names nobody before there is one', () => assert.equal(onCallAt(NO_DUTY, MONDAY), undefined));

  it('refuses an unknown person, naming the week, and a rota of nobody', () => {
    const decision = press(NO_DUTY, [erik, 'editRota', { week1: edda.id, week2: nora.id }]);
    assert.deepEqual(!decision.accepted && decision.refusal, { kind: 'unknownPerson', field: 'week2' });
    assert.equal(refusedAs(NO_DUTY, [erik, 'editRota', {}]), 'faulty');
  });
});

describe('taking and handing over', () => {
  it('puts somebody else on call for some hours, then the rota goes on', () => {
    const { duty } = dutyAfter(ROTA, [erik, 'takeOver', { hours: '5' }, 1], [erik, 'handOver', { onCall: iris.id, hours: 2 }, 2]);
    assert.deepEqual([0, 1, 2, 3.9, 4, 6].map((hours) => onCallAt(duty, after(hours))?.id), [edda.id, erik.id, iris.id, iris.id, erik.id, edda.id]);
  });

  it('refuses oneself, somebody who is no engineer, and hours that are none', () => {
    assert.equal(refusedAs(NO_DUTY, [erik, 'handOver', { onCall: erik.id, hours: '5' }]), 'handOverToSelf');
    assert.equal(refusedAs(NO_DUTY, [erik, 'handOver', { onCall: nora.id, hours: '5' }]), 'unknownPerson');
    for (const hours of ['', '0', '-1', '1.5', 'soon', '337', 1e9, null, {}]) assert.equal(refusedAs(NO_DUTY, [erik, 'takeOver', { hours }]), 'faulty', JSON.stringify(hours));
  });

  it('tells the person who was handed it, and nobody of what they took themselves', () => {
    const { history } = dutyAfter([erik, 'handOver', { onCall: iris.id, hours: 2 }], [erik, 'takeOver', { hours: 2 }]);
    assert.deepEqual(dutyNoticesOf(history).map(({ to, kind }) => [to, kind]), [[who(iris), 'handedOver']]);
  });

  it('says who is next, and from when', () => {
    const { duty } = dutyAfter(ROTA, [erik, 'takeOver', { hours: '5' }, 1]);
    assert.deepEqual(nextHandover(duty, after(0)), { at: after(1), person: who(erik) });
    assert.deepEqual(nextHandover(duty, after(2)), { at: after(6), person: who(edda) });
    assert.deepEqual(nextHandover(duty, after(10)), { at: '2026-03-09T00:00:00.000Z', person: undefined });
    assert.equal(nextHandover(NO_DUTY, MONDAY), undefined);
  });
});

describe('an incident', () => {
  const declared = dutyAfter([erik, 'declareIncident', { incident: 'The gateway is down', incidentLink: 'https://status.example/1' }]);

  it('is on until somebody ends it, and is ended once', () => {
    assert.equal(activeIncident(declared.duty)?.what, 'The gateway is down');
    const { duty } = dutyAfter([erik, 'declareIncident', { incident: 'The gateway is down' }], [edda, 'endIncident', {}, 1]);
    assert.equal(activeIncident(duty), undefined);
    assert.equal(refusedAs(duty, [edda, 'endIncident', {}, 2]), 'incidentIsOver');
    assert.equal(refusedAs(duty, [edda, 'confirmIncident', {}, 2, 'incident-1']), 'incidentIsOver');
  });

  it('needs a word on what it is, and takes only a web address for a link', () => {
    assert.equal(refusedAs(NO_DUTY, [erik, 'declareIncident', { incident: ' ' }]), 'faulty');
    for (const incidentLink of ['status', 'javascript:alert(1)', 'https://me:pw@status.example']) assert.equal(refusedAs(NO_DUTY, [erik, 'declareIncident', { incident: 'Down', incidentLink }]), 'notAWebAddress');
  });

  it('asks its declarer after 12 hours, and again 12 hours after it was asked or confirmed', () => {
    const incident = activeIncident(declared.duty) ?? assert.fail();
    assert.equal(askAgainAt(incident, 12), after(12));
    assert.equal(refusedAs(declared.duty, [TIMER, 'askIncident', {}, 11.9, incident.id]), 'nothingNew');
    const { duty, history } = dutyAfter([erik, 'declareIncident', { incident: 'Down' }], [TIMER, 'askIncident', {}, 12, 'incident-1'], [erik, 'confirmIncident', {}, 13]);
    assert.equal(askAgainAt(activeIncident(duty) ?? assert.fail(), 12), after(25));
    assert.deepEqual(dutyNoticesOf(history).map(({ to, kind }) => [to, kind]), [['channel', 'incidentDeclared'], [who(erik), 'incidentStillOn']]);
  });

  it('has a few others beside it, never without end', () => {
    const many = dutyAfter(...Array.from({ length: 5 }, (_, index): Press => [erik, 'declareIncident', { incident: `Number ${index}` }]));
    assert.equal(refusedAs(many.duty, [erik, 'declareIncident', { incident: 'One more' }]), 'tooManyIncidents');
  });
});

describe('who may do what about the duty', () => {
  const INPUT: RawInput = { hours: '1', onCall: edda.id, week1: edda.id, incident: 'Down' };
  for (const { move, by } of DUTY_MOVES)
    it(`${move} is for ${by.join(', ')}`, () => {
      const { duty } = dutyAfter([edda, 'declareIncident', { incident: 'Down' }]);
      for (const actor of [ana, mara, ines, nora]) assert.equal(refusedAs(duty, [actor, move, INPUT, 13, 'incident-1']), 'notYourDuty');
      assert.equal(refusedAs(duty, [erik, move, INPUT, 13, 'incident-1']), move === 'askIncident' ? 'notYourDuty' : 'accepted');
    });
});
