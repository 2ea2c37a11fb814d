import type { Instant } from '../domain/workRequest';

/** A point in time as card functions that show it in the reader's own time zone. They take no milliseconds. */
export function momentOf(instant: Instant): string {
  const second = new Date(instant).toISOString().replace(/\.\d{3}Z$/u, 'Z');
  return `{{DATE(${second}, SHORT)}} {{TIME(${second})}}`;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** "in 3 hours", "2 days ago": from two days on in days, below two hours in minutes. */
export function fromNow(instant: Instant, now: Date): string {
  const minutes = Math.round((Date.parse(instant) - now.getTime()) / MINUTE_MS);
  const span = spanOf(Math.abs(minutes));
  return minutes >= 0 ? `in ${span}` : `${span} ago`;
}

function spanOf(minutes: number): string {
  if (minutes < 2 * HOUR_MINUTES) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / HOUR_MINUTES);
  return hours < 2 * DAY_HOURS ? counted(hours, 'hour') : counted(Math.floor(hours / DAY_HOURS), 'day');
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
