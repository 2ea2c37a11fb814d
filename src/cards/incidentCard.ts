import type { Duty, Incident } from '../domain/duty';
import type { AdaptiveCard } from './adaptiveCard';
import type { DutySectionData } from './cardData';
import { dutyButton, dutyParts, dutyRows, dutySection, linkRow, type DutyView } from './dutyParts';
import { EMPTY_ENTRY } from './entries';
import { incidentAddress, incidentEntry } from './incidentEntries';
import { counted } from './moments';
import { render } from './render';
import { plainText, runsOf } from './safeText';
import { fitting } from './weight';

const NO_INCIDENT = 'No incident is declared.';
const MOST_SHOWN = 5;
const SPOKEN_BYTES = 600;

/** The incidents that are on, for everybody; engineers declare and end them here. */
export function incidentCard({ incidents }: Duty, view: DutyView): AdaptiveCard {
  const spoken = incidents[0] ? `Incident: ${plainText(incidents[0].what, SPOKEN_BYTES)}` : NO_INCIDENT;
  return fitting((share) => {
    const shown = incidents.slice(0, Math.ceil(MOST_SHOWN * share));
    return render('duty', {
      ...dutyParts('Incident', spoken, view.banner),
      sections: incidents.length === 0 ? [told(NO_INCIDENT)] : [...shown.map((incident) => incidentSection(incident, view)), ...more(incidents.length - shown.length)],
      buttonRows: view.isEngineer ? dutyRows([dutyButton('declareIncident', { nonce: view.nonce })]) : [],
    });
  });
}

/** What an engineer does about one incident: its id tells which one was shown. */
function incidentSection(incident: Incident, { isEngineer, nonce }: DutyView): DutySectionData {
  const address = incidentAddress(incident.link);
  const data = { nonce, incidentId: incident.id };
  return {
    ...dutySection('', [incidentEntry(incident)], 'warning'),
    buttonRows: [
      ...(address === undefined ? [] : [linkRow('Open incident', address)]),
      ...(isEngineer ? dutyRows([dutyButton('endIncident', data), dutyButton('confirmIncident', data)]) : []),
    ],
  };
}

const told = (words: string): DutySectionData => dutySection('', [{ ...EMPTY_ENTRY, lines: [{ runs: runsOf(words), spacing: 'None' }] }]);
const more = (count: number): readonly DutySectionData[] => (count > 0 ? [told(`${counted(count, 'more incident')} on: end those above to see the others.`)] : []);
