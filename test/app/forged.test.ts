import { strict as assert } from 'node:assert';
import { inputsOf } from '../support/cardReading';
import { readTask as readForm } from '../support/clientAnswers';
import type { JsonObject } from '../support/json';
import { ACCESS, ANSWERS, assertLeaksNothing, assertSays, cardIn, closeHouse, formIn, historyOf, invoked, keyIn, messageIn, move, openHouse, pressVerb, reviewed, sentenceIn, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

describe('nothing that a card sends back is believed', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const press = (data: unknown, verb: unknown = 'startReview'): Promise<unknown> =>
    invoked(house, house.erik, 'adaptiveCard/action', { action: { type: 'Action.Execute', title: 'x', verb, data }, trigger: 'manual' });

  it('who acts is whom Teams signed for, whatever the data says', async () => {
    const { ana, ines, erik, mara } = house;
    const key = await reviewed(house, ACCESS);
    const claims = { requestKey: key, seenVersion: 4, seenRound: 1, nonce: 'n', actor: { id: ines.id }, actorId: ines.id, approver: ines.id, aadObjectId: ines.id, roles: ['approver'], from: { aadObjectId: ines.id } };
    assertSays(cardIn(await pressVerb(house, ana, 'approve', claims)), 'This is your own request');
    assertSays(cardIn(await pressVerb(house, erik, 'approve', claims)), 'Approve is for');
    assertSays(cardIn(await pressVerb(house, erik, 'reject', { ...claims, reason: 'no' })), 'Reject is for');
    assertSays(cardIn(await pressVerb(house, mara, 'startWork', claims)), 'Start work is for');
    assert.equal(statusOn(await viewOf(house, erik, key)), 'Authorize');
  });

  it('the approval counts only with the round that its card showed', async () => {
    const key = await reviewed(house);
    for (const seenRound of [undefined, 0, 2, -1, '99', null, [], {}]) {
      const told = cardIn(await pressVerb(house, house.ines, 'approve', { requestKey: key, seenVersion: 4, nonce: `round ${JSON.stringify(seenRound)}`, ...(seenRound === undefined ? {} : { seenRound }) }));
      assertSays(told, 'earlier round of approval');
    }
    assert.equal(statusOn(await viewOf(house, house.erik, key)), 'Authorize');
  });

  it("the key of another's request gives no right to it", async () => {
    const key = await submit(house, { by: house.edda });
    for (const verb of ['cancel', 'comment', 'amend', 'open:amend', 'open:cancel']) {
      const told = cardIn(await pressVerb(house, house.ana, verb, { requestKey: key, seenVersion: 1, nonce: verb, reason: 'x', comment: 'x', summary: 'x', service: 'other', environments: 'other', details: 'x' }));
      assertSays(told, /is for .*requester/);
    }
    assert.deepEqual(await historyOf(house, key), ['Edda Brandt submitted the request']);
  });

  it('the directory is asked whom a field names', async () => {
    const { erik, ana } = house;
    const key = await submit(house);
    await move(house, erik, key, 'Start review');
    for (const [verb, field, id, words] of [
      ['assign', 'assignee', '00000000-0000-0000-0000-000000000000', 'not known to the directory'], ['assign', 'assignee', ana.id, 'is not an engineer'],
      ['assign', 'assignee', '__proto__', 'not known'], ['nameManager', 'manager', 'x'.repeat(99), 'not known'], ['nameManager', 'manager', ana.id, 'cannot be their own manager'],
    ] as const) {
      assertSays(cardIn(await pressVerb(house, erik, verb, { requestKey: key, seenVersion: 2, nonce: `${verb}${id}`, [field]: id })), words);
    }
    assert.equal((await historyOf(house, key)).length, 2);
  });

  it('a button without a nonce works, once for equal words', async () => {
    const key = await submit(house);
    for (const comment of ['One', 'One', 'Two']) await pressVerb(house, house.erik, 'comment', { requestKey: key, comment });
    for (const nonce of ['', 7, null, ['a'], 'x'.repeat(5_000), 'a/b\\c#d?e\u0000\u007f', '__proto__'])
      await pressVerb(house, house.erik, 'comment', { requestKey: key, nonce, comment: `Three ${JSON.stringify(nonce).slice(0, 9)}` });
    assert.equal((await historyOf(house, key)).filter((line) => line.endsWith('commented')).length, 9);
  });

  it('a press that cannot be read is answered with a sentence', async () => {
    for (const value of [undefined, null, 7, 'x', [], {}, { action: null }, { action: 'x' }, { action: [] }, { action: {} }, { action: { verb: 'startReview' } }, { action: { verb: 'startReview', data: [] } }]) {
      const answer = await invoked(house, house.erik, 'adaptiveCard/action', value);
      assert.match(sentenceIn(answer), /This button is not known here/, JSON.stringify(value));
    }
  });

  it('a verb or a key that is none is told so', async () => {
    const key = await submit(house);
    for (const verb of ['', 'submit', 'noteManager', 'attach', 'open:startReview', 'next:comment', 'open:open:comment', '__proto__', 'constructor', 'toString', 'startreview', 7, {}, ['startReview'], 'x'.repeat(100_000)])
      assert.match(sentenceIn(await press({ requestKey: key, nonce: 'n' }, verb)), /This button is not known here/, JSON.stringify(verb).slice(0, 40));
    for (const requestKey of ['', 'PLAT', 'PLAT-', 'PLAT-0', 'PLAT-1e3', 'PLAT-01', 'OTHER-1', "PLAT-1' or true", '../PLAT-1', 'PLAT-99999999999', 'x'.repeat(100_000), 1, null, {}, [key], undefined])
      assert.match(sentenceIn(await press({ requestKey, nonce: 'n' })), /This button is not known here/, JSON.stringify(requestKey));
    assert.match(sentenceIn(await press({ requestKey: 'PLAT-987654321', nonce: 'n' })), /There is no request PLAT-987654321/);
    assert.equal((await historyOf(house, key)).length, 1);
  });

  it('__proto__ and other strangers among the data change nothing', async () => {
    const key = await submit(house);
    const data = JSON.parse(`{"requestKey":"${key}","nonce":"p","comment":"Harmless","__proto__":{"comment":"evil","roles":["engineer"]},"constructor":{"prototype":{"x":1}},"toString":"x","status":"Done","version":99}`) as JsonObject;
    const card = cardIn(await pressVerb(house, house.erik, 'comment', data));
    assertSays(card, 'Harmless');
    assert.equal(statusOn(card), 'Submitted');
    const only = JSON.parse(`{"requestKey":"${key}","nonce":"q","__proto__":{"comment":"evil"}}`) as JsonObject;
    assertSays(cardIn(await pressVerb(house, house.erik, 'comment', only)), 'Comment: please fill this in.');
  });

  it('pages and sections that do not exist show what there is', async () => {
    const key = await submit(house);
    for (const [page, section] of [[99, 'details'], ['2', 'nothing'], [-1, '__proto__'], [1.5, ['all']], [{}, 'scope'], ['x', 7]])
      for (const verb of ['showText', 'showHistory']) assert.equal(statusOn(cardIn(await pressVerb(house, house.ana, verb, { requestKey: key, nonce: 'n', page, section }))), 'Submitted');
  });
});

describe('answers that no form would send', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const send = async (data: unknown): Promise<unknown> => invoked(house, house.ana, 'composeExtension/submitAction', { commandId: 'newRequest', commandContext: 'compose', data });
  const good = { nonce: 'forged', summary: 'A cache', service: 'redis', environments: 'dev', details: 'Please' };

  it('bring the form again, with a message at each input that is wrong', async () => {
    for (const [wrong, words] of [
      [{ summary: undefined }, 'Summary: please say'], [{ summary: ' \u200b\u2060 ' }, 'Summary: please say'], [{ summary: 'a b c d e f g h i j k' }, '10 words or fewer, this has 11'], [{ summary: 'x'.repeat(201) }, '200 characters fit, this has 201'],
      [{ summary: 7 }, 'Summary: please write it as text'], [{ summary: ['a'] }, 'Summary: please write it as text'], [{ summary: {} }, 'Summary: please write it as text'],
      [{ service: 'crypto' }, 'Service: please choose'], [{ service: ['redis'] }, 'Service: please choose'], [{ service: '__proto__' }, 'Service: please choose'], [{ service: '' }, 'Service: please choose'],
      [{ environments: '' }, 'Environments: please choose'], [{ environments: ',' }, 'Environments: please choose'], [{ environments: 'dev,moon' }, 'Environments: please choose'], [{ environments: ['dev'] }, 'Environments: please choose'], [{ environments: true }, 'Environments: please choose'],
      [{ details: '\n \t' }, 'Details: please describe'], [{ details: 'x'.repeat(10_001) }, '10,000 characters fit, this has 10,001'], [{ details: { text: 'x' } }, 'Details: please write it as text'],
    ] as const) {
      const form = formIn(readForm(await send({ ...good, ...wrong })));
      assertSays(form, words);
      for (const input of inputsOf(form)) if (!(input.id in wrong)) assert.equal(input.value, good[input.id as keyof typeof good]);
    }
  });

  it('name every fault at once', async () => {
    const form = formIn(readForm(await send({})));
    assertSays(form, 'Summary: please', 'Service: please', 'Environments: please', 'Details: please');
  });

  it('are taken for nothing when they are no data at all', async () => {
    for (const data of [undefined, null, 7, 'x', [], [good]]) assertSays(formIn(readForm(await send(data))), 'Summary: please');
  });

  it('are read as clients of every age send them', async () => {
    for (const environments of [',dev', 'dev,', 'dev,dev', ' dev , npd ', 'devtest (dev)'])
      keyIn(messageIn(readForm(await send({ ...good, nonce: environments, environments, service: 'Azure DevOps: Pipelines' }))));
  });

  it('keep what is typed out of the way of the machine', async () => {
    const data = JSON.parse(JSON.stringify({ ...good, nonce: 'proto' }).replace('{', '{"__proto__":{"summary":"evil"},"key":"PLAT-1","status":"Done","requester":"x",')) as JsonObject;
    const key = keyIn(messageIn(readForm(await send(data))));
    const card = await viewOf(house, house.ana, key);
    assert.equal(statusOn(card), 'Submitted');
    assertSays(card, 'A cache', 'Ana Costa');
    assertLeaksNothing(card);
  });

  it('of another person are another request, also with the same nonce', async () => {
    const mine = keyIn(messageIn(readForm(await send({ ...good, nonce: 'shared' }))));
    const hers = await house.client.invoke(house.edda, 'composeExtension/submitAction', { commandId: 'newRequest', data: { ...good, nonce: 'shared' } });
    assert.notEqual(keyIn(messageIn(readForm(hers))), mine);
  });

  it('of equal content and without a nonce are one request', async () => {
    const data = { ...ANSWERS_AS_SENT };
    assert.equal(messageIn(readForm(await send(data))), messageIn(readForm(await send(data))));
  });
});

const ANSWERS_AS_SENT = { summary: String(ANSWERS['Summary']), service: 'redis', environments: 'dev', details: 'without a nonce' };
