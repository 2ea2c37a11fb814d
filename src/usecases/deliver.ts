import { createHash } from 'node:crypto';
import type { Audience } from '../domain/audience';
import { retryDelayMs } from './backoff';
import { StaleWrite, type Delivered, type Outgoing, type Ports, type Recipient, type Slot, type SlotState, type StoredSlot } from './ports';

/** One card or notice that should exist, and how it is drawn. */
export interface Delivery {
  readonly id: string;
  readonly audience?: Audience;
  readonly to: Recipient;
  /** Sent one time and never changed after: a notice. */
  readonly once?: boolean;
  /** From what was read when this run began; tells whether anything is to be sent at all. */
  readonly draw: () => Outgoing;
  /** From what is true now, read again under the claim: it may have changed since. */
  readonly drawFresh: () => Promise<Outgoing>;
}

/** How a slot stands after a try, and when it wants another. */
export interface Tried {
  readonly slot: Slot;
  readonly progress: Progress;
}

export type Progress =
  | { readonly kind: 'settled' }
  | { readonly kind: 'later'; readonly delayMs: number | undefined }
  /** Somebody else is sending, and holds the claim for so long at most: they are done much sooner, or died. */
  | { readonly kind: 'claimed'; readonly forMs: number };

type Needed = Pick<Ports, 'slots' | 'hints' | 'messenger' | 'clock' | 'log'>;

/** Longer than any send may take (`teams/messenger` gives up before), so that no two senders overlap. */
const LEASE_MS = 60_000;

/**
 * Brings one slot up to date: claims it by its mark, draws from the request as it is then, sends, and notes how it
 * went. Sending happens only under the claim, so an older card can never overwrite a newer one.
 */
export async function deliver(ports: Needed, key: string, delivery: Delivery, stored: StoredSlot | undefined): Promise<Tried> {
  const before: Slot = stored?.slot ?? { key, id: delivery.id, ...(delivery.audience && { audience: delivery.audience }), state: { kind: 'wanted' }, attempts: 0 };
  const waitMs = mustWaitMs(before.state, ports.clock.real());
  if (waitMs > 0) return { slot: before, progress: before.state.kind === 'sending' ? { kind: 'claimed', forMs: waitMs } : { kind: 'later', delayMs: waitMs } };
  if (delivery.once && isFinal(before.state)) return settled(before);
  if (isFinal(before.state) && before.contentHash === hashOf(delivery.draw())) return settled(before);
  const claimed = await claim(ports, before, stored?.etag);
  if (!claimed) return { slot: before, progress: { kind: 'later', delayMs: undefined } };
  const message = await delivery.drawFresh();
  const answer = await send(ports, before, delivery, message);
  const slot = slotAfter(before, answer, hashOf(message), ports.clock.real());
  if (delivery.audience?.kind === 'channel' && slot.activityId !== undefined && slot.activityId !== before.activityId) await ports.hints.noteThread(slot.activityId, key);
  if (slot.state.kind === 'undeliverable') await noteUnreached(ports, key, delivery, slot.state.why);
  await ports.slots.save(slot, claimed.etag);
  return { slot, progress: slot.state.kind === 'retryAt' ? { kind: 'later', delayMs: Date.parse(slot.state.at) - ports.clock.real().getTime() } : { kind: 'settled' } };
}

/** When this person adds the app, what is noted here is tried again (`retryUnreached`). */
async function noteUnreached({ hints, log }: Needed, key: string, { id, to }: Delivery, why: string): Promise<void> {
  log.warn('undeliverable', { key, slot: id, why });
  if (to.kind === 'person') await hints.noteUnreached(to.person.id, key);
}

const settled = (slot: Slot): Tried => ({ slot, progress: { kind: 'settled' } });
const isFinal = (state: SlotState): boolean => state.kind === 'delivered' || state.kind === 'undeliverable';

/** Somebody else is sending, or Teams has asked for patience. */
function mustWaitMs(state: SlotState, now: Date): number {
  const until = state.kind === 'sending' ? state.until : state.kind === 'retryAt' ? state.at : undefined;
  return until === undefined ? 0 : Date.parse(until) - now.getTime();
}

const hashOf = (message: Outgoing): string => createHash('sha256').update(JSON.stringify(message)).digest('base64url');

async function claim(ports: Needed, before: Slot, etag: string | undefined): Promise<StoredSlot | undefined> {
  const until = new Date(ports.clock.real().getTime() + LEASE_MS).toISOString();
  try {
    return await ports.slots.save({ ...before, state: { kind: 'sending', until } }, etag);
  } catch (error) {
    if (error instanceof StaleWrite) return undefined;
    throw error;
  }
}

/** A message that is gone is posted afresh: the request's state is kept, whoever deleted its card. */
async function send({ messenger }: Needed, before: Slot, delivery: Delivery, message: Outgoing): Promise<Delivered> {
  if (before.conversationId === undefined || before.activityId === undefined) return messenger.post(delivery.to, message);
  const updated = await messenger.update(before.conversationId, before.activityId, delivery.to, message);
  return updated.kind === 'gone' ? messenger.post(delivery.to, message) : updated;
}

function slotAfter(before: Slot, answer: Delivered, contentHash: string, now: Date): Slot {
  switch (answer.kind) {
    case 'delivered':
      return { ...before, state: { kind: 'delivered' }, conversationId: answer.conversationId, activityId: answer.activityId, contentHash, attempts: 0 };
    case 'later':
      return { ...before, state: { kind: 'retryAt', at: retryAt(before, answer.retryAfterMs, now), why: answer.why }, attempts: before.attempts + 1 };
    case 'gone':
    case 'undeliverable':
      return { ...before, state: { kind: 'undeliverable', why: answer.why }, contentHash, attempts: before.attempts + 1 };
  }
}

const retryAt = (before: Slot, retryAfterMs: number | undefined, now: Date): string =>
  new Date(now.getTime() + (retryAfterMs ?? retryDelayMs(before.attempts))).toISOString();
