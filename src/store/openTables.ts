import { openTable, type Connection } from './connection';
import { tableConversations } from './conversations';
import { tableDuty } from './dutyStore';
import { blobFiles } from './files';
import { storageHints } from './hints';
import { NUMBER_COUNTER, storageNames } from './keys';
import { tableNumbering } from './numbering';
import { openQueue } from './queue';
import { tableRequests } from './requestStore';
import { tableSearchIndex } from './searchIndex';
import { tableSlots } from './slots';
import type { Stores } from './stores';
import { tableSubmissions } from './submissions';
import { makeTable, readRow } from './table';

/**
 * All stores on Azure Storage. Opening costs nothing and asks nobody; `ready` makes what is missing.
 * @param options.prefix keeps several sets of tables apart in one account (keys.ts)
 */
export function openStores(connection: Connection, options: { readonly prefix?: string } = {}): Stores {
  const names = storageNames(options.prefix);
  let calls = 0;
  const onCall = (): void => {
    calls++;
  };
  const requests = openTable(connection, names.requests, onCall);
  const hints = openTable(connection, names.hints, onCall);
  const people = openTable(connection, names.people, onCall);
  const queue = openQueue(connection, names.syncQueue, onCall);
  return {
    store: tableRequests(requests),
    numbering: tableNumbering(hints),
    submissions: tableSubmissions(hints),
    hints: storageHints(hints, queue),
    search: tableSearchIndex(hints),
    slots: tableSlots(requests, hints),
    files: blobFiles(connection, names.files, onCall),
    duty: tableDuty(requests),
    conversations: tableConversations(people),
    ready: once(() => Promise.all([...[requests, hints, people].map(makeTable), queue.make()])),
    async ping() {
      await Promise.all([readRow(hints, NUMBER_COUNTER), queue.count()]);
    },
    poisonedCount: () => queue.poisonedCount(),
    callCount: () => calls,
  };
}

/** Runs it for the first caller; all share that run, and after a failure the next caller tries again. */
function once(run: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run().then(
      () => undefined,
      (error: unknown) => {
        running = undefined;
        throw error;
      },
    );
    return running;
  };
}
