import type { TableClient } from '@azure/data-tables';
import type { Conversations } from '../usecases/ports';
import { metKeys, personalChatKeys, serviceUrlKeys, type RowKeys } from './keys';
import type { Row } from './limits';
import { recently, type Recently } from './recently';
import { documentRow, readChat, readMet } from './rows';
import { dropRow, putRow, readRow, type StoredRow } from './table';

/** How long another instance's write may go unseen before this one writes again what it saw. */
const UNCHANGED_FOR_MS = 60_000;
const KEPT_AT_MOST = 5_000;

/**
 * Whom the bot met and where it talks to them. Every activity brings the same facts again: what was written within the last minute
 * is not written again. Reads always ask the table, so the newest wins whichever instance saw it.
 */
export function tableConversations(people: TableClient, nowMs: () => number = Date.now): Conversations {
  const seen: Recently = recently(UNCHANGED_FOR_MS, KEPT_AT_MOST, nowMs);

  const turns = new Map<string, Promise<void>>();

  async function write(name: string, row: Row): Promise<void> {
    const content = JSON.stringify(row);
    if (seen.get(name)?.content === content) return;
    seen.forget(name); // when the write fails, nobody knows what is there
    seen.note(name, { content, etag: await putRow(people, row) });
  }

  /** One after the other for each row: of two that come at once the later wins, and the same twice is one write. */
  async function remember(row: Row): Promise<void> {
    const name = nameOf(row);
    const before = turns.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => write(name, row));
    turns.set(name, turn);
    try {
      await turn;
    } finally {
      if (turns.get(name) === turn) turns.delete(name);
    }
  }

  async function read(keys: RowKeys): Promise<StoredRow | undefined> {
    const row = await readRow(people, keys);
    if (seen.get(nameOf(keys))?.etag !== row?.etag) seen.forget(nameOf(keys)); // another instance wrote meanwhile
    return row;
  }

  return {
    async personal(personId) {
      const row = await read(personalChatKeys(personId));
      return row && readChat(row);
    },
    rememberPersonal: (person, reference) => remember(documentRow(personalChatKeys(person.id), reference)),
    async forgetPersonal(personId) {
      const keys = personalChatKeys(personId);
      seen.forget(nameOf(keys));
      await dropRow(people, keys);
    },
    async serviceUrl(conversationId) {
      const row = await read(serviceUrlKeys(conversationId));
      return typeof row?.['serviceUrl'] === 'string' ? row['serviceUrl'] : undefined;
    },
    rememberServiceUrl: (conversationId, serviceUrl) => remember({ ...serviceUrlKeys(conversationId), serviceUrl }),
    async met(personId) {
      const row = await read(metKeys(personId));
      return row && readMet(row);
    },
    rememberMet: (person) => remember(documentRow(metKeys(person.id), person)),
  };
}

const nameOf = ({ partitionKey, rowKey }: RowKeys): string => `${partitionKey}\n${rowKey}`;
