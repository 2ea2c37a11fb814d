import { createHash } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import type { DutyEvent } from '../domain/decideDuty';
import { pseudonymFrom, namesPerson } from '../domain/erasing';
import { evolve } from '../domain/evolve';
import { evolveDuty } from '../domain/evolveDuty';
import { NO_DUTY } from '../domain/duty';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';
import { StaleWrite, type Slot } from '../usecases/ports';
import { openTable, type Connection } from './connection';
import { DUTY_KEYS, DUTY_PARTITION, EVENT_ROWS, personalChatKeys, requestPartition, REQUEST_ROW, serviceUrlKeys, storageNames, undeliverableKeys, type RowKeys } from './keys';
import type { Row } from './limits';
import { documentOf, dutyHistoryRow, dutyRow, historyRow, readChat, readDutyEvent, readEvent, stateRow } from './rows';
import { dropRow, isConflict, readRow, rowsOf, type StoredRow } from './table';

/** A record in which somebody is named. */
export interface NamedIn {
  readonly table: 'requests' | 'hints' | 'people';
  readonly partition: string;
  readonly row: string;
  readonly record: unknown;
}

/** What an operator may do with one person's data, beside the app. */
export interface PersonalData {
  /** Every record that holds the person's id, their own chat and how they were met included. Reads all there is. */
  namedIn(personId: string): AsyncIterable<NamedIn>;
  /** Replaces a request's history and the state that follows from it, together. Gives the state. Throws StaleWrite when somebody moved it meanwhile. */
  rewriteRequest(key: string, rewrite: (event: RequestEvent) => RequestEvent): Promise<WorkRequest>;
  rewriteDuty(rewrite: (event: DutyEvent) => DutyEvent): Promise<void>;
  /** Takes one record away: a slot with what counts it, a chat, how somebody was met, a hint. */
  drop(named: NamedIn): Promise<void>;
}

/** The same for one person, always, so that an erasing that broke off goes on; who knows the id can find it, nobody the id from it. */
export const pseudonymOf = (personId: string): string => pseudonymFrom(createHash('sha256').update(`erased|${personId.toLowerCase()}`).digest('hex').slice(0, 16));

export function openPersonalData(connection: Connection, options: { readonly prefix?: string } = {}): PersonalData {
  const names = storageNames(options.prefix);
  const tableOf = (name: string): TableClient => openTable(connection, name, () => undefined);
  const tables = { requests: tableOf(names.requests), hints: tableOf(names.hints), people: tableOf(names.people) };
  return {
    async *namedIn(personId) {
      for (const table of ['requests', 'hints', 'people'] as const) yield* namedInTable(table, tables[table], personId);
      yield* addressesOf(tables.people, personId);
    },

    async rewriteRequest(key, rewrite) {
      const keys = { partitionKey: requestPartition(key), rowKey: REQUEST_ROW };
      const state = await there(tables.requests, keys);
      const history = (await rowsOf(tables.requests, keys.partitionKey, EVENT_ROWS)).map(readEvent).map(rewrite);
      const request = history.reduce<WorkRequest | undefined>(evolve, undefined);
      if (!request || request.version !== (documentOf(state) as WorkRequest).version) throw new StaleWrite(`${key}: somebody moved it meanwhile`);
      await replaceAll(tables.requests, history.map(historyRow), stateRow(request), state.etag);
      return request;
    },

    async rewriteDuty(rewrite) {
      const state = await there(tables.requests, DUTY_KEYS);
      const history = (await rowsOf(tables.requests, DUTY_PARTITION, EVENT_ROWS)).map(readDutyEvent).map(rewrite);
      await replaceAll(tables.requests, history.map(dutyHistoryRow), dutyRow(history.reduce(evolveDuty, NO_DUTY)), state.etag);
    },

    async drop({ table, partition, row, record }) {
      if (row.startsWith('slot|')) {
        const { key, id } = record as Slot;
        await dropRow(tables.hints, undeliverableKeys(key, id));
      }
      await dropRow(tables[table], { partitionKey: partition, rowKey: row });
    },
  };
}

/** Documents are read as such; hints are what their keys and columns say. */
async function* namedInTable(table: NamedIn['table'], client: TableClient, personId: string): AsyncGenerator<NamedIn> {
  for await (const stored of client.listEntities()) {
    const { partitionKey: partition = '', rowKey: row = '' } = stored;
    const record = 'json0' in stored ? documentOf(stored) : plainOf(stored);
    if (namesPerson([partition, row, record], personId)) yield { table, partition, row, record };
  }
}

const plainOf = (stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => !['etag', 'timestamp', 'partitionKey', 'rowKey'].includes(name) && !name.startsWith('odata')));

/** The address of the person's own chat lies under the chat's id, which only their record names. */
async function* addressesOf(people: TableClient, personId: string): AsyncGenerator<NamedIn> {
  const chat = await readRow(people, personalChatKeys(personId));
  const keys = chat && serviceUrlKeys(readChat(chat).conversationId);
  const address = keys && (await readRow(people, keys));
  if (address) yield { table: 'people', partition: keys.partitionKey, row: keys.rowKey, record: plainOf(address) };
}

async function there(table: TableClient, keys: RowKeys): Promise<StoredRow> {
  const row = await readRow(table, keys);
  if (!row) throw new Error(`there is no ${keys.partitionKey}`);
  return row;
}

const MOST_IN_ONE = 50;

/** The history first, the state last and only as it was read: broken off, it is done again to the same end. */
async function replaceAll(table: TableClient, history: readonly Row[], state: Row, etag: string): Promise<void> {
  try {
    for (let from = 0; from < history.length; from += MOST_IN_ONE) {
      await table.submitTransaction(history.slice(from, from + MOST_IN_ONE).map((row) => ['update', { ...row }, 'Replace']));
    }
    await table.updateEntity({ ...state }, 'Replace', { etag });
  } catch (error) {
    throw isConflict(error) ? new StaleWrite('somebody moved it meanwhile', { cause: error }) : error;
  }
}
