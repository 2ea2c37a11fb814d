import type { DutyEvent } from '../../src/domain/decideDuty';
import { NO_DUTY, type Duty } from '../../src/domain/duty';
import type { DutyStore } from '../../src/usecases/ports';
import { memoryLives, type Hook } from './memoryLives';

export interface MemoryDutyStore extends DutyStore {
  /** Runs before each commit that is not made by itself: where somebody else comes first. */
  beforeCommit?: Hook | undefined;
  /** Puts a duty there as if somebody had just committed it; its history stays as it is. */
  put(duty: Duty): void;
}

export function memoryDuty(): MemoryDutyStore {
  const lives = memoryLives<Duty, DutyEvent>();
  const store: MemoryDutyStore = {
    load: () => {
      const kept = lives.load('duty');
      return Promise.resolve(kept ? { duty: kept.state, etag: kept.etag } : { duty: NO_DUTY, etag: undefined });
    },
    history: () => Promise.resolve(lives.history('duty')),
    put: (duty) => lives.put('duty', duty),
    commit: (before, after, event) => lives.commit('duty', before.etag, after, event, store.beforeCommit),
  };
  return store;
}
