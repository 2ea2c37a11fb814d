import type { Stores } from '../../src/store/stores';
import { memoryConversations } from './memoryConversations';
import { memoryDuty, type MemoryDutyStore } from './memoryDuty';
import { memoryFiles } from './memoryFiles';
import { memoryHints, type QueuedMessage } from './memoryHints';
import { memoryRequests, type MemoryRequestStore } from './memoryRequests';
import { memorySearch, type MemorySearch } from './memorySearch';
import { memorySlots } from './memorySlots';

/** The stores in memory, with what only a test may do. */
export interface MemoryStores extends Stores {
  readonly store: MemoryRequestStore;
  readonly duty: MemoryDutyStore;
  readonly search: MemorySearch;
  /** Every sync message that was announced, the oldest first. A test that plays the queue takes them out (`splice`). */
  readonly messages: QueuedMessage[];
}

/** A double of `openStores` that keeps the same promises (test/store/contract) and needs no Azurite. */
export function memoryStores(): MemoryStores {
  const messages: QueuedMessage[] = [];
  const store = memoryRequests();
  let number = 0;
  const claims = new Map<string, string>();
  const authors = new Map<string, string>();
  return {
    store,
    messages,
    numbering: { next: () => Promise.resolve(++number) },
    submissions: {
      claim: (actorId, nonce, key) => {
        const form = JSON.stringify([actorId, nonce]);
        const claimed = claims.get(form) ?? key;
        claims.set(form, claimed);
        return Promise.resolve(claimed);
      },
      noteAuthor: (actorId, nonce, authorId) => Promise.resolve(void authors.set(JSON.stringify([actorId, nonce]), authorId)),
      authorOf: (actorId, nonce) => Promise.resolve(authors.get(JSON.stringify([actorId, nonce]))),
      claimed: (actorId, nonce) => Promise.resolve(claims.get(JSON.stringify([actorId, nonce]))),
    },
    hints: memoryHints(messages),
    search: memorySearch(),
    slots: memorySlots(),
    files: memoryFiles(),
    duty: memoryDuty(),
    conversations: memoryConversations(),
    ready: () => Promise.resolve(),
    ping: () => Promise.resolve(),
    poisonedCount: () => Promise.resolve(0),
    callCount: () => 0,
  };
}
