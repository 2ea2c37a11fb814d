import { strict as assert } from 'node:assert';
import { readQuery } from '../../src/domain/searchQuery';
import type { Person } from '../../src/domain/people';
import type { WorkRequest } from '../../src/domain/workRequest';
import { findRequests, type Page } from '../../src/usecases/findRequests';
import { heal } from '../../src/usecases/heal';
import { ANSWERS } from '../domain/given';
import { ana, erik } from '../domain/people';
import { aHouse, move, settle, submitted, type House } from './house';

const FIRST: Page = { skip: 0, count: 25 };

async function find(house: House, text: string, person: Person = ana, page: Page = FIRST): Promise<readonly string[]> {
  const reading = readQuery(text, 'PLAT');
  assert.ok('query' in reading, text);
  return (await findRequests(house.ports, reading.query, person.id, page)).map(({ key }) => key);
}

const said = (summary: string, details = 'Please.', service = 'redis') => ({ ...ANSWERS, summary, details, service });

/** As many requests as wanted, told apart by their words, with everything noted. */
async function houseWith(...inputs: readonly ReturnType<typeof said>[]): Promise<House> {
  const house = aHouse();
  for (const [at, input] of inputs.entries()) await submitted(house, `form-${at}`, input);
  await settle(house);
  return house;
}

describe('a search', () => {
  it('finds a request by its key at once, with its prefix or without, and nothing by a key that does not exist', async () => {
    const house = aHouse();
    await submitted(house);
    assert.deepEqual([await find(house, 'plat-1'), await find(house, '1'), await find(house, 'PLAT-2'), await find(house, '2')], [['PLAT-1'], ['PLAT-1'], [], []]);
  });

  it('takes a number that is no key for a word', async () => {
    const house = await houseWith(said('Open port 443'), said('Open port 80'));
    assert.deepEqual([await find(house, '443'), await find(house, '2')], [['PLAT-1'], ['PLAT-2']]);
  });

  it('finds by all words, whatever their case and accents, the newest first', async () => {
    const house = await houseWith(said('Größerer Cache'), said('cache für Cron', 'grösser'), said('Another cache'), said('nothing of it'));
    assert.deepEqual(await find(house, 'CACH'), ['PLAT-3', 'PLAT-2', 'PLAT-1']);
    assert.deepEqual(await find(house, 'cache gros'), ['PLAT-2', 'PLAT-1']);
    assert.deepEqual(await find(house, 'cache grosser cron'), ['PLAT-2']);
    assert.deepEqual(await find(house, 'cache absent'), []);
  });

  it('finds by status, service, mine and open, alone and together', async () => {
    const house = await houseWith(said('One'), said('Two', 'x', 'avd'), said('Three'));
    await move(house, 'PLAT-1', erik, 'startReview');
    await move(house, 'PLAT-3', erik, 'cancel', { reason: 'Not needed.' });
    await settle(house);
    assert.deepEqual(await find(house, 'status:review'), ['PLAT-1']);
    assert.deepEqual(await find(house, 'status:submitted'), ['PLAT-2']);
    assert.deepEqual(await find(house, 'service:redis'), ['PLAT-3', 'PLAT-1']);
    assert.deepEqual(await find(house, 'open'), ['PLAT-2', 'PLAT-1']);
    assert.deepEqual(await find(house, 'service:redis open'), ['PLAT-1']);
    assert.deepEqual([await find(house, 'mine open'), await find(house, 'mine', erik)], [['PLAT-2', 'PLAT-1'], []]);
  });

  it('opens with the own ones, then the newest of everybody', async () => {
    const house = await houseWith(said('One'), said('Two'), said('Three'));
    house.stores.store.put({ ...(await loaded(house, 'PLAT-3')), requester: { id: erik.id, name: erik.name } });
    await house.ports.hints.noteRequester(erik.id, 'PLAT-3');
    assert.deepEqual([await find(house, '', ana), await find(house, ' ', erik)], [['PLAT-2', 'PLAT-1', 'PLAT-3'], ['PLAT-3', 'PLAT-2', 'PLAT-1']]);
    assert.deepEqual(await find(house, '', erik, { skip: 1, count: 1 }), ['PLAT-2']);
  });

  it('has pages of 25 and an end, however much is found', async () => {
    const house = await houseWith(...Array.from({ length: 60 }, (_, at) => said(`Cache ${at}`)));
    for (const text of ['cache', 'mine', 'status:submitted', 'cache open', '']) {
      const pages = await Promise.all([0, 25, 50, 75, 5_000].map((skip) => find(house, text, ana, { skip, count: 25 })));
      assert.deepEqual(pages.map((page) => page.length), [25, 25, 10, 0, 0], text);
      assert.deepEqual(pages.flat(), Array.from({ length: 60 }, (_, at) => `PLAT-${60 - at}`), text);
    }
  });

  it('shows nothing that the index has wrong', async () => {
    const house = await houseWith(said('Cache'));
    await house.ports.search.note('PLAT-1', 9, ['all', 'open', 'status:Done', 'word:ghost']);
    await house.ports.search.note('PLAT-7', 1, ['all', 'open', 'word:ghost']);
    for (const text of ['ghost', 'status:done', 'PLAT-7']) assert.deepEqual(await find(house, text), [], text);
    assert.deepEqual([await find(house, 'open'), await find(house, '')], [['PLAT-1'], ['PLAT-1']]);
  });

  it('lets go of old words and old statuses with the sync of the change', async () => {
    const house = await houseWith(said('Cache for the shop'));
    await move(house, 'PLAT-1', ana, 'amend', said('Queue for the shop'));
    await settle(house);
    assert.deepEqual([await find(house, 'cache'), await find(house, 'queue shop')], [[], ['PLAT-1']]);
    await move(house, 'PLAT-1', erik, 'startReview');
    await settle(house);
    assert.deepEqual([await keysUnder(house, 'status:Submitted'), await keysUnder(house, 'status:Review')], [[], ['PLAT-1']]);
  });

  it('finds everything again after the night in which the index was lost', async () => {
    const house = await houseWith(said('Cache'), said('Queue'));
    await move(house, 'PLAT-2', erik, 'cancel', { reason: 'Not needed.' });
    await settle(house);
    house.stores.search.lose();
    assert.deepEqual(await find(house, 'queue'), []);
    assert.equal((await heal(house.ports)).searchNotesMended, 2);
    await settle(house);
    assert.deepEqual([await find(house, 'queue'), await find(house, 'cache'), await find(house, 'status:done')], [['PLAT-2'], ['PLAT-1'], ['PLAT-2']]);
    assert.equal((await heal(house.ports)).searchNotesMended, 0);
  });

  it('reads its request again when two syncs met at the index', async () => {
    const house = aHouse();
    let refusals = 2;
    const { search } = house.stores;
    Object.assign(house.ports, { search: { ...search, note: (...all: Parameters<typeof search.note>) => (refusals-- > 0 ? Promise.resolve('again') : search.note(...all)) } });
    await submitted(house, 'form', said('Cache'));
    await settle(house);
    assert.deepEqual(await find(house, 'cache'), ['PLAT-1']);
  });
});

async function loaded(house: House, key: string): Promise<WorkRequest> {
  return (await house.ports.requests.load(key))?.request ?? assert.fail(key);
}

async function keysUnder(house: House, term: 'status:Submitted' | 'status:Review'): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { keys } of house.ports.search.under(term, 10)) all.push(...keys);
  return all;
}
