import { audienceOf, CHANNEL, noticesOf, type Audience } from '../domain/audience';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';
import { retryDelayMs } from './backoff';
import { deliver, type Delivery, type Progress } from './deliver';
import { followUps } from './followUps';
import type { Ports, Slot, SyncMessage, Unreachable } from './ports';

/** A commit cannot come later than this after its announcement: Azure ends an HTTP call at 230 s (Microsoft Learn, "Azure Functions scale and hosting", Timeout). */
const COMMIT_WINDOW_MS = 230_000;

/**
 * Reconciles one request (architecture.md, step 6): which cards and notices should exist by now, what of it was
 * delivered, and only the difference is sent. Running it again, twice at once, or late does no harm.
 * Throws only for broken infrastructure; the queue then delivers the message again.
 */
export async function syncRequest(ports: Ports, message: SyncMessage): Promise<void> {
  const stored = await ports.requests.load(message.key);
  if (!stored || stored.request.version < message.version) return putOffUncommitted(ports, message);
  const followed = await followUps(ports, stored.request);
  const delayMs = soonest([followed, ...(await reconcile(ports, stored.request))], message.tries);
  if (delayMs !== undefined) await ports.hints.announce({ ...message, tries: message.tries + 1 }, delayMs);
}

async function putOffUncommitted(ports: Ports, message: SyncMessage): Promise<void> {
  const ageMs = ports.clock.real().getTime() - Date.parse(message.announcedAt);
  if (ageMs > COMMIT_WINDOW_MS) return;
  await ports.hints.announce({ ...message, tries: message.tries + 1 }, retryDelayMs(message.tries));
}

async function reconcile(ports: Ports, request: WorkRequest): Promise<readonly Progress[]> {
  const [history, slots, approvers, refreshUserIds] = await Promise.all([
    ports.requests.history(request.key), ports.slots.slotsOf(request.key), ports.directory.approvers(), engineersTeamsIds(ports),
  ]);
  const known = new Map(slots.map((stored) => [stored.slot.id, stored]));
  const asked = slots.flatMap(({ slot }) => (slot.audience?.kind === 'approval' ? [slot.audience] : []));
  const cards = audienceOf(request, approvers, asked, ports.policy).filter((audience) => audience.kind !== 'channel');
  const own = [...cards.map((audience) => cardDelivery(ports, audience, refreshUserIds, [])), ...noticeDeliveries(ports, request, history)];
  const seen = { request, history };
  const told = await inTurn(own, (delivery) => deliver(ports, seen, delivery, known.get(delivery.id)));
  const after = [...told.map((each) => each.slot), ...slots.map(({ slot }) => slot).filter((slot) => !told.some((each) => each.slot.id === slot.id))];
  const channel = await deliver(ports, seen, cardDelivery(ports, CHANNEL, refreshUserIds, unreachableIn(after)), known.get(CHANNEL.id));
  return [...told, channel].map((each) => each.progress);
}

/** One after the other: a burst to many people at once is what Teams throttles first. */
async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}

/** Teams shows a refresh card to at most 60 people (User Specific Views, Microsoft Learn). */
const MOST_REFRESHED = 60;

async function engineersTeamsIds({ directory, conversations }: Ports): Promise<readonly string[]> {
  const engineers = (await directory.engineers()).slice(0, MOST_REFRESHED);
  const met = await Promise.all(engineers.map((engineer) => conversations.met(engineer.id)));
  return met.flatMap((person) => (person ? [person.teamsId] : []));
}

function cardDelivery(ports: Ports, audience: Audience, refreshUserIds: readonly string[], unreachable: readonly Unreachable[]): Delivery {
  return {
    id: audience.id,
    audience,
    to: audience.kind === 'channel' ? { kind: 'channel' } : { kind: 'person', person: audience.to },
    draw: (request, history) => ports.drawing.card(audience, { request, history, refreshUserIds, unreachable }),
  };
}

const noticeDeliveries = (ports: Ports, request: WorkRequest, history: readonly RequestEvent[]): readonly Delivery[] =>
  noticesOf(request, history).map((notice) => ({
    id: notice.id,
    once: true,
    to: { kind: 'person', person: notice.to },
    draw: (fresh) => ports.drawing.notice(notice, fresh),
  }));

/** Those whose own card could not be delivered; the channel card names them. */
function unreachableIn(slots: readonly Slot[]): readonly Unreachable[] {
  const rows = slots.flatMap(({ audience, state }) =>
    state.kind === 'undeliverable' && audience && audience.kind !== 'channel' ? [{ name: audience.to.name, why: state.why }] : []);
  return [...new Map(rows.map((row) => [row.name, row])).values()];
}

/** How long until the first of those that are still under way wants another look; `undefined` when all is settled. */
function soonest(all: readonly Progress[], tries: number): number | undefined {
  const delays = all.flatMap((progress) => (progress.kind === 'later' ? [progress.delayMs ?? retryDelayMs(tries)] : []));
  return delays.length === 0 ? undefined : Math.min(...delays);
}
