import { csvCard, reportCard, type ReportView } from '../cards';
import type { Actor, Person } from '../domain/people';
import { reportOf } from '../domain/report';
import { numbersCsv, requestsCsv } from '../domain/reportCsv';
import { isPeriod, periodSentence, readPeriod, type Period } from '../domain/reportPeriod';
import { reportRows } from '../domain/reportRows';
import type { RawInput } from '../domain/readGiven';
import type { RequestEvent } from '../domain/workRequest';
import { gatherHistories } from '../usecases/gatherHistories';
import { withCard, withMessage, type PressAnswer } from './answers';
import { isEngineer } from './lists';
import { UNKNOWN_PERSON } from './people';
import { nonceIn, pageIn, textIn } from './readPress';
import type { Reply, Room } from './room';

/** A message may take a moment; the channel gives up after 15 seconds. */
const MESSAGE_LIMIT_MS = 10_000;
/** An invoke has 5 seconds in all (facts, "Invokes"). */
const PRESS_LIMIT_MS = 3_500;

const ENGINEERS_ONLY = 'Reports are for the engineers of the Platform team. To see your own requests, write: my requests';
const BAD_PERIOD = 'This button names no period. Please write report, with a period, to get a fresh one.';

/** `report`, with a period or without: how the team did. */
export async function replyReport(room: Room, sender: Person, rest: string): Promise<Reply> {
  const actor = await room.ports.directory.actor(room.playing(sender));
  if (!actor) return { text: UNKNOWN_PERSON };
  if (!isEngineer(actor)) return { text: ENGINEERS_ONLY };
  const period = readPeriod(rest, room.ports.clock.now().toISOString());
  if (!isPeriod(period)) return { text: periodSentence(period) };
  const told = await tell(room, period, MESSAGE_LIMIT_MS);
  return 'sentence' in told ? { text: told.sentence } : { card: reportCard(reportOf(told.histories, period, room.ports.policy), room.mintNonce()) };
}

export type Told = { readonly histories: readonly (readonly RequestEvent[])[] } | { readonly sentence: string };

/** The histories of a period, or why there are none, as a sentence. */
async function tell(room: Room, period: Period, limitMs: number): Promise<Told> {
  const gathered = await gatherHistories(room.ports, period, limitMs);
  switch (gathered.kind) {
    case 'gathered':
      return gathered;
    case 'tooMany':
      return { sentence: `More than ${gathered.most} requests are in this period, too many for one report. Please choose a shorter one.` };
    case 'tooLong':
      return { sentence: 'This report takes too long just now. Please choose a shorter period, or try again in a while.' };
  }
}

/** A button of a report; `offer` hands the whole table out as a file, where that can be done. */
export async function pressReport(room: Room, actor: Actor | undefined, view: ReportView, data: RawInput, offer?: (table: Table) => Promise<void>): Promise<PressAnswer> {
  if (!actor) return withMessage(UNKNOWN_PERSON);
  if (!isEngineer(actor)) return withMessage(ENGINEERS_ONLY);
  const period = periodIn(data, room);
  if (!period) return withMessage(BAD_PERIOD);
  if (view === 'show') {
    const told = await tell(room, period, PRESS_LIMIT_MS);
    return 'sentence' in told ? withMessage(told.sentence) : withCard(reportCard(reportOf(told.histories, period, room.ports.policy), nonceIn(data)));
  }
  const table = await tableOf(room, view, period);
  if ('sentence' in table) return withMessage(table.sentence);
  if (pageIn(data) === 0) await offer?.(table);
  return withCard(csvCard(table.csv, { what: view, period, page: pageIn(data), nonce: nonceIn(data) }));
}

/** A table of a report, ready to be saved. */
export interface Table {
  readonly what: Exclude<ReportView, 'show'>;
  readonly period: Period;
  readonly csv: string;
}

export async function tableOf(room: Room, what: Table['what'], period: Period): Promise<Table | { readonly sentence: string }> {
  const told = await tell(room, period, PRESS_LIMIT_MS);
  if ('sentence' in told) return told;
  const { policy } = room.ports;
  return { what, period, csv: what === 'csv' ? numbersCsv(reportOf(told.histories, period, policy)) : requestsCsv(reportRows(told.histories, period, policy)) };
}

/** The period that a button or a consent carries: two instants, in order, not in the future. */
export function periodIn(data: RawInput, { ports }: Room): Period | undefined {
  const [from, to] = [textIn(data, 'from'), textIn(data, 'to')];
  return isInstant(from) && isInstant(to) && from < to && to <= ports.clock.now().toISOString() ? { from, to } : undefined;
}

const isInstant = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
