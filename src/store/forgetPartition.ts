import { odata, type TableClient } from '@azure/data-tables';
import { StaleWrite } from '../usecases/ports';
import type { RowKeys } from './keys';
import { isConflict } from './table';

/** Microsoft Learn, "Performing entity group transactions". */
const MOST_IN_ONE = 100;

/**
 * Takes all rows of a partition away, the one that everything is found by last and only while it is as it was read. Doing it again
 * after a crash goes on where it ended. Throws StaleWrite when that row was written meanwhile, before anything else is touched.
 */
export async function forgetPartition(table: TableClient, last: RowKeys, etag: string): Promise<void> {
  await stillAt(table, last, etag);
  const others: string[] = [];
  for await (const { rowKey } of table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${last.partitionKey}`, select: ['RowKey'] } })) {
    if (rowKey !== undefined && rowKey !== last.rowKey) others.push(rowKey);
  }
  for (let from = 0; from < others.length; from += MOST_IN_ONE) {
    await table.submitTransaction(others.slice(from, from + MOST_IN_ONE).map((rowKey) => ['delete', { partitionKey: last.partitionKey, rowKey }]));
  }
  await orStale(last, () => table.deleteEntity(last.partitionKey, last.rowKey, { etag }));
}

const stillAt = (table: TableClient, keys: RowKeys, etag: string): Promise<void> =>
  orStale(keys, async () => {
    if ((await table.getEntity(keys.partitionKey, keys.rowKey)).etag !== etag) throw new StaleWrite(`${keys.partitionKey}: somebody was first`);
  });

async function orStale(keys: RowKeys, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw isConflict(error) ? new StaleWrite(`${keys.partitionKey}: somebody was first`, { cause: error }) : error;
  }
}
