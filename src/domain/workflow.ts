import type { FieldName } from './fields';
import type { Role } from './people';

/** Spec, "Statuses"; in the order of a request's life. */
export const STATUSES = [
  'Submitted',
  'Review',
  'Authorize',
  'Pending',
  'In Progress',
  'Deployment Queue',
  'Waiting on Customer',
  'Blocked',
  'Done',
] as const;
export type Status = (typeof STATUSES)[number];

/** Where a move leads: a status, or a rule that `targets.ts` works out from the request. */
export type Target = Status | 'same' | 'whereItCameFrom' | 'afterReview' | 'afterApproval';

export interface MoveRow {
  readonly move: string;
  /** Statuses it is allowed in; empty for the move that makes a request. */
  readonly from: readonly Status[];
  readonly to: Target;
  /** Any one of these roles is enough. `timer` is the product itself; `anyone` is whoever is of the tenant. */
  readonly by: readonly (Role | 'anyone' | 'timer')[];
  /** The button's title. A move without one happens some other way (a dialog, a dropped file, a timer). */
  readonly caption?: string;
  /** Fields that must be given with the move. */
  readonly needs?: readonly FieldName[];
  /** Fields that may be given with the move. */
  readonly takes?: readonly FieldName[];
}

const OPEN = STATUSES.filter((status) => status !== 'Done');
const ASKABLE = ['Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue'] as const;
const QUESTIONNAIRE = ['summary', 'service', 'environments', 'details'] as const;
const CLASSIFICATION = [
  'type', 'priority', 'implementationPlan', 'backoutPlan', 'scope', 'accessReason', 'accessLevel', 'environment', 'project', 'ownTeam', 'askManager',
] as const;

/**
 * The workflow (spec, "Moves"): who may do what, from where to where, and what it needs. `decide`, the buttons, the
 * docs and the tests are drawn from it; nothing else knows what may follow what. Buttons appear in this order.
 */
export const MOVES = [
  { move: 'submit', from: [], to: 'Submitted', by: ['anyone'], needs: QUESTIONNAIRE },
  { move: 'startReview', from: ['Submitted'], to: 'Review', by: ['engineer'], caption: 'Start review' },
  { move: 'classify', from: ['Review'], to: 'Review', by: ['engineer'], caption: 'Classify', takes: CLASSIFICATION },
  { move: 'finishReview', from: ['Review'], to: 'afterReview', by: ['engineer'], caption: 'Finish review' },
  { move: 'approve', from: ['Authorize'], to: 'afterApproval', by: ['approver', 'manager'], caption: 'Approve', takes: ['comment'] },
  { move: 'reject', from: ['Authorize'], to: 'Review', by: ['approver', 'manager'], caption: 'Reject', needs: ['reason'] },
  { move: 'startWork', from: ['Pending'], to: 'In Progress', by: ['engineer'], caption: 'Start work' },
  { move: 'queueForDeployment', from: ['In Progress'], to: 'Deployment Queue', by: ['engineer'], caption: 'Queue for deployment', needs: ['fixVersion'] },
  { move: 'complete', from: ['In Progress', 'Deployment Queue'], to: 'Done', by: ['engineer'], caption: 'Complete', takes: ['closingWords'] },
  { move: 'answer', from: ['Waiting on Customer'], to: 'whereItCameFrom', by: ['requester'], caption: 'Answer', needs: ['answer'] },
  { move: 'ask', from: ASKABLE, to: 'Waiting on Customer', by: ['engineer'], caption: 'Ask the requester', needs: ['question'] },
  { move: 'unblock', from: ['Blocked'], to: 'whereItCameFrom', by: ['engineer', 'timer'], caption: 'Unblock' },
  { move: 'block', from: ASKABLE, to: 'Blocked', by: ['engineer'], caption: 'Block', needs: ['blockedBy'] },
  { move: 'backToReview', from: ['Authorize', 'Pending', 'In Progress', 'Deployment Queue'], to: 'Review', by: ['engineer'], caption: 'Back to review', needs: ['reason'] },
  { move: 'amend', from: ['Submitted'], to: 'same', by: ['requester'], caption: 'Amend answers', needs: QUESTIONNAIRE },
  { move: 'assign', from: OPEN, to: 'same', by: ['engineer'], caption: 'Assign', needs: ['assignee'] },
  { move: 'setPriority', from: OPEN, to: 'same', by: ['engineer'], caption: 'Set priority', needs: ['priority'] },
  { move: 'comment', from: STATUSES, to: 'same', by: ['requester', 'engineer', 'approver', 'manager'], caption: 'Comment', needs: ['comment'] },
  { move: 'attach', from: STATUSES, to: 'same', by: ['requester', 'engineer', 'approver', 'manager'], needs: ['file'] },
  { move: 'nameManager', from: ['Review', 'Authorize'], to: 'same', by: ['engineer'], caption: 'Name manager', needs: ['manager'], takes: ['reason'] },
  { move: 'noteManager', from: ['Submitted', 'Review', 'Authorize'], to: 'same', by: ['timer'] },
  { move: 'delegate', from: ['Authorize'], to: 'same', by: ['approver'], caption: 'Delegate', needs: ['delegate', 'until'] },
  { move: 'endDelegation', from: OPEN, to: 'same', by: ['timer'] },
  { move: 'remind', from: ['Submitted', 'Waiting on Customer'], to: 'same', by: ['timer'] },
  { move: 'breach', from: ['Submitted', 'Waiting on Customer'], to: 'same', by: ['timer'] },
  { move: 'giveMoreHours', from: ['Waiting on Customer'], to: 'same', by: ['engineer'], caption: 'Give 72 more hours' },
  { move: 'cancel', from: OPEN, to: 'Done', by: ['requester', 'engineer'], caption: 'Cancel request', needs: ['reason'] },
  { move: 'reopen', from: ['Done'], to: 'Review', by: ['requester', 'engineer'], caption: 'Reopen', needs: ['reason'] },
] as const satisfies readonly MoveRow[];
export type Move = (typeof MOVES)[number]['move'];

const BY_NAME: ReadonlyMap<string, MoveRow & { readonly move: Move }> = new Map(MOVES.map((row) => [row.move, row]));

/** The row of a move. Throws on a name that is not in the table: check foreign words with `isMove` first. */
export function rowOf(move: Move): MoveRow & { readonly move: Move } {
  const row = BY_NAME.get(move);
  if (!row) throw new Error(`no move is called ${move}`);
  return row;
}

export const isMove = (word: string): word is Move => BY_NAME.has(word);

/** Fields a move reads, needed ones first. */
export const fieldsOf = (move: Move): readonly FieldName[] => [...(rowOf(move).needs ?? []), ...(rowOf(move).takes ?? [])];
