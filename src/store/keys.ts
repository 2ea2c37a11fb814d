import { createHash } from 'node:crypto';
import type { SearchTerm } from '../domain/searchWords';
import type { Instant, RequestKey } from '../domain/workRequest';
import type { Deadline, FilePlace } from '../usecases/ports';

/**
 * Every name and key of the storage account. Three tables, because a transaction spans one partition of one table and more
 * tables would buy nothing: `requests` holds the truth, `hints` what is rebuilt or dropped without harm (and the counters),
 * `people` whom the bot met and where it can talk to them.
 */
export interface StorageNames {
  readonly requests: string;
  readonly hints: string;
  readonly people: string;
  readonly syncQueue: string;
  /** A container of blobs. */
  readonly files: string;
}

/** @param prefix lower-case letters and digits, a letter first, at most 20; tests use it to stay apart. Throws a RangeError on another. */
export function storageNames(prefix = ''): StorageNames {
  if (!/^([a-z][a-z0-9]{0,19})?$/.test(prefix)) throw new RangeError(`A storage prefix is up to 20 lower-case letters and digits, not ${JSON.stringify(prefix)}`);
  const queuePrefix = prefix === '' ? '' : `${prefix}-`;
  return { requests: `${prefix}requests`, hints: `${prefix}hints`, people: `${prefix}people`, syncQueue: `${queuePrefix}sync-cards`, files: `${prefix}files` };
}

export interface RowKeys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/** Row keys of a partition, one after the other. */
export interface RowRange {
  readonly from: string;
  readonly before: string;
}

/** Rows of one request, all in its own partition: only there a transaction can hold them together. */
export const requestPartition = (key: RequestKey): string => part(key);
export const REQUEST_ROW = 'request';
/** Eight digits keep the history in order: a request of a hundred million moves will not be. */
export const eventRow = (version: number): string => `event|${String(version).padStart(8, '0')}`;
export const EVENT_ROWS = rowsWith('event');
/** One row a press; a nonce comes from outside and may be anything, so only its hash is a key. */
export const pressRow = (actorId: string, nonce: string): string => `press|${hashOf(actorId, nonce)}`;
/** Under a prefix of their own: no slot id can ever be the key of the state or of the history. */
export const slotRow = (slotId: string): string => `slot|${slotId.split('|').map(part).join('|')}`;
export const SLOT_ROWS = rowsWith('slot');

/** The duty lies among the requests, with events and presses like theirs; a request's key has a hyphen, so none is ever this partition. */
export const DUTY_PARTITION = 'duty';
export const DUTY_KEYS: RowKeys = { partitionKey: DUTY_PARTITION, rowKey: 'duty' };

export const blockedByPartition = (blocking: RequestKey): string => `blocked-by|${part(blocking)}`;
export const blockedByKeys = (blocking: RequestKey, waiting: RequestKey): RowKeys => ({ partitionKey: blockedByPartition(blocking), rowKey: part(waiting) });
/**
 * All deadlines lie in one partition, so that those that are due are one range from its beginning. A partition carries 2,000
 * operations a second (Microsoft Learn, "Scalability and performance targets for Table storage"). A deadline costs two, one
 * to note and one to drop: that is a thousand a second, some millions an hour. Beyond it a note fails before its commit, so none is lost.
 */
export const DEADLINE_PARTITION = 'deadline';
export const deadlineKeys = ({ at, subject }: Deadline): RowKeys => ({ partitionKey: DEADLINE_PARTITION, rowKey: `${part(at)}|${part(subject)}` });
/** Row keys of the deadlines that have come by `now`, that very instant too: instants are all of one length, so text sorts as time does. */
export const deadlinesBy = (now: Instant): RowRange => ({ from: '', before: `${part(now)}}` });
export const OPEN_PARTITION = 'open';
export const openKeys = (key: RequestKey): RowKeys => ({ partitionKey: OPEN_PARTITION, rowKey: part(key) });
/** The newest first: numbers count down in the row key, and storage reads upward. */
export const requesterPartition = (personId: string): string => `requester|${part(personId)}`;
export const requesterKeys = (personId: string, key: RequestKey): RowKeys => ({ partitionKey: requesterPartition(personId), rowKey: `${countedDown(key)}|${part(key)}` });
const HIGHEST_NUMBER = 999_999_999;
const countedDown = (key: RequestKey): string => String(HIGHEST_NUMBER - Number(key.slice(key.lastIndexOf('-') + 1))).padStart(9, '0');

/**
 * What a request is found under, the newest first. Words lie together by their first letter, so that every beginning of a word is one range,
 * and a request of a hundred words takes some twenty transactions. Each other term has a partition of its own.
 */
export const searchPartition = (term: SearchTerm): string => (term.startsWith(WORD) ? wordPartition(term.slice(WORD.length)) : `search|${part(term)}`);
export const searchKeys = (term: SearchTerm, key: RequestKey): RowKeys => {
  const word = term.startsWith(WORD) ? `${part(term.slice(WORD.length))}|` : '';
  return { partitionKey: searchPartition(term), rowKey: `${word}${countedDown(key)}|${part(key)}` };
};
export const wordPartition = (beginning: string): string => `search-word|${part(Array.from(beginning)[0] ?? '')}`;
/** Row keys of the words that begin so; `~` is after every sign that a part has. */
export const wordsFrom = (beginning: string): RowRange => ({ from: part(beginning), before: `${part(beginning)}~` });
export const keyInSearchRow = (rowKey: string): RequestKey => rowKey.slice(rowKey.lastIndexOf('|') + 1);
const WORD = 'word:';
/** Under what a request is noted at present: tells whether anything is to be done, and what is to be taken away. */
export const searchMarkKeys = (key: RequestKey): RowKeys => ({ partitionKey: `searched|${part(key)}`, rowKey: 'mark' });
export const unreachedPartition = (personId: string): string => `unreached|${part(personId)}`;
export const unreachedKeys = (personId: string, key: RequestKey): RowKeys => ({ partitionKey: unreachedPartition(personId), rowKey: part(key) });
export const threadKeys = (postId: string): RowKeys => ({ partitionKey: `thread|${part(postId)}`, rowKey: 'request' });
export const LAST_SWEEP: RowKeys = { partitionKey: 'sweep', rowKey: 'last-completed' };
export const UNDELIVERABLE_PARTITION = 'undeliverable';
export const undeliverableKeys = (key: RequestKey, slotId: string): RowKeys => ({ partitionKey: UNDELIVERABLE_PARTITION, rowKey: `${part(key)}|${part(slotId)}` });
export const NUMBER_COUNTER: RowKeys = { partitionKey: 'counter', rowKey: 'request-number' };
/** Whose message a form was opened on. */
export const authorKeys = (actorId: string, nonce: string): RowKeys => ({ ...submissionKeys(actorId, nonce), rowKey: 'author' });
export const submissionKeys = (actorId: string, nonce: string): RowKeys => ({ partitionKey: `submission|${hashOf(actorId, nonce)}`, rowKey: 'request' });

export const personalChatKeys = (personId: string): RowKeys => ({ partitionKey: `person|${part(personId)}`, rowKey: 'personal-chat' });
export const metKeys = (personId: string): RowKeys => ({ partitionKey: `person|${part(personId)}`, rowKey: 'met' });
export const serviceUrlKeys = (conversationId: string): RowKeys => ({ partitionKey: `conversation|${part(conversationId)}`, rowKey: 'service-url' });

/** Blobs of one place lie in a folder of their own; no request's key has a hyphen before letters. */
export const fileFolder = (place: FilePlace): string =>
  typeof place === 'string' ? `${part(place)}/` : `${PUT_BY_FOLDER}${hashOf(place.personId, place.nonce)}/`;
export const PUT_BY_FOLDER = 'put-by/';
export const fileBlob = (place: FilePlace, id: string): string => `${fileFolder(place)}${part(id)}`;

const LONGEST_PART_UNITS = 250;

/**
 * A part of a key: letters, digits and a few signs stay readable, every other UTF-16 unit becomes `!` and four hex digits, so
 * that nothing storage refuses is left and two inputs never share a key. Long ones, which no request makes, become a hash.
 */
function part(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9._:;@-]/g, (unit) => `!${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safe.length <= LONGEST_PART_UNITS ? safe : `!hash-${hashOf(text)}`;
}

/** JSON keeps the parts apart: a hash of them joined would be the same for ('a', 'bc') and ('ab', 'c'). */
const hashOf = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** All row keys that begin with `kind|`; `}` is the sign after `|`. */
function rowsWith(kind: string): RowRange {
  return { from: `${kind}|`, before: `${kind}}` };
}
