import type { Policy } from './commands';
import type { Instant } from './workRequest';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The same day and hour so many months before; the last day of a month that is shorter. */
export function monthsBefore(instant: Instant, months: number): Instant {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const time = date.getTime() % DAY_MS;
  return new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (time < 0 ? time + DAY_MS : time)).toISOString();
}

/** What is Done since before this instant is forgotten; never while it could still be reopened, or might just be. */
export function forgottenBefore(now: Instant, keepMonths: number, { reopenDays }: Pick<Policy, 'reopenDays'>): Instant {
  const reopenable = new Date(Date.parse(now) - (reopenDays + 1) * DAY_MS).toISOString();
  const kept = monthsBefore(now, keepMonths);
  return kept < reopenable ? kept : reopenable;
}
