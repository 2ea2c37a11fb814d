import { activeIncident, mondayOf, nextHandover, onCallAt, type Duty, type Handover, type Override } from '../domain/duty';
import { WEEKS } from '../domain/dutyMoves';
import type { Person } from '../domain/people';
import { hoursAfter } from '../domain/promises';
import type { Instant } from '../domain/workRequest';
import type { AdaptiveCard } from './adaptiveCard';
import type { DutySectionData, EntryData, FactData } from './cardData';
import { dutyButton, dutyParts, dutyRows, dutySection, type DutyView } from './dutyParts';
import { EMPTY_ENTRY, noted, titled } from './entries';
import { incidentEntry } from './incidentEntries';
import { counted, momentOf } from './moments';
import { render } from './render';
import { boldRuns, nameOf, runsOf, titleRuns } from './safeText';

const GAP = 'Nobody is on call. Reminders go to the whole channel.';

/** Who is on call, who is next, and the rota; engineers change it here. */
export function dutyCard(duty: Duty, view: DutyView): AdaptiveCard {
  const current = onCallAt(duty, view.now);
  const data = { nonce: view.nonce };
  return render('duty', {
    ...dutyParts('On-call', current ? `On call now: ${nameOf(current)}.` : GAP, view.banner),
    sections: [
      nowSection(current, nextHandover(duty, view.now)),
      ...nextSection(nextHandover(duty, view.now)),
      ...incidentSection(duty),
      ...overridesSection(duty, view.now),
      rotaSection(duty, view.now),
    ],
    buttonRows: view.isEngineer ? dutyRows([dutyButton('takeOver', data), dutyButton('handOver', data), dutyButton('editRota', data)]) : [],
  });
}

/** A gap is told loudly, and in words: nobody must take it for a name that is missing. */
function nowSection(current: Person | undefined, next: Handover | undefined): DutySectionData {
  const until = noted(next ? `Until ${momentOf(next.at)}` : 'Until somebody takes over or edits the rota');
  if (!current) return dutySection('', [{ ...EMPTY_ENTRY, ...titled(titleRuns(GAP)), ...until }], 'warning');
  return dutySection('On call now', [{ ...EMPTY_ENTRY, ...titled(titleRuns(nameOf(current))), ...until }], 'emphasis');
}

function nextSection(next: Handover | undefined): readonly DutySectionData[] {
  if (!next) return [];
  const from = noted(`From ${momentOf(next.at)}`);
  return [next.person
    ? dutySection('Next', [{ ...EMPTY_ENTRY, ...titled(boldRuns(nameOf(next.person))), ...from }])
    : dutySection('Next', [{ ...EMPTY_ENTRY, ...titled(boldRuns('Nobody will be on call. Reminders will go to the whole channel.')), ...from }], 'warning')];
}

function incidentSection(duty: Duty): readonly DutySectionData[] {
  const incident = activeIncident(duty);
  if (!incident) return [];
  const others = duty.incidents.length - 1;
  const words = `While an incident is on, reminders go to the whole channel.${others > 0 ? ` There ${others === 1 ? 'is' : 'are'} ${counted(others, 'more incident')} on.` : ''}`;
  return [dutySection('Incident', [incidentEntry(incident), { ...EMPTY_ENTRY, lines: [{ runs: runsOf(words), spacing: 'None' }] }], 'warning')];
}

const MOST_OVERRIDES = 6;

/** Those that are on or to come, the first to end first. The newest of several counts. */
function overridesSection({ overrides }: Duty, now: Instant): readonly DutySectionData[] {
  const coming = overrides.filter(({ until }) => until > now).sort((one, other) => (one.until < other.until ? -1 : 1));
  if (coming.length === 0) return [];
  const more = coming.length - MOST_OVERRIDES;
  const entries = coming.slice(0, MOST_OVERRIDES).map(overrideEntry);
  return [dutySection('Instead of the rota', more > 0 ? [...entries, { ...EMPTY_ENTRY, lines: [{ runs: runsOf(`and ${more} more`), spacing: 'None' }] }] : entries)];
}

const overrideEntry = ({ person, from, until }: Override): EntryData => ({
  ...EMPTY_ENTRY, ...titled(boldRuns(nameOf(person))), ...noted(`From ${momentOf(from)} until ${momentOf(until)}`),
});

/** The Mondays that can be planned, each with who is on call by the rota alone. */
export function rotaWeeks(duty: Duty, now: Instant): readonly { readonly monday: Instant; readonly person: Person | undefined }[] {
  const rotaAlone: Duty = { ...duty, overrides: [] };
  return WEEKS.map((_week, at) => hoursAfter(mondayOf(now), at * 7 * 24)).map((monday) => ({ monday, person: onCallAt(rotaAlone, monday) }));
}

function rotaSection(duty: Duty, now: Instant): DutySectionData {
  if (!duty.rota) return dutySection('Rota', [{ ...EMPTY_ENTRY, lines: [{ runs: runsOf('There is no rota yet.'), spacing: 'None' }] }]);
  return { ...dutySection('Rota', []), facts: rotaWeeks(duty, now).map(({ monday, person }) => weekFact(momentOf(monday), person)) };
}

const weekFact = (label: string, person: Person | undefined): FactData =>
  person ? { label, isTyped: true, runs: runsOf(nameOf(person)), isOwn: false, text: '' } : { label, isTyped: false, runs: [], isOwn: true, text: 'nobody' };
