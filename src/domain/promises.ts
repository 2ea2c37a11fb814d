import type { Policy } from './commands';
import type { Instant, WorkRequest } from './workRequest';

const HOUR_MS = 60 * 60 * 1000;

/** Whole hours after an instant, in UTC: daylight saving changes nothing. */
export const hoursAfter = (instant: Instant, hours: number): Instant => new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();

/** What the team (or the requester) has promised next, and until when. */
export interface Due {
  readonly sla: 'review' | 'answer';
  readonly at: Instant;
}

/** The promise that runs for a request now, if one does (spec, "Promises (SLAs)"). */
export function dueOf(request: WorkRequest, policy: Policy): Due | undefined {
  if (request.status === 'Submitted') return { sla: 'review', at: hoursAfter(request.submittedAt, policy.reviewHours) };
  if (request.status === 'Waiting on Customer' && request.question) return { sla: 'answer', at: hoursAfter(request.question.askedAt, policy.answerHours) };
  return undefined;
}
