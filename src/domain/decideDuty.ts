import type { Refusal } from './commands';
import type { Duty, Incident, Override, Rota } from './duty';
import { activeIncident, askAgainAt, mondayOf } from './duty';
import { dutyFieldsOf, dutyRowOf, WEEKS, type DutyMove } from './dutyMoves';
import type { Given } from './fields';
import { readWebAddress } from './keys';
import { isBlank } from './text';
import type { Actor, Person } from './people';
import { hoursAfter } from './promises';
import { readGiven, type Fault, type RawInput } from './readGiven';
import type { Instant } from './workRequest';

/** What somebody asks of the team's duty. */
export interface DutyCommand {
  readonly move: DutyMove;
  readonly actor: Actor;
  readonly at: Instant;
  readonly nonce: string;
  readonly input: RawInput;
  /** The incident that the pressed card showed. */
  readonly incidentId?: string;
}

/** What lies outside the duty and the decision needs. */
export interface DutyFacts {
  readonly engineers: readonly Person[];
  readonly incidentHours: number;
}

/** One change of the duty. Kept for good; nothing in it is ever changed. */
export interface DutyEvent {
  readonly version: number;
  readonly at: Instant;
  readonly by: Person;
  readonly move: DutyMove;
  readonly nonce: string;
  readonly rota?: Rota;
  readonly override?: Override;
  readonly incident?: Incident;
}

export type DutyDecision = { readonly accepted: true; readonly event: DutyEvent } | { readonly accepted: false; readonly refusal: Refusal };

const refuse = (refusal: Refusal): DutyDecision => ({ accepted: false, refusal });

/** What a command would change of the duty; touches nothing. A mistake of a person comes back as a refusal. */
export function decideDuty(duty: Duty, command: DutyCommand, facts: DutyFacts): DutyDecision {
  const row = dutyRowOf(command.move);
  const { actor } = command;
  if (!row.by.some((role) => (actor.roles as readonly string[]).includes(role))) return refuse({ kind: 'notYourDuty', caption: row.caption ?? row.move, needs: row.by });
  const { given, faults } = readGiven(command.input, dutyFieldsOf(command.move));
  const missing = (row.needs ?? []).filter((field) => (given[field] ?? undefined) === undefined && !faults.some((fault) => fault.field === field));
  const all: readonly Fault[] = [...faults, ...missing.map((field) => ({ field, kind: 'missing' as const }))];
  if (all.length > 0) return refuse({ kind: 'faulty', faults: all });
  const event: DutyEvent = { version: duty.version + 1, at: command.at, by: { id: actor.id, name: actor.name }, move: command.move, nonce: command.nonce };
  return RULES[command.move](duty, event, given, command, facts);
}

type Rule = (duty: Duty, event: DutyEvent, given: Given, command: DutyCommand, facts: DutyFacts) => DutyDecision;
const accept = (event: DutyEvent): DutyDecision => ({ accepted: true, event });

/** More than a team ever has at once; it keeps the duty's row small. */
const MOST_INCIDENTS = 5;

const RULES: Readonly<Record<DutyMove, Rule>> = {
  takeOver: (_duty, event, given) => accept({ ...event, override: overrideFor(event.by, event.at, given) }),
  handOver: (_duty, event, given, command, { engineers }) => {
    const person = engineers.find(({ id }) => id === given.onCall);
    if (!person) return refuse({ kind: 'unknownPerson', field: 'onCall' });
    if (person.id === command.actor.id) return refuse({ kind: 'handOverToSelf' });
    return accept({ ...event, override: overrideFor({ id: person.id, name: person.name }, event.at, given) });
  },
  editRota: decideRota,
  declareIncident: (duty, event, given) => {
    if (duty.incidents.length >= MOST_INCIDENTS) return refuse({ kind: 'tooManyIncidents', most: MOST_INCIDENTS });
    const link = given.incidentLink ?? undefined;
    if (link !== undefined && readWebAddress(link) === undefined) return refuse({ kind: 'notAWebAddress', field: 'incidentLink' });
    const incident: Incident = { id: `incident-${event.version}`, what: given.incident ?? '', link, declaredBy: event.by, declaredAt: event.at, confirmedAt: event.at, askedAt: undefined };
    return accept({ ...event, incident });
  },
  endIncident: aboutIncident,
  confirmIncident: aboutIncident,
  askIncident: (duty, event, _given, command, { incidentHours }) => {
    const incident = duty.incidents.find(({ id }) => id === command.incidentId);
    return incident && askAgainAt(incident, incidentHours) <= event.at ? accept({ ...event, incident }) : refuse({ kind: 'nothingNew' });
  },
};

const overrideFor = (person: Person, from: Instant, given: Given): Override => ({ person, from, until: hoursAfter(from, given.hours ?? 0) });

/** A week left empty between two that are filled is a gap, kept and shown; empty weeks at the end are no weeks. */
function decideRota(_duty: Duty, event: DutyEvent, given: Given, _command: DutyCommand, { engineers }: DutyFacts): DutyDecision {
  const chosen = WEEKS.map((week) => given[week] ?? '');
  const unknown = WEEKS.find((_week, index) => !isBlank(chosen[index] ?? '') && !engineers.some(({ id }) => id === chosen[index]));
  if (unknown) return refuse({ kind: 'unknownPerson', field: unknown });
  const weeks = chosen.slice(0, chosen.findLastIndex((id) => id !== '') + 1).map((id) => engineers.find((engineer) => engineer.id === id) ?? null);
  if (weeks.length === 0) return refuse({ kind: 'faulty', faults: [{ field: 'week1', kind: 'missing' }] });
  return accept({ ...event, rota: { since: mondayOf(event.at), weeks } });
}

/** An incident can be ended or confirmed while it is on: a second press finds it ended. */
function aboutIncident(duty: Duty, event: DutyEvent, _given: Given, command: DutyCommand): DutyDecision {
  const incident = command.incidentId === undefined ? activeIncident(duty) : duty.incidents.find(({ id }) => id === command.incidentId);
  return incident ? accept({ ...event, incident }) : refuse({ kind: 'incidentIsOver' });
}
