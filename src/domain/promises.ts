import type { Policy } from './commands';
import type { Instant, WorkRequest } from './workRequest';

const HOUR_MS = 60 * 60 * 1000;

/** Whole hours after an instant, in UTC: daylight saving changes nothing. */
export const hoursAfter = (instant: Instant, hours: number): Instant => new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();

/** The two promises (spec, "Promises (SLAs)"): the team looks within 48 hours, the requester answers within 72. */
export type Sla = 'review' | 'answer';

/** A promise that runs: since when, at which hours somebody is reminded, when it is broken, and which hours were dealt with. */
export interface RunningSla {
  readonly sla: Sla;
  readonly since: Instant;
  readonly reminderHours: readonly number[];
  readonly dueHours: number;
  /** The last hour that was reminded of, skipped or found broken; 0 for none. */
  readonly passedHours: number;
  /** It is broken once, also when somebody gives it more hours in the settings afterwards. */
  readonly broken: boolean;
}

/** The promise that runs for a request now, if one does. */
export function runningSla(request: WorkRequest, policy: Policy): RunningSla | undefined {
  if (request.status === 'Submitted') {
    return { sla: 'review', since: request.submittedAt, reminderHours: policy.reviewReminderHours, dueHours: policy.reviewHours, passedHours: request.reviewPromise.passedHours, broken: request.reviewPromise.breach !== undefined };
  }
  if (request.status === 'Waiting on Customer' && request.question) {
    const { since, passedHours, overdueAt } = request.question;
    return { sla: 'answer', since, reminderHours: policy.answerReminderHours, dueHours: policy.answerHours, passedHours, broken: overdueAt !== undefined };
  }
  return undefined;
}

/** What is due next for people to read on a card, and until when. */
export interface Due {
  readonly sla: Sla;
  readonly at: Instant;
}

export function dueOf(request: WorkRequest, policy: Policy): Due | undefined {
  const running = runningSla(request, policy);
  return running && { sla: running.sla, at: hoursAfter(running.since, running.dueHours) };
}

/** A step of a promise that its time has come for. A late timer finds several: the newest counts, the others are skipped. */
export interface SlaStep {
  readonly kind: 'remind' | 'breach';
  readonly sla: Sla;
  readonly hours: number;
  readonly skippedHours: readonly number[];
}

const openSteps = ({ reminderHours, dueHours, passedHours, broken }: RunningSla): readonly number[] =>
  broken ? [] : [...reminderHours.filter((hours) => hours < dueHours), dueHours].filter((hours) => hours > passedHours).sort((one, other) => one - other);

/** The step that must be taken by now, or `undefined` when none is due. */
export function dueStep(request: WorkRequest, policy: Policy, now: Instant): SlaStep | undefined {
  const running = runningSla(request, policy);
  if (!running) return undefined;
  const due = openSteps(running).filter((hours) => hoursAfter(running.since, hours) <= now);
  const hours = due.at(-1);
  if (hours === undefined) return undefined;
  return { kind: hours === running.dueHours ? 'breach' : 'remind', sla: running.sla, hours, skippedHours: due.slice(0, -1) };
}

/** When the timer must look at a request next: its next step, or the end of a delegation; `undefined` for never. */
export function nextDeadline(request: WorkRequest, policy: Policy): Instant | undefined {
  const running = runningSla(request, policy);
  const step = running && openSteps(running)[0];
  const instants = [...(running && step !== undefined ? [hoursAfter(running.since, step)] : []), ...delegationEnds(request)];
  return instants.sort()[0];
}

const delegationEnds = (request: WorkRequest): readonly Instant[] =>
  request.status === 'Done' ? [] : request.delegations.map((delegation) => delegation.until);
