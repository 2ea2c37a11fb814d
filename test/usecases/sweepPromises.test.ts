import { strict as assert } from 'node:assert';
import type { DutyMove } from '../../src/domain/dutyMoves';
import type { Actor } from '../../src/domain/people';
import type { RawInput } from '../../src/domain/readGiven';
import { handleDuty } from '../../src/usecases/handleDuty';
import { heal } from '../../src/usecases/heal';
import { sweepPromises } from '../../src/usecases/sweepPromises';
import { ana, edda, erik, ines, iris } from '../domain/people';
import { aHouse, move, settle, submitted, type House } from './house';

const HOUR_MS = 60 * 60 * 1000;

/** Time passes, then the timer runs and everything that follows is delivered. */
async function hoursLater(house: House, hours: number): Promise<void> {
  house.pass(hours * HOUR_MS);
  await sweepPromises(house.ports);
  await settle(house);
}

const movesOf = async (house: House, key: string): Promise<readonly string[]> =>
  (await house.stores.store.history(key)).map((event) => (event.slaTaken ? `${event.move} ${event.slaTaken.hours}` : event.move));
const told = (house: House): readonly string[] => house.sent.flatMap(({ to, message }) => (message.text === undefined ? [] : [`${to}: ${message.text}`]));
const duty = (house: House, actor: Actor, name: DutyMove, input: RawInput = {}, nonce: string = name): ReturnType<typeof handleDuty> =>
  handleDuty(house.ports, { move: name, actor, at: house.ports.clock.now().toISOString(), nonce, input });

/** Edda is on call for as long as a test takes. */
async function onCall(house: House): Promise<void> {
  await duty(house, erik, 'editRota', { week1: edda.id });
  await settle(house);
}

async function asked(house: House): Promise<string> {
  const { key } = await submitted(house);
  await move(house, key, erik, 'startReview');
  await move(house, key, erik, 'ask', { question: 'Which cluster?' });
  await settle(house);
  return key;
}

describe('the promise to look within 48 hours', () => {
  it('reminds on-call at 24, 36 and 44 hours, and tells everybody at 48', async () => {
    const house = aHouse();
    await onCall(house);
    const { key } = await submitted(house);
    await settle(house);
    for (const hours of [23, 1, 12, 8, 4, 10]) await hoursLater(house, hours);
    assert.deepEqual(await movesOf(house, key), ['submit', 'remind 24', 'remind 36', 'remind 44', 'breach 48']);
    assert.deepEqual(told(house).filter((line) => line.includes('review')), [
      ...Array<string>(3).fill(`${edda.name}: reviewReminder ${key}`), `${ines.name}: reviewBreach ${key}`, `${iris.name}: reviewBreach ${key}`, `thread: reviewBreach ${key}`,
    ]);
  });

  it('ends when the review starts, and when the request is canceled', async () => {
    const house = aHouse();
    await onCall(house);
    const [reviewed, canceled] = [await submitted(house, 'a'), await submitted(house, 'b')];
    await hoursLater(house, 25);
    await move(house, reviewed.key, erik, 'startReview');
    await move(house, canceled.key, ana, 'cancel', { reason: 'Not needed.' });
    await hoursLater(house, 200);
    assert.deepEqual(await movesOf(house, reviewed.key), ['submit', 'remind 24', 'startReview']);
    assert.deepEqual(await movesOf(house, canceled.key), ['submit', 'remind 24', 'cancel']);
  });

  it('sends only the newest of several that a late timer missed, and records the others as skipped', async () => {
    const house = aHouse();
    await onCall(house);
    const { key } = await submitted(house);
    await hoursLater(house, 45);
    assert.deepEqual(await movesOf(house, key), ['submit', 'remind 44']);
    assert.deepEqual((await house.stores.store.history(key)).at(-1)?.slaTaken?.skippedHours, [24, 36]);
    assert.equal(told(house).length, 1);
  });

  it('says no more than the breach when the timer was away for days', async () => {
    const house = aHouse();
    await onCall(house);
    const { key } = await submitted(house);
    await hoursLater(house, 24 * 6);
    await hoursLater(house, 1);
    assert.deepEqual(await movesOf(house, key), ['submit', 'breach 48']);
  });

  it('is told once by two sweeps at once, and by one that was killed before it dropped its deadline', async () => {
    const house = aHouse();
    await onCall(house);
    const { key } = await submitted(house);
    house.pass(24 * HOUR_MS);
    const killed: House = { ...house, ports: { ...house.ports, hints: { ...house.ports.hints, dropDeadline: () => Promise.reject(new Error('killed')) } } };
    await assert.rejects(sweepPromises(killed.ports), /tried again/u);
    await Promise.all([sweepPromises(house.ports), sweepPromises(house.ports)]);
    await settle(house);
    assert.deepEqual(await movesOf(house, key), ['submit', 'remind 24']);
    assert.equal(told(house).length, 1);
  });

  it('goes to the whole channel where nobody is on call', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await settle(house);
    await hoursLater(house, 24);
    assert.deepEqual(told(house), [`thread: reviewReminder ${key}`]);
  });

  it('is excused by an incident, whose reminders go to the channel', async () => {
    const house = aHouse();
    await onCall(house);
    const { key } = await submitted(house);
    await settle(house);
    await duty(house, erik, 'declareIncident', { incident: 'The gateway is down' });
    await settle(house);
    await hoursLater(house, 24);
    assert.deepEqual(told(house).filter((line) => line.includes('review')), [`thread: reviewReminder ${key}`]);
    await hoursLater(house, 24);
    const request = (await house.stores.store.load(key))?.request;
    assert.equal(request?.reviewPromise.breach?.excusedBy?.what, 'The gateway is down');
  });

  it('has the cards that wait for review drawn anew when an incident begins and ends', async () => {
    const house = aHouse();
    await submitted(house);
    await settle(house);
    const incidents = (): unknown[] => house.sent.filter(({ to }) => to === 'channel').map(({ message }) => message.card?.['incident']);
    await duty(house, erik, 'declareIncident', { incident: 'The gateway is down' });
    await settle(house);
    await duty(house, erik, 'endIncident');
    await settle(house);
    assert.deepEqual(incidents().filter((incident, index, all) => index === 0 || incident !== all[index - 1]), [undefined, 'The gateway is down', undefined]);
  });

  it('does not let one request’s trouble keep the others from being watched', async () => {
    const house = aHouse();
    await onCall(house);
    const [one, other] = [await submitted(house, 'a'), await submitted(house, 'b')];
    house.pass(24 * HOUR_MS);
    const load = house.ports.requests.load.bind(house.ports.requests);
    const troubled = { ...house.ports, requests: { ...house.ports.requests, load: (key: string) => (key === one.key ? Promise.reject(new Error('damaged')) : load(key)) } };
    await assert.rejects(sweepPromises(troubled));
    assert.deepEqual(await movesOf(house, other.key), ['submit', 'remind 24']);
    assert.equal(await house.ports.hints.lastSweepAt(), undefined);
    await sweepPromises(house.ports);
    assert.deepEqual(await movesOf(house, one.key), ['submit', 'remind 24']);
    assert.equal(await house.ports.hints.lastSweepAt(), house.ports.clock.now().toISOString());
  });
});

describe('the requester’s 72 hours', () => {
  it('are reminded of at 24 and 48, and at 72 the engineers are offered what can be done', async () => {
    const house = aHouse();
    const key = await asked(house);
    for (const hours of [24, 24, 24]) await hoursLater(house, hours);
    assert.deepEqual((await movesOf(house, key)).slice(3), ['remind 24', 'remind 48', 'breach 72']);
    assert.deepEqual(told(house), [`${ana.name}: asked ${key}`, `${ana.name}: answerReminder ${key}`, `${ana.name}: answerReminder ${key}`]);
    assert.equal(house.sent.filter(({ to }) => to === 'thread').length, 1);
    assert.equal((await house.stores.store.load(key))?.request.status, 'Waiting on Customer');
  });

  it('begin anew when more hours are given, and the reminders with them', async () => {
    const house = aHouse();
    const key = await asked(house);
    await hoursLater(house, 73);
    assert.equal((await move(house, key, ana, 'giveMoreHours')).kind, 'refused');
    assert.equal((await move(house, key, erik, 'giveMoreHours')).kind, 'done');
    for (const hours of [24, 24, 24]) await hoursLater(house, hours);
    assert.deepEqual((await movesOf(house, key)).slice(3), ['breach 72', 'giveMoreHours', 'remind 24', 'remind 48', 'breach 72']);
    assert.equal(house.sent.filter(({ to, how }) => to === 'thread' && how === 'post').length, 2);
  });

  it('are not over for an answer at 73 hours, which clears it', async () => {
    const house = aHouse();
    const key = await asked(house);
    await hoursLater(house, 73);
    assert.equal((await move(house, key, ana, 'answer', { answer: 'The blue one.' })).kind, 'done');
    await hoursLater(house, 100);
    const request = (await house.stores.store.load(key))?.request;
    assert.deepEqual([request?.status, request?.question], ['Review', undefined]);
  });
});

describe('an incident that is forgotten', () => {
  it('asks its declarer after 12 hours whether it is still on, and again 12 hours later', async () => {
    const house = aHouse();
    await duty(house, erik, 'declareIncident', { incident: 'The gateway is down' });
    await settle(house);
    for (const hours of [11, 1, 11, 1]) await hoursLater(house, hours);
    assert.deepEqual(told(house).filter((line) => line.startsWith(erik.name)), Array(2).fill(`${erik.name}: incidentStillOn`));
  });

  it('asks nobody once it is ended, and is ended once', async () => {
    const house = aHouse();
    await duty(house, erik, 'declareIncident', { incident: 'The gateway is down' });
    assert.equal((await duty(house, edda, 'endIncident', {}, 'a')).kind, 'done');
    const again = await duty(house, edda, 'endIncident', {}, 'b');
    assert.equal(again.kind === 'refused' && again.refusal.kind, 'incidentIsOver');
    assert.equal((await duty(house, edda, 'endIncident', {}, 'a')).kind, 'done');
    await hoursLater(house, 13);
    assert.deepEqual(told(house).filter((line) => line.includes('StillOn')), []);
  });
});

describe('the nightly walk', () => {
  it('rebuilds whatever hints were lost, so that every promise is kept', async () => {
    const house = aHouse();
    await onCall(house);
    const [open, blocking, waiting] = [await submitted(house, 'a'), await submitted(house, 'b'), await submitted(house, 'c')];
    await move(house, waiting.key, erik, 'startReview');
    await move(house, waiting.key, erik, 'block', { blockedBy: blocking.key });
    await settle(house);
    for (const { key } of [open, blocking, waiting]) {
      for (const deadline of await house.ports.hints.dueDeadlines('2027-01-01T00:00:00.000Z', 100)) if (deadline.subject === key) await house.ports.hints.dropDeadline(deadline);
      await house.ports.hints.dropOpen(key);
    }
    await house.ports.hints.dropBlocked(blocking.key, waiting.key);
    const report = await heal(house.ports);
    assert.deepEqual([report.openRequests, report.deadlinesMended, report.openNotesMended, report.blockedNotesMended], [3, 2, 3, 1]);
    await settle(house);
    await hoursLater(house, 24);
    assert.deepEqual(await movesOf(house, open.key), ['submit', 'remind 24']);
    await move(house, blocking.key, erik, 'cancel', { reason: 'Done elsewhere.' });
    await settle(house);
    assert.equal((await house.stores.store.load(waiting.key))?.request.status, 'Review');
    const again = await heal(house.ports);
    assert.deepEqual([again.deadlinesMended, again.openNotesMended, again.blockedNotesMended], [0, 0, 0]);
  });
});
