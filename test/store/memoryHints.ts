import type { Hints, SyncMessage } from '../../src/usecases/ports';
import { frozenCopy } from './frozenCopy';

export interface QueuedMessage {
  readonly message: SyncMessage;
  readonly delayMs: number;
}

export function memoryHints(messages: QueuedMessage[]): Hints {
  const waitingFor = new Map<string, Set<string>>();
  return {
    announce: (message, delayMs = 0) => Promise.resolve(void messages.push({ message: frozenCopy(message), delayMs })),
    noteBlocked: (blocking, waiting) => Promise.resolve(void waitingFor.set(blocking, new Set([...(waitingFor.get(blocking) ?? []), waiting]))),
    blockedBy: (blocking) => Promise.resolve([...(waitingFor.get(blocking) ?? [])].sort()),
    dropBlocked: (blocking, waiting) => Promise.resolve(void waitingFor.get(blocking)?.delete(waiting)),
    pendingCount: () => Promise.resolve(messages.length),
  };
}
