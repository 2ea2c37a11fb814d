import { askAgainAt } from '../domain/duty';
import { TIMER } from '../domain/people';
import { dueStep, nextDeadline, runningSla } from '../domain/promises';
import type { Move } from '../domain/workflow';
import type { Instant, WorkRequest } from '../domain/workRequest';
import { handleCommand } from './handleCommand';
import { handleDuty } from './handleDuty';
import { DUTY, type Deadline, type Ports } from './ports';

/** What a sweep met, for the log. */
export interface SweepReport {
  readonly due: number;
  readonly failed: number;
}

/** At most so many in one sweep; what is left is due in the next one as well. */
const MOST_DEADLINES = 2_000;
/** So many at once: quick, and far from what one storage partition carries. */
const AT_ONCE = 8;

/**
 * Reads the deadlines that have come and issues what is due through the one door (architecture.md, step 7). Late, twice
 * or twice at once it does no harm: every step is decided on the request as it is, and counts once.
 * Throws when any of them failed, after all were tried; a failed one stays noted and is tried at the next sweep.
 */
export async function sweepPromises(ports: Ports): Promise<SweepReport> {
  const now = ports.clock.now().toISOString();
  const due = await ports.hints.dueDeadlines(now, MOST_DEADLINES);
  let failed = 0;
  const waiting = [...due];
  const worker = async (): Promise<void> => {
    for (let deadline = waiting.shift(); deadline; deadline = waiting.shift()) {
      if (!(await meet(ports, deadline, now))) failed++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failed > 0) throw new Error(`${failed} of ${due.length} deadlines could not be dealt with; they are tried again`);
  await ports.hints.noteSweep(now);
  return { due: due.length, failed };
}

/** One request's trouble must not keep the others' promises from being watched. */
async function meet(ports: Ports, deadline: Deadline, now: Instant): Promise<boolean> {
  try {
    const isOver = deadline.subject === DUTY ? await meetDuty(ports, now) : await meetRequest(ports, deadline, now);
    if (isOver) await ports.hints.dropDeadline(deadline);
    return true;
  } catch (error) {
    ports.log.error('deadline failed', { subject: deadline.subject, at: deadline.at, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return false;
  }
}

/** A request has at most a few steps due at once: a late reminder, and delegations that ended. */
const MOST_STEPS = 20;

/** Whether the deadline is over: everything due was done, or it was a hint without its truth. */
async function meetRequest(ports: Ports, deadline: Deadline, now: Instant): Promise<boolean> {
  for (let step = 0; step < MOST_STEPS; step++) {
    const stored = await ports.requests.load(deadline.subject);
    const due = stored && dueCommand(stored.request, ports, now);
    if (!due) return stored === undefined || nextDeadline(stored.request, ports.policy) !== deadline.at;
    const outcome = await handleCommand(ports, { ...due, key: deadline.subject, actor: TIMER, at: now, input: {} });
    if (outcome.kind === 'busy') throw new Error(`${deadline.subject} was moved by others each time`);
  }
  return false;
}

/** Identities are derived, never random: the same step of the same clock is the same press. */
function dueCommand(request: WorkRequest, { policy }: Ports, now: Instant): { readonly move: Move; readonly nonce: string } | undefined {
  const step = dueStep(request, policy, now);
  if (step) return { move: step.kind, nonce: `${step.kind}|${step.sla}|${runningSla(request, policy)?.since ?? ''}|${step.hours}h` };
  const over = request.status === 'Done' ? undefined : request.delegations.find(({ until }) => until <= now);
  return over && { move: 'endDelegation', nonce: `endDelegation|${over.from.id}|${over.until}` };
}

async function meetDuty(ports: Ports, now: Instant): Promise<boolean> {
  const { duty } = await ports.duty.load();
  for (const incident of duty.incidents.filter((each) => askAgainAt(each, ports.policy.incidentHours) <= now)) {
    const outcome = await handleDuty(ports, {
      move: 'askIncident', actor: TIMER, at: now, input: {}, incidentId: incident.id, nonce: `askIncident|${incident.id}|${askAgainAt(incident, ports.policy.incidentHours)}`,
    });
    if (outcome.kind === 'busy') throw new Error('the duty was changed by others each time');
  }
  return true;
}
