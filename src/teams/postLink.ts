import { createHash } from 'node:crypto';
import type { RequestKey } from '../domain/workRequest';

/** Where requests are posted, and what no stranger knows of this installation. */
export interface PostPlace {
  readonly tenantId: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly salt: string;
}

/** A deep link to a message of a channel (Microsoft Learn, "Deep link to a message in a channel"). */
export function postLink({ tenantId, teamId, channelId }: PostPlace, messageId: string): string {
  const id = encodeURIComponent(messageId);
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(channelId)}/${id}?tenantId=${encodeURIComponent(tenantId)}&groupId=${encodeURIComponent(teamId)}&parentMessageId=${id}`;
}

/** The ids of messages are the milliseconds at which they were posted: thirteen digits, for a long time yet. */
const FIRST_MS = Date.UTC(2025, 0, 1);
const SPAN_MS = 2 * 365 * 24 * 60 * 60 * 1000;

/** What stands in for the message of a request that has none, or that does not exist: looks like one, and is the same each time (decision 11). */
export function standInId(key: RequestKey, { tenantId, channelId, salt }: PostPlace): string {
  const hash = createHash('sha256').update(JSON.stringify([salt, tenantId, channelId, key])).digest();
  return String(FIRST_MS + (hash.readUIntBE(0, 6) % SPAN_MS));
}
