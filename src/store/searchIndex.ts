import type { TableClient } from '@azure/data-tables';
import type { SearchTerm } from '../domain/searchWords';
import type { RequestKey } from '../domain/workRequest';
import type { SearchIndex, SearchPage } from '../usecases/ports';
import { dropRows, putRows } from './batches';
import { keyInSearchRow, searchKeys, searchMarkKeys, searchPartition, wordPartition, wordsFrom } from './keys';
import { documentOf, documentRow } from './rows';
import { createRow, isConflict, readRow, replaceRow, rowKeyPages } from './table';

/** Under what a request is noted. Unsettled: somebody is at it, or was and did not finish; then every row is written again. */
interface Mark {
  readonly version: number;
  readonly terms: readonly SearchTerm[];
  readonly isSettled: boolean;
}

interface StoredMark extends Mark {
  readonly etag: string;
}

/** An inverted index: a row for each term of each request, and for each request a mark that says which rows it has. */
export function tableSearchIndex(hints: TableClient): SearchIndex {
  const write = (key: RequestKey, mark: Mark, etag: string | undefined): Promise<string | undefined> => {
    const row = documentRow(searchMarkKeys(key), mark);
    return unlessConflict(etag === undefined ? createRow(hints, row) : replaceRow(hints, row, etag));
  };

  const read = async (key: RequestKey): Promise<StoredMark | undefined> => {
    const row = await readRow(hints, searchMarkKeys(key));
    return row && { ...(documentOf(row) as Mark), etag: row.etag };
  };

  const doubt = async (key: RequestKey): Promise<void> => {
    const mark = await read(key);
    if (mark?.isSettled) await write(key, { version: mark.version, terms: mark.terms, isSettled: false }, mark.etag);
  };

  return {
    doubt,

    /** The mark is claimed before a row changes and settled after the last: a crash in between is seen, and two at once are told. */
    async note(key, version, terms) {
      const before = await read(key);
      if (before && (before.version > version || (before.isSettled && same(before.terms, terms)))) return 'noted';
      const old = before?.terms ?? [];
      const there = new Set(before?.isSettled ? old : []);
      const claimed = await write(key, { version, terms: [...new Set([...old, ...terms])], isSettled: false }, before?.etag);
      if (claimed === undefined) return 'again';
      await putRows(hints, terms.filter((term) => !there.has(term)).map((term) => ({ ...searchKeys(term, key) })));
      const wanted = new Set(terms);
      await dropRows(hints, old.filter((term) => !wanted.has(term)).map((term) => searchKeys(term, key)));
      if ((await write(key, { version, terms, isSettled: true }, claimed)) !== undefined) return 'noted';
      await doubt(key); // the other one may have counted on rows that were taken away here
      return 'again';
    },

    under: (term, pageSize) => keysIn(rowKeyPages(hints, searchPartition(term), undefined, pageSize)),
    underWordsFrom: (beginning, pageSize) => keysIn(rowKeyPages(hints, wordPartition(beginning), wordsFrom(beginning), pageSize)),
  };
}

const same = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((term, at) => term === other[at]);

async function unlessConflict(writing: Promise<string>): Promise<string | undefined> {
  try {
    return await writing;
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

async function* keysIn(pages: ReturnType<typeof rowKeyPages>): AsyncGenerator<SearchPage> {
  for await (const { rowKeys, isLast } of pages) yield { keys: rowKeys.map(keyInSearchRow), isLast };
}
