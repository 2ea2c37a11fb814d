import type { DutyEvent } from './decideDuty';
import type { Person } from './people';

/** A short message about the team's duty: to one person, or to the whole channel. Its id is derived, so that it is told once. */
export interface DutyNotice {
  readonly id: string;
  readonly to: Person | 'channel';
  readonly kind: 'handedOver' | 'incidentDeclared' | 'incidentEnded' | 'incidentStillOn';
  readonly event: DutyEvent;
}

/** Who is told of a change of duty; nobody of what they did themselves. */
export function dutyNoticesOf(events: readonly DutyEvent[]): readonly DutyNotice[] {
  return events.flatMap((event) => {
    const told = toldOf(event);
    if (!told || (told.to !== 'channel' && told.to.id === event.by.id)) return [];
    return [{ ...told, id: `notice|${event.version}|${told.to === 'channel' ? 'channel' : told.to.id}`, event }];
  });
}

type Told = Pick<DutyNotice, 'to' | 'kind'>;

function toldOf(event: DutyEvent): Told | undefined {
  switch (event.move) {
    case 'handOver':
      return event.override && { to: event.override.person, kind: 'handedOver' };
    case 'declareIncident':
      return { to: 'channel', kind: 'incidentDeclared' };
    case 'endIncident':
      return { to: 'channel', kind: 'incidentEnded' };
    case 'askIncident':
      return event.incident && { to: event.incident.declaredBy, kind: 'incidentStillOn' };
    case 'takeOver':
    case 'editRota':
    case 'confirmIncident':
      return undefined;
  }
}
