import { Cron } from 'croner';

/** Later than this, a run counts as past due: the machine slept or was too busy. */
const PAST_DUE_MS = 1_000;

/** What a timer function is told, as the real host sends it; the library turns it into its own Timer. */
export interface TimerInfo {
  readonly Schedule: { readonly AdjustForDST: boolean };
  readonly ScheduleStatus: { readonly Last: string; readonly LastUpdated: string; readonly Next: string };
  readonly IsPastDue: boolean;
}

export interface Schedule {
  /** What a run that starts now is told. */
  readonly info: () => TimerInfo;
  readonly stop: () => void;
}

/** When a schedule is due after a moment, or undefined for never. Throws for what is no NCRONTAB expression. */
export function nextRun(schedule: string, after: Date): Date | undefined {
  return readSchedule(schedule).nextRun(after) ?? undefined;
}

/** Runs by an NCRONTAB schedule until it is stopped, never twice at a time. Throws for what is no NCRONTAB expression. */
export function keepSchedule(schedule: string, run: (info: TimerInfo) => Promise<void>): Schedule {
  let last = new Date();
  let due: Date | undefined;
  const info = (): TimerInfo => {
    const now = new Date();
    const told = timerInfo(schedule, now, last, due !== undefined && now.getTime() - due.getTime() > PAST_DUE_MS);
    last = now;
    return told;
  };
  const cron = readSchedule(schedule);
  const job = new Cron(schedule, { ...OPTIONS, protect: true }, async () => {
    const told = info();
    due = cron.nextRun() ?? undefined;
    await run(told);
  });
  due = cron.nextRun() ?? undefined;
  return { info, stop: () => job.stop() };
}

/** Six fields, and both day fields must match: Azure reads NCRONTAB so, most cron libraries do not (Microsoft Learn, timer trigger). */
const OPTIONS = { mode: '6-part', domAndDow: true, sloppyRanges: true, timezone: 'UTC' } as const;

function readSchedule(schedule: string): Cron {
  return new Cron(schedule, { ...OPTIONS, paused: true });
}

function timerInfo(schedule: string, now: Date, last: Date, isPastDue: boolean): TimerInfo {
  return {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: {
      Last: last.toISOString(),
      LastUpdated: last.toISOString(),
      Next: (nextRun(schedule, now) ?? now).toISOString(),
    },
    IsPastDue: isPastDue,
  };
}
