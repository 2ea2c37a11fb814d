import type { TableClient } from '@azure/data-tables';
import { StaleWrite, type SlotStore, type StoredSlot } from '../usecases/ports';
import { requestPartition, slotRow, SLOT_ROWS, undeliverableKeys, UNDELIVERABLE_PARTITION } from './keys';
import { readSlot, slotDocumentRow } from './rows';
import { createRow, dropRow, isConflict, putRow, replaceRow, rowsOf } from './table';

/**
 * Slots lie with their request. One that is undeliverable has a hint row as well, so that counting them costs one partition and no scan:
 * the hint comes before the slot and goes after it, so a crash counts one too many and never forgets one.
 */
export function tableSlots(requests: TableClient, hints: TableClient): SlotStore {
  return {
    async slotsOf(key) {
      const rows = await rowsOf(requests, requestPartition(key), SLOT_ROWS);
      return rows.map((row) => ({ slot: readSlot(row), etag: markOf(row.etag, row['wasUndeliverable'] === true) }));
    },

    async save(slot, mark): Promise<StoredSlot> {
      const before = mark === undefined ? { etag: undefined, wasUndeliverable: false } : readMark(mark);
      const isUndeliverable = slot.state.kind === 'undeliverable';
      const wasUndeliverable = isUndeliverable || before.wasUndeliverable;
      const hint = undeliverableKeys(slot.key, slot.id);
      if (isUndeliverable) await putRow(hints, { ...hint, request: slot.key, slot: slot.id });
      const row = slotDocumentRow(slot, wasUndeliverable);
      const etag = await (before.etag === undefined ? createRow(requests, row) : replaceRow(requests, row, before.etag)).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
        throw new StaleWrite(`${slot.key}: somebody wrote the slot ${slot.id} first`, { cause: error });
      });
      // At every later save too: a crash between the two writes is mended by the next.
      if (wasUndeliverable && !isUndeliverable) await dropRow(hints, hint);
      return { slot, etag: markOf(etag, wasUndeliverable) };
    },

    /** What counts a slot goes first: the slot itself still says that it has to go. */
    async forget(key) {
      for (const row of await rowsOf(requests, requestPartition(key), SLOT_ROWS)) {
        const { id } = readSlot(row);
        if (row['wasUndeliverable'] === true) await dropRow(hints, undeliverableKeys(key, id));
        await dropRow(requests, { partitionKey: requestPartition(key), rowKey: slotRow(id) });
      }
    },

    async undeliverableCount() {
      return (await rowsOf(hints, UNDELIVERABLE_PARTITION)).length;
    },
  };
}

/** A mark is opaque to callers: ours also says whether there may be a hint to take away, which saves a read. */
const ONCE = 'once-undeliverable ';
const markOf = (etag: string, wasUndeliverable: boolean): string => (wasUndeliverable ? `${ONCE}${etag}` : etag);
const readMark = (mark: string) =>
  mark.startsWith(ONCE) ? { etag: mark.slice(ONCE.length), wasUndeliverable: true } : { etag: mark, wasUndeliverable: false };
