import { strict as assert } from 'node:assert';
import { buttonsOf } from '../support/cardReading';
import { currentCard } from '../support/fakeTeams';
import { ACCESS, assertSays, cardIn, channelPost, closeHouse, DEBUG, historyOf, move, openHouse, ownPost, postsOf, pressed, pressVerb, reviewed, shows, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

describe('approvals', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  it('are not asked for debug', async () => {
    const key = await reviewed(house, DEBUG);
    assert.equal(statusOn(await viewOf(house, house.erik, key)), 'Pending');
    assertSays(await shows(house, await channelPost(house, key), 'Pending'), 'Debug', 'High');
    assert.equal(postsOf(house, house.client.chatOf(house.ines), key).length, 0);
  });

  it('are asked of the manager and of an approver for access to production, each on a card of their own', async () => {
    const { mara, ines, iris, ana } = house;
    const key = await reviewed(house, ACCESS);
    const [forManager, forApprover] = [await ownPost(house, mara, key), await ownPost(house, ines, key)];
    const asked = await shows(house, forManager, 'Authorize');
    assertSays(asked, "You are asked as Ana Costa's manager", 'read access to production', 'The shop cluster', 'On call from May');
    assertSays(await shows(house, forApprover, 'Authorize'), 'You are asked as an approver of the INFRA group');

    assert.equal(statusOn(await pressed(house, mara, asked, 'Approve')), 'Authorize');
    await house.teams.until(() => { const card = currentCard(forApprover); return card && JSON.stringify(card).includes('approved as manager'); });
    const open = await shows(house, forApprover, 'Authorize');
    assert.ok(buttonsOf(open).includes('Approve'));
    assert.ok(!buttonsOf(await viewOf(house, mara, key)).includes('Approve'));
    assert.equal(statusOn(await pressed(house, ines, open, 'Approve')), 'Pending');
    for (const person of [mara, ines, iris]) assert.ok(!buttonsOf(await shows(house, await ownPost(house, person, key), 'Pending')).includes('Approve'));
    assertSays(currentCard(await ownPost(house, ana, key, 'is approved')) ?? {}, 'waits for somebody to start');
  });

  it('are sent back with a reason, and an older card counts no more', async () => {
    const { client, ines, iris, erik } = house;
    const key = await reviewed(house);
    const old = await shows(house, await ownPost(house, ines, key), 'Authorize');
    const rejected = await pressed(house, iris, await shows(house, await ownPost(house, iris, key), 'Authorize'), 'Reject', { Reason: 'No backup is made' });
    assert.equal(statusOn(rejected), 'Review');
    assertSays(rejected, 'No backup is made');
    assert.equal(statusOn(await move(house, erik, key, 'Finish review')), 'Authorize');

    const told = cardIn(await client.press(ines, old, 'Approve'));
    assert.equal(statusOn(told), 'Authorize');
    assertSays(told, 'This card shows an earlier round of approval');
    assert.equal((await historyOf(house, key)).filter((line) => line.includes('approved')).length, 0);
    assert.equal(statusOn(await pressed(house, ines, told, 'Approve')), 'Pending');
  });

  it('are not for the requester, also when she is asked for them elsewhere', async () => {
    const { iris, ines, erik } = house;
    const key = await reviewed(house, undefined, await submit(house, { by: iris }));
    await ownPost(house, ines, key);
    assert.equal(postsOf(house, house.client.chatOf(iris), key).length, 1);
    assert.ok(!buttonsOf(await viewOf(house, iris, key)).includes('Approve'));
    const refused = cardIn(await pressVerb(house, iris, 'approve', { requestKey: key, seenVersion: 4, seenRound: 1, nonce: 'mine' }));
    assertSays(refused, 'This is your own request');
    assert.equal(statusOn(await viewOf(house, erik, key)), 'Authorize');
  });

  it('are void when the request goes back to review', async () => {
    const { erik, ines, mara } = house;
    const key = await reviewed(house, ACCESS);
    await pressed(house, mara, await shows(house, await ownPost(house, mara, key), 'Authorize'), 'Approve');
    const back = await move(house, erik, key, 'Back to review', { Reason: 'Another cluster' });
    assert.equal(statusOn(back), 'Review');
    await move(house, erik, key, 'Finish review');
    assert.equal(statusOn(await move(house, ines, key, 'Approve')), 'Authorize');
    assert.equal(statusOn(await move(house, mara, key, 'Approve')), 'Pending');
  });
});
