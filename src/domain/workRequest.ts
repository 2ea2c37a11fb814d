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
  readonly question: Question | undefined;
  readonly blocker: Blocker | undefined;
  readonly fixVersion: string | undefined;
  readonly resolution: 'completed' | 'canceled' | undefined;
  readonly fileCount: number;
  /** The newest first, at most `LAST_MOVES`. */
  readonly lastMoves: readonly MoveTold[];
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
}

export const LAST_MOVES = 5;

/** The words that a person gave with a move, as the history tells them. */
export function wordsOf({ given }: RequestEvent): string | undefined {
  return given.question ?? given.answer ?? given.comment ?? given.closingWords ?? given.reason ?? given.fixVersion ?? given.blockedBy ?? given.file ?? undefined;
}
