import type { Fault, RawInput } from './readGiven';
import type { Actor, Person } from './people';
import type { FileKept, Instant, ManagerKnown, RequestEvent, RequestKey } from './workRequest';
import type { MoveRow, Move, Status } from './workflow';
import type { FieldName } from './fields';

/** What a person or a timer asks for. The input is as it came: `decide` reads it and believes nothing before. */
export interface Command {
  readonly move: Move;
  readonly key: RequestKey;
  readonly actor: Actor;
  readonly at: Instant;
  /** The same nonce by the same person means the same press: it counts once (facts, "Invokes"). */
  readonly nonce: string;
  readonly input: RawInput;
  /** The approval round that the pressed card showed. */
  readonly seenRound?: number;
  /** What the directory said of the requester's manager; only with `noteManager`. */
  readonly managerKnown?: ManagerKnown;
  /** The file whose bytes are there already; only with `attach`. */
  readonly file?: FileKept;
}

/** Settings of the rules (docs/configuration.md). */
export interface Policy {
  readonly keyPrefix: string;
  /** Where links to requests begin, without a slash at the end. */
  readonly linkBase: string;
  readonly approvalsNeeded: number;
  /** Whether one person may give both the manager's and the group's approval. */
  readonly onePersonMayGiveBoth: boolean;
  readonly reopenDays: number;
  readonly reviewHours: number;
  /** Ascending, each before `reviewHours`. */
  readonly reviewReminderHours: readonly number[];
  readonly answerHours: number;
  readonly answerReminderHours: readonly number[];
  /** After so many hours an incident's declarer is asked whether it is still on. */
  readonly incidentHours: number;
}

/** Things outside the request that a decision needs; looked up before, so that deciding stays pure. */
export interface Facts {
  readonly policy: Policy;
  /** What is known of the request that blocks or shall block. */
  readonly blocking?: { readonly exists: boolean; readonly done: boolean; readonly waitsFor: readonly RequestKey[] };
  /** Whose request it is, as the directory knows them; only where somebody submits it for another. */
  readonly requester?: Person;
  /** Who the person field names; `unknown` when the directory has nobody of that id. */
  readonly named?: 'unknown' | { readonly person: Person; readonly engineer: boolean; readonly approver: boolean };
  /** Who looks after promises now; only for the timer's own moves. */
  readonly watch?: { readonly onCall: Person | undefined; readonly incident: { readonly id: string; readonly what: string } | undefined; readonly approvers: readonly Person[] };
}

/** A person's mistake, as a value; `refusals.ts` says each as one kind sentence. */
export type Refusal =
  | { readonly kind: 'unknownRequest'; readonly key: string }
  | { readonly kind: 'wrongStatus'; readonly move: Move; readonly status: Status; readonly movedBy: Person | undefined }
  | { readonly kind: 'notAllowed'; readonly move: Move; readonly needs: MoveRow['by'] }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'reviewUnfinished'; readonly missing: readonly FieldName[] }
  | { readonly kind: 'ownRequest' }
  | { readonly kind: 'approvedAlready' }
  | { readonly kind: 'oneApprovalEach' }
  | { readonly kind: 'outdatedApproval' }
  | { readonly kind: 'tooLateToReopen'; readonly days: number }
  | { readonly kind: 'notALink' }
  | { readonly kind: 'unknownBlocker'; readonly key: RequestKey }
  | { readonly kind: 'blockedByItself' }
  | { readonly kind: 'blockedInACircle'; readonly through: readonly RequestKey[] }
  | { readonly kind: 'blockerIsDone'; readonly key: RequestKey }
  | { readonly kind: 'stillBlocked'; readonly key: RequestKey }
  | { readonly kind: 'unknownPerson'; readonly field: FieldName }
  | { readonly kind: 'notAnEngineer'; readonly name: string }
  | { readonly kind: 'managerIsRequester' }
  | { readonly kind: 'managerIsNamer' }
  | { readonly kind: 'notAnApprover'; readonly name: string }
  | { readonly kind: 'delegateIsSelf' }
  | { readonly kind: 'delegateIsRequester' }
  | { readonly kind: 'delegateIsAway'; readonly name: string }
  | { readonly kind: 'untilIsPast' }
  | { readonly kind: 'notOverdue' }
  | { readonly kind: 'notYourDuty'; readonly caption: string; readonly needs: MoveRow['by'] }
  | { readonly kind: 'handOverToSelf' }
  | { readonly kind: 'notAWebAddress'; readonly field: FieldName }
  | { readonly kind: 'incidentIsOver' }
  | { readonly kind: 'tooManyIncidents'; readonly most: number }
  | { readonly kind: 'leadsNoTeam' }
  | { readonly kind: 'tooManyFiles'; readonly most: number }
  | { readonly kind: 'nothingNew' };

export type Decision =
  | { readonly accepted: true; readonly event: RequestEvent }
  | { readonly accepted: false; readonly refusal: Refusal };

export const refuse = (refusal: Refusal): Decision => ({ accepted: false, refusal });
export const accept = (event: RequestEvent): Decision => ({ accepted: true, event });
