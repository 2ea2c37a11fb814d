import { choiceTitle } from '../domain/fields';
import type { MoveTold, RequestEvent } from '../domain/workRequest';
import type { Move } from '../domain/workflow';
import { nameOf } from './safeText';

/** What somebody did, after their name. */
const DID: Readonly<Record<Move, string>> = {
  submit: 'submitted the request',
  startReview: 'started the review',
  classify: 'classified the request',
  finishReview: 'finished the review',
  approve: 'approved',
  reject: 'rejected',
  startWork: 'started the work',
  queueForDeployment: 'queued it for deployment',
  complete: 'completed the request',
  answer: 'answered',
  ask: 'asked the requester',
  unblock: 'unblocked the request',
  block: 'blocked the request',
  backToReview: 'took it back to review',
  amend: 'amended the answers',
  assign: 'assigned the request',
  setPriority: 'set the priority',
  comment: 'commented',
  attach: 'attached a file',
  nameManager: 'named the manager',
  noteManager: 'looked up the manager',
  cancel: 'canceled the request',
  reopen: 'reopened the request',
};

export const didOf = ({ move }: Pick<MoveTold, 'move'>): string => DID[move];

/** The same with whom or what it was about, which only the history knows. */
export function didInFull(event: RequestEvent): string {
  if (event.move === 'assign' && event.person) return `assigned the request to ${nameOf(event.person)}`;
  if (event.move === 'nameManager' && event.person) return `named ${nameOf(event.person)} as the manager`;
  if (event.move === 'setPriority' && event.given.priority) return `set the priority to ${choiceTitle('priority', event.given.priority)}`;
  if (event.move === 'approve') return `approved as ${event.as}`;
  return DID[event.move];
}
