import { StaleWrite, type SlotStore, type StoredSlot } from '../../src/usecases/ports';
import { frozenCopy } from './frozenCopy';

export function memorySlots(): SlotStore {
  const rows = new Map<string, StoredSlot>();
  let writes = 0;
  return {
    slotsOf: (key) => Promise.resolve([...rows.values()].filter(({ slot }) => slot.key === key)),
    save: async (slot, etag) => {
      await Promise.resolve();
      const row = JSON.stringify([slot.key, slot.id]);
      if (rows.get(row)?.etag !== etag) throw new StaleWrite(`${slot.key}: somebody wrote the slot ${slot.id} first`);
      const stored = { slot: frozenCopy(slot), etag: `"${++writes}"` };
      rows.set(row, stored);
      return stored;
    },
    forget: (key) => {
      for (const [row, { slot }] of rows) if (slot.key === key) rows.delete(row);
      return Promise.resolve();
    },
    undeliverableCount: () => Promise.resolve([...rows.values()].filter(({ slot }) => slot.state.kind === 'undeliverable').length),
  };
}
