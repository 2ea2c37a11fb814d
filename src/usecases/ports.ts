import type { Audience, Notice } from '../domain/audience';
import type { Policy } from '../domain/commands';
import type { DutyEvent } from '../domain/decideDuty';
import type { DutyNotice } from '../domain/dutyAudience';
import type { Duty } from '../domain/duty';
import type { FileFault } from '../domain/files';
import type { Actor, Person } from '../domain/people';
import type { SearchTerm } from '../domain/searchWords';
import type { FileKept, Instant, ManagerKnown, RequestEvent, RequestKey, WorkRequest } from '../domain/workRequest';

/** A request as it was read, with the mark that a later commit is checked against. */
export interface StoredRequest {
  readonly request: WorkRequest;
  readonly etag: string;
}

/** Somebody else moved the request first, or made it first. Decide again on the fresh state. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite';
}

/** This very press is committed: before, or by this very commit whose answer was lost. Show the fresh state. */
export class PressedBefore extends Error {
  override readonly name = 'PressedBefore';
}

/** The truth about requests: state and history, one partition a request. */
export interface RequestStore {
  load(key: RequestKey): Promise<StoredRequest | undefined>;
  /** The whole history, oldest first; empty when there is no such request. */
  history(key: RequestKey): Promise<readonly RequestEvent[]>;
  /**
   * All of it or none of it: the state, the event, and the mark of the press. `before` undefined makes the request.
   * Throws StaleWrite when someone else was first, PressedBefore when the same person's same nonce is committed already.
   */
  commit(before: StoredRequest | undefined, after: WorkRequest, event: RequestEvent): Promise<void>;
  /** Every request that is not Done, in no order. Reads them all: for the nightly walk, not for an answer. */
  walkOpen(): AsyncIterable<WorkRequest>;
  /** The key of every request, Done or not, in no order; nothing else of them is read. */
  walkKeys(): AsyncIterable<RequestKey>;
  /** Every request that was open at some moment since then: not Done, or Done since. In no order, and not for a button's answer. */
  walkSince(from: Instant): AsyncIterable<WorkRequest>;
  /** Every request that is Done since before then. In no order; for the nightly walk. */
  walkDoneBefore(before: Instant): AsyncIterable<WorkRequest>;
  /**
   * Takes a request away with everything in its partition: history, presses, slots. Its state goes last, so that one that was
   * left half done is found again. Throws StaleWrite when somebody has moved it since it was read.
   */
  forget(stored: StoredRequest): Promise<void>;
  /** Whether this person's press of this nonce is in the request's history. */
  wasPressed(key: RequestKey, actorId: string, nonce: string): Promise<boolean>;
}

/** Numbers for new requests. A number is never given twice; a lost one does no harm. */
export interface Numbering {
  next(): Promise<number>;
}

/** Which form became which request, so that a form sent four times is one request. */
export interface Submissions {
  /**
   * Claims `key` for this person's form, or gives the key that it was claimed for before.
   * The same answer for the same person and nonce, always.
   */
  claim(actorId: string, nonce: string, key: RequestKey): Promise<RequestKey>;
  /** The key that was claimed for this form, if one was. */
  claimed(actorId: string, nonce: string): Promise<RequestKey | undefined>;
  /** Keeps whose message this person's form was opened on: what a form sends back is not believed. */
  noteAuthor(actorId: string, nonce: string, authorId: string): Promise<void>;
  authorOf(actorId: string, nonce: string): Promise<string | undefined>;
}

/** What a sync message and a deadline call the team's duty, where else a request's key stands. */
export const DUTY = 'duty';

/** "Sync this request, or the duty; version n is on its way." Harmless without its commit. */
export interface SyncMessage {
  /** A request's key, or `DUTY`. */
  readonly key: string;
  readonly version: number;
  /** When it was announced, in real time: ISO 8601. */
  readonly announcedAt: Instant;
  /** How often it has been put off already. */
  readonly tries: number;
}

/** Things written before the truth (architecture.md, "Hints first, then the truth"). */
export interface Hints {
  /** Puts a sync message in the queue, to be seen after `delayMs` of real time. */
  announce(message: SyncMessage, delayMs?: number): Promise<void>;
  /** Notes that `waiting` is about to be blocked by `blocking`. */
  noteBlocked(blocking: RequestKey, waiting: RequestKey): Promise<void>;
  /** Requests that were noted as blocked by this one; some may not be any more. */
  blockedBy(blocking: RequestKey): Promise<readonly RequestKey[]>;
  dropBlocked(blocking: RequestKey, waiting: RequestKey): Promise<void>;
  /** Notes that the timer must look at something at a time; `subject` is a request's key or `duty`. */
  noteDeadline(subject: string, at: Instant): Promise<void>;
  /** Deadlines that have come by `now`, the earliest first, at most `most`. Reads only these. */
  dueDeadlines(now: Instant, most: number): Promise<readonly Deadline[]>;
  dropDeadline(deadline: Deadline): Promise<void>;
  /** Whether this deadline is noted. */
  hasDeadline(deadline: Deadline): Promise<boolean>;
  /** Notes a request that is about to be made, so that whoever walks the open ones finds it. */
  noteOpen(key: RequestKey): Promise<void>;
  /** A request that is Done for good is open no more. */
  dropOpen(key: RequestKey): Promise<void>;
  /** Requests that were noted as open; some may be Done or never made. */
  openKeys(): Promise<readonly RequestKey[]>;
  /** Notes a request that is about to be somebody's. */
  noteRequester(personId: string, key: RequestKey): Promise<void>;
  /** Requests that were noted as this person's, the newest first, at most `most`; some may never have been made. */
  keysOfRequester(personId: string, most: number): Promise<readonly RequestKey[]>;
  dropRequester(personId: string, key: RequestKey): Promise<void>;
  /** Notes that something of this request could not be delivered to a person. */
  noteUnreached(personId: string, key: RequestKey): Promise<void>;
  unreached(personId: string): Promise<readonly RequestKey[]>;
  dropUnreached(personId: string, key: RequestKey): Promise<void>;
  /** Notes that a channel post, and the thread below it, is a request's. */
  noteThread(postId: string, key: RequestKey): Promise<void>;
  keyOfThread(postId: string): Promise<RequestKey | undefined>;
  /** Notes when the last sweep was completed. */
  noteSweep(at: Instant): Promise<void>;
  lastSweepAt(): Promise<Instant | undefined>;
  /** Sync messages still queued, the hidden and the failing ones included. */
  pendingCount(): Promise<number>;
}

/** What is noted of requests for the search: hints, so whoever finds one looks at the request itself. */
export interface SearchIndex {
  /**
   * Notes a request under these terms and no others; those of an older version change nothing. One read when that is noted already.
   * `again`: somebody else was at it at the same moment, so it has to be done once more.
   */
  note(key: RequestKey, version: number, terms: readonly SearchTerm[]): Promise<'noted' | 'again'>;
  /** The next `note` of this request writes everything, whatever is there. */
  doubt(key: RequestKey): Promise<void>;
  /** Keys under a term, page by page, the newest first. */
  under(term: SearchTerm, pageSize: number): AsyncIterable<SearchPage>;
  /** Keys under each word that begins so, page by page; in no order over several words, and a request can come several times. */
  underWordsFrom(beginning: string, pageSize: number): AsyncIterable<SearchPage>;
}

/** A piece of a listing, read in one go. */
export interface SearchPage {
  readonly keys: readonly RequestKey[];
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/** "Look at this by then." */
export interface Deadline {
  readonly at: Instant;
  readonly subject: string;
}

/** A file that was put by until the person who sent it says for which request it is. */
export interface PutBy {
  readonly personId: string;
  readonly nonce: string;
}

/** Where the bytes of a file lie. */
export type FilePlace = RequestKey | PutBy;

/** The bytes of files; what they are called and whose they are, the history of their request says. */
export interface FileStore {
  /** Keeps what comes, a piece at a time. Rejects as the bytes do, and then nothing of them is there. */
  keep(place: FilePlace, file: Omit<FileKept, 'bytes'>, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Takes one away; it may be gone already. */
  drop(place: FilePlace, id: string): Promise<void>;
  /** What was put by there. */
  putBy(place: PutBy): Promise<readonly FileKept[]>;
  /** Gives a request what was put by, under the same id; doing it twice is doing it once. */
  give(place: PutBy, id: string, key: RequestKey): Promise<void>;
  /** An address that hands the file out for a quarter of an hour, to be read only. */
  link(key: RequestKey, id: string): Promise<string>;
  /** All files of a request go. */
  forgetFiles(key: RequestKey): Promise<void>;
  /** What was put by before then and never asked for goes. Gives how many. */
  forgetPutBy(before: Date): Promise<number>;
}

/** A file as a message names it. Nothing of it is believed. */
export interface SentFile {
  /** Undefined for a pasted picture. */
  readonly name: string | undefined;
  readonly type: string;
  readonly url: string;
  /** The connector that brought the message. */
  readonly serviceUrl: string;
}

/** A file that is being handed out. */
export interface OpenFile {
  /** Rejects with FileRefused where it breaks off or nothing more comes. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly declaredBytes: number | undefined;
  /** What its server says it is. */
  readonly type: string | undefined;
  /** Whoever opened it closes it, read to the end or not. */
  close(): Promise<void>;
}

/** A file cannot be taken, and why. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(readonly fault: FileFault, options?: ErrorOptions) {
    super(fault, options);
  }
}

/** Where Teams keeps what people send. */
export interface FileSource {
  /** Whether the file is at a place of Teams; asks nobody. */
  isTrusted(file: SentFile): boolean;
  /** Asks for a file, at Teams' own places only. Rejects with FileRefused. */
  open(file: SentFile): Promise<OpenFile>;
}

/** The team's duty as it was read. */
export interface StoredDuty {
  readonly duty: Duty;
  /** Undefined while nothing was ever kept. */
  readonly etag: string | undefined;
}

/** The truth about the team's duty: state and history, a partition of its own. */
export interface DutyStore {
  load(): Promise<StoredDuty>;
  /** All of it or none of it. Throws StaleWrite when someone else was first, PressedBefore for a press that is committed already. */
  commit(before: StoredDuty, after: Duty, event: DutyEvent): Promise<void>;
  history(): Promise<readonly DutyEvent[]>;
}

/** Delivery of one card or notice, explicit at every moment (architecture.md, step 6). */
export type SlotState =
  | { readonly kind: 'wanted' }
  | { readonly kind: 'sending'; readonly until: Instant }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retryAt'; readonly at: Instant; readonly why: string }
  | { readonly kind: 'undeliverable'; readonly why: string };

/** One card or notice of a request: where it stands and what it showed last. Instants are real time. */
export interface Slot {
  readonly key: RequestKey;
  readonly id: string;
  readonly audience?: Audience;
  readonly state: SlotState;
  readonly conversationId?: string;
  readonly activityId?: string;
  readonly contentHash?: string;
  readonly attempts: number;
}

export interface StoredSlot {
  readonly slot: Slot;
  readonly etag: string;
}

export interface SlotStore {
  slotsOf(key: RequestKey): Promise<readonly StoredSlot[]>;
  /** Writes a slot; `etag` undefined makes it. Gives the new mark. Throws StaleWrite when someone else wrote it first. */
  save(slot: Slot, etag: string | undefined): Promise<StoredSlot>;
  /** Takes all slots of a request away, and what counts the undeliverable ones among them. */
  forget(key: RequestKey): Promise<void>;
  /** Slots that could not be delivered, for the operator. */
  undeliverableCount(): Promise<number>;
}

/** Where messages to a person or the channel go; the newest seen wins. */
export interface ConversationReference {
  readonly conversationId: string;
  readonly serviceUrl: string;
}

/** A person as the bot met them. */
export interface MetPerson extends Person {
  /** Teams' own id of the person for this bot (`29:…`). */
  readonly teamsId: string;
}

export interface Conversations {
  /** The person's own 1:1 chat with the bot, once there is one. */
  personal(personId: string): Promise<ConversationReference | undefined>;
  rememberPersonal(person: Person, reference: ConversationReference): Promise<void>;
  forgetPersonal(personId: string): Promise<void>;
  /** The newest service address seen for a conversation (a channel, without its `;messageid=`). */
  serviceUrl(conversationId: string): Promise<string | undefined>;
  rememberServiceUrl(conversationId: string, serviceUrl: string): Promise<void>;
  met(personId: string): Promise<MetPerson | undefined>;
  rememberMet(person: MetPerson): Promise<void>;
}

/** What a directory knows; `later` means ask again, and is never taken for "none". */
export type ManagerLookup = ManagerKnown | { readonly kind: 'later'; readonly retryAfterMs: number };

export interface Directory {
  /** Who acts, with their standing roles; `undefined` when the directory knows nobody of this id. Fast: it is asked before every answer. */
  actor(person: Person): Promise<Actor | undefined>;
  /** The standing roles of a person, closed on failure: none when it cannot be told. */
  rolesOf(personId: string): Promise<Actor['roles']>;
  /** A person of the tenant, or `undefined` when the directory knows nobody of this id. */
  person(personId: string): Promise<Person | undefined>;
  engineers(): Promise<readonly Person[]>;
  approvers(): Promise<readonly Person[]>;
  managerOf(person: Person): Promise<ManagerLookup>;
}

/** Whether the app could be added for a person ahead of their first word. */
export type Installed =
  | { readonly kind: 'chat'; readonly conversationId: string }
  | { readonly kind: 'notGranted' }
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  /** `why` goes on after the person's name: "has …". */
  | { readonly kind: 'impossible'; readonly why: string };

export interface Installer {
  /** Gives the person the app, if need be, and tells their chat with the bot. Doing it twice is doing it once. Never throws. */
  install(personId: string): Promise<Installed>;
}

/** A card as Teams takes it: the JSON of an Adaptive Card. */
export type CardJson = Readonly<Record<string, unknown>>;

/** What is sent: a card, or a short message that makes a sound. */
export interface Outgoing {
  readonly text?: string;
  readonly card?: CardJson;
  /** Somebody who is called by name, so that their client makes a sound. */
  readonly mention?: Person;
  /** What a notification and a screen reader say of it. */
  readonly summary: string;
}

/** The thread is that of a channel post. */
export type Recipient = { readonly kind: 'channel' } | { readonly kind: 'thread'; readonly postId: string } | { readonly kind: 'person'; readonly person: Person };

export type Delivered =
  | { readonly kind: 'delivered'; readonly conversationId: string; readonly activityId: string }
  /** Ask again, not before so many milliseconds. */
  | { readonly kind: 'later'; readonly retryAfterMs: number | undefined; readonly why: string }
  /** The message that should be updated is gone: post a fresh one. */
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'undeliverable'; readonly why: string };

/** Talks first. Never throws for what Teams answers: the answer is the value. */
export interface Messenger {
  post(to: Recipient, message: Outgoing): Promise<Delivered>;
  update(conversationId: string, activityId: string, to: Recipient, message: Outgoing): Promise<Delivered>;
}

/** What a card of a request is drawn from. */
export interface CardView {
  readonly request: WorkRequest;
  readonly history: readonly RequestEvent[];
  /** Teams ids of those for whom a shared card refreshes to their own view. */
  readonly refreshUserIds: readonly string[];
  readonly unreachable: readonly Unreachable[];
  /** The INFRA group as it is now. */
  readonly approvers: readonly Person[];
  /** The incident that is on, where it concerns this request. */
  readonly incident: { readonly what: string; readonly link: string | undefined } | undefined;
}

/** Who could not be reached, and why, for the people who can do something about it. */
export interface Unreachable {
  readonly name: string;
  readonly why: string;
}

/** Draws what is posted. The same view gives the same message to the letter: its hash tells whether to send. */
export interface Drawing {
  card(audience: Audience, view: CardView): Outgoing;
  notice(notice: Notice, request: WorkRequest): Outgoing;
  dutyNotice(notice: DutyNotice): Outgoing;
}

export interface Clock {
  /** The app's time: what promises and histories are told in. */
  now(): Date;
  /** Real time: leases and retries. */
  real(): Date;
}

/** What went on, for the operator; never holds what a person typed. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number>>): void;
  error(message: string, facts?: Readonly<Record<string, string | number>>): void;
}

/** Everything the use cases talk to; each takes what it needs. */
export interface Ports {
  readonly requests: RequestStore;
  readonly numbering: Numbering;
  readonly submissions: Submissions;
  readonly hints: Hints;
  readonly search: SearchIndex;
  readonly slots: SlotStore;
  readonly files: FileStore;
  readonly duty: DutyStore;
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly drawing: Drawing;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: Policy;
}
