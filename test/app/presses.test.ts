import { strict as assert } from 'node:assert';
import { buttonsOf, findButton } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { currentCard } from '../support/fakeTeams';
import type { JsonObject } from '../support/json';
import { ANSWERS, assertSays, cardIn, channelPost, classify, closeHouse, formIn, formOf, historyOf, inProgress, keyIn, messageIn, move, openHouse, ownPost, reviewed, shows, STARTED_WITHIN_MS, statusOn, submit, timesDone, viewOf } from './house';
import type { House } from './house';

describe('pressing twice, late, or at the same time', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  /** The invoke of a button as Teams would deliver it again. */
  function invokeOf(card: Card, title: string, inputs: JsonObject = {}): JsonObject {
    const { verb, data } = findButton(card, title);
    return house.client.activityOf(house.erik, 'personal', {
      type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', title, verb, data: { ...(data as JsonObject), ...inputs } }, trigger: 'manual' },
    });
  }

  it('is one move for a double click, and both see the fresh card', async () => {
    const { client, erik } = house;
    const key = await submit(house);
    const card = await viewOf(house, erik, key);
    const answers = await Promise.all([client.press(erik, card, 'Start review'), client.press(erik, card, 'Start review')]);
    for (const answer of answers) assert.equal(statusOn(cardIn(answer)), 'Review');
    assert.equal(await timesDone(house, key, 'started the review'), 1);
  });

  it('is one move for an invoke that arrives four times at once, and later again', async () => {
    const { client, erik } = house;
    const key = await inProgress(house);
    const invoke = invokeOf(await formOf(house, erik, key, 'Comment'), 'Comment', { comment: 'Once only' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.raw(invoke)));
    const late = await client.raw({ ...invoke, id: 'f:a-new-one' });
    for (const { status, text } of [...answers, late]) assert.ok(status === 200 && text.includes('Once only'), text.slice(0, 300));
    assert.equal(await timesDone(house, key, 'commented'), 1);
  });

  it('answers a repeated press as before when the request has long moved on', async () => {
    const { client, erik } = house;
    const key = await submit(house);
    const invoke = invokeOf(await viewOf(house, erik, key), 'Start review');
    await client.raw(invoke);
    await reviewedFromHere(key);
    const late = await client.raw(invoke);
    assert.doesNotMatch(late.text, /is not possible now/);
    assert.match(late.text, /"Pending"/);
    assert.equal(await timesDone(house, key, 'started the review'), 1);
  });

  async function reviewedFromHere(key: string): Promise<void> {
    await move(house, house.erik, key, 'Set priority', { Priority: 'high' });
    await classify(house, house.erik, key, { Type: 'debug' });
    assert.equal(statusOn(await move(house, house.erik, key, 'Finish review')), 'Pending');
  }

  it('lets one of two engineers win, and tells the other kindly who was first', async () => {
    const { client, erik, edda } = house;
    const key = await submit(house);
    const [his, hers] = [await viewOf(house, erik, key), await viewOf(house, edda, key)];
    const answers = await Promise.all([client.press(erik, his, 'Start review'), client.press(edda, hers, 'Start review')]);
    const cards = answers.map(cardIn);
    for (const card of cards) assert.ok(statusOn(card) === 'Review' && buttonsOf(card).includes('Classify'));
    const told = cards.filter((card) => JSON.stringify(card).includes('is not possible now'));
    assert.equal(told.length, 1);
    const winner = (await historyOf(house, key))[0]?.startsWith('Erik Holm') === true ? 'Erik Holm' : 'Edda Brandt';
    assertSays(told[0] ?? {}, `Start review is not possible now: the request is in Review, moved there by ${winner}`);
    assert.equal(await timesDone(house, key, 'started the review'), 1);
  });

  it('keeps every comment of many people who press at once', async () => {
    const { client, ana, erik, edda, iris, ines } = house;
    const key = await submit(house);
    const people = [ana, erik, edda, iris, ines];
    const forms = await Promise.all(people.map((person) => formOf(house, person, key, 'Comment')));
    const press = (person: (typeof people)[number], form: Card) => client.press(person, form, 'Comment', { Comment: `Says ${person.name}` });
    const answers = await Promise.all(people.map((person, place) => press(person, forms[place] ?? {})));
    for (const [place, answer] of answers.entries()) {
      const busy = JSON.stringify(answer.card).includes('at the same moment');
      if (busy) await press(people[place] ?? ana, forms[place] ?? {});
    }
    assert.equal(await timesDone(house, key, 'commented'), people.length);
  });

  it('is refused on a card whose move is over, with the fresh card in its place', async () => {
    const { client, erik, ana } = house;
    const key = await submit(house);
    const old = await viewOf(house, erik, key);
    await move(house, house.edda, key, 'Start review');
    await move(house, ana, key, 'Comment', { Comment: 'Hello?' });
    const told = cardIn(await client.press(erik, old, 'Start review'));
    assertSays(told, 'the request is in Review, moved there by Edda Brandt');
    assert.ok(buttonsOf(told).includes('Finish review'));
    const own = await viewOf(house, ana, key);
    assert.ok(!buttonsOf(own).includes('Amend answers'));
  });

  it('says the same of a form that is opened too late', async () => {
    const { client, ana } = house;
    const key = await submit(house);
    const old = await viewOf(house, ana, key);
    await move(house, house.edda, key, 'Start review');
    await move(house, house.erik, key, 'Comment', { Comment: 'On it' });
    assertSays(cardIn(await client.press(ana, old, 'Amend answers')), 'Amend answers is not possible now: the request is in Review, moved there by Edda Brandt');
  });

  it('counts on an older card while the move is still allowed', async () => {
    const { client, ana, erik } = house;
    const key = await submit(house);
    const old = currentCard(await ownPost(house, ana, key)) ?? {};
    const oldForm = await formOf(house, erik, key, 'Set priority');
    await reviewed(house, { Type: 'debug' }, key);
    assertSays(cardIn(await client.press(erik, oldForm, 'Set priority', { Priority: 'critical' })), 'Critical');
    const form = cardIn(await client.press(ana, old, 'Cancel request'));
    assert.equal(statusOn(cardIn(await client.press(ana, form, 'Cancel request', { Reason: 'Too late now' }))), 'Done');
    await shows(house, await channelPost(house, key), 'Done');
  });
});

describe('sending the form of a new request', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => closeHouse(house));

  it('is one request for a form that arrives four times', async () => {
    const { client, ana } = house;
    const form = await client.openForm(ana);
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.submitForm(ana, form, ANSWERS)));
    const late = await client.submitForm(ana, form, ANSWERS);
    assert.equal(new Set([...answers, late].map((answer) => keyIn(messageIn(answer)))).size, 1);
  });

  it('is two requests for two forms with equal words', async () => assert.notEqual(await submit(house), await submit(house)));

  it('is one request for a form whose faults were put right, also when that is sent twice', async () => {
    const { client, ana } = house;
    const again = formIn(await client.submitForm(ana, await client.openForm(ana), { ...ANSWERS, Summary: 'a b c d e f g h i j k' }));
    assertSays(again, 'Summary: please use 10 words or fewer, this has 11.');
    const sent = await Promise.all([1, 2].map(() => client.submitForm(ana, again, { Summary: 'a b c d e f g h i j' })));
    assert.equal(new Set(sent.map((answer) => keyIn(messageIn(answer)))).size, 1);
  });

  it('gives each of twenty that come at once a key of its own', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => submit(house)));
    assert.equal(new Set(keys).size, 20);
    await Promise.all(keys.map((key) => channelPost(house, key)));
  });
});
