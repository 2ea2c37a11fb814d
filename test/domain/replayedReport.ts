import { evolve } from '../../src/domain/evolve';
import type { Period } from '../../src/domain/reportPeriod';
import { OPEN_STATUSES, WAITED_ON, type Report, type Spread } from '../../src/domain/report';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { STATUSES } from '../../src/domain/workflow';
import { POLICY } from './given';

const HOUR_MS = 3_600_000;
type Numbers = Omit<Report, 'byService' | 'byType' | 'period'>;

/**
 * The numbers of a report found another way: hour by hour, from what the requests were at each hour, without a look at
 * what lies between. Right for lives whose moves all fall on full hours, one in an hour.
 */
export function replayedReport(histories: readonly (readonly RequestEvent[])[], period: Period): Numbers {
  const hours = new Map(STATUSES.map((status) => [status, 0]));
  const visitors = new Map(STATUSES.map((status) => [status, new Set<number>()]));
  const promises = { review: { kept: 0, missed: 0, excused: 0 }, answer: { kept: 0, missed: 0, excused: 0 } };
  const took = { review: [] as number[], approval: [] as number[] };
  const doneAfter = new Map<number, number>();
  const last = new Map<number, WorkRequest>();
  let submitted = 0;

  for (const { life, now, before, request, ever } of hoursOf(histories, period)) {
    last.set(life, request);
    hours.set(request.status, (hours.get(request.status) ?? 0) + 1);
    visitors.get(request.status)?.add(life);
    const age = (now - Date.parse(request.submittedAt)) / HOUR_MS;
    const waited = before?.question && !request.question ? (now - Date.parse(before.question.since)) / HOUR_MS : Infinity;
    const reviewed = request.reviewStartedAt !== undefined && before?.status === 'Submitted';
    if (!before) submitted++;
    if (reviewed) took.review.push(age);
    if (reviewed && age <= POLICY.reviewHours) promises.review.kept++;
    if (request.status === 'Submitted' && age === POLICY.reviewHours) promises.review[ever.reviewPromise.breach?.excusedBy ? 'excused' : 'missed']++;
    if (before?.status === 'Authorize' && request.status === 'Pending') took.approval.push(age);
    if (request.status === 'Done' && before?.status !== 'Done') doneAfter.set(life, age);
    if (request.question && now - Date.parse(request.question.since) === POLICY.answerHours * HOUR_MS) promises.answer.missed++;
    if (waited <= POLICY.answerHours && request.lastMoves[0]?.move === 'answer') promises.answer.kept++;
  }

  const doneSince = [...last].filter(([, request]) => request.status === 'Done' && request.statusSince >= period.from);
  const waitedOn = { requester: 0, approvers: 0, team: 0, blocker: 0 };
  for (const status of OPEN_STATUSES) waitedOn[WAITED_ON[status]] += hours.get(status) ?? 0;
  return {
    submitted,
    completed: doneSince.filter(([, request]) => request.resolution === 'completed').length,
    canceled: doneSince.filter(([, request]) => request.resolution === 'canceled').length,
    open: OPEN_STATUSES.map((status) => ({ status, count: [...last.values()].filter((request) => request.status === status).length })),
    promises, waitedOn,
    toReview: spread(took.review), toApproval: spread(took.approval), toDone: spread(doneSince.flatMap(([life]) => doneAfter.get(life) ?? [])),
    inStatus: OPEN_STATUSES.map((status) => ({ status, hours: hours.get(status) ?? 0, requests: visitors.get(status)?.size ?? 0 })),
  };
}

interface Hour {
  readonly life: number;
  readonly now: number;
  /** An hour ago. */
  readonly before: WorkRequest | undefined;
  readonly request: WorkRequest;
  /** At the end of its whole life. */
  readonly ever: WorkRequest;
}

function* hoursOf(histories: readonly (readonly RequestEvent[])[], period: Period): Generator<Hour> {
  for (const [life, history] of histories.entries()) {
    const ever = stateAt(history, Infinity);
    let before = stateAt(history, Date.parse(period.from) - HOUR_MS);
    for (let now = Date.parse(period.from); now < Date.parse(period.to); now += HOUR_MS) {
      const request = stateAt(history, now);
      if (request && ever) yield { life, now, before, request, ever };
      before = request;
    }
  }
}

function stateAt(history: readonly RequestEvent[], ms: number): WorkRequest | undefined {
  let request: WorkRequest | undefined;
  for (const event of history) if (Date.parse(event.at) <= ms) request = evolve(request, event);
  return request;
}

/** The middle is what is left when the least and the greatest go, again and again; nine of ten are counted one by one. */
function spread(values: readonly number[]): Spread {
  let middle = [...values].sort((one, other) => one - other);
  while (middle.length > 2) middle = middle.slice(1, -1);
  const p90Hours = [...values].sort((one, other) => one - other).find((value) => values.filter((other) => other <= value).length * 10 >= values.length * 9);
  return { count: values.length, medianHours: middle.length === 0 ? undefined : middle.reduce((total, value) => total + value, 0) / middle.length, p90Hours };
}
