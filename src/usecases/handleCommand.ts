import type { Command, Refusal } from '../domain/commands';
import { decide } from '../domain/decide';
import { evolve } from '../domain/evolve';
import { nextDeadline } from '../domain/promises';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';
import { gatherFacts } from './gatherFacts';
import { PressedBefore, StaleWrite, type Ports, type StoredRequest } from './ports';

export type Outcome =
  /** `repeated`: this very press was made before, so nothing changed now and the answer is the same. */
  | { readonly kind: 'done'; readonly request: WorkRequest; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly request: WorkRequest }
  | { readonly kind: 'unknownRequest' }
  /** Others moved the request each time we tried; pressing again is safe. */
  | { readonly kind: 'busy'; readonly request: WorkRequest };

type Needed = Pick<Ports, 'requests' | 'hints' | 'directory' | 'duty' | 'policy' | 'clock' | 'log'>;

/** Decide anew on the fresh state this often (architecture.md, step 4). */
const MAX_ATTEMPTS = 3;

/** The one door to a request that exists: buttons, messages and timers all end here. Throws only for broken infrastructure. */
export async function handleCommand(ports: Needed, command: Command): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const before = await ports.requests.load(command.key);
    if (!before) return { kind: 'unknownRequest' };
    const decision = decide(before.request, command, await gatherFacts(ports, before.request, command));
    if (!decision.accepted) return await refusedOrRepeated(ports, command, before.request, decision.refusal);
    if (looksRepeated(before.request, command) && (await wasPressed(ports, command))) return { kind: 'done', request: before.request, repeated: true };
    const after = evolve(before.request, decision.event);
    const committed = await announceAndCommit(ports, before, after, decision.event);
    if (committed === 'done') return { kind: 'done', request: after, repeated: false };
    if (committed === 'pressedBefore') return await repeated(ports, command, before.request);
    if (attempt === MAX_ATTEMPTS) return { kind: 'busy', request: before.request };
  }
}

/** First the hints, then the truth: a hint without its commit is harmless, a commit without its hint would be forgotten. */
async function announceAndCommit(ports: Needed, before: StoredRequest, after: WorkRequest, event: RequestEvent): Promise<'done' | 'pressedBefore' | 'stale'> {
  await Promise.all([announceMove(ports, after), noteBlocker(ports, event), noteDeadline(ports, before.request, after), noteReopened(ports, event)]);
  try {
    await ports.requests.commit(before, after, event);
    return 'done';
  } catch (error) {
    if (error instanceof PressedBefore) return 'pressedBefore';
    if (error instanceof StaleWrite) return 'stale';
    throw error;
  }
}

/** Quick moves within this time end in one update of the cards (architecture.md, step 6); storage counts it in whole seconds. */
const SETTLE_MS = 1_000;

/** Says that a version is about to be there. */
export const announceMove = (ports: Pick<Ports, 'hints' | 'clock'>, after: WorkRequest): Promise<void> =>
  ports.hints.announce({ key: after.key, version: after.version, announcedAt: ports.clock.real().toISOString(), tries: 0 }, SETTLE_MS);

/** A deadline that has not changed is noted already. */
export async function noteDeadline({ hints, policy }: Pick<Ports, 'hints' | 'policy'>, before: WorkRequest | undefined, after: WorkRequest): Promise<void> {
  const at = nextDeadline(after, policy);
  if (at !== undefined && at !== (before && nextDeadline(before, policy))) await hints.noteDeadline(after.key, at);
}

/** A request that was let go of when it was Done is open again. */
const noteReopened = async ({ hints }: Needed, event: RequestEvent): Promise<void> => {
  if (event.move === 'reopen') await hints.noteOpen(event.key);
};

const noteBlocker = async (ports: Needed, event: RequestEvent): Promise<void> => {
  if (event.blocker?.kind === 'request') await ports.hints.noteBlocked(event.blocker.key, event.key);
};

/** A press that was made before answers as it did then, also when the request has moved on since. */
async function refusedOrRepeated(ports: Needed, command: Command, request: WorkRequest, refusal: Refusal): Promise<Outcome> {
  if (await wasPressed(ports, command)) return { kind: 'done', request, repeated: true };
  logRefusal(ports, command, refusal);
  return { kind: 'refused', refusal, request };
}

const wasPressed = ({ requests }: Needed, { key, actor, nonce }: Command): Promise<boolean> => requests.wasPressed(key, actor.id, nonce);

/**
 * A move that is still allowed after it was made (a comment) may be a press that comes again. It is asked for before it is announced:
 * an announced version that never comes is waited for. What this lets through, an old repeat, the commit finds.
 */
const looksRepeated = ({ lastMoves }: WorkRequest, { move, actor }: Command): boolean =>
  lastMoves.some((told) => told.move === move && told.by.id === actor.id);

async function repeated(ports: Needed, command: Command, stale: WorkRequest): Promise<Outcome> {
  const fresh = await ports.requests.load(command.key);
  return { kind: 'done', request: fresh?.request ?? stale, repeated: true };
}

/** Refusals that tell of somebody trying what is not theirs; logged by id, without a word that a person typed. */
const SECURITY_RELEVANT: readonly Refusal['kind'][] = ['notAllowed', 'ownRequest', 'outdatedApproval', 'oneApprovalEach', 'managerIsRequester'];

function logRefusal({ log }: Needed, command: Command, refusal: Refusal): void {
  if (!SECURITY_RELEVANT.includes(refusal.kind)) return;
  log.warn('refused', { refusal: refusal.kind, move: command.move, key: command.key, actor: command.actor.id });
}
