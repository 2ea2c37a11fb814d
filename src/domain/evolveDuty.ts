import type { DutyEvent } from './decideDuty';
import type { Duty, Incident } from './duty';

/** The duty after an event. Pure; overrides that are over by then are let go, the history keeps them. */
export function evolveDuty(duty: Duty, event: DutyEvent): Duty {
  return {
    version: event.version,
    rota: event.rota ?? duty.rota,
    overrides: [...duty.overrides.filter(({ until }) => until > event.at), ...(event.override ? [event.override] : [])],
    incidents: event.incident ? incidentsAfter(duty.incidents, event, event.incident) : duty.incidents,
  };
}

function incidentsAfter(incidents: readonly Incident[], { move, at }: DutyEvent, incident: Incident): readonly Incident[] {
  const others = incidents.filter(({ id }) => id !== incident.id);
  if (move === 'declareIncident') return [...others, incident];
  if (move === 'confirmIncident') return incidents.map((each) => (each.id === incident.id ? { ...each, confirmedAt: at, askedAt: undefined } : each));
  if (move === 'askIncident') return incidents.map((each) => (each.id === incident.id ? { ...each, askedAt: at } : each));
  return others;
}
