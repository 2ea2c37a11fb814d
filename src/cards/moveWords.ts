import { choiceTitle } from '../domain/fields';
import type { MoveTold, RequestEvent, SlaTaken } from '../domain/workRequest';
import type { Move } from '../domain/workflow';
import { nameOf, typedLine } from './safeText';

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
  delegate: 'handed on their say',
  endDelegation: 'ended a delegation',
  remind: 'sent a reminder',
  breach: 'found a promise broken',
  giveMoreHours: 'gave more time to answer',
  cancel: 'canceled the request',
  reopen: 'reopened the request',
};

export const didOf = ({ move }: Pick<MoveTold, 'move'>): string => DID[move];

/** The same with whom or what it was about, which only the history knows. */
export function didInFull(event: RequestEvent): string {
  if (event.move === 'submit' && event.person) return `submitted the request for ${nameOf(event.person)}`;
  if (event.move === 'assign' && event.person) return `assigned the request to ${nameOf(event.person)}`;
  if (event.move === 'nameManager' && event.person) return `named ${nameOf(event.person)} as the manager`;
  if (event.move === 'setPriority' && event.given.priority) return `set the priority to ${choiceTitle('priority', event.given.priority)}`;
  if (event.move === 'delegate' && event.delegation) return `handed their say on to ${nameOf(event.delegation.to)}`;
  if (event.slaTaken) return slaWords(event.move, event.slaTaken);
  if (event.move === 'approve') return `approved as ${event.as}`;
  return DID[event.move];
}

const INCIDENT_BYTES = 400;

/** A breach in the time of an incident is told as excused, with the incident (spec, "Promises (SLAs)"). */
function slaWords(move: Move, { sla, hours, incident }: SlaTaken): string {
  const what = sla === 'review' ? 'the review' : 'the answer';
  if (move === 'remind') return `reminded of ${what} after ${hours} hours`;
  const excuse = sla === 'review' && incident ? `, excused by the incident ${typedLine(incident.what, INCIDENT_BYTES)}` : '';
  return `found ${what} overdue after ${hours} hours${excuse}`;
}
