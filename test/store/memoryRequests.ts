import { PressedBefore, StaleWrite, type RequestStore, type StoredRequest } from '../../src/usecases/ports';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { frozenCopy } from './frozenCopy';

export interface MemoryRequestStore extends RequestStore {
  /** Runs before each commit that is not made by itself: where somebody else comes first. */
  beforeCommit?: (() => void | Promise<void>) | undefined;
  /** Puts a state there as if somebody had just committed it; its history stays as it is. */
  put(request: WorkRequest): void;
}

export function memoryRequests(): MemoryRequestStore {
  const states = new Map<string, StoredRequest>();
  const histories = new Map<string, RequestEvent[]>();
  const presses = new Set<string>();
  let writes = 0;
  let hookRuns = false;

  const runHook = async (): Promise<void> => {
    if (hookRuns || !store.beforeCommit) return;
    hookRuns = true;
    try {
      await store.beforeCommit();
    } finally {
      hookRuns = false;
    }
  };

  const store: MemoryRequestStore = {
    load: (key) => Promise.resolve(states.get(key)),
    history: (key) => Promise.resolve([...(histories.get(key) ?? [])]),
    wasPressed: (key, actorId, nonce) => Promise.resolve(presses.has(pressOf(key, actorId, nonce))),
    put: (request) => void states.set(request.key, { request: frozenCopy(request), etag: `"${++writes}"` }),
    commit: async (before, after, event) => {
      await runHook();
      const press = pressOf(after.key, event.by.id, event.nonce);
      if (presses.has(press)) throw new PressedBefore(`${after.key}: this press is committed already`);
      const events = histories.get(after.key) ?? [];
      const isTaken = events.some((other) => other.version === event.version);
      if (states.get(after.key)?.etag !== before?.etag || isTaken) throw new StaleWrite(`${after.key}: somebody was first`);
      presses.add(press);
      histories.set(after.key, [...events, frozenCopy(event)].sort((one, other) => one.version - other.version));
      store.put(after);
    },
  };
  return store;
}

const pressOf = (key: string, actorId: string, nonce: string): string => JSON.stringify([key, actorId, nonce]);
