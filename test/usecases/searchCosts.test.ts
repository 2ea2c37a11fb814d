import { strict as assert } from 'node:assert';
import { readQuery } from '../../src/domain/searchQuery';
import type { SearchTerm } from '../../src/domain/searchWords';
import { findRequests } from '../../src/usecases/findRequests';
import type { SearchIndex, SearchPage } from '../../src/usecases/ports';
import { requestIn } from '../domain/given';
import { erik } from '../domain/people';

const HITS = 20;

/** So many requests, all of them open and of the shop, twenty of them, spread over all, of the cache; every page and every look is counted. */
function shopOf(count: number) {
  const isHit = (number: number): boolean => number % (count / HITS) === 0;
  const request = requestIn('Submitted');
  const requests = (number: number) => ({ ...request, key: `PLAT-${number}`, answers: { ...request.answers, summary: isHit(number) ? 'Cache for the shop' : 'The shop', details: '' } });
  const listed = (term: string): readonly string[] => {
    const numbers = Array.from({ length: count }, (_, at) => count - at);
    if (term === 'all' || term === 'open' || 'word:shop'.startsWith(term)) return numbers.map((number) => `PLAT-${number}`);
    return 'word:cache'.startsWith(term) ? numbers.filter(isHit).map((number) => `PLAT-${number}`) : [];
  };
  const cost = { pages: 0, looks: 0 };
  async function* pagesOf(term: string, pageSize: number): AsyncGenerator<SearchPage> {
    const keys = listed(term);
    for (let from = 0; from < Math.max(1, keys.length); from += pageSize) {
      cost.pages++;
      yield await Promise.resolve({ keys: keys.slice(from, from + pageSize), isLast: from + pageSize >= keys.length });
    }
  }
  const search: SearchIndex = {
    note: () => Promise.resolve('noted'), doubt: () => Promise.resolve(),
    under: (term: SearchTerm, pageSize) => pagesOf(term, pageSize), underWordsFrom: (beginning, pageSize) => pagesOf(`word:${beginning}`, pageSize),
  };
  return {
    async find(text: string) {
      Object.assign(cost, { pages: 0, looks: 0 });
      const reading = readQuery(text, 'PLAT');
      assert.ok('query' in reading);
      const load = (key: string) => {
        cost.looks++;
        return Promise.resolve({ request: requests(Number(key.slice(5))), etag: '' });
      };
      const ports = { search, requests: { load }, hints: { keysOfRequester: () => Promise.resolve([]) } } as unknown as Parameters<typeof findRequests>[0];
      const found = await findRequests(ports, reading.query, erik.id, { skip: 0, count: 25 });
      return { found: found.length, ...cost };
    },
  };
}

/** A page is one call of storage (test/store/search.test.ts), and so is a look at a request. */
describe('the cost of a search', () => {
  const cases: readonly (readonly [string, { found: number; pages: number; looks: number }])[] = [
    ['cache', { found: HITS, pages: 1, looks: HITS }],
    ['shop cache', { found: HITS, pages: 2, looks: HITS }],
    ['open shop cac', { found: HITS, pages: 3, looks: HITS }],
    ['status:review cache', { found: 0, pages: 2, looks: 0 }],
    ['absent shop', { found: 0, pages: 2, looks: 0 }],
    ['open', { found: 25, pages: 1, looks: 25 }],
    ['', { found: 25, pages: 1, looks: 25 }],
  ];
  for (const count of [1_000, 20_000, 100_000])
    for (const [text, expected] of cases) it(`follows what is found by "${text}", among ${count.toLocaleString('en')}`, async () => assert.deepEqual(await shopOf(count).find(text), expected));

  it('has an end where a word is in every request: the newest of them are looked at', async () => {
    assert.deepEqual(await shopOf(100_000).find('shop'), { found: 25, pages: 20 + 1, looks: 25 });
    assert.deepEqual(await shopOf(100_000).find('s'), { found: 25, pages: 20 + 1, looks: 25 });
  });

  it('looks at what two common words have in common until a page is full', async () => {
    assert.deepEqual(await shopOf(10_000).find('shop open'), { found: 25, pages: 2 * 10, looks: 25 });
  });
});
