import { askedManager, awaitedApprovals } from './approvals';
import type { Policy } from './commands';
import { isErased } from './erasing';
import type { Person } from './people';
import type { Instant, RequestEvent, WorkRequest } from './workRequest';

/** A card that should exist by now, and where. Its id is derived, so that asking twice is asking once. */
export type Audience =
  | { readonly id: string; readonly kind: 'channel' }
  | { readonly id: string; readonly kind: 'requester'; readonly to: Person }
  /** In the thread of the channel card: the hours to answer that ran from `since` are over. */
  | { readonly id: string; readonly kind: 'overdue'; readonly since: Instant }
  | { readonly id: string; readonly kind: 'approval'; readonly to: Person; readonly as: 'approver' | 'manager'; readonly round: number };

export const CHANNEL: Audience = { id: 'card|channel', kind: 'channel' };

/**
 * Which cards of a request should exist by now (architecture, step 6). Approval cards appear when Authorize is entered,
 * and those of earlier rounds stay: they have to say that they are void.
 * @param approvers the INFRA group as it is now
 * @param existing the cards that exist already, from any round: they have to say that their time is over
 */
export function audienceOf(request: WorkRequest, approvers: readonly Person[], existing: readonly Audience[], policy: Policy): readonly Audience[] {
  const wanted: Audience[] = [CHANNEL, { id: `card|requester|${request.requester.id}`, kind: 'requester', to: request.requester }];
  const lasting = existing.filter((card) => card.kind === 'approval' || card.kind === 'overdue');
  const cards = [...wanted, ...approvalCards(request, approvers, policy), ...overdueCards(request), ...lasting];
  return [...new Map(cards.filter((card) => !('to' in card) || !isErased(card.to)).map((card) => [card.id, card])).values()];
}

function approvalCards(request: WorkRequest, approvers: readonly Person[], policy: Policy): readonly Audience[] {
  if (request.status !== 'Authorize') return [];
  const awaited = awaitedApprovals(request, policy);
  const manager = awaited.manager ? askedManager(request) : undefined;
  const group = awaited.groupCount > 0 ? approvers.filter((person) => person.id !== request.requester.id && person.id !== manager?.id && !isAway(request, person)) : [];
  const round = request.approvalRound;
  const card = (to: Person, as: 'approver' | 'manager'): Audience => ({ id: `card|approval|${round}|${to.id}`, kind: 'approval', to: { id: to.id, name: to.name }, as, round });
  return [...(manager ? [card(manager, 'manager')] : []), ...group.map((person) => card(person, 'approver'))];
}

/** Cancelling stays a person's decision: at the end of the hours the engineers are offered what can be done (spec, "Promises"). */
const overdueCards = ({ question }: WorkRequest): readonly Audience[] =>
  question?.overdueAt === undefined ? [] : [{ id: `card|overdue|${question.since}`, kind: 'overdue', since: question.since }];

/** Whoever has handed on their say is not asked meanwhile. */
const isAway = (request: WorkRequest, person: Person): boolean => request.delegations.some(({ from }) => from.id === person.id);

/** A short message that makes a sound, because an edited card does not (spec, "Being told"). */
export interface Notice {
  /** `notice|<version>|<person>`: one move tells one person once. */
  readonly id: string;
  /** A person's 1:1 chat, or the thread of the channel card for the whole team. */
  readonly to: Person | 'thread';
  readonly kind: NoticeKind;
  readonly event: RequestEvent;
}

export type NoticeKind =
  | 'submittedFor' | 'asked' | 'approved' | 'sentBack' | 'completed' | 'canceled' | 'answered' | 'assigned'
  | 'reopened' | 'reviewReminder' | 'reviewBreach' | 'answerReminder' | 'delegated' | 'delegationOver';

/** Who is told of each move: whoever must act or has been waiting, and never of what they did themselves. */
export function noticesOf(request: WorkRequest, events: readonly RequestEvent[]): readonly Notice[] {
  let assignee: Person | undefined;
  let asker: Person | undefined;
  const notices: Notice[] = [];
  for (const event of events) {
    if (event.move === 'startWork') assignee = event.by;
    if (event.move === 'assign') assignee = event.person;
    if (event.move === 'ask') asker = event.by;
    for (const [to, kind] of toldOf(event, request.requester, assignee ?? asker)) {
      const id = `notice|${event.version}|${to === 'thread' ? to : to.id}`;
      const isNews = to === 'thread' || (to.id !== event.by.id && !isErased(to));
      if (isNews && !notices.some((notice) => notice.id === id)) notices.push({ id, to: to === 'thread' ? to : { id: to.id, name: to.name }, kind, event });
    }
  }
  return notices;
}

const toldOf = (event: RequestEvent, requester: Person, answersTo: Person | undefined): readonly Told[] =>
  TOLD[event.move]?.(event, requester, answersTo) ?? [];

type Told = readonly [Person | 'thread', NoticeKind];
const also = (person: Person | undefined, kind: NoticeKind): readonly Told[] => (person ? [[person, kind]] : []);
const TOLD: Readonly<Partial<Record<RequestEvent['move'], (event: RequestEvent, requester: Person, answersTo: Person | undefined) => readonly Told[]>>> = {
  submit: (event) => also(event.person, 'submittedFor'),
  ask: (_event, requester) => [[requester, 'asked']],
  answer: (_event, _requester, answersTo) => also(answersTo, 'answered'),
  approve: (event, requester) => (event.to === 'Pending' ? [[requester, 'approved']] : []),
  reject: (_event, requester) => [[requester, 'sentBack']],
  backToReview: (_event, requester) => [[requester, 'sentBack']],
  complete: (_event, requester) => [[requester, 'completed']],
  cancel: (_event, requester, answersTo) => [[requester, 'canceled'], ...also(answersTo, 'canceled')],
  reopen: (_event, requester, answersTo) => [...also(answersTo, 'reopened'), [requester, 'reopened']],
  assign: (event) => also(event.person, 'assigned'),
  delegate: (event) => also(event.person, 'delegated'),
  endDelegation: (event) => (event.delegation ? [[event.delegation.from, 'delegationOver'], [event.delegation.to, 'delegationOver']] : []),
  remind: (event, requester) => remindedOf(event, requester),
  breach: (event) => (event.slaTaken?.sla === 'review' ? [['thread', 'reviewBreach'], ...event.slaTaken.approvers.map((approver): Told => [approver, 'reviewBreach'])] : []),
};

/** On-call answers for the review; in an incident, and where nobody is on call, the whole channel does (spec, "Promises"). */
function remindedOf({ slaTaken }: RequestEvent, requester: Person): readonly Told[] {
  if (!slaTaken) return [];
  if (slaTaken.sla === 'answer') return [[requester, 'answerReminder']];
  return [[slaTaken.incident || !slaTaken.onCall ? 'thread' : slaTaken.onCall, 'reviewReminder']];
}
