import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { NUMBER_COUNTER, type RowKeys, type RowRange } from './keys';
import { checkRow, checkTransaction, type Row } from './limits';
import type { ReadRow } from './rows';

export type StoredRow = ReadRow & { readonly etag: string };

/** The mark of the write. Azure always gives one; without it nothing could be guarded. */
function markOf({ etag }: { readonly etag?: string }): string {
  if (!etag) throw new Error('storage answered a write without an ETag');
  return etag;
}

/** The HTTP status of what storage answered; `undefined` for any other error. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** A missing table is a broken installation and must not look like a missing row, though both are 404. */
function isMissingRow(error: unknown): boolean {
  if (statusOf(error) !== 404) return false;
  const { code, details } = error as { readonly code?: string; readonly details?: { readonly odataError?: { readonly code?: string } } };
  return (code ?? details?.odataError?.code) !== 'TableNotFound'; // a transaction's error has the code itself, any other in its details
}

/** Somebody was first: the row is there already (409), or is not what we read any more (412), or is gone. */
export const isConflict = (error: unknown): boolean => [409, 412].includes(statusOf(error) ?? 0) || isMissingRow(error);

/** One point read; `undefined` when there is no such row. Rejects when there is no such table. */
export async function readRow(table: TableClient, { partitionKey, rowKey }: RowKeys): Promise<StoredRow | undefined> {
  try {
    return await table.getEntity(partitionKey, rowKey);
  } catch (error) {
    if (isMissingRow(error)) return undefined;
    throw error;
  }
}

/** Makes a row. Rejects with status 409 when it is there. Gives its mark. */
export async function createRow(table: TableClient, row: Row): Promise<string> {
  checkRow(row);
  return markOf(await table.createEntity({ ...row }));
}

/** Replaces a row that is still as it was read. Rejects with status 412 when it is not, 404 when it is gone. Gives its new mark. */
export async function replaceRow(table: TableClient, row: Row, etag: string): Promise<string> {
  checkRow(row);
  return markOf(await table.updateEntity({ ...row }, 'Replace', { etag }));
}

/** Writes a row whatever was there. Gives its mark. */
export async function putRow(table: TableClient, row: Row): Promise<string> {
  checkRow(row);
  return markOf(await table.upsertEntity({ ...row }, 'Replace'));
}

/** Takes a row away; it may be gone already. */
export async function dropRow(table: TableClient, { partitionKey, rowKey }: RowKeys): Promise<void> {
  try {
    await table.deleteEntity(partitionKey, rowKey);
  } catch (error) {
    if (!isMissingRow(error)) throw error;
  }
}

/** All rows or none; a row with an etag replaces what was read, one without is made. Rejects with the first failing row's status. */
export async function commitRows(table: TableClient, rows: readonly { readonly row: Row; readonly etag?: string | undefined }[]): Promise<void> {
  checkTransaction(rows.map(({ row }) => row));
  await table.submitTransaction(rows.map(({ row, etag }): TransactionAction =>
    etag === undefined ? ['create', { ...row }] : ['update', { ...row }, 'Replace', { etag }]));
}

/** Microsoft Learn, "Query timeout and pagination": what one answer holds, and the most that may be asked of it. */
const PAGE_ROWS = 1_000;

/** Rows of one partition in the order of their keys, all or a range, at most so many. Pages as it must, and asks for no page beyond those. */
export async function rowsOf(table: TableClient, partitionKey: string, range?: RowRange, most = Infinity): Promise<readonly StoredRow[]> {
  if (most < 1) return [];
  const filter = range
    ? odata`PartitionKey eq ${partitionKey} and RowKey ge ${range.from} and RowKey lt ${range.before}`
    : odata`PartitionKey eq ${partitionKey}`;
  const rows: StoredRow[] = [];
  const pages = table.listEntities({ queryOptions: { filter } }).byPage(most < PAGE_ROWS ? { maxPageSize: most } : {});
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length >= most) break;
  }
  return rows.slice(0, most);
}

/** The row keys of one partition in their order, all or a range, page by page and no more pages than are asked for. */
export async function* rowKeyPages(
  table: TableClient, partitionKey: string, range: RowRange | undefined, pageSize: number,
): AsyncGenerator<{ readonly rowKeys: readonly string[]; readonly isLast: boolean }> {
  const within = range ? ` and ${odata`RowKey ge ${range.from} and RowKey lt ${range.before}`}` : '';
  const filter = `${odata`PartitionKey eq ${partitionKey}`}${within}`;
  for await (const page of table.listEntities({ queryOptions: { filter, select: ['RowKey'] } }).byPage({ maxPageSize: Math.min(pageSize, PAGE_ROWS) })) {
    yield { rowKeys: page.flatMap(({ rowKey }) => rowKey ?? []), isLast: page.continuationToken === undefined };
  }
}

/** Makes the table where it is missing. Resolves when it is there, even where making one is forbidden. */
export const makeTable = (table: TableClient): Promise<void> => orWhenForbidden(() => table.createTable(), () => readRow(table, NUMBER_COUNTER));

/** Makes something; an identity that may not (403) is content when it is there. Rejects with the first error when it is not. */
export async function orWhenForbidden(make: () => Promise<unknown>, find: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    try {
      await find();
    } catch {
      throw error;
    }
  }
}
