import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { RowKeys } from './keys';
import { checkTransaction, type Row } from './limits';
import { dropRow, statusOf } from './table';

/** Microsoft Learn, "Performing entity group transactions": up to so many rows, all of one partition. */
const MOST_ROWS = 100;
/** Transactions under way at once: quick, and far from what one storage account carries. */
const AT_ONCE = 8;

/** Writes rows of any partitions, whatever was there, in as few transactions as may be. Not all or none: doing it again does no harm. */
export async function putRows(table: TableClient, rows: readonly Row[]): Promise<void> {
  await eachBatch(rows, async (batch) => {
    checkTransaction(batch);
    await table.submitTransaction(batch.map((row): TransactionAction => ['upsert', { ...row }, 'Replace']));
  });
}

/** Takes rows away; where one of a batch is gone already, which fails its whole transaction, the others go one by one. */
export async function dropRows(table: TableClient, rows: readonly RowKeys[]): Promise<void> {
  await eachBatch(rows, async (batch) => {
    try {
      await table.submitTransaction(batch.map((keys): TransactionAction => ['delete', { ...keys }]));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      for (const keys of batch) await dropRow(table, keys);
    }
  });
}

async function eachBatch<T extends RowKeys>(rows: readonly T[], act: (batch: readonly T[]) => Promise<void>): Promise<void> {
  const waiting = batchesOf(rows);
  const worker = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await act(batch);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker));
}

function batchesOf<T extends RowKeys>(rows: readonly T[]): T[][] {
  const batches: T[][] = [];
  const filling = new Map<string, T[]>();
  for (const row of rows) {
    const batch = filling.get(row.partitionKey);
    if (batch && batch.length < MOST_ROWS) batch.push(row);
    else {
      const begun = [row];
      batches.push(begun);
      filling.set(row.partitionKey, begun);
    }
  }
  return batches;
}
