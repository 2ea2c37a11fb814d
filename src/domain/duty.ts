import type { Person } from './people';
import { hoursAfter } from './promises';
import type { Instant } from './workRequest';

/** Who is on call week by week: week 1 is the week of `since`, and after the last entry it begins again. `null` is a gap. */
export interface Rota {
  /** A Monday, 00:00 UTC. */
  readonly since: Instant;
  readonly weeks: readonly (Person | null)[];
}

/** Somebody is on call instead of the rota, for some hours. */
export interface Override {
  readonly person: Person;
  readonly from: Instant;
  readonly until: Instant;
}

/** While one is declared, reminders go to the channel and a breach is excused (spec, "Promises (SLAs)"). */
export interface Incident {
  readonly id: string;
  readonly what: string;
  readonly link: string | undefined;
  readonly declaredBy: Person;
  readonly declaredAt: Instant;
  /** When somebody last said that it is still on. */
  readonly confirmedAt: Instant;
  /** When its declarer was last asked whether it is still on. */
  readonly askedAt: Instant | undefined;
}

/** What the team keeps about itself in Teams; follows from its own history alone (`evolveDuty`). */
export interface Duty {
  readonly version: number;
  readonly rota: Rota | undefined;
  /** The newest last. */
  readonly overrides: readonly Override[];
  /** Those that are on; an ended one is in the history. */
  readonly incidents: readonly Incident[];
}

export const NO_DUTY: Duty = { version: 0, rota: undefined, overrides: [], incidents: [] };

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday, so weeks that begin on Monday are counted from four days later. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** The Monday, 00:00 UTC, of an instant's week. */
export function mondayOf(instant: Instant): Instant {
  const sinceMs = Date.parse(instant) - FIRST_MONDAY_MS;
  return new Date(FIRST_MONDAY_MS + Math.floor(sinceMs / WEEK_MS) * WEEK_MS).toISOString();
}

/** Who is on call at an instant: the newest override that covers it, else the rota; `undefined` is a gap. */
export function onCallAt(duty: Duty, at: Instant): Person | undefined {
  const override = duty.overrides.findLast(({ from, until }) => from <= at && at < until);
  return override?.person ?? rotaPersonAt(duty.rota, at);
}

function rotaPersonAt(rota: Rota | undefined, at: Instant): Person | undefined {
  if (!rota || rota.weeks.length === 0 || at < rota.since) return undefined;
  const week = Math.floor((Date.parse(at) - Date.parse(rota.since)) / WEEK_MS);
  return rota.weeks[week % rota.weeks.length] ?? undefined;
}

/** The next change of who is on call. */
export interface Handover {
  readonly at: Instant;
  readonly person: Person | undefined;
}

/** A rota of the longest length comes round within this many changes. */
const LONGEST_LOOK = 60;

/** When somebody else is on call next, and who; `undefined` when it stays as it is. */
export function nextHandover(duty: Duty, now: Instant): Handover | undefined {
  const current = onCallAt(duty, now)?.id;
  let at = now;
  for (let looks = 0; looks < LONGEST_LOOK; looks++) {
    at = nextBoundary(duty, at);
    const person = onCallAt(duty, at);
    if (person?.id !== current) return { at, person };
  }
  return undefined;
}

function nextBoundary(duty: Duty, after: Instant): Instant {
  const edges = duty.overrides.flatMap(({ from, until }) => [from, until]).filter((edge) => edge > after);
  return [...edges, hoursAfter(mondayOf(after), 7 * 24)].sort()[0] ?? after;
}

/** The incident that excuses now: the one declared first of those that are on. */
export const activeIncident = (duty: Duty): Incident | undefined => duty.incidents[0];

/** When an incident's declarer must be asked whether it is still on. */
export const askAgainAt = (incident: Incident, incidentHours: number): Instant =>
  hoursAfter([incident.confirmedAt, incident.askedAt ?? ''].sort().at(-1) ?? incident.confirmedAt, incidentHours);
