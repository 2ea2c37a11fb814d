import type { TableClient } from '@azure/data-tables';
import type { Person } from '../domain/people';
import type { Instant } from '../domain/workRequest';
import { PressedBefore, StaleWrite } from '../usecases/ports';
import { pressRow, type RowKeys } from './keys';
import type { Row } from './limits';
import { commitRows, isConflict, readRow } from './table';

/** What the events of a request and those of the duty have in common. */
export interface KeptEvent {
  readonly version: number;
  readonly at: Instant;
  readonly by: Person;
  readonly move: string;
  readonly nonce: string;
}

/** An event and the state that it leads to, as rows of one partition. */
export interface Commit {
  readonly state: Row;
  /** The mark of the state that was read; `undefined` makes the state. */
  readonly etag: string | undefined;
  readonly history: Row;
  readonly event: KeptEvent;
}

/**
 * All of it or none of it: the state, the event and the mark of the press. Throws StaleWrite when someone else was first,
 * PressedBefore when the press is committed.
 */
export async function commitEvent(table: TableClient, { state, etag, history, event }: Commit): Promise<void> {
  const { partitionKey } = state;
  const { version, at, by, move, nonce } = event;
  try {
    await commitRows(table, [{ row: state, etag }, { row: history }, { row: { ...pressKeys(partitionKey, by.id, nonce), version, at, move } }]);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Which row stood in the way is not in every answer, and the SDK's own retry of a commit that got through meets itself.
    if (await isPressed(table, partitionKey, by.id, nonce)) throw new PressedBefore(`${partitionKey}: this press is committed already`, { cause: error });
    throw new StaleWrite(`${partitionKey}: somebody was first`, { cause: error });
  }
}

/** Whether this person's press of this nonce is committed in the partition. */
export const isPressed = async (table: TableClient, partitionKey: string, actorId: string, nonce: string): Promise<boolean> =>
  (await readRow(table, pressKeys(partitionKey, actorId, nonce))) !== undefined;

const pressKeys = (partitionKey: string, actorId: string, nonce: string): RowKeys => ({ partitionKey, rowKey: pressRow(actorId, nonce) });
