import type { TableClient } from '@azure/data-tables';
import type { Hints } from '../usecases/ports';
import { writeJson } from './json';
import {
  blockedByKeys, blockedByPartition, deadlineKeys, DEADLINE_PARTITION, deadlinesBy, LAST_SWEEP, openKeys, OPEN_PARTITION, requesterKeys, requesterPartition,
  threadKeys, unreachedKeys, unreachedPartition,
} from './keys';
import type { SyncQueue } from './queue';
import { dropRow, putRow, readRow, rowsOf } from './table';

/** What is written before the truth: sync messages in the queue, who waits for whom, deadlines, open requests; and how the sweeps go. */
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

    async noteDeadline(subject, at) {
      await putRow(hints, { ...deadlineKeys({ at, subject }), at, subject });
    },
    async dueDeadlines(now, most) {
      const rows = await rowsOf(hints, DEADLINE_PARTITION, deadlinesBy(now), most);
      return rows.map((row) => ({ at: String(row['at']), subject: String(row['subject']) }));
    },
    dropDeadline: (deadline) => dropRow(hints, deadlineKeys(deadline)),
    async hasDeadline(deadline) {
      return (await readRow(hints, deadlineKeys(deadline))) !== undefined;
    },

    async noteOpen(key) {
      await putRow(hints, { ...openKeys(key), request: key });
    },
    dropOpen: (key) => dropRow(hints, openKeys(key)),
    async openKeys() {
      return (await rowsOf(hints, OPEN_PARTITION)).map((row) => String(row['request']));
    },

    async noteRequester(personId, key) {
      await putRow(hints, { ...requesterKeys(personId, key), request: key });
    },
    async keysOfRequester(personId, most) {
      return (await rowsOf(hints, requesterPartition(personId), undefined, most)).map((row) => String(row['request']));
    },

    dropRequester: (personId, key) => dropRow(hints, requesterKeys(personId, key)),

    async noteUnreached(personId, key) {
      await putRow(hints, { ...unreachedKeys(personId, key), request: key });
    },
    async unreached(personId) {
      return (await rowsOf(hints, unreachedPartition(personId))).map((row) => String(row['request']));
    },
    dropUnreached: (personId, key) => dropRow(hints, unreachedKeys(personId, key)),

    async noteThread(postId, key) {
      await putRow(hints, { ...threadKeys(postId), request: key });
    },
    async keyOfThread(postId) {
      const row = await readRow(hints, threadKeys(postId));
      return typeof row?.['request'] === 'string' ? row['request'] : undefined;
    },

    async noteSweep(at) {
      await putRow(hints, { ...LAST_SWEEP, at });
    },
    async lastSweepAt() {
      const row = await readRow(hints, LAST_SWEEP);
      return typeof row?.['at'] === 'string' ? row['at'] : undefined;
    },

    /** A message that a failed sync gave back is hidden until its retry, and the queue counts the hidden ones too. */
    pendingCount: () => syncQueue.count(),
  };
}
