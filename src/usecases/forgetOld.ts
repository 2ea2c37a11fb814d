import { forgottenBefore } from '../domain/keeping';
import type { WorkRequest } from '../domain/workRequest';
import { StaleWrite, type Ports, type StoredRequest } from './ports';

type Needed = Pick<Ports, 'requests' | 'hints' | 'slots' | 'search' | 'files' | 'clock' | 'policy' | 'log'>;

export interface ForgetReport {
  readonly forgotten: number;
  readonly notForgotten: number;
}

/** At most so many in one night; the next one goes on. */
const MOST_A_NIGHT = 500;

/** Forgets the requests that are Done for longer than they are kept, with everything of them. One that fails stays for the next night. */
export async function forgetOld(ports: Needed, keepMonths: number, most = MOST_A_NIGHT): Promise<ForgetReport> {
  const before = forgottenBefore(ports.clock.now().toISOString(), keepMonths, ports.policy);
  const report = { forgotten: 0, notForgotten: 0 };
  for await (const { key } of ports.requests.walkDoneBefore(before)) {
    if (report.forgotten + report.notForgotten === most) break;
    if (await forgetOne(ports, key, before)) report.forgotten++;
    else report.notForgotten++;
  }
  return report;
}

async function forgetOne(ports: Needed, key: string, before: string): Promise<boolean> {
  try {
    const stored = await ports.requests.load(key);
    if (stored?.request.status !== 'Done' || stored.request.statusSince >= before) return false;
    await forgetRequest(ports, stored);
    return true;
  } catch (error) {
    if (!(error instanceof StaleWrite)) ports.log.error('a request could not be forgotten', { key, error: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/**
 * Everything of one request goes: files, what it is found by, its cards' slots, and last the request itself, by which it
 * is found again if this ends half-way. What Teams shows of it stays in Teams and follows the retention there.
 */
export async function forgetRequest(ports: Needed, stored: StoredRequest): Promise<void> {
  const { request } = stored;
  await ports.files.forgetFiles(request.key);
  await forgetSearch(ports, request);
  await dropHints(ports, request);
  await ports.slots.forget(request.key);
  await ports.requests.forget(stored);
}

const SEARCH_TRIES = 3;

async function forgetSearch({ search }: Needed, { key, version }: WorkRequest): Promise<void> {
  for (let tries = 0; tries < SEARCH_TRIES; tries++) if ((await search.note(key, version + 1, [])) === 'noted') return;
  throw new StaleWrite(`${key}: somebody else notes it for the search`);
}

async function dropHints({ hints, slots }: Needed, { key, requester }: WorkRequest): Promise<void> {
  await hints.dropOpen(key);
  await hints.dropRequester(requester.id, key);
  for (const waiting of await hints.blockedBy(key)) await hints.dropBlocked(key, waiting);
  for (const { slot } of await slots.slotsOf(key)) {
    const personId = slot.id.split('|').at(-1);
    if (slot.state.kind === 'undeliverable' && personId !== undefined) await hints.dropUnreached(personId, key);
  }
}
