import { strict as assert } from 'node:assert';
import { appOfItsOwn, readSetup, settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { createClient } from '../support/client';
import { currentCard, openFakeTeams } from '../support/fakeTeams';
import { assertSays, cardIn, channelPost, closeHouse, historyOf, move, ownPost, postsOf, pressed, pressVerb, reviewed, says, shows, STARTED_WITHIN_MS, statusOn, viewOf } from './house';
import type { House } from './house';

/** A house in which Ines has not added the app yet. */
async function withoutInes(starting: Promise<App>): Promise<House> {
  const app = await starting;
  const teams = await openFakeTeams();
  const client = createClient({ appUrl: app.appUrl, teams, setup: await readSetup(app.appUrl) });
  const [ana, mara, erik, edda, ines, iris] = ['Ana', 'Mara', 'Erik', 'Edda', 'Ines', 'Iris'].map((name) => client.person(name)) as [House['ana'], House['ana'], House['ana'], House['ana'], House['ana'], House['ana']];
  await client.installInChannel(erik);
  for (const person of [ana, mara, erik, edda, iris]) await client.installFor(person);
  return { app, teams, client, channel: client.setup.channel.id, ana, mara, erik, edda, ines, iris };
}

describe('an approver who has no chat with the bot yet', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await withoutInes(appOfItsOwn());
  });
  after(async () => {
    await closeHouse(house);
    await house.app.stop();
  });

  it('is named on the channel card with what helps, others are asked meanwhile, and the card arrives when the app is added', async () => {
    const key = await reviewed(house);
    await ownPost(house, house.iris, key);
    const post = await channelPost(house, key);
    await settled(house.app.appUrl);
    assertSays(currentCard(post) ?? {}, 'Ines Moreau could not be reached', 'has not added the app');

    await house.client.installFor(house.ines);
    assertSays(await shows(house, await ownPost(house, house.ines, key), 'Authorize'), 'You are asked as an approver of the INFRA group');
    await settled(house.app.appUrl);
    assert.ok(!says(currentCard(post) ?? {}, 'could not be reached'));
    assert.equal(postsOf(house, house.client.chatOf(house.iris), key).length, 1);
  });
});

describe('an approver who is away', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await withoutInes(appOfItsOwn());
    await house.client.installFor(house.ines);
  });
  after(async () => {
    await closeHouse(house);
    await house.app.stop();
  });

  const inDays = (days: number): string => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

  it('hands their say to another approver until a day, which the history tells and no circle can undo', async () => {
    const { ines, iris, erik } = house;
    const key = await reviewed(house);
    assertSays(await move(house, ines, key, 'Delegate', { Approver: ines.id, Until: inDays(5) }), 'You cannot hand your say to yourself');
    const forged = { requestKey: key, seenVersion: 1, nonce: 'forged', delegate: erik.id, until: inDays(5) };
    assertSays(cardIn(await pressVerb(house, ines, 'delegate', forged)), 'not an approver');
    assertSays(await move(house, ines, key, 'Delegate', { Approver: iris.id, Until: '2020-01-01' }), 'from today on');
    assert.equal(statusOn(await move(house, ines, key, 'Delegate', { Approver: iris.id, Until: inDays(5) })), 'Authorize');
    assertSays(await move(house, iris, key, 'Delegate', { Approver: ines.id, Until: inDays(5) }), 'round in a circle');
    assert.ok((await historyOf(house, key)).some((line) => line.includes('handed their say on to Iris Novak')));
    await ownPost(house, iris, key, 'handed their say');
    assert.ok(!says(await viewOf(house, erik, key), 'INFRA group: Ines Moreau'));
    const approval = await ownPost(house, iris, key, 'You are asked as an approver');
    assert.equal(statusOn(await pressed(house, iris, await shows(house, approval, 'Authorize'), 'Approve')), 'Pending');
  });
});
