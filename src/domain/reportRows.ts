import type { Policy } from './commands';
import type { Sla } from './promises';
import type { Period } from './reportPeriod';
import { hoursIn, isApproval, isDoneIn, isReviewStart, OPEN_STATUSES, snapshotsAt, type Snapshot } from './report';
import { hoursBetween, isWithin, settledSlas, type SlaResult } from './reportSpans';
import type { Instant, RequestEvent, WorkRequest } from './workRequest';
import type { Status } from './workflow';

/** One request of a report, as it was at the period's end. */
export interface ReportRow {
  readonly request: WorkRequest;
  readonly reviewStartedAt: Instant | undefined;
  /** The last approval that let it go on. */
  readonly approvedAt: Instant | undefined;
  readonly doneAt: Instant | undefined;
  readonly hoursToReview: number | undefined;
  readonly hoursToApproval: number | undefined;
  readonly hoursToDone: number | undefined;
  /** Promises settled in the period. */
  readonly review: SlaResult | undefined;
  readonly answersKept: number;
  readonly answersMissed: number;
  /** Of the period. */
  readonly hoursIn: readonly { readonly status: Status; readonly hours: number }[];
}

/** The requests that a report counts: submitted or done in the period, or open at its end; by their numbers. */
export function reportRows(histories: readonly (readonly RequestEvent[])[], period: Period, policy: Policy): readonly ReportRow[] {
  return snapshotsAt(histories, period)
    .filter((snapshot) => snapshot.request.status !== 'Done' || isDoneIn(snapshot, period) || isWithin(snapshot.request.submittedAt, period))
    .map((snapshot) => rowOf(snapshot, period, policy))
    .sort((one, other) => numberOf(one) - numberOf(other));
}

const numberOf = ({ request: { key } }: ReportRow): number => Number(key.slice(key.lastIndexOf('-') + 1));

function rowOf(snapshot: Snapshot, period: Period, policy: Policy): ReportRow {
  const { request, history, whole } = snapshot;
  const settled = settledSlas(whole, policy).filter(({ at }) => isWithin(at, period));
  const results = (sla: Sla): readonly SlaResult[] => settled.filter((one) => one.sla === sla).map(({ result }) => result);
  const reviewStartedAt = history.find(isReviewStart)?.at;
  const approvedAt = history.findLast(isApproval)?.at;
  const doneAt = request.status === 'Done' ? request.statusSince : undefined;
  const since = (at: Instant | undefined): number | undefined => (at === undefined ? undefined : hoursBetween(request.submittedAt, at));
  return {
    request, reviewStartedAt, approvedAt, doneAt,
    hoursToReview: since(reviewStartedAt), hoursToApproval: since(approvedAt), hoursToDone: since(doneAt),
    review: results('review')[0],
    answersKept: results('answer').filter((result) => result === 'kept').length,
    answersMissed: results('answer').filter((result) => result === 'missed').length,
    hoursIn: OPEN_STATUSES.map((status) => ({ status, hours: hoursIn(status, snapshot, period) })),
  };
}
