import type { Incident } from '../domain/duty';
import { readWebAddress } from '../domain/keys';
import type { EntryData, SectionData } from './cardData';
import { EMPTY_ENTRY, noted, section, titled } from './entries';
import { momentOf } from './moments';
import { safeLink } from './safeMarkdown';
import { boldRuns, nameOf, runsOf, typedLine, type Line } from './safeText';
import { weightOf } from './weight';

const WHAT_BYTES = 700;
/** The heaviest address that is a link: the form takes 2,000 letters (fields.ts). */
const ADDRESS_BYTES = 4_100;

export const incidentWords = (what: string, maxBytes = WHAT_BYTES): string => typedLine(what, maxBytes) || '–';

/** The address of an incident's page; `undefined` where there is none, or none that a card can carry. */
export function incidentAddress(link: string | undefined, maxBytes = ADDRESS_BYTES): string | undefined {
  const address = link === undefined ? undefined : readWebAddress(link);
  return address !== undefined && weightOf(address) <= maxBytes ? address : undefined;
}

/** What is wrong, who says so and since when. */
export const incidentEntry = (incident: Incident): EntryData => ({
  ...EMPTY_ENTRY,
  ...titled(boldRuns(incidentWords(incident.what))),
  ...noted(incident.confirmedAt === incident.declaredAt ? `Declared ${momentOf(incident.declaredAt)}` : `Declared ${momentOf(incident.declaredAt)}, still on ${momentOf(incident.confirmedAt)}`),
  lines: [line(`Declared by ${nameOf(incident.declaredBy)}`)],
});

/** On the cards of the requests concerned (spec, "Promises (SLAs)"). */
export function incidentLead(incident: { readonly what: string; readonly link: string | undefined } | undefined, share: number): readonly SectionData[] {
  if (!incident) return [];
  const address = incidentAddress(incident.link, (ADDRESS_BYTES / 2) * share);
  const link = address === undefined ? undefined : safeLink('Open incident', address);
  return [section('', [{ ...EMPTY_ENTRY, ...titled(runsOf(`An incident is in hand: ${incidentWords(incident.what)}`)), ...(link === undefined ? {} : noted(link)) }], 'warning')];
}

const line = (words: string): Line => ({ runs: runsOf(words), spacing: 'None' });
