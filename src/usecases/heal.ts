import { askAgainAt } from '../domain/duty';
import { nextDeadline } from '../domain/promises';
import type { WorkRequest } from '../domain/workRequest';
import { mendSearch } from './mendSearch';
import { DUTY, type Ports } from './ports';

/** What the nightly walk met and mended. */
export interface HealReport {
  readonly openRequests: number;
  readonly deadlinesMended: number;
  readonly openNotesMended: number;
  readonly blockedNotesMended: number;
  readonly searchNotesMended: number;
  readonly syncsAnnounced: number;
}

/**
 * Walks every open request and rebuilds the hints that are missing. A hint is written before its truth, so one is
 * missing only when storage lost it or somebody deleted it. Cards are reconciled as well: an announced sync changes
 * nothing where all is as it should be.
 */
export async function heal(ports: Ports): Promise<HealReport> {
  const noted = new Set(await ports.hints.openKeys());
  const report = { openRequests: 0, deadlinesMended: await mendDuty(ports), openNotesMended: 0, blockedNotesMended: 0, searchNotesMended: await mendSearch(ports), syncsAnnounced: 0 };
  for await (const request of ports.requests.walkOpen()) {
    report.openRequests++;
    if (await mendDeadline(ports, request.key, nextDeadline(request, ports.policy))) report.deadlinesMended++;
    if (await mendOpenNote(ports, noted, request)) report.openNotesMended++;
    if (await mendBlockedNote(ports, request)) report.blockedNotesMended++;
    await ports.search.doubt(request.key);
    await ports.hints.announce({ key: request.key, version: request.version, announcedAt: ports.clock.real().toISOString(), tries: 0 });
    report.syncsAnnounced++;
  }
  await dropDone(ports, noted);
  return report;
}

async function mendDeadline({ hints }: Ports, subject: string, at: string | undefined): Promise<boolean> {
  if (at === undefined || (await hints.hasDeadline({ subject, at }))) return false;
  await hints.noteDeadline(subject, at);
  return true;
}

async function mendDuty(ports: Ports): Promise<number> {
  let mended = 0;
  for (const incident of (await ports.duty.load()).duty.incidents) {
    if (await mendDeadline(ports, DUTY, askAgainAt(incident, ports.policy.incidentHours))) mended++;
  }
  return mended;
}

async function mendOpenNote({ hints }: Ports, noted: ReadonlySet<string>, { key }: WorkRequest): Promise<boolean> {
  if (noted.has(key)) return false;
  await hints.noteOpen(key);
  return true;
}

async function mendBlockedNote({ hints }: Ports, { key, blocker, status }: WorkRequest): Promise<boolean> {
  if (status !== 'Blocked' || blocker?.kind !== 'request' || (await hints.blockedBy(blocker.key)).includes(key)) return false;
  await hints.noteBlocked(blocker.key, key);
  return true;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Let go of what cannot be reopened any more; before that a reopening might be under way. */
async function dropDone({ hints, requests, clock, policy }: Ports, noted: ReadonlySet<string>): Promise<void> {
  for (const key of noted) {
    const request = (await requests.load(key))?.request;
    const ageMs = request?.status === 'Done' ? clock.now().getTime() - Date.parse(request.statusSince) : 0;
    if (ageMs > (policy.reopenDays + 1) * DAY_MS) await hints.dropOpen(key);
  }
}
