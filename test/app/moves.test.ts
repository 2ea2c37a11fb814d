import { strict as assert } from 'node:assert';
import { buttonsOf, inputsOf } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import { currentCard } from '../support/fakeTeams';
import { ANSWERS, assertSays, cardIn, channelPost, closeHouse, formOf, historyOf, inProgress, move, openHouse, ownPost, reviewed, shows, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

describe('the other moves, by their buttons', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  it('asks the requester and takes the answer, with the words on the cards', async () => {
    const { ana, erik } = house;
    const key = await inProgress(house);
    assert.equal(statusOn(await move(house, erik, key, 'Ask the requester', { Question: 'Which subnet?' })), 'Waiting on Customer');
    const notice = currentCard(await ownPost(house, ana, key, 'Erik Holm of the Platform team asks you'));
    assertTeamsCard(notice);
    assertSays(notice, 'Which subnet?');
    const own = await shows(house, await ownPost(house, ana, key), 'Waiting on Customer');
    assertSays(own, 'Which subnet?');
    const answered = await move(house, ana, key, 'Answer', { Answer: 'The green one' });
    assert.equal(statusOn(answered), 'In Progress');
    const shared = await shows(house, await channelPost(house, key), 'In Progress');
    assertSays(shared, 'The green one', 'Which subnet?');
    assertSays(currentCard(await ownPost(house, erik, key)) ?? {}, 'Ana Costa has answered', 'The green one');
  });

  it('blocks on another request until that one is Done', async () => {
    const { erik } = house;
    const [first, second] = [await inProgress(house), await inProgress(house)];
    const blocked = await move(house, erik, second, 'Block', { 'Blocked by': first });
    assert.equal(statusOn(blocked), 'Blocked');
    assertSays(blocked, `[${first}](${house.app.appUrl}/r/${first})`);
    const post = await channelPost(house, second);
    await shows(house, post, 'Blocked');
    await move(house, erik, first, 'Complete');
    assertSays(await shows(house, post, 'In Progress'), 'unblocked the request');
  });

  it('blocks on a web address, and unblocks by hand', async () => {
    const { erik } = house;
    const key = await inProgress(house);
    assertSays(await move(house, erik, key, 'Block', { 'Blocked by': 'https://example.com/ticket/7' }), 'example.com/ticket/7');
    assert.equal(statusOn(await move(house, erik, key, 'Unblock')), 'In Progress');
  });

  it('says what is wrong with a blocker, and keeps what was typed', async () => {
    const { erik } = house;
    const key = await inProgress(house);
    for (const [typed, words] of [
      ['PLAT-99999', 'no request PLAT-99999'], [key, 'cannot be blocked by itself'], ['soon', 'needs the key of another request'], ['javascript:alert(1)', 'needs the key of another request'],
    ] as const) {
      const again = await move(house, erik, key, 'Block', { 'Blocked by': typed });
      assertSays(again, words);
      assert.equal(inputsOf(again)[0]?.value, typed);
    }
    assert.equal(statusOn(await viewOf(house, erik, key)), 'In Progress');
  });

  it('comments, by anyone whom the request concerns', async () => {
    const { ana, ines, erik } = house;
    const key = await submit(house);
    for (const [person, words] of [[ana, 'It is urgent'], [ines, 'I know of it'], [erik, 'On it']] as const)
      assertSays(await move(house, person, key, 'Comment', { Comment: words }), words);
    assertSays(await viewOf(house, erik, key), 'It is urgent', 'I know of it', 'On it');
  });

  it('amends the answers in a form that opens filled', async () => {
    const { ana } = house;
    const key = await submit(house);
    const form = await formOf(house, ana, key, 'Amend answers');
    assert.deepEqual(inputsOf(form).map(({ label, value }) => [label, value]), [
      ['Summary', ANSWERS['Summary']], ['Service', 'redis'], ['Environments', 'dev,npd'], ['Details', ANSWERS['Details']],
    ]);
    const amended = cardIn(await house.client.press(ana, form, 'Amend answers', { Summary: 'Two caches', Environments: ['prd'] }));
    assertSays(amended, 'Two caches', 'production (prd)', 'We need **one** more.');
    await move(house, house.erik, key, 'Start review');
    assert.ok(!buttonsOf(await viewOf(house, ana, key)).includes('Amend answers'));
  });

  it('assigns to an engineer, who is told', async () => {
    const { erik, edda } = house;
    const key = await submit(house);
    const form = await formOf(house, erik, key, 'Assign');
    assert.deepEqual(inputsOf(form)[0]?.choices.map(({ title }) => title).sort(), ['Edda Brandt', 'Erik Holm', 'Iris Novak']);
    assertSays(cardIn(await house.client.press(erik, form, 'Assign', { Assignee: 'Edda Brandt' })), 'Assignee');
    assertSays(currentCard(await ownPost(house, edda, key)) ?? {}, 'Erik Holm has assigned this request to you.');
    assert.match((await historyOf(house, key))[0] ?? '', /assigned the request to Edda Brandt/);
  });

  it('sets the priority by hand, which debug then keeps', async () => {
    const key = await submit(house);
    assertSays(await move(house, house.erik, key, 'Set priority', { Priority: 'low' }), 'Low');
    await reviewed(house, { Type: 'debug' }, key);
    assertSays(await viewOf(house, house.erik, key), 'Low');
  });

  it('cancels with a reason, and reopens', async () => {
    const { ana, erik } = house;
    const key = await submit(house);
    const form = await formOf(house, ana, key, 'Cancel request');
    assertSays(cardIn(await house.client.press(ana, form, 'Cancel request', { Reason: '   ' }, { unvalidated: true })), 'Reason: please fill this in.');
    const canceled = await move(house, ana, key, 'Cancel request', { Reason: 'Not needed' });
    assert.equal(statusOn(canceled), 'Done');
    assertSays(canceled, 'Canceled', 'Not needed');
    assert.equal(statusOn(await move(house, erik, key, 'Reopen', { Reason: 'Needed after all' })), 'Review');
  });
});
