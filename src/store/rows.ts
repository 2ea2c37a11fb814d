import type { DutyEvent } from '../domain/decideDuty';
import type { Duty } from '../domain/duty';
import { cutText } from '../domain/text';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';
import type { MetPerson, ConversationReference, Slot } from '../usecases/ports';
import { readJson, writeJson } from './json';
import { DUTY_KEYS, DUTY_PARTITION, eventRow, requestPartition, REQUEST_ROW, slotRow, type RowKeys } from './keys';
import type { Cell, Row } from './limits';

/** Below the 32 Ki units of a property (facts, "Table Storage"); round, so that people can count. */
const PIECE_UNITS = 30_000;
const SHOWN_UNITS = 200;

/** A row as it was read: the SDK promises no more. */
export type ReadRow = Readonly<Record<string, unknown>>;

/** The document lies in json0, json1, …; the plain columns beside it are for people with Storage Explorer and for filters, and never read back. */
export function documentRow(keys: RowKeys, document: object, shown: Readonly<Record<string, Cell>> = {}): Row {
  const json = writeJson(document);
  const pieces = Array.from({ length: Math.ceil(json.length / PIECE_UNITS) }, (_, at) =>
    [`json${at}`, json.slice(at * PIECE_UNITS, (at + 1) * PIECE_UNITS)] as const);
  return { ...shown, ...Object.fromEntries(pieces), ...keys };
}

/** Throws when the row holds no document. The caller vouches for the type: it reads only rows that it wrote. */
export function documentOf(row: ReadRow): unknown {
  const pieces: string[] = [];
  for (let at = 0; typeof row[`json${at}`] === 'string'; at++) pieces.push(String(row[`json${at}`]));
  if (pieces.length === 0) throw new Error(`row ${String(row['partitionKey'])} ${String(row['rowKey'])} holds no document`);
  return readJson(pieces.join(''));
}

export const stateRow = (request: WorkRequest): Row =>
  documentRow({ partitionKey: requestPartition(request.key), rowKey: REQUEST_ROW }, request, {
    status: request.status, version: request.version, summary: cutText(request.answers.summary, SHOWN_UNITS), submittedAt: request.submittedAt, statusSince: request.statusSince,
  });

export const historyRow = (event: RequestEvent): Row =>
  documentRow({ partitionKey: requestPartition(event.key), rowKey: eventRow(event.version) }, event, {
    at: event.at, move: event.move, by: cutText(event.by.id, SHOWN_UNITS), to: event.to,
  });

export const dutyRow = (duty: Duty): Row => documentRow(DUTY_KEYS, duty, { version: duty.version });

export const dutyHistoryRow = (event: DutyEvent): Row =>
  documentRow({ partitionKey: DUTY_PARTITION, rowKey: eventRow(event.version) }, event, { at: event.at, move: event.move, by: cutText(event.by.id, SHOWN_UNITS) });

export const slotDocumentRow = (slot: Slot, wasUndeliverable: boolean): Row =>
  documentRow({ partitionKey: requestPartition(slot.key), rowKey: slotRow(slot.id) }, slot, {
    state: slot.state.kind, attempts: slot.attempts, wasUndeliverable,
  });

export const readState = (row: ReadRow): WorkRequest => documentOf(row) as WorkRequest;
export const readEvent = (row: ReadRow): RequestEvent => documentOf(row) as RequestEvent;
export const readDuty = (row: ReadRow): Duty => documentOf(row) as Duty;
export const readDutyEvent = (row: ReadRow): DutyEvent => documentOf(row) as DutyEvent;
export const readSlot = (row: ReadRow): Slot => documentOf(row) as Slot;
export const readChat = (row: ReadRow): ConversationReference => documentOf(row) as ConversationReference;
export const readMet = (row: ReadRow): MetPerson => documentOf(row) as MetPerson;
