import { strict as assert } from 'node:assert';
import { startAzurite, type Azurite } from '../../src/local/azurite';
import type { SearchTerm } from '../../src/domain/searchWords';
import { putRows } from '../../src/store/batches';
import { openTable } from '../../src/store/connection';
import { searchKeys, storageNames } from '../../src/store/keys';
import { openStores } from '../../src/store/openTables';
import { dropRow } from '../../src/store/table';
import { searchPromises } from './contract/searchPromises';
import { makeMemoryPlace, type MakePlace } from './place';

describe('the search index', () => {
  let azurite: Azurite;
  let places = 0;
  before(async () => {
    azurite = await startAzurite({ dataDir: 'memory' });
  });
  after(() => azurite.stop());

  const makeTablePlace: MakePlace = async () => {
    const prefix = `search${++places}`;
    await openStores(azurite, { prefix }).ready();
    return { open: () => openStores(azurite, { prefix }) };
  };

  for (const [name, makePlace] of [['in memory', makeMemoryPlace], ['on Azurite', makeTablePlace]] as const) describe(name, () => searchPromises(makePlace));

  describe('on Azure Storage', () => {
    const TERMS: readonly SearchTerm[] = ['all', 'open', 'status:Submitted', 'word:cache', 'word:cart'];

    it('costs one read where nothing has changed, and a write for each letter where something has', async () => {
      const stores = (await makeTablePlace()).open();
      await stores.ready();
      const cost = async (act: () => Promise<unknown>): Promise<number> => {
        const calls = stores.callCount();
        await act();
        return stores.callCount() - calls;
      };
      assert.equal(await cost(() => stores.search.note('PLAT-1', 1, TERMS)), 1 + 2 + 4); // a look, the mark twice, three terms and the letter c
      assert.equal(await cost(() => stores.search.note('PLAT-1', 2, TERMS)), 1);
      assert.equal(await cost(() => stores.search.note('PLAT-1', 3, ['all', 'open', 'status:Review', 'word:cache', 'word:cart'])), 1 + 2 + 2);
    });

    it('writes all of it again after a doubt, and mends what somebody deleted', async () => {
      const place = await makeTablePlace();
      const { search } = place.open();
      await search.note('PLAT-1', 1, TERMS);
      const hints = openTable(azurite, storageNames(`search${places}`).hints, () => undefined);
      await dropRow(hints, searchKeys('word:cache', 'PLAT-1'));
      await search.note('PLAT-1', 1, TERMS);
      assert.equal(await found(search.underWordsFrom('cache', 10)), 0);
      await search.doubt('PLAT-1');
      await search.note('PLAT-1', 1, TERMS);
      assert.equal(await found(search.underWordsFrom('cache', 10)), 1);
    });

    it('reads a thousand in a call, and no page that nobody asks for', async () => {
      const stores = (await makeTablePlace()).open();
      await stores.ready();
      const hints = openTable(azurite, storageNames(`search${places}`).hints, () => undefined);
      await putRows(hints, Array.from({ length: 1_200 }, (_, at) => ({ ...searchKeys('word:shop', `PLAT-${at + 1}`) })));
      const before = stores.callCount();
      const pages = stores.search.underWordsFrom('sho', 1_000)[Symbol.asyncIterator]();
      const first = await pages.next();
      assert.deepEqual([first.done === true ? 0 : first.value.keys.length, stores.callCount() - before], [1_000, 1]);
      const second = await pages.next();
      assert.deepEqual([second.done === true ? undefined : [second.value.keys.length, second.value.isLast], stores.callCount() - before], [[200, true], 2]);
    });

    it('is right in the end however many write at once', async () => {
      const place = await makeTablePlace();
      const writers = Array.from({ length: 6 }, () => place.open().search);
      const termsOf = (version: number): readonly SearchTerm[] => ['all', version % 2 ? 'status:Review' : 'status:Blocked'];
      let left = writers.map((search, at) => ({ search, version: at + 1 }));
      for (let round = 0; left.length > 0; round++) {
        assert.ok(round < 20);
        const noted = await Promise.all(left.map(({ search, version }) => search.note('PLAT-1', version, termsOf(version))));
        left = left.filter((_, at) => noted[at] === 'again').map(({ search }) => ({ search, version: 6 })); // a retry reads the request anew
      }
      const { search } = place.open();
      assert.deepEqual([await found(search.under('status:Blocked', 10)), await found(search.under('all', 10))], [1, 1]);
    });
  });
});

async function found(pages: AsyncIterable<{ readonly keys: readonly string[] }>): Promise<number> {
  let count = 0;
  for await (const { keys } of pages) count += keys.length;
  return count;
}
