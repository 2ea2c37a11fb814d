import type { TableClient } from '@azure/data-tables';
import { PressedBefore, StaleWrite, type RequestStore } from '../usecases/ports';
import type { RequestEvent, RequestKey } from '../domain/workRequest';
import { EVENT_ROWS, pressRow, requestPartition, REQUEST_ROW, type RowKeys } from './keys';
import { historyRow, readEvent, readState, stateRow } from './rows';
import { commitRows, isConflict, readRow, rowsOf } from './table';

/** The truth about requests, in one partition each (docs/architecture.md, "Keys and tables"). */
export function tableRequests(requests: TableClient): RequestStore {
  const isPressed = async (keys: RowKeys): Promise<boolean> => (await readRow(requests, keys)) !== undefined;
  return {
    async load(key) {
      const row = await readRow(requests, { partitionKey: requestPartition(key), rowKey: REQUEST_ROW });
      return row && { request: readState(row), etag: row.etag };
    },

    async history(key) {
      return (await rowsOf(requests, requestPartition(key), EVENT_ROWS)).map(readEvent);
    },

    async commit(before, after, event) {
      const press = pressKeys(after.key, event.by.id, event.nonce);
      try {
        await commitRows(requests, [
          { row: stateRow(after), etag: before?.etag },
          { row: historyRow(event) },
          { row: { ...press, ...shownOf(event) } },
        ]);
      } catch (error) {
        if (!isConflict(error)) throw error;
        // Which row stood in the way is not in every answer, and the SDK's own retry of a commit that got through meets itself.
        if (await isPressed(press)) throw new PressedBefore(`${after.key}: this press is committed already`, { cause: error });
        throw new StaleWrite(`${after.key}: somebody was first`, { cause: error });
      }
    },

    wasPressed: (key, actorId, nonce) => isPressed(pressKeys(key, actorId, nonce)),
  };
}

const pressKeys = (key: RequestKey, actorId: string, nonce: string): RowKeys => ({ partitionKey: requestPartition(key), rowKey: pressRow(actorId, nonce) });

const shownOf = ({ version, at, move }: RequestEvent) => ({ version, at, move });
