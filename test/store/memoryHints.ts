import type { Instant } from '../../src/domain/workRequest';
import type { Deadline, Hints, SyncMessage } from '../../src/usecases/ports';
import { frozenCopy } from './frozenCopy';

export interface QueuedMessage {
  readonly message: SyncMessage;
  readonly delayMs: number;
}

export function memoryHints(messages: QueuedMessage[]): Hints {
  const waitingFor = new Map<string, Set<string>>();
  const deadlines = new Map<string, Deadline>();
  const open = new Set<string>();
  const threads = new Map<string, string>();
  const mine: Record<string, readonly string[]> = {};
  const unreached: Record<string, readonly string[]> = {};
  let sweptAt: Instant | undefined;
  return {
    announce: (message, delayMs = 0) => Promise.resolve(void messages.push({ message: frozenCopy(message), delayMs })),
    noteBlocked: (blocking, waiting) => Promise.resolve(void waitingFor.set(blocking, new Set([...(waitingFor.get(blocking) ?? []), waiting]))),
    blockedBy: (blocking) => Promise.resolve([...(waitingFor.get(blocking) ?? [])].sort()),
    dropBlocked: (blocking, waiting) => Promise.resolve(void waitingFor.get(blocking)?.delete(waiting)),
    noteDeadline: (subject, at) => Promise.resolve(void deadlines.set(nameOf({ at, subject }), { at, subject })),
    dueDeadlines: (now, most) => Promise.resolve([...deadlines.keys()].sort().flatMap((name) => deadlines.get(name) ?? []).filter(({ at }) => at <= now).slice(0, most)),
    dropDeadline: (deadline) => Promise.resolve(void deadlines.delete(nameOf(deadline))),
    hasDeadline: (deadline) => Promise.resolve(deadlines.has(nameOf(deadline))),
    noteOpen: (key) => Promise.resolve(void open.add(key)),
    dropOpen: (key) => Promise.resolve(void open.delete(key)),
    openKeys: () => Promise.resolve([...open].sort()),
    noteRequester: (personId, key) => Promise.resolve(void (mine[personId] = [...new Set([key, ...(mine[personId] ?? [])])].sort((one, other) => numberOf(other) - numberOf(one)))),
    keysOfRequester: (personId, most) => Promise.resolve((mine[personId] ?? []).slice(0, most)),
    dropRequester: (personId, key) => Promise.resolve(void (mine[personId] = (mine[personId] ?? []).filter((each) => each !== key))),
    noteUnreached: (personId, key) => Promise.resolve(void (unreached[personId] = [...new Set([...(unreached[personId] ?? []), key])].sort())),
    unreached: (personId) => Promise.resolve(unreached[personId] ?? []),
    dropUnreached: (personId, key) => Promise.resolve(void (unreached[personId] = (unreached[personId] ?? []).filter((each) => each !== key))),
    noteThread: (postId, key) => Promise.resolve(void threads.set(postId, key)),
    keyOfThread: (postId) => Promise.resolve(threads.get(postId)),
    noteSweep: (at) => Promise.resolve(void (sweptAt = at)),
    lastSweepAt: () => Promise.resolve(sweptAt),
    pendingCount: () => Promise.resolve(messages.length),
  };
}

const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf('-') + 1));

/** Instants are all of one length, so names sort by time first. */
const nameOf = ({ at, subject }: Deadline): string => `${at}|${subject}`;
