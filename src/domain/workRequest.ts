import type { Given, Priority, RequestType } from './fields';
import type { AccessLevel, EnvironmentClass, Project } from './managerApproval';
import type { Person, Role } from './people';
import type { Answers } from './questionnaire';
import type { Move, Status } from './workflow';

/** `PLAT-123`: the prefix is a setting, the number is never given twice. */
export type RequestKey = string;

/** A point in time as ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it. */
export type Instant = string;

/** What an engineer sets at review (spec, "Statuses": Review). Half-done is allowed, so every part may be missing. */
export interface Classification {
  readonly type: RequestType | undefined;
  readonly priority: Priority | undefined;
  readonly priorityByHand: boolean;
  readonly implementationPlan: string | undefined;
  readonly backoutPlan: string | undefined;
  readonly scope: string | undefined;
  readonly accessReason: string | undefined;
  readonly accessLevel: AccessLevel | undefined;
  readonly environment: EnvironmentClass | undefined;
  readonly project: Project | undefined;
  /** The engineer states that the requester asks on behalf of their own team. */
  readonly ownTeam: boolean;
  /** The engineer asks for the manager's approval by hand. */
  readonly askManager: boolean;
}

/** What is known about the requester's manager. `undefined` in the request: nobody has looked yet. */
export type ManagerKnown =
  | { readonly kind: 'found' | 'named'; readonly person: Person; readonly leadsTeam?: boolean }
  | { readonly kind: 'none'; readonly leadsTeam?: boolean }
  | { readonly kind: 'notGranted' };

/** Whether the manager is asked in this round, and the ground that the matrix or a person gave. */
export interface ManagerAsk {
  readonly asked: boolean;
  readonly because: string;
  /** The manager's approval is taken as given: the ground. */
  readonly assumed?: string;
}

export interface Approval {
  readonly by: Person;
  readonly as: 'approver' | 'manager';
  readonly at: Instant;
  readonly assumed?: string;
}

export type Blocker = { readonly kind: 'request'; readonly key: RequestKey } | { readonly kind: 'web'; readonly url: string };

export interface Question {
  readonly text: string;
  readonly askedBy: Person;
  readonly askedAt: Instant;
  /** From when the hours to answer are counted: when asked, or when more hours were given. */
  readonly since: Instant;
  /** The last hour that was reminded of or skipped; 0 for none. */
  readonly passedHours: number;
  /** When the hours were found to be over. */
  readonly overdueAt: Instant | undefined;
}

/** How the promise to look within 48 hours fares. */
export interface ReviewPromise {
  readonly passedHours: number;
  readonly breach: { readonly at: Instant; readonly excusedBy: IncidentNamed | undefined } | undefined;
}

/** An incident as a request's history names it. */
export interface IncidentNamed {
  readonly id: string;
  readonly what: string;
}

/** An approver's say, handed to another approver until a time. */
export interface Delegation {
  readonly from: Person;
  readonly to: Person;
  readonly until: Instant;
}

/** A step of a promise, as the timer took it. */
export interface SlaTaken {
  readonly sla: 'review' | 'answer';
  readonly hours: number;
  /** Earlier reminders that a late timer left out. */
  readonly skippedHours: readonly number[];
  readonly onCall: Person | undefined;
  readonly incident: IncidentNamed | undefined;
  /** The INFRA group at that time; told of a breach of the review. */
  readonly approvers: readonly Person[];
}

/** A move as the cards tell it; the words are cut, the whole is in the history. */
export interface MoveTold {
  readonly version: number;
  readonly at: Instant;
  readonly by: Person;
  readonly move: Move;
  readonly to: Status;
  readonly words: string | undefined;
}

/** The state of one request. Everything here follows from its history alone (`evolve`). */
export interface WorkRequest {
  readonly key: RequestKey;
  /** How many moves the history holds; grows by one a move. */
  readonly version: number;
  readonly status: Status;
  readonly statusSince: Instant;
  readonly requester: Person;
  readonly submittedAt: Instant;
  readonly answers: Answers;
  readonly reviewer: Person | undefined;
  readonly reviewStartedAt: Instant | undefined;
  readonly assignee: Person | undefined;
  readonly classification: Classification;
  readonly manager: ManagerKnown | undefined;
  /** Grows whenever approvals given so far become void; a press on an older round's card does not count. */
  readonly approvalRound: number;
  readonly approvals: readonly Approval[];
  readonly managerAsk: ManagerAsk | undefined;
  /** Where Waiting on Customer or Blocked leads back to. */
  readonly cameFrom: Status | undefined;
  readonly reviewPromise: ReviewPromise;
  readonly delegations: readonly Delegation[];
  readonly question: Question | undefined;
  readonly blocker: Blocker | undefined;
  readonly fixVersion: string | undefined;
  readonly resolution: 'completed' | 'canceled' | undefined;
  readonly fileCount: number;
  /** The newest first, at most `LAST_MOVES`. */
  readonly lastMoves: readonly MoveTold[];
}

/** A file as the history knows it; its bytes lie apart. */
export interface FileKept {
  readonly id: string;
  /** Safe to show and to keep under (`fileNames.ts`). */
  readonly name: string;
  readonly bytes: number;
  /** What its server said it is; never trusted. */
  readonly type: string;
}

/** One move that was made. Kept as long as the request; nothing in it is ever changed. */
export interface RequestEvent {
  readonly key: RequestKey;
  readonly version: number;
  readonly at: Instant;
  readonly by: Person;
  /** The role that allowed it; `anyone` for a submission, `timer` for the product itself. */
  readonly as: Role | 'anyone' | 'timer';
  readonly move: Move;
  readonly from: Status | undefined;
  readonly to: Status;
  readonly given: Given;
  readonly nonce: string;
  /** A person that a field named, as the directory knew them. */
  readonly person?: Person;
  readonly blocker?: Blocker;
  readonly managerAsk?: ManagerAsk;
  readonly managerKnown?: ManagerKnown;
  readonly slaTaken?: SlaTaken;
  readonly delegation?: Delegation;
  /** Only with `attach`. */
  readonly file?: FileKept;
}

export const LAST_MOVES = 5;

/** The words of a move, as the history tells them: what a person gave, or why the manager is asked. */
export function wordsOf({ given, managerAsk }: RequestEvent): string | undefined {
  return given.question ?? given.answer ?? given.comment ?? given.closingWords ?? given.reason ?? given.fixVersion ?? given.blockedBy ?? given.file ?? (managerAsk && askWords(managerAsk));
}

/** The row of the matrix that fired, or whoever asked by hand (spec, "Manager approval"). */
export function askWords({ asked, because, assumed }: ManagerAsk): string {
  if (assumed !== undefined) return `Manager's approval assumed (${because}): ${assumed}`;
  return `Manager ${asked ? 'asked' : 'not asked'}: ${because}`;
}
