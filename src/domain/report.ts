import type { Policy } from './commands';
import { evolve } from './evolve';
import { TYPES, type RequestType } from './fields';
import type { Sla } from './promises';
import { SERVICE_CHOICES } from './questionnaire';
import type { Period } from './reportPeriod';
import { hoursBetween, hoursWithin, isWithin, settledSlas, staysOf, type SlaResult } from './reportSpans';
import type { RequestEvent, WorkRequest } from './workRequest';
import { STATUSES, type Status } from './workflow';

/** Whom the time in a status is waited on: the requester, the approvers (the manager among them), the team, or something else first. */
export type WaitedOn = 'requester' | 'approvers' | 'team' | 'blocker';
export const WAITED_ON: Readonly<Record<Exclude<Status, 'Done'>, WaitedOn>> = {
  Submitted: 'team', Review: 'team', Authorize: 'approvers', Pending: 'team', 'In Progress': 'team', 'Deployment Queue': 'team',
  'Waiting on Customer': 'requester', Blocked: 'blocker',
};
export const OPEN_STATUSES: readonly Exclude<Status, 'Done'>[] = STATUSES.filter((status) => status !== 'Done');

/** How long something took, over all that count. */
export interface Spread {
  readonly count: number;
  /** The middle value, or the mean of the two in the middle; `undefined` of nothing. */
  readonly medianHours: number | undefined;
  /** The smallest value that at least 90 of 100 do not exceed (nearest rank). */
  readonly p90Hours: number | undefined;
}

export type Tally = Readonly<Record<SlaResult, number>>;

/** What was asked and what was done, of one kind. */
export interface Share<Id> {
  readonly id: Id;
  readonly submitted: number;
  readonly done: number;
}

/**
 * How the team did in a period; each number follows from histories alone.
 * A request is looked at as it was at the period's end; what was not submitted by then is not there yet.
 */
export interface Report {
  readonly period: Period;
  /** Submitted in the period. */
  readonly submitted: number;
  /** Done at the period's end and since a moment in it: what was reopened by then is not done, and nothing is done twice. */
  readonly completed: number;
  readonly canceled: number;
  /** Not Done at the period's end. */
  readonly open: readonly { readonly status: Status; readonly count: number }[];
  /** Promises that were settled in the period: kept at the hour of the deed, missed or excused at the hour they were due. */
  readonly promises: Readonly<Record<Sla, Tally>>;
  /** From the submission to the start of the review, where it started in the period. */
  readonly toReview: Spread;
  /** From the submission to each approval in the period that let the request go on to Pending. */
  readonly toApproval: Spread;
  /** From the submission to Done, of those counted as completed or canceled. */
  readonly toDone: Spread;
  /** The hours of the period that requests spent in each status, and how many of them spent some. */
  readonly inStatus: readonly { readonly status: Exclude<Status, 'Done'>; readonly hours: number; readonly requests: number }[];
  /** The same hours by whom was waited on. */
  readonly waitedOn: Readonly<Record<WaitedOn, number>>;
  /** Submitted in the period and done in it, by the service named at the period's end; those without either are left out. */
  readonly byService: readonly Share<string>[];
  /** The same by type; `undefined`: not classified yet. */
  readonly byType: readonly Share<RequestType | undefined>[];
}

/** One request as it was at the end of a period. */
export interface Snapshot {
  readonly request: WorkRequest;
  /** What had happened by then. */
  readonly history: readonly RequestEvent[];
  /** Everything, for promises whose breach the timer noted later. */
  readonly whole: readonly RequestEvent[];
}

export function snapshotsAt(histories: readonly (readonly RequestEvent[])[], { to }: Period): readonly Snapshot[] {
  return histories.flatMap((whole) => {
    const history = whole.filter(({ at }) => at < to);
    const request = history.reduce<WorkRequest | undefined>(evolve, undefined);
    return request ? [{ request, history, whole }] : [];
  });
}

export function reportOf(histories: readonly (readonly RequestEvent[])[], period: Period, policy: Policy): Report {
  const snapshots = snapshotsAt(histories, period);
  const submitted = snapshots.filter(({ request }) => isWithin(request.submittedAt, period));
  const done = snapshots.filter((snapshot) => isDoneIn(snapshot, period));
  const share = <Id>(id: Id, isOf: (request: WorkRequest) => boolean): Share<Id> => ({
    id, submitted: submitted.filter(({ request }) => isOf(request)).length, done: done.filter(({ request }) => isOf(request)).length,
  });
  const inStatus = OPEN_STATUSES.map((status) => timeIn(status, snapshots, period));
  return {
    period,
    submitted: submitted.length,
    completed: done.filter(({ request }) => request.resolution === 'completed').length,
    canceled: done.filter(({ request }) => request.resolution === 'canceled').length,
    open: OPEN_STATUSES.map((status) => ({ status, count: snapshots.filter(({ request }) => request.status === status).length })),
    promises: { review: tallyOf('review', snapshots, period, policy), answer: tallyOf('answer', snapshots, period, policy) },
    toReview: spreadOf(snapshots.flatMap((snapshot) => hoursTo(snapshot, isReviewStart, period))),
    toApproval: spreadOf(snapshots.flatMap((snapshot) => hoursTo(snapshot, isApproval, period))),
    toDone: spreadOf(done.map(({ request }) => hoursBetween(request.submittedAt, request.statusSince))),
    inStatus,
    waitedOn: waitedOnOf(inStatus),
    byService: SERVICE_CHOICES.map(({ id }) => share<string>(id, ({ answers }) => answers.service === id)).filter(isSome),
    byType: [...TYPES.map(({ id }) => id), undefined].map((id) => share<RequestType | undefined>(id, ({ classification }) => classification.type === id)).filter(isSome),
  };
}

const isSome = ({ submitted, done }: Share<unknown>): boolean => submitted + done > 0;

export const isDoneIn = ({ request: { status, statusSince } }: Snapshot, period: Period): boolean => status === 'Done' && isWithin(statusSince, period);

export const isReviewStart = ({ move }: RequestEvent): boolean => move === 'startReview';
export const isApproval = ({ move, to }: RequestEvent): boolean => move === 'approve' && to === 'Pending';

const hoursTo = ({ request, history }: Snapshot, isIt: (event: RequestEvent) => boolean, period: Period): readonly number[] =>
  history.filter((event) => isIt(event) && isWithin(event.at, period)).map(({ at }) => hoursBetween(request.submittedAt, at));

function timeIn(status: Exclude<Status, 'Done'>, snapshots: readonly Snapshot[], period: Period): Report['inStatus'][number] {
  const each = snapshots.map((snapshot) => hoursIn(status, snapshot, period)).filter((hours) => hours > 0);
  return { status, hours: sum(each), requests: each.length };
}

/** The hours of the period that one request spent in a status. */
export const hoursIn = (status: Status, { history }: Snapshot, period: Period): number =>
  sum(staysOf(history).filter((stay) => stay.status === status).map((stay) => hoursWithin(stay, period)));

function waitedOnOf(inStatus: Report['inStatus']): Report['waitedOn'] {
  const of = (waitedOn: WaitedOn): number => sum(inStatus.filter(({ status }) => WAITED_ON[status] === waitedOn).map(({ hours }) => hours));
  return { requester: of('requester'), approvers: of('approvers'), team: of('team'), blocker: of('blocker') };
}

function tallyOf(sla: Sla, snapshots: readonly Snapshot[], period: Period, policy: Policy): Tally {
  const results = snapshots.flatMap(({ whole }) => settledSlas(whole, policy)).filter((one) => one.sla === sla && isWithin(one.at, period)).map(({ result }) => result);
  const count = (wanted: SlaResult): number => results.filter((result) => result === wanted).length;
  return { kept: count('kept'), missed: count('missed'), excused: count('excused') };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export function spreadOf(hours: readonly number[]): Spread {
  const sorted = [...hours].sort((one, other) => one - other);
  const count = sorted.length;
  const [low, high] = [sorted[Math.ceil(count / 2) - 1], sorted[Math.floor(count / 2)]];
  return { count, medianHours: low === undefined || high === undefined ? undefined : (low + high) / 2, p90Hours: sorted[Math.ceil((count * 9) / 10) - 1] };
}
