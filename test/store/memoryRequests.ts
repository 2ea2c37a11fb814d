import { StaleWrite, type RequestStore } from '../../src/usecases/ports';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { memoryLives, type Hook } from './memoryLives';

export interface MemoryRequestStore extends RequestStore {
  /** Runs before each commit that is not made by itself: where somebody else comes first. */
  beforeCommit?: Hook | undefined;
  /** Puts a state there as if somebody had just committed it; its history stays as it is. */
  put(request: WorkRequest): void;
}

export function memoryRequests(): MemoryRequestStore {
  const lives = memoryLives<WorkRequest, RequestEvent>();
  const store: MemoryRequestStore = {
    load: (key) => {
      const kept = lives.load(key);
      return Promise.resolve(kept && { request: kept.state, etag: kept.etag });
    },
    history: (key) => Promise.resolve(lives.history(key)),
    async *walkOpen() {
      await Promise.resolve();
      yield* lives.all().filter(({ status }) => status !== 'Done');
    },
    async *walkKeys() {
      await Promise.resolve();
      yield* lives.all().map(({ key }) => key);
    },
    async *walkSince(from) {
      await Promise.resolve();
      yield* lives.all().filter(({ status, statusSince }) => status !== 'Done' || statusSince >= from);
    },
    async *walkDoneBefore(before) {
      await Promise.resolve();
      yield* lives.all().filter(({ status, statusSince }) => status === 'Done' && statusSince < before);
    },
    forget: ({ request: { key }, etag }) => {
      if (lives.load(key)?.etag !== etag) return Promise.reject(new StaleWrite(`${key}: somebody was first`));
      lives.drop(key);
      return Promise.resolve();
    },
    wasPressed: (key, actorId, nonce) => Promise.resolve(lives.wasPressed(key, actorId, nonce)),
    put: (request) => lives.put(request.key, request),
    commit: (before, after, event) => lives.commit(after.key, before?.etag, after, event, store.beforeCommit),
  };
  return store;
}
