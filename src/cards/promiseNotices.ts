import type { Policy } from '../domain/commands';
import { hoursAfter } from '../domain/promises';
import type { Instant, RequestEvent, WorkRequest } from '../domain/workRequest';
import { incidentWords } from './incidentEntries';
import { counted } from './moments';

/** What a promise of the team's, or of the requester's, says when its time comes. */
export type PromiseSentence = (event: RequestEvent, request: WorkRequest, policy: Policy) => string;

const INCIDENT_BYTES = 400;

/** Names what is left, not what has passed: that is what on-call has to decide by. */
export const reviewReminder: PromiseSentence = ({ at, slaTaken }, { key, submittedAt }, { reviewHours }) => {
  const sentence = `${key} waits for its review: ${leftWords(at, submittedAt, reviewHours, slaTaken?.hours ?? 0)}.`;
  if (slaTaken?.incident) return `${sentence} An incident is in hand (${incidentWords(slaTaken.incident.what, INCIDENT_BYTES)}), so the whole channel is reminded.`;
  return slaTaken?.onCall ? sentence : `${sentence} Nobody is on call, so the whole channel is reminded.`;
};

/** A breach in the time of an incident is excused, with the incident (running.md, "Names that stay"). */
export const reviewBreach: PromiseSentence = ({ slaTaken }, { key }, { reviewHours }) =>
  slaTaken?.incident
    ? `Nobody has started the review of ${key} within ${counted(reviewHours, 'hour')}. This is excused by the incident ${incidentWords(slaTaken.incident.what, INCIDENT_BYTES)}.`
    : `The review of ${key} was missed: nobody has started it within ${counted(reviewHours, 'hour')}.`;

/** The question follows. */
export const answerReminder: PromiseSentence = ({ at, slaTaken }, { question }, { answerHours }) =>
  `The Platform team still waits for your answer: ${leftWords(at, question?.since, answerHours, slaTaken?.hours ?? 0)}. It asks:`;

const HOUR_MS = 3_600_000;

/** A late timer reminds late: what is left is counted from then, and is never more than its reminder says. */
function leftWords(at: Instant, since: Instant | undefined, dueHours: number, hours: number): string {
  const planned = dueHours - hours;
  const left = since === undefined ? planned : Math.min(planned, Math.round((Date.parse(hoursAfter(since, dueHours)) - Date.parse(at)) / HOUR_MS));
  if (left < 1) return 'less than an hour is left';
  return `${counted(left, 'hour')} ${left === 1 ? 'is' : 'are'} left`;
}
