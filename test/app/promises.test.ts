import { strict as assert } from 'node:assert';
import { advanceHours, appOfItsOwn, readHealth, runFunction, settled } from '../support/appUnderTest';
import { buttonsOf, textsOf } from '../support/cardReading';
import { currentCard, textsOfPost } from '../support/fakeTeams';
import { textAt } from '../support/json';
import { assertSays, cardIn, channelPost, classify, closeHouse, DEBUG, move, openHouse, ownPost, postsOf, pressed, pressVerb, says, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

/** Sweeps with nothing between the clock and the timer, and waits for what is sent because of it. */
async function sweptAfter({ app }: House, hours: number): Promise<void> {
  await advanceHours(app.appUrl, hours);
  await runFunction(app.appUrl, 'sweepPromises');
  await settled(app.appUrl);
}

const inThread = (house: House, key: string) => postsOf(house, house.channel, key).filter((post) => post.rootId !== post.activityId);
async function reminders(house: House, key: string): Promise<readonly string[]> {
  const history = cardIn(await pressVerb(house, house.erik, 'showHistory', { requestKey: key, seenVersion: 1, nonce: 'view' }));
  return textsOf(history).filter((text) => text.startsWith('Platform Requests ') && /reminded of|overdue/u.test(text));
}
const remindersTo = (house: House, person: House['erik'], key: string): number =>
  postsOf(house, house.client.chatOf(person), key).filter((post) => textsOfPost(post).some((text) => text.includes('waits for its review'))).length;

describe('promises, on a clock that is moved', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse(appOfItsOwn());
  });
  after(async () => {
    await closeHouse(house);
    await house.app.stop();
  });

  it('remind on-call, then tell the thread with a mention, and each approver', async () => {
    const { erik, ines, iris } = house;
    const key = await submit(house);
    await settled(house.app.appUrl);
    await sweptAfter(house, 24);
    assert.equal(remindersTo(house, erik, key), 1);
    assert.equal((await readHealth(house.app.appUrl))['lastSweepAt'] !== null, true);
    await sweptAfter(house, 25);
    const [breach] = inThread(house, key);
    assert.ok(breach);
    assert.match(JSON.stringify(breach.activity), /<at>Erik Holm<\/at>/u);
    for (const approver of [ines, iris]) await ownPost(house, approver, key, 'was missed');
    assert.deepEqual(await reminders(house, key), ['Platform Requests found the review overdue after 48 hours', 'Platform Requests reminded of the review after 24 hours']);
    await move(house, erik, key, 'Start review');
  });

  it('are told once by sweeps that run at the same time, and the newest only by one that is late', async () => {
    const key = await submit(house);
    await settled(house.app.appUrl);
    await advanceHours(house.app.appUrl, 45);
    await Promise.all([1, 2, 3].map(() => runFunction(house.app.appUrl, 'sweepPromises')));
    await settled(house.app.appUrl);
    assert.deepEqual(await reminders(house, key), ['Platform Requests reminded of the review after 44 hours']);
    assert.equal(remindersTo(house, house.erik, key), 1);
    await move(house, house.erik, key, 'Start review');
  });

  it('survive a hard kill in the middle of a sweep: each reminder once, and none forgotten', async function () {
    this.timeout(120_000);
    const keys: string[] = [];
    for (let count = 0; count < 12; count++) keys.push(await submit(house));
    await settled(house.app.appUrl);
    await advanceHours(house.app.appUrl, 24);
    const sweep = runFunction(house.app.appUrl, 'sweepPromises').catch(() => undefined);
    await house.app.killApp();
    await sweep;
    await house.app.restartApp();
    await runFunction(house.app.appUrl, 'sweepPromises');
    await settled(house.app.appUrl, { timeoutMs: 90_000 });
    for (const key of keys) assert.deepEqual([key, ...(await reminders(house, key))], [key, 'Platform Requests reminded of the review after 24 hours']);
    for (const key of keys) assert.ok(remindersTo(house, house.erik, key) >= 1, key);
    for (const key of keys) await move(house, house.erik, key, 'Start review');
  });

  it('are excused by an incident, which the waiting card names while it is on', async () => {
    const { client, erik } = house;
    await client.message(erik, 'incident', 'personal');
    const asked = await house.teams.until(() => house.teams.postsIn(client.chatOf(erik)).findLast((post) => textsOfPost(post).includes('No incident is declared.')), { what: 'the incident card' });
    await pressed(house, erik, (await client.press(erik, currentCard(asked) ?? {}, 'Declare incident')).card ?? {}, 'Declare incident', { Incident: 'The gateway is down' });
    const key = await submit(house);
    const post = await channelPost(house, key);
    await settled(house.app.appUrl);
    assertSays(currentCard(post) ?? {}, 'The gateway is down');
    await sweptAfter(house, 49);
    assertSays(currentCard(inThread(house, key)[0] ?? post) ?? {}, 'excused', 'The gateway is down');
    assertSays(await viewOf(house, erik, key), 'excused');
    await client.message(erik, 'incident', 'personal');
    const on = await house.teams.until(() => house.teams.postsIn(client.chatOf(erik)).findLast((each) => buttonsOf(currentCard(each) ?? {}).includes('End incident')), { what: 'the incident that is on' });
    assertSays((await client.press(erik, currentCard(on) ?? {}, 'End incident')).card ?? {}, 'No incident is declared.');
    assertSays((await client.press(erik, currentCard(on) ?? {}, 'End incident')).card ?? {}, 'No incident is declared.');
    await move(house, erik, key, 'Start review');
  });

  it('offer at 72 hours what can be done, to engineers alone; an answer still counts', async () => {
    const { ana, erik, client } = house;
    const key = await submit(house);
    await move(house, erik, key, 'Start review');
    await classify(house, erik, key, DEBUG);
    await move(house, erik, key, 'Ask the requester', { Question: 'Which cluster?' });
    await settled(house.app.appUrl);
    await sweptAfter(house, 73);
    const overdue = inThread(house, key).find((post) => buttonsOf(currentCard(post) ?? {}).includes('Give 72 more hours'));
    assert.ok(overdue);
    assert.ok(buttonsOf(currentCard(overdue) ?? {}).includes('Cancel request'));
    assertSays((await client.press(ana, currentCard(overdue) ?? {}, 'Give 72 more hours')).card ?? {}, 'is for an engineer of the Platform team');
    assert.equal(statusOn((await client.press(erik, currentCard(overdue) ?? {}, 'Give 72 more hours')).card ?? {}), 'Waiting on Customer');
    await settled(house.app.appUrl);
    assert.ok(!buttonsOf(currentCard(overdue) ?? {}).includes('Give 72 more hours'));
    await sweptAfter(house, 71);
    assert.equal((await reminders(house, key)).filter((line) => line.includes('overdue')).length, 1);

    await client.message(ana, 'The blue one, as always.', 'personal');
    const offer = await house.teams.until(() => house.teams.postsIn(client.chatOf(ana)).findLast((post) => buttonsOf(currentCard(post) ?? {}).includes('Answer') && says(currentCard(post) ?? {}, 'Your message')), { what: 'the offer' });
    const answered = await client.press(ana, currentCard(offer) ?? {}, 'Answer');
    assert.equal(statusOn(answered.card ?? {}), 'Review');
    assertSays(answered.card ?? {}, 'The blue one, as always.');
  });

  it('are watched by whoever the rota says, and refuse what makes no sense', async () => {
    const { client, erik, edda, ana } = house;
    const card = async (person: House['erik']) => {
      await client.message(person, 'on-call', 'personal');
      return currentCard(await house.teams.until(() => house.teams.postsIn(client.chatOf(person)).findLast((post) => textsOfPost(post).includes('On call now')), { what: 'the on-call card' })) ?? {};
    };
    assert.deepEqual(buttonsOf(await card(ana)), []);
    const handOver = (await client.press(erik, await card(erik), 'Hand over')).card ?? {};
    assertSays((await client.press(erik, handOver, 'Hand over', { 'On-call': erik.id, Hours: '4' })).card ?? {}, 'You cannot hand over to yourself');
    assertSays((await client.press(erik, handOver, 'Hand over', { 'On-call': edda.id, Hours: '0' }, { unvalidated: true })).card ?? {}, 'whole number from 1 to 336');
    assertSays((await client.press(erik, handOver, 'Hand over', { 'On-call': edda.id, Hours: '4' })).card ?? {}, 'Edda Brandt');
    await house.teams.until(() => house.teams.postsIn(client.chatOf(edda)).find((post) => textAt(post.activity, 'summary')?.includes('handed on-call to you')), { what: 'Edda being told' });
  });
});
