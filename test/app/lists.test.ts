import { strict as assert } from 'node:assert';
import { buttonsOf, cardOf, findButton, textsOf } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import type { Person } from '../support/client';
import { baseOf, textsOfPost } from '../support/fakeTeams';
import type { Post } from '../support/fakeTeams';
import { at } from '../support/json';
import { assertSays, cardIn, closeHouse, move, openHouse, pressVerb, says, STARTED_WITHIN_MS, statusOn, submit } from './house';
import type { House } from './house';

describe('my requests and the queue', () => {
  let house: House;
  const keys: string[] = [];
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
    for (let made = 0; made < 12; made++) keys.push(await submit(house, { by: house.mara, Summary: `List me **${made}** {{DATE(2020-01-01T00:00:00Z)}}` }));
  });
  after(() => closeHouse(house));

  /** What the bot posts next in a conversation after somebody said something. */
  async function said(person: Person, text: string, where: 'personal' | 'channel', answerIn = where === 'channel' ? house.channel : house.client.chatOf(person)): Promise<Post> {
    const before = new Set(house.teams.postsIn(answerIn).map(({ activityId }) => activityId));
    await house.client.message(person, text, where);
    return house.teams.until(() => house.teams.postsIn(answerIn).find((post) => !before.has(post.activityId) && isAnswer(post)), { what: `an answer to "${text}"` });
  }

  /** Cards of requests may arrive in between. */
  const isAnswer = (post: Post): boolean => textsOfPost(post).some((text) => /^(My requests|Queue)$|1:1 chat|engineers of the Platform team/.test(text)) || typeof at(post.activity, 'text') === 'string';
  const cardFrom = (post: Post): Card => cardOf(post.activity) ?? assert.fail(`no card: ${JSON.stringify(post.activity)}`);

  it('shows a person their own, the newest first, ten a page, and says how many there are', async () => {
    const card = cardFrom(await said(house.mara, 'my requests', 'personal'));
    assertTeamsCard(card);
    assertSays(card, /^Page 1 of 2, 12 requests$/, keys.at(-1) ?? '', 'Waits for review from the Platform team', /Review due in 2 days/, 'Submitted');
    assert.ok(buttonsOf(card).indexOf(keys[11] ?? '') < buttonsOf(card).indexOf(keys[10] ?? ''));
    assert.deepEqual([buttonsOf(card).includes(keys[1] ?? ''), buttonsOf(card).includes('Next'), buttonsOf(card).includes('Back')], [false, true, false]);

    const second = cardIn(await house.client.press(house.mara, card, 'Next'));
    assertTeamsCard(second);
    assertSays(second, 'Page 2 of 2, 12 requests', keys[0] ?? '');
    assert.deepEqual([buttonsOf(second).includes('Next'), buttonsOf(second).includes('Back')], [false, true]);
    assertSays(cardIn(await house.client.press(house.mara, second, 'Back')), 'Page 1 of 2, 12 requests');
  });

  it('leads from each row to the card of the request, and to its link', async () => {
    const card = cardFrom(await said(house.mara, 'My  Requests', 'personal'));
    const key = keys[11] ?? '';
    const shown = cardIn(await house.client.press(house.mara, card, key));
    assert.equal(statusOn(shown), 'Submitted');
    assertSays(shown, key);
    assert.match(String(findButton(card, 'Link')['url']), /\/r\/PLAT-\d+$/);
  });

  it('shows typed words as they were typed', async () => {
    const card = cardFrom(await said(house.mara, 'my requests', 'personal'));
    assertSays(card, 'List me **11** {{DATE(2020-01-01T00:00:00Z)}}');
    assert.ok(!JSON.stringify(card).includes('{{DATE(2020'));
  });

  it('shows whoever presses their own list, whatever card the button was on, and the last page beyond the end', async () => {
    const others = cardIn(await pressVerb(house, house.ines, 'list:mine', { page: 0, nonce: 'n' }));
    assertTeamsCard(others);
    for (const key of keys) assert.ok(!says(others, key));
    assertSays(others, 'You have no open request');
    assertSays(cardIn(await pressVerb(house, house.mara, 'list:mine', { page: 999, nonce: 'n' })), 'Page 2 of 2');
    assertSays(cardIn(await pressVerb(house, house.mara, 'list:mine', { page: '-7; drop', nonce: 'n' })), 'Page 1 of 2');
  });

  it('tells nobody in the channel what one person asked for, and sends it to their own chat', async () => {
    const own = house.client.chatOf(house.mara);
    const before = house.teams.postsIn(own).length;
    const answer = await said(house.mara, 'my requests', 'channel');
    assert.deepEqual(textsOfPost(answer), ['Your requests are in your 1:1 chat with me.']);
    assert.equal(baseOf(answer.conversation), house.channel);
    const sent = await house.teams.until(() => house.teams.postsIn(own).slice(before).find((post) => textsOfPost(post).includes('My requests')), { what: 'the list in the own chat' });
    assertSays(cardFrom(sent), 'Page 1 of 2, 12 requests');
  });

  it('shows engineers what is open, by status, with what is overdue first, in the chat and by mention in the channel', async () => {
    await move(house, house.erik, keys[3] ?? '', 'Start review');
    for (const where of ['personal', 'channel'] as const) {
      const card = cardFrom(await said(house.erik, 'queue', where));
      assertTeamsCard(card);
      assertSays(card, /^Page 1 of \d+, \d+ requests$/, /^Submitted \(\d+\)$/, 'no assignee');
    }
  });

  it('walks through all pages of the queue, and each open request is on one of them', async () => {
    const seen: string[] = [];
    let card = cardFrom(await said(house.edda, 'queue', 'personal'));
    for (let page = 0; page < 100; page++) {
      assertTeamsCard(card);
      seen.push(...buttonsOf(card).filter((title) => title.startsWith('PLAT-')));
      if (!buttonsOf(card).includes('Next')) break;
      card = cardIn(await house.client.press(house.edda, card, 'Next'));
    }
    for (const key of keys) assert.equal(seen.filter((each) => each === key).length, 1, key);
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(textsOf(card).some((text) => text.startsWith('Review (')) || seen.includes(keys[3] ?? ''));
  });

  it('tells others kindly that the queue is for engineers, also when they press its button', async () => {
    assert.deepEqual(textsOfPost(await said(house.ana, 'queue', 'personal')), ['The queue is for the engineers of the Platform team. To see your own requests, write: my requests']);
    const pressed = await pressVerb(house, house.ana, 'list:queue', { page: 0, nonce: 'n' });
    assert.equal(pressed.card, undefined);
    assert.match(pressed.text ?? '', /for the engineers/);
  });

  it('knows no other list', async () => {
    assert.match((await pressVerb(house, house.erik, 'list:all', { page: 0, nonce: 'n' })).text ?? '', /not known/);
  });
});
