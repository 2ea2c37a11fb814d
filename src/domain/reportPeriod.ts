import type { Instant } from './workRequest';

/** A time to report on: from an instant up to, and without, another. Days are days in UTC. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** Why a text names no time that can be reported on. */
export type PeriodFault =
  | { readonly kind: 'notAPeriod' }
  | { readonly kind: 'notADate'; readonly word: string }
  | { readonly kind: 'endsBeforeItStarts'; readonly first: string; readonly last: string }
  | { readonly kind: 'inTheFuture'; readonly day: string };

const DAY_MS = 24 * 60 * 60 * 1000;
export const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_660;
const FILLERS = /^(?:-|from|to|until|and)$/u;

/**
 * Reads `2026-01-01 2026-03-31` (both days included), one day (from then until now), `last month`, `this month`, `30 days`
 * (the last 30 times 24 hours), or nothing (the last 30 days). What reaches to today ends now.
 */
export function readPeriod(text: string, now: Instant): Period | PeriodFault {
  const words = text.toLowerCase().split(/[\s,–—]+|(?<=\d)\.{2,}(?=\d)/u).filter((word) => word !== '' && !FILLERS.test(word));
  if (words.length === 0) return lastDays(DEFAULT_DAYS, now);
  if (words.join(' ') === 'last month') return { from: monthStart(now, -1), to: monthStart(now, 0) };
  if (words.join(' ') === 'this month') return untilNow(monthStart(now, 0), now);
  const days = /^(?:last )?(\d{1,4}) ?days?$/u.exec(words.join(' '))?.[1];
  if (days !== undefined) return Number(days) >= 1 && Number(days) <= MOST_DAYS ? lastDays(Number(days), now) : { kind: 'notAPeriod' };
  return words.length <= 2 && words.every((word) => /\d/u.test(word)) ? betweenDays(words, now) : { kind: 'notAPeriod' };
}

export const isPeriod = (read: Period | PeriodFault): read is Period => !('kind' in read);

const lastDays = (days: number, now: Instant): Period => ({ from: shifted(now, -days * DAY_MS), to: now });
const shifted = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString();

const monthStart = (now: Instant, months: number): Instant => {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString();
};

const untilNow = (from: Instant, now: Instant): Period => ({ from, to: now > from ? now : shifted(from, 1) });

function betweenDays([first = '', last]: readonly string[], now: Instant): Period | PeriodFault {
  const today = now.slice(0, 10);
  for (const word of [first, last ?? first]) if (!isDay(word)) return { kind: 'notADate', word };
  const end = last ?? today;
  if (first > today || end > today) return { kind: 'inTheFuture', day: first > today ? first : end };
  if (end < first) return { kind: 'endsBeforeItStarts', first, last: end };
  const from = `${first}T00:00:00.000Z`;
  return end === today ? untilNow(from, now) : { from, to: shifted(`${end}T00:00:00.000Z`, DAY_MS) };
}

/** The 30th of February is no day, though `Date` takes it for one in March. */
const isDay = (word: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(word) && !Number.isNaN(Date.parse(word)) && new Date(word).toISOString().startsWith(word);

/** A kind sentence that says what to write instead. */
export function periodSentence(fault: PeriodFault): string {
  switch (fault.kind) {
    case 'notAPeriod':
      return `I do not know that period. ${HOW}`;
    case 'notADate':
      return `"${fault.word.slice(0, 40)}" is not a date. ${HOW}`;
    case 'endsBeforeItStarts':
      return `This period ends (${fault.last}) before it starts (${fault.first}). Please write the earlier day first.`;
    case 'inTheFuture':
      return `${fault.day} has not come yet. A report looks back: please choose days up to today.`;
  }
}

const HOW = 'You can write: report, report 30 days, report last month, or report 2026-01-01 2026-03-31';
