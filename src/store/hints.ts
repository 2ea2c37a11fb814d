import type { TableClient } from '@azure/data-tables';
import type { Hints } from '../usecases/ports';
import { writeJson } from './json';
import { blockedByKeys, blockedByPartition } from './keys';
import type { SyncQueue } from './queue';
import { dropRow, putRow, rowsOf } from './table';

/** What is written before the truth: sync messages in the queue, and who waits for whom. */
export function storageHints(hints: TableClient, syncQueue: SyncQueue): Hints {
  return {
    announce: (message, delayMs = 0) => syncQueue.send(writeJson(message), Math.ceil(delayMs / 1000)),

    async noteBlocked(blocking, waiting) {
      await putRow(hints, { ...blockedByKeys(blocking, waiting), waiting });
    },

    async blockedBy(blocking) {
      return (await rowsOf(hints, blockedByPartition(blocking))).map((row) => String(row['waiting']));
    },

    dropBlocked: (blocking, waiting) => dropRow(hints, blockedByKeys(blocking, waiting)),

    /** A message that a failed sync gave back is hidden until its retry, and the queue counts the hidden ones too. */
    pendingCount: () => syncQueue.count(),
  };
}
