import { strict as assert } from 'node:assert';
import { eventually } from '../local/fixtures/eventually';
import { buttonsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import type { Person, SearchAnswer } from '../support/client';
import { readResults } from '../support/clientAnswers';
import { textAt } from '../support/json';
import { assertLeaksNothing, assertSays, cardIn, closeHouse, invoked, move, openHouse, pressVerb, says, sentenceIn, STARTED_WITHIN_MS, statusOn, submit } from './house';
import type { House } from './house';

/** Words that no other test uses, so that the requests of others are not in the way. */
const WORD = 'Zwölfender';

describe('the search', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const keysOf = ({ results }: SearchAnswer): readonly string[] => results.map(({ card }) => textsOf(card)[0] ?? '');
  const find = async (text: string, person: Person = house.ana): Promise<readonly string[]> => keysOf(await house.client.search(person, text));
  /** The index is written with the cards, shortly after the answer. */
  const found = (text: string, key: string): Promise<true> => eventually(async () => (await find(text)).includes(key) || undefined, `${key} by "${text}"`);

  it('finds a request by key, number, words, status and service, and shows it safely', async () => {
    const key = await submit(house, { Summary: `${WORD} for the [shop](https://evil.example) <b>now</b>`, Details: 'Secret details of **it**.' });
    assert.deepEqual([await find(key), await find(key.toLowerCase()), await find(key.slice(5))], [[key], [key], [key]]);
    await found('zwolf', key);
    for (const text of ['ZWOLFENDER shop', 'secret zwölfender', 'zwolfender mine', 'zwolfender open service:redis status:submitted']) assert.deepEqual(await find(text), [key], text);
    for (const text of ['zwolfender nowhere', 'zwolfender status:done', 'zwolfender service:avd', 'wolfender']) assert.deepEqual(await find(text), [], text);
    const { type, results: [result] } = await house.client.search(house.erik, key);
    assert.ok(result);
    assert.equal(type, 'result');
    assertTeamsCard(result.card);
    assert.equal(textAt(result.preview, 'contentType'), 'application/vnd.microsoft.card.thumbnail');
    assert.equal(textAt(result.preview, 'content', 'title'), `${key} · Submitted`);
    assert.doesNotMatch(textAt(result.preview, 'content', 'text') ?? '', /<b>|\]\(/u);
    assertSays(result.card, key, 'Submitted', 'Redis', 'devtest (dev), nonprod (npd)', 'Ana Costa', 'Review due');
    assert.ok(!says(result.card, 'Secret details'));
    assert.deepEqual(buttonsOf(result.card), ['My actions', 'Link']);
  });

  it('puts a card into a chat that shows everybody only what they may see, and lets everyone act who may', async () => {
    const { client, ana, erik, mara } = house;
    const key = await submit(house, { Summary: 'Nothing for Mara', Details: 'Secret details of it.' });
    const { results: [result] } = await client.search(ana, key);
    assert.ok(result);
    const mine = cardIn(await client.press(erik, result.card, 'My actions'));
    assertSays(mine, 'Secret details');
    assert.ok(buttonsOf(mine).includes('Start review'));
    assertSays(cardIn(await client.press(ana, result.card, 'My actions')), 'Secret details');
    await move(house, erik, key, 'Start review');
    for (const verb of ['myActions', 'showText', 'showHistory', 'open:comment', 'comment', 'startReview']) {
      const card = cardIn(await pressVerb(house, mara, verb, { requestKey: key, seenVersion: 1, nonce: 'view', comment: 'x' }));
      assertTeamsCard(card);
      assert.equal(statusOn(card), 'Review');
      assertSays(card, 'see more here', key, 'Erik Holm');
      for (const hidden of ['Secret details', 'submitted the request', 'Last moves']) assert.ok(!says(card, hidden), `${verb}: ${hidden}`);
      assert.deepEqual(buttonsOf(card), ['My actions', 'Link']);
    }
  });

  it('opens with the own ones, newest first', async () => {
    const { edda } = house;
    const [first, second] = [await submit(house, { by: edda }), await submit(house, { by: edda })];
    const keys = await find('', edda);
    assert.deepEqual(keys.slice(0, 2), [second, first]);
    assert.ok(keys.length <= 25);
    assert.deepEqual(await find('   ', edda), keys);
  });

  it('takes it as the Playground sends it: no command, no name', async () => {
    const key = await submit(house);
    const answer = readResults(await invoked(house, house.ana, 'composeExtension/query', { parameters: [{ value: key }], queryOptions: { skip: 0, count: 25 } }));
    assert.deepEqual(keysOf(answer), [key]);
    assert.match(sentenceIn(await invoked(house, house.ana, 'composeExtension/query', { commandId: 'somethingElse', parameters: [] })), /not known here/u);
  });

  it('has nothing past the last page, and takes odd pages', async () => {
    const key = await submit(house);
    const at = async (queryOptions: unknown) => keysOf(readResults(await invoked(house, house.ana, 'composeExtension/query', { commandId: 'findRequests', parameters: [{ name: 'text', value: key }], queryOptions })));
    assert.deepEqual(await at({ skip: 25, count: 25 }), []);
    for (const odd of [undefined, null, 'x', {}, { skip: -1, count: 0 }, { skip: '1', count: 1e9 }]) assert.deepEqual(await at(odd), [key], JSON.stringify(odd));
  });

  it('answers anything that is typed clearly', async () => {
    const answers: readonly (readonly [string, RegExp])[] = [
      ['"*%\'', /no word in this/u], ['x'.repeat(10_000), /fewer words/u], ['status:nonsense', /"nonsense".*Review/u], ['service:mainframe', /"mainframe".*Redis/u],
    ];
    for (const [text, sentence] of answers) {
      const answer = await house.client.search(house.ana, text);
      assert.equal(answer.type, 'message');
      assert.match(answer.text ?? '', sentence);
      assertLeaksNothing(answer);
    }
    for (const value of [undefined, null, 7, { parameters: 'x' }, { parameters: [null, { name: 'text', value: { $ne: 1 } }] }]) await invoked(house, house.ana, 'composeExtension/query', value);
  });
});
