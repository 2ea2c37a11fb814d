import { audienceOf, CHANNEL, noticesOf, type Audience, type Notice } from '../domain/audience';
import { activeIncident } from '../domain/duty';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { retryDelayMs } from './backoff';
import { deliver, type Delivery, type Progress, type Tried } from './deliver';
import { followUps } from './followUps';
import { indexRequest } from './indexRequest';
import { syncDuty } from './syncDuty';
import { DUTY, type CardView, type Outgoing, type Ports, type Recipient, type Slot, type SyncMessage, type Unreachable } from './ports';

/** A commit cannot come later than this after its announcement: Azure ends an HTTP call at 230 s (Microsoft Learn, "Azure Functions scale and hosting", Timeout). */
const COMMIT_WINDOW_MS = 230_000;

/**
 * Reconciles one request, or the team's duty (architecture.md, step 6): which cards and notices should exist by now, what of it was
 * delivered, and only the difference is sent. Running it again, twice at once, or late does no harm.
 * Throws only for broken infrastructure; the queue then delivers the message again.
 */
export async function syncRequest(ports: Ports, message: SyncMessage): Promise<void> {
  if (message.key === DUTY) return syncTheDuty(ports, message);
  const stored = await ports.requests.load(message.key);
  if (!stored || stored.request.version < message.version) return putOffUncommitted(ports, message);
  const followed = await followUps(ports, stored.request);
  const delayMs = soonest([followed, ...(await reconcile(ports, stored.request)), await indexRequest(ports, stored.request)], message.tries);
  if (delayMs !== undefined) await ports.hints.announce({ ...message, tries: message.tries + 1 }, delayMs);
}

async function syncTheDuty(ports: Ports, message: SyncMessage): Promise<void> {
  const { duty } = await ports.duty.load();
  if (duty.version < message.version) return putOffUncommitted(ports, message);
  const delayMs = soonest(await syncDuty(ports), message.tries);
  if (delayMs !== undefined) await ports.hints.announce({ ...message, tries: message.tries + 1 }, delayMs);
}

async function putOffUncommitted(ports: Ports, message: SyncMessage): Promise<void> {
  const ageMs = ports.clock.real().getTime() - Date.parse(message.announcedAt);
  if (ageMs > COMMIT_WINDOW_MS) return;
  await ports.hints.announce({ ...message, tries: message.tries + 1 }, retryDelayMs(message.tries));
}

/** First everybody's own chats, then the channel card, which tells who could not be reached, then what stands in its thread. */
async function reconcile(ports: Ports, request: WorkRequest): Promise<readonly Progress[]> {
  const [history, slots, shared] = await Promise.all([ports.requests.history(request.key), ports.slots.slotsOf(request.key), sharedView(ports, request)]);
  const seen = { request, history };
  const known = new Map(slots.map((stored) => [stored.slot.id, stored]));
  const tried = (delivery: Delivery): Promise<Tried> => deliver(ports, request.key, delivery, known.get(delivery.id));
  const existing = slots.flatMap(({ slot }) => (slot.audience ? [slot.audience] : []));
  const audiences = audienceOf(request, shared.approvers, existing, ports.policy);
  const notices = noticesOf(request, history);
  const own = await inTurn([
    ...audiences.flatMap((audience) => ('to' in audience ? [cardDelivery(ports, seen, audience, { kind: 'person', person: audience.to }, shared)] : [])),
    ...notices.flatMap((notice) => (notice.to === 'thread' ? [] : [noticeDelivery(ports, seen, notice, { kind: 'person', person: notice.to })])),
  ], tried);
  const others = slots.map(({ slot }) => slot).filter(({ id }) => !own.some(({ slot }) => slot.id === id));
  const channel = await tried(cardDelivery(ports, seen, CHANNEL, { kind: 'channel' }, { ...shared, unreachable: unreachableIn([...own.map(({ slot }) => slot), ...others]) }));
  const thread = await inTurn(threadDeliveries(ports, seen, audiences, notices, channel.slot.activityId, shared), tried);
  return [...own, channel, ...thread].map(({ progress }) => progress);
}

/** A thread needs its post first: until that stands, what belongs there waits with it. */
function threadDeliveries(ports: Ports, seen: Seen, audiences: readonly Audience[], notices: readonly Notice[], postId: string | undefined, shared: SharedView): readonly Delivery[] {
  if (postId === undefined) return [];
  const to: Recipient = { kind: 'thread', postId };
  return [
    ...audiences.flatMap((audience) => (audience.kind === 'overdue' ? [cardDelivery(ports, seen, audience, to, shared)] : [])),
    ...notices.flatMap((notice) => (notice.to === 'thread' ? [noticeDelivery(ports, seen, notice, to)] : [])),
  ];
}

/** A request and its history, read together. */
type Seen = Pick<CardView, 'request' | 'history'>;
type SharedView = Pick<CardView, 'refreshUserIds' | 'unreachable' | 'approvers' | 'incident'>;

/** What the cards show beside the request itself. An incident concerns the requests whose review it holds up. */
async function sharedView(ports: Ports, request: WorkRequest): Promise<SharedView> {
  const [refreshUserIds, approvers, { duty }] = await Promise.all([engineersTeamsIds(ports), ports.directory.approvers(), ports.duty.load()]);
  const incident = request.status === 'Submitted' ? activeIncident(duty) : undefined;
  return { refreshUserIds, unreachable: [], approvers, incident };
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

function cardDelivery(ports: Ports, seen: Seen, audience: Audience, to: Recipient, shared: SharedView): Delivery {
  const draw = (now: Seen): Outgoing => ports.drawing.card(audience, { ...now, ...shared });
  return { id: audience.id, audience, to, draw: () => draw(seen), drawFresh: async () => draw(await readAgain(ports, seen.request.key)) };
}

function noticeDelivery(ports: Ports, seen: Seen, notice: Notice, to: Recipient): Delivery {
  const draw = ({ request }: Seen): Outgoing => ports.drawing.notice(notice, request);
  return { id: notice.id, once: true, to, draw: () => draw(seen), drawFresh: async () => draw(await readAgain(ports, seen.request.key)) };
}

async function readAgain({ requests }: Ports, key: RequestKey): Promise<Seen> {
  const [stored, history] = await Promise.all([requests.load(key), requests.history(key)]);
  if (!stored) throw new Error(`${key} was there and is gone`);
  return { request: stored.request, history: history.slice(0, stored.request.version) };
}

/** Those whose own card could not be delivered; the channel card names them. */
function unreachableIn(slots: readonly Slot[]): readonly Unreachable[] {
  const rows = slots.flatMap(({ audience, state }) =>
    state.kind === 'undeliverable' && audience && 'to' in audience ? [{ name: audience.to.name, why: state.why }] : []);
  return [...new Map(rows.map((row) => [row.name, row])).values()];
}

/** How long until the first of those that are still under way wants another look; `undefined` when all is settled. */
function soonest(all: readonly Progress[], tries: number): number | undefined {
  const delays = all.flatMap((progress) => delayOf(progress, tries));
  return delays.length === 0 ? undefined : Math.min(...delays);
}

function delayOf(progress: Progress, tries: number): readonly number[] {
  switch (progress.kind) {
    case 'settled':
      return [];
    case 'claimed':
      return [Math.min(progress.forMs, retryDelayMs(tries))];
    case 'later':
      return [progress.delayMs ?? retryDelayMs(tries)];
  }
}
