import { strict as assert } from 'node:assert';
import type { SearchTerm } from '../../../src/domain/searchWords';
import type { SearchIndex, SearchPage } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { ODD_TEXTS } from '../samples';

const keysOf = async (pages: AsyncIterable<SearchPage>): Promise<readonly string[]> => (await allOf(pages)).flatMap(({ keys }) => keys);

async function allOf(pages: AsyncIterable<SearchPage>): Promise<readonly SearchPage[]> {
  const all: SearchPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** What every SearchIndex promises (usecases/ports.ts). */
export function searchPromises(makePlace: MakePlace): void {
  let search: SearchIndex;
  let another: SearchIndex;
  beforeEach(async () => {
    const place = await makePlace();
    search = place.open().search;
    another = place.open().search;
  });
  const under = (term: SearchTerm) => keysOf(another.under(term, 1_000));
  const wordsFrom = (beginning: string) => keysOf(another.underWordsFrom(beginning, 1_000));

  it('knows nothing at first', async () => {
    assert.deepEqual([await under('all'), await wordsFrom('a')], [[], []]);
    await search.doubt('PLAT-1');
  });

  it('gives the newest first, by number and not by letter', async () => {
    for (const key of ['PLAT-9', 'PLAT-100', 'PLAT-10']) assert.equal(await search.note(key, 1, ['all', 'status:In Progress']), 'noted');
    assert.deepEqual(await under('status:In Progress'), ['PLAT-100', 'PLAT-10', 'PLAT-9']);
  });

  it('finds words by their beginning, and no others', async () => {
    await search.note('PLAT-1', 1, ['word:redis', 'word:red']);
    await search.note('PLAT-2', 1, ['word:redis', 'word:rad']);
    assert.deepEqual(await wordsFrom('redi'), ['PLAT-2', 'PLAT-1']);
    assert.deepEqual([...(await wordsFrom('red'))].sort(), ['PLAT-1', 'PLAT-1', 'PLAT-2']);
    assert.deepEqual([...(await wordsFrom('r'))].sort(), ['PLAT-1', 'PLAT-1', 'PLAT-2', 'PLAT-2']);
    assert.deepEqual([await wordsFrom('redisx'), await wordsFrom('e')], [[], []]);
  });

  it('takes away what no longer belongs to a request, and keeps the rest', async () => {
    await search.note('PLAT-1', 1, ['all', 'status:Submitted', 'word:old', 'word:kept']);
    await search.note('PLAT-2', 1, ['all', 'status:Submitted', 'word:old']);
    await another.note('PLAT-1', 2, ['all', 'status:Review', 'word:kept', 'word:new']);
    assert.deepEqual([await under('status:Submitted'), await under('status:Review'), await wordsFrom('old')], [['PLAT-2'], ['PLAT-1'], ['PLAT-2']]);
    assert.deepEqual([await wordsFrom('kept'), await wordsFrom('new'), await under('all')], [['PLAT-1'], ['PLAT-1'], ['PLAT-2', 'PLAT-1']]);
    await search.note('PLAT-1', 3, []);
    assert.deepEqual([await under('all'), await wordsFrom('kept')], [['PLAT-2'], []]);
  });

  it('is not changed by what came late', async () => {
    await search.note('PLAT-1', 3, ['status:Pending']);
    assert.equal(await another.note('PLAT-1', 2, ['status:Review']), 'noted');
    assert.deepEqual([await under('status:Pending'), await under('status:Review')], [['PLAT-1'], []]);
  });

  it('notes the same again, after a doubt too', async () => {
    for (let round = 0; round < 2; round++) {
      await search.note('PLAT-1', 1, ['all', 'word:a']);
      await another.doubt('PLAT-1');
    }
    assert.equal(await search.note('PLAT-1', 1, ['all', 'word:a']), 'noted');
    assert.deepEqual([await under('all'), await wordsFrom('a')], [['PLAT-1'], ['PLAT-1']]);
  });

  it('gives pages of the size that is asked for, and says which is the last', async () => {
    for (let number = 1; number <= 5; number++) await search.note(`PLAT-${number}`, 1, ['all']);
    const pages = await allOf(another.under('all', 2));
    assert.deepEqual(pages.map(({ keys }) => keys), [['PLAT-5', 'PLAT-4'], ['PLAT-3', 'PLAT-2'], ['PLAT-1']]);
    assert.deepEqual(pages.map(({ isLast }) => isLast), [false, false, true]);
  });

  it('takes a request with thousands of words', async () => {
    const words = Array.from({ length: 2_500 }, (_, at): SearchTerm => `word:${at.toString(36)}`);
    assert.equal(await search.note('PLAT-1', 1, words), 'noted');
    assert.deepEqual(await wordsFrom('1xf'), ['PLAT-1']);
    assert.equal(new Set(await wordsFrom('1')).size, 1);
    await search.note('PLAT-1', 2, []);
    assert.deepEqual(await wordsFrom('1'), []);
  }).timeout(60_000);

  it('reads no other word through an odd one', async () => {
    const odd = ODD_TEXTS.map((text) => text.slice(0, 40)).filter((text) => text !== '');
    await search.note('PLAT-1', 1, ['word:plain']);
    for (const text of new Set(odd)) {
      const before = await wordsFrom(text);
      assert.ok(!before.includes('PLAT-1'), JSON.stringify(text));
      await search.note(`PLAT-2`, odd.indexOf(text) + 1, [`word:${text}`]);
      assert.ok((await wordsFrom(text)).includes('PLAT-2'), JSON.stringify(text));
    }
    assert.deepEqual(await wordsFrom('plain'), ['PLAT-1']);
  });
}
