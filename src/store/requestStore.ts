import { odata, type TableClient } from '@azure/data-tables';
import type { RequestStore } from '../usecases/ports';
import { commitEvent, isPressed } from './commitEvent';
import { EVENT_ROWS, requestPartition, REQUEST_ROW } from './keys';
import { forgetPartition } from './forgetPartition';
import { historyRow, readEvent, readState, stateRow } from './rows';
import { readRow, rowsOf } from './table';

const ALL_REQUESTS = odata`RowKey eq ${REQUEST_ROW}`;
const OPEN_REQUESTS = odata`RowKey eq ${REQUEST_ROW} and status ne ${'Done'}`;

/** The truth about requests, in one partition each (docs/architecture.md, "Keys and tables"). */
export function tableRequests(requests: TableClient): RequestStore {
  return {
    async load(key) {
      const row = await readRow(requests, { partitionKey: requestPartition(key), rowKey: REQUEST_ROW });
      return row && { request: readState(row), etag: row.etag };
    },

    async history(key) {
      return (await rowsOf(requests, requestPartition(key), EVENT_ROWS)).map(readEvent);
    },

    commit: (before, after, event) => commitEvent(requests, { state: stateRow(after), etag: before?.etag, history: historyRow(event), event }),

    /** Every partition is looked through, the Done ones too: the status beside the document only saves their way here. */
    async *walkOpen() {
      for await (const row of requests.listEntities({ queryOptions: { filter: OPEN_REQUESTS } })) yield readState(row);
    },

    async *walkKeys() {
      for await (const { partitionKey } of requests.listEntities({ queryOptions: { filter: ALL_REQUESTS, select: ['PartitionKey'] } })) if (partitionKey !== undefined) yield partitionKey;
    },

    async *walkSince(from) {
      const filter = odata`RowKey eq ${REQUEST_ROW} and (status ne ${'Done'} or statusSince ge ${from})`;
      for await (const row of requests.listEntities({ queryOptions: { filter } })) yield readState(row);
    },

    async *walkDoneBefore(before) {
      const filter = odata`RowKey eq ${REQUEST_ROW} and status eq ${'Done'} and statusSince lt ${before}`;
      for await (const row of requests.listEntities({ queryOptions: { filter } })) yield readState(row);
    },

    forget: ({ request: { key }, etag }) => forgetPartition(requests, { partitionKey: requestPartition(key), rowKey: REQUEST_ROW }, etag),

    wasPressed: (key, actorId, nonce) => isPressed(requests, requestPartition(key), actorId, nonce),
  };
}
