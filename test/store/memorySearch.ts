import type { RequestKey } from '../../src/domain/workRequest';
import type { SearchTerm } from '../../src/domain/searchWords';
import type { SearchIndex, SearchPage } from '../../src/usecases/ports';

/** What is noted of each request, and nothing cleverer. */
export interface MemorySearch extends SearchIndex {
  /** Somebody deletes all of it. */
  lose(): void;
}

export function memorySearch(): MemorySearch {
  const noted = new Map<RequestKey, { readonly version: number; readonly terms: readonly SearchTerm[] }>();
  const keysWith = (term: string): readonly RequestKey[] =>
    [...noted.keys()].filter((key) => noted.get(key)?.terms.some((each) => each === term)).sort((one, other) => numberOf(other) - numberOf(one));
  return {
    note: (key, version, terms) => {
      if ((noted.get(key)?.version ?? 0) <= version) noted.set(key, { version, terms: [...terms] });
      return Promise.resolve('noted');
    },
    lose: () => noted.clear(),
    doubt: () => Promise.resolve(),
    under: (term, pageSize) => pagesOf(keysWith(term), pageSize),
    underWordsFrom: (beginning, pageSize) => {
      const words = new Set([...noted.values()].flatMap(({ terms }) => terms.filter((term) => term.startsWith(`word:${beginning}`))));
      return pagesOf([...words].sort().flatMap(keysWith), pageSize);
    },
  };
}

async function* pagesOf(keys: readonly RequestKey[], pageSize: number): AsyncGenerator<SearchPage> {
  for (let from = 0; from < Math.max(keys.length, 1); from += pageSize) {
    yield await Promise.resolve({ keys: keys.slice(from, from + pageSize), isLast: from + pageSize >= keys.length });
  }
}

const numberOf = (key: RequestKey): number => Number(key.slice(key.lastIndexOf('-') + 1));
