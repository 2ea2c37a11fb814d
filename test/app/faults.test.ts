import { strict as assert } from 'node:assert';
import { readHealth, settled } from '../support/appUnderTest';
import { buttonsOf } from '../support/cardReading';
import { currentCard, textsOfPost } from '../support/fakeTeams';
import type { Post } from '../support/fakeTeams';
import { assertSays, channelPost, closeHouse, move, openHouse, ownPost, postsOf, reviewed, shows, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

describe('when Teams does not take what is sent', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  afterEach(() => house.teams.faults.clear());
  after(() => closeHouse(house));

  const triesOf = (conversation: string, key: string): readonly number[] =>
    house.teams.calls.filter((call) => call.conversation === conversation && JSON.stringify(call.body).includes(`"${key}"`)).map((call) => call.status ?? -1);

  it('waits as long as it is asked to, tries again, and serves others meanwhile', async () => {
    const { teams, channel, client, ana } = house;
    teams.faults.next({ operation: 'send', conversation: channel, status: 429, headers: { 'Retry-After': '2' } });
    const key = await submit(house);
    await ownPost(house, ana, key);
    const post = await channelPost(house, key);
    const [refused, taken] = teams.calls.filter((call) => call.conversation === channel && JSON.stringify(call.body).includes(`"${key}"`));
    assert.deepEqual([refused?.status, taken?.status], [429, 201]);
    assert.ok((taken?.atMs ?? 0) - (refused?.atMs ?? 0) >= 1_990);
    assert.ok((await readHealthOf('undeliverable')) === 0);
    assert.deepEqual([postsOf(house, channel, key), postsOf(house, client.chatOf(ana), key).length], [[post], 1]);
  });

  const readHealthOf = async (name: string): Promise<number> => Number((await readHealth(house.app.appUrl))[name]);

  it('tries again after a bad gateway or a line that was cut, and counts what waits', async () => {
    const { teams, channel, client, ana } = house;
    teams.faults.next({ operation: 'send', conversation: channel, status: 502 });
    teams.faults.next({ operation: 'send', conversation: client.chatOf(ana), cutOff: true });
    const key = await submit(house);
    await teams.until(() => triesOf(channel, key).length > 0 && triesOf(client.chatOf(ana), key).length > 0);
    assert.ok((await readHealthOf('pendingDeliveries')) > 0);
    await Promise.all([channelPost(house, key), ownPost(house, ana, key)]);
    assert.deepEqual([triesOf(channel, key), triesOf(client.chatOf(ana), key)], [[502, 201], [0, 201]]);
    await settled(house.app.appUrl);
    assert.deepEqual([postsOf(house, channel, key).length, await readHealthOf('undeliverable')], [1, 0]);
  });

  it('answers invokes while a post is held back, and shows the last state in the end', async () => {
    const { teams, channel, erik } = house;
    teams.faults.next({ operation: 'send', conversation: channel, delayMs: 1_500 });
    const key = await submit(house);
    const held = await teams.until(() => teams.calls.find((call) => call.conversation === channel && JSON.stringify(call.body).includes(`"${key}"`)));
    assert.equal(statusOn(await move(house, erik, key, 'Start review')), 'Review');
    assert.equal(held.status, undefined);
    await shows(house, await channelPost(house, key), 'Review');
    await settled(house.app.appUrl);
    assert.equal(postsOf(house, channel, key).length, 1);
  });

  it('posts a card afresh that somebody deleted, once, and remembers the new one', async () => {
    const { teams, channel, erik } = house;
    const key = await submit(house);
    const deleted = await channelPost(house, key);
    await shows(house, deleted, 'Submitted');
    teams.removeByHand(deleted);
    await move(house, erik, key, 'Start review');
    const fresh = await teams.until((): Post | undefined => postsOf(house, channel, key).find((post) => post !== deleted));
    await shows(house, fresh, 'Review');
    await move(house, erik, key, 'Cancel request', { Reason: 'x' });
    await shows(house, fresh, 'Done');
    assert.equal(postsOf(house, channel, key).length, 2);
    assert.equal(triesOf(`${channel};messageid=${deleted.activityId}`, key).length, 1);
  });

  it('says on the channel card who could not be reached, and reaches the others', async () => {
    const { teams, client, ines, iris, edda } = house;
    teams.faults.next({ operation: 'send', conversation: client.chatOf(ines), status: 403, times: 50 });
    const key = await reviewed(house, undefined, await submit(house, { by: edda }));
    const post = await channelPost(house, key);
    await teams.until(() => textsOfPost(post).some((text) => text.includes('Ines Moreau could not be reached')), { what: 'the name on the channel card' });
    assertSays(currentCard(post) ?? {}, 'has removed or blocked the app');
    assert.ok(buttonsOf(await shows(house, await ownPost(house, iris, key), 'Authorize')).includes('Approve'));
    await settled(house.app.appUrl);
    assert.equal(await readHealthOf('undeliverable'), 1);
    assert.equal(triesOf(client.chatOf(ines), key).length, 1);
    assert.equal(statusOn(await move(house, ines, key, 'Approve')), 'Pending');

    teams.faults.clear();
    await move(house, house.erik, key, 'Start work');
    await ownPost(house, ines, key);
    await teams.until(() => !textsOfPost(post).some((text) => text.includes('could not be reached')), { what: 'the name to go' });
    await settled(house.app.appUrl);
    assert.equal(await readHealthOf('undeliverable'), 0);
  });

  it('makes a chat anew that is gone', async () => {
    const { teams, client, edda } = house;
    teams.faults.next({ operation: 'send', conversation: client.chatOf(edda), status: 404 });
    const key = await submit(house, { by: edda });
    const own = await ownPost(house, edda, key);
    assert.equal(own.conversation, client.chatOf(edda));
    assert.ok(teams.calls.some((call) => call.operation === 'create' && call.conversation === client.chatOf(edda)));
    assert.equal(statusOn(await viewOf(house, edda, key)), 'Submitted');
  });
});
