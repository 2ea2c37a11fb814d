import { TIMER } from '../domain/people';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import type { Progress } from './deliver';
import { handleCommand } from './handleCommand';
import type { Ports } from './ports';

/** What follows from a request's state by itself (spec, "Moves"): unblocking, and asking the directory for the manager. */
export async function followUps(ports: Ports, request: WorkRequest): Promise<Progress> {
  if (request.status === 'Done') await releaseWaiting(ports, request);
  if (request.status === 'Blocked' && request.blocker?.kind === 'request') await releaseIfDone(ports, request, request.blocker.key);
  return lookUpManager(ports, request);
}

/** Requests that wait for this one go on. A hint that is no longer true is dropped when met. */
async function releaseWaiting(ports: Ports, done: WorkRequest): Promise<void> {
  for (const waiting of await ports.hints.blockedBy(done.key)) {
    const outcome = await unblock(ports, waiting, `unblock|${done.key}|${done.version}`);
    if (outcome !== 'busy') await ports.hints.dropBlocked(done.key, waiting);
  }
}

/** The blocking request may have become Done between the look at it and the block. */
async function releaseIfDone(ports: Ports, request: WorkRequest, blocking: RequestKey): Promise<void> {
  const stored = await ports.requests.load(blocking);
  if (stored?.request.status === 'Done') await unblock(ports, request.key, `unblock|${blocking}|${request.version}`);
}

const unblock = async (ports: Ports, key: RequestKey, nonce: string): Promise<string> =>
  (await handleCommand(ports, { move: 'unblock', key, actor: TIMER, at: ports.clock.now().toISOString(), nonce, input: {} })).kind;

/** Only a request that may ask the manager looks one up; "later" is never taken for "none". */
async function lookUpManager(ports: Ports, request: WorkRequest): Promise<Progress> {
  const { type, askManager } = request.classification;
  const wanted = (request.status === 'Review' || request.status === 'Authorize') && (type === 'access' || askManager);
  if (!wanted || request.manager !== undefined) return { kind: 'settled' };
  const managerKnown = await ports.directory.managerOf(request.requester);
  if (managerKnown.kind === 'later') return { kind: 'later', delayMs: managerKnown.retryAfterMs };
  await handleCommand(ports, {
    move: 'noteManager', key: request.key, actor: TIMER, at: ports.clock.now().toISOString(), nonce: `noteManager|${request.version}`, input: {}, managerKnown,
  });
  return { kind: 'settled' };
}
