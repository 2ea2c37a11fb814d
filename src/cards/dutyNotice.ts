import type { DutyEvent } from '../domain/decideDuty';
import type { Override } from '../domain/duty';
import type { DutyNotice } from '../domain/dutyAudience';
import type { DutyButtonRow, EntryData } from './cardData';
import { dutyButton, dutyParts, dutyRows, dutySection, linkRow } from './dutyParts';
import { EMPTY_ENTRY, noted, titled } from './entries';
import { incidentAddress, incidentWords } from './incidentEntries';
import { counted, momentOf } from './moments';
import type { NoticeMessage } from './noticeCard';
import { render } from './render';
import { nameOf, plainText, runsOf } from './safeText';

const SUMMARY_BYTES = 900;

/** A change of the team's duty as a short message that makes a sound. */
export function dutyNoticeMessage(notice: DutyNotice): NoticeMessage {
  const { topic, said, note, buttonRows } = TOLD[notice.kind](notice);
  const summary = plainText(said, SUMMARY_BYTES);
  const entry: EntryData = { ...EMPTY_ENTRY, ...titled(runsOf(said)), ...(note === '' ? {} : noted(note)) };
  return { summary, card: render('duty', { ...dutyParts(topic, summary), sections: [dutySection('', [entry])], buttonRows }) };
}

interface Told {
  readonly topic: 'On-call' | 'Incident';
  /** With what somebody typed: never where text is formatted. */
  readonly said: string;
  /** Our own words, with dates. */
  readonly note: string;
  readonly buttonRows: readonly DutyButtonRow[];
}

const TOLD: Readonly<Record<DutyNotice['kind'], (notice: DutyNotice) => Told>> = {
  handedOver: ({ event }) => handedOver(event, event.override),
  incidentDeclared: ({ event }) => ({
    topic: 'Incident', said: `${nameOf(event.by)} has declared an incident: ${whatOf(event)}`,
    note: 'While it is on, reminders go to this channel, and a breach is excused.', buttonRows: linkOf(event),
  }),
  incidentEnded: ({ event }) => ({
    topic: 'Incident', said: `${nameOf(event.by)} has ended the incident: ${whatOf(event)}`,
    note: event.incident ? `It was declared ${momentOf(event.incident.declaredAt)} and ended ${momentOf(event.at)}.` : '', buttonRows: [],
  }),
  incidentStillOn: ({ id, event }) => ({
    topic: 'Incident', said: `Is this incident still on? ${whatOf(event)}`,
    note: event.incident ? `You declared it ${momentOf(event.incident.declaredAt)}.` : '',
    buttonRows: [...linkOf(event), ...askRows(id, event)],
  }),
};

const handedOver = ({ by }: DutyEvent, override: Override | undefined): Told => ({
  topic: 'On-call',
  said: `${nameOf(by)} handed on-call to you${override ? ` for ${hoursOf(override)}` : ''}.`,
  note: override ? `You are on call until ${momentOf(override.until)}.` : '',
  buttonRows: [],
});

const HOUR_MS = 3_600_000;
const hoursOf = ({ from, until }: Override): string => counted(Math.round((Date.parse(until) - Date.parse(from)) / HOUR_MS), 'hour');

const whatOf = ({ incident }: DutyEvent): string => incidentWords(incident?.what ?? '');

function linkOf({ incident }: DutyEvent): readonly DutyButtonRow[] {
  const address = incidentAddress(incident?.link);
  return address === undefined ? [] : [linkRow('Open incident', address)];
}

/** The nonce follows from the notice, so that drawing twice is drawing the same, and a double press counts once. */
function askRows(nonce: string, { incident }: DutyEvent): readonly DutyButtonRow[] {
  const data = { nonce, ...(incident ? { incidentId: incident.id } : {}) };
  return dutyRows([dutyButton('endIncident', data), dutyButton('confirmIncident', data)]);
}
