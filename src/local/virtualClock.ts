import type { KeptValues } from './keptValues';

export interface VirtualClock {
  now(): Date;
  /** Moves the clock forward and returns the new time. Throws RangeError when that leaves MAX_AHEAD_HOURS. */
  advanceHours(hours: number): Promise<Date>;
}

/** Ten years: far enough for every promise, and every date stays one that storage and cards can carry. */
export const MAX_AHEAD_HOURS = 10 * 365 * 24;

const MS_PER_HOUR = 3_600_000;
const KEPT_AS = 'clockAheadHours';

/** The real clock and the hours that it has been moved forward, which are kept over restarts. */
export async function createVirtualClock(kept: KeptValues, realNow: () => Date = () => new Date()): Promise<VirtualClock> {
  let aheadHours = Number((await kept.get(KEPT_AS)) ?? 0);
  const now = (): Date => new Date(realNow().getTime() + aheadHours * MS_PER_HOUR);
  return {
    now,
    advanceHours: async (hours) => {
      const ahead = aheadHours + hours;
      if (!(hours >= 0 && ahead <= MAX_AHEAD_HOURS)) {
        throw new RangeError(`The clock goes forward only, and at most ${MAX_AHEAD_HOURS} hours ahead of the real time.`);
      }
      aheadHours = ahead;
      await kept.set(KEPT_AS, String(ahead));
      return now();
    },
  };
}
