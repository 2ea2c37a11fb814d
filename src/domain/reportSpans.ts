import type { Policy } from './commands';
import { hoursAfter, type Sla } from './promises';
import type { Period } from './reportPeriod';
import type { Instant, RequestEvent } from './workRequest';
import type { Move, Status } from './workflow';

/** A stay in one status; without an end it lasts. */
export interface Stay {
  readonly status: Status;
  readonly from: Instant;
  readonly to: Instant | undefined;
}

/** The stays of one history, in order. Moves that keep the status end none. */
export function staysOf(history: readonly RequestEvent[]): readonly Stay[] {
  const turns = history.filter((event, at) => at === 0 || event.from !== event.to);
  return turns.map((event, at) => ({ status: event.to, from: event.at, to: turns[at + 1]?.at }));
}

const HOUR_MS = 60 * 60 * 1000;
export const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / HOUR_MS;

/** How much of a stay lies in a period. */
export function hoursWithin({ from, to }: Stay, period: Period): number {
  const start = from > period.from ? from : period.from;
  const end = to !== undefined && to < period.to ? to : period.to;
  return end > start ? hoursBetween(start, end) : 0;
}

export const isWithin = (at: Instant, { from, to }: Period): boolean => from <= at && at < to;

export type SlaResult = 'kept' | 'missed' | 'excused';

/** How one promise ended: kept when what was promised was done, missed or excused when its hours ran out. */
export interface SlaSettled {
  readonly sla: Sla;
  readonly at: Instant;
  readonly result: SlaResult;
}

/**
 * Every promise of one history and how it ended (spec, "Promises"). There is one of review, and one of an answer for each
 * asking and each time that more hours were given. A promise that was withdrawn in time (the request was canceled) is none.
 * One whose hours ran out without the timer's word counts as missed at that hour, also where that hour is still to come:
 * the caller looks at a period that is over. Only a review is excused, by the incident that the timer noted.
 */
export function settledSlas(history: readonly RequestEvent[], policy: Policy): readonly SlaSettled[] {
  return history.flatMap((event, at) => {
    const sla = BEGINS[event.move];
    return sla ? settled(sla, event, history.slice(at + 1), policy) : [];
  });
}

const BEGINS: Readonly<Partial<Record<Move, Sla>>> = { submit: 'review', ask: 'answer', giveMoreHours: 'answer' };
const KEEPS: Readonly<Record<Sla, Move>> = { review: 'startReview', answer: 'answer' };

function settled(sla: Sla, start: RequestEvent, later: readonly RequestEvent[], policy: Policy): readonly SlaSettled[] {
  const ends = later.findIndex((event) => event.to !== start.to || event.move === 'giveMoreHours');
  const breach = (ends < 0 ? later : later.slice(0, ends)).find((event) => event.move === 'breach' && event.slaTaken?.sla === sla);
  const due = hoursAfter(start.at, breach?.slaTaken?.hours ?? (sla === 'review' ? policy.reviewHours : policy.answerHours));
  if (breach) return [{ sla, at: due, result: sla === 'review' && breach.slaTaken?.incident ? 'excused' : 'missed' }];
  const end = later[ends];
  if (!end || end.at > due) return [{ sla, at: due, result: 'missed' }];
  return end.move === KEEPS[sla] ? [{ sla, at: end.at, result: 'kept' }] : [];
}
