import type { TableClient } from '@azure/data-tables';
import type { Submissions } from '../usecases/ports';
import { authorKeys, submissionKeys } from './keys';
import { createRow, putRow, readRow, statusOf } from './table';

/** One row a form, made once and never changed: whoever makes it has decided which request the form becomes. Another says whose message it was opened on. */
export function tableSubmissions(hints: TableClient): Submissions {
  const claimed: Submissions['claimed'] = async (actorId, nonce) => {
    const row = await readRow(hints, submissionKeys(actorId, nonce));
    return typeof row?.['request'] === 'string' ? row['request'] : undefined;
  };
  return {
    claimed,
    async noteAuthor(actorId, nonce, authorId) {
      await putRow(hints, { ...authorKeys(actorId, nonce), author: authorId });
    },
    async authorOf(actorId, nonce) {
      const row = await readRow(hints, authorKeys(actorId, nonce));
      return typeof row?.['author'] === 'string' ? row['author'] : undefined;
    },
    async claim(actorId, nonce, key) {
      try {
        await createRow(hints, { ...submissionKeys(actorId, nonce), request: key });
        return key;
      } catch (error) {
        const before = statusOf(error) === 409 ? await claimed(actorId, nonce) : undefined;
        if (before === undefined) throw error;
        return before;
      }
    },
  };
}
