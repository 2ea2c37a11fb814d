import { strict as assert } from 'node:assert';
import { buttonsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import { currentCard } from '../support/fakeTeams';
import { ANSWERS, assertSays, cardIn, channelPost, classify, closeHouse, formOf, historyOf, keyIn, messageIn, move, openHouse, ownPost, postsOf, pressed, shows, STARTED_WITHIN_MS, statusOn, submit } from './house';
import type { House } from './house';

describe('the main job, from the dialog to Done', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  it('asks in a dialog that Teams shows, and answers with the key', async () => {
    const { client, ana } = house;
    const form = await client.openForm(ana);
    assertTeamsCard(form, { form: true });
    keyIn(messageIn(await client.submitForm(ana, form, ANSWERS)));
  });

  it('puts one card in the channel and one in the chat with the requester, without the answer waiting for them', async () => {
    const { channel, client, ana } = house;
    const key = await submit(house);
    assert.deepEqual([postsOf(house, channel, key), postsOf(house, client.chatOf(ana), key)], [[], []]);
    const [post, own] = [await channelPost(house, key), await ownPost(house, ana, key)];
    const [shared, personal] = [await shows(house, post, 'Submitted'), await shows(house, own, 'Submitted')];
    assert.deepEqual([post.conversation, own.conversation], [channel, client.chatOf(ana)]);
    assert.deepEqual(textsOf(shared).slice(0, 3), [key, 'Submitted', 'A cache for the shop']);
    assertSays(shared, 'Redis', 'devtest (dev), nonprod (npd)', 'Ana Costa', 'We need **one** more.');
    assert.deepEqual(buttonsOf(shared), ['My actions', 'Link']);
    assert.ok(buttonsOf(personal).includes('Cancel request'));
  });

  it('is moved by buttons, on one card that is only ever updated', async () => {
    const { teams, client, channel, ana, erik, edda, ines } = house;
    const key = await submit(house);
    const [post, own] = [await channelPost(house, key), await ownPost(house, ana, key)];

    const mine = cardIn(await client.press(erik, post, 'My actions'));
    assert.equal(statusOn(await pressed(house, erik, mine, 'Start review')), 'Review');
    const early = await move(house, erik, key, 'Finish review');
    assert.equal(statusOn(early), 'Review');
    assertSays(early, 'please give: Type and Priority');
    const half = await pressed(house, erik, await formOf(house, erik, key, 'Classify'), 'Classify', { Type: 'change' });
    assertTeamsCard(half);
    assert.equal(statusOn(half), 'Review');
    const whole = await pressed(house, erik, half, 'Classify', { Priority: 'high', 'Implementation plan': 'Turn it on.', 'Backout plan': 'Turn it off.' });
    assert.equal(statusOn(await pressed(house, erik, whole, 'Finish review')), 'Authorize');

    const asked = await ownPost(house, ines, key);
    const approval = await shows(house, asked, 'Authorize');
    assertSays(approval, 'Your approval is asked', 'Turn it on.', 'Turn it off.');
    assert.equal(statusOn(await pressed(house, ines, approval, 'Approve', { Comment: 'Go ahead' })), 'Pending');
    assert.ok(!buttonsOf(await shows(house, asked, 'Pending')).includes('Approve'));
    assertSays(await shows(house, await ownPost(house, house.iris, key), 'Pending'), 'Approved', 'Ines Moreau');

    assert.equal(statusOn(await move(house, edda, key, 'Start work')), 'In Progress');
    const form = await formOf(house, edda, key, 'Queue for deployment');
    await assert.rejects(client.press(edda, form, 'Queue for deployment'), /"Fix version" is required/);
    const again = cardIn(await client.press(edda, form, 'Queue for deployment', {}, { unvalidated: true }));
    assertSays(again, 'Nothing was saved yet', 'Fix version: please fill this in.');
    assert.equal(statusOn(cardIn(await client.press(edda, again, 'Queue for deployment', { 'Fix version': '2026.7' }))), 'Deployment Queue');
    assert.equal(statusOn(await move(house, erik, key, 'Complete', { 'Closing words': 'All yours.' })), 'Done');

    const done = await shows(house, post, 'Done');
    assertSays(done, 'Completed', 'All yours.', '2026.7', 'Edda Brandt');
    assertSays(await shows(house, own, 'Done'), 'All yours.');
    assert.deepEqual([postsOf(house, channel, key).length, postsOf(house, client.chatOf(ines), key).length], [1, 1]);
    const updates = teams.calls.filter((call) => call.operation === 'update' && call.activityId === post.activityId);
    assert.ok(updates.length > 0);
    assert.deepEqual([...new Set(updates.map((call) => call.conversation))], [`${channel};messageid=${post.activityId}`]);
    assert.deepEqual((await historyOf(house, key)).map((line) => line.replace(/^\w+ \w+ /, '')), [
      'completed the request', 'queued it for deployment', 'started the work', 'approved as approver', 'finished the review',
      'classified the request', 'classified the request', 'started the review', 'submitted the request',
    ]);
  });

  it('ends several quick moves in one update with the last state', async () => {
    const key = await submit(house);
    const post = await channelPost(house, key);
    await shows(house, post, 'Submitted');
    const before = post.updates.length;
    await move(house, house.erik, key, 'Start review');
    await classify(house, house.erik, key, { Type: 'debug' });
    await move(house, house.erik, key, 'Finish review');
    await shows(house, post, 'Pending');
    assert.ok(post.updates.length - before <= 2, `${post.updates.length - before} updates`);
  });

  it('tells the requester once, in a message of its own, when the request is done', async () => {
    const { ana, erik, client } = house;
    const key = await submit(house);
    await ownPost(house, ana, key);
    await move(house, erik, key, 'Cancel request', { Reason: 'Already there' });
    const told = await ownPost(house, ana, key, 'Erik Holm has canceled the request');
    const card = currentCard(told);
    assertTeamsCard(card);
    assertSays(card, 'Already there');
    assert.equal(postsOf(house, client.chatOf(ana), key).length, 2);
  });
});
