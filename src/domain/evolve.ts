import type { Given } from './fields';
import type { Answers } from './questionnaire';
import { cutText } from './text';
import { LAST_MOVES, wordsOf, type Approval, type Classification, type MoveTold, type RequestEvent, type WorkRequest } from './workRequest';

/** The words of a move on a card, in UTF-16 units; the whole is in the history. */
const TOLD_UNITS = 400;

/** The request after an event. Pure; the events of a history, applied in order, give the state. */
export function evolve(request: WorkRequest | undefined, event: RequestEvent): WorkRequest {
  if (!request) return born(event);
  const changed = CHANGES[event.move]?.(request, event) ?? {};
  return {
    ...request,
    ...returning(request, event),
    ...changed,
    version: event.version,
    status: event.to,
    statusSince: event.to === request.status ? request.statusSince : event.at,
    lastMoves: UNTOLD.includes(event.move) ? request.lastMoves : [told(event), ...request.lastMoves].slice(0, LAST_MOVES),
  };
}

/** The timer's everyday work is in the history; on the cards it would push out what people said. */
const UNTOLD: readonly RequestEvent['move'][] = ['noteManager', 'remind', 'endDelegation'];

const UNCLASSIFIED: Classification = {
  type: undefined, priority: undefined, priorityByHand: false, implementationPlan: undefined, backoutPlan: undefined,
  scope: undefined, accessReason: undefined, accessLevel: undefined, environment: undefined, project: undefined, ownTeam: false, askManager: false,
};

function born(event: RequestEvent): WorkRequest {
  return {
    key: event.key, version: event.version, status: event.to, statusSince: event.at, requester: event.person ?? event.by, submittedAt: event.at,
    answers: answersOf(event.given), reviewer: undefined, reviewStartedAt: undefined, assignee: undefined, classification: UNCLASSIFIED,
    manager: undefined, approvalRound: 0, approvals: [], managerAsk: undefined, cameFrom: undefined, question: undefined,
    reviewPromise: { passedHours: 0, breach: undefined }, delegations: [],
    blocker: undefined, fixVersion: undefined, resolution: undefined, fileCount: 0, lastMoves: [told(event)],
  };
}

/** `decide` has checked that a submission and an amendment carry all four. */
const answersOf = (given: Given): Answers => ({
  summary: given.summary ?? '', service: given.service ?? 'other', environments: given.environments ?? [], details: given.details ?? '',
});

const told = (event: RequestEvent): MoveTold => {
  const words = wordsOf(event);
  return { version: event.version, at: event.at, by: event.by, move: event.move, to: event.to, words: words === undefined ? undefined : cutText(words, TOLD_UNITS) };
};

/** A request that leaves Waiting on Customer or Blocked, however it does, keeps nothing of having been there. */
const returning = (request: WorkRequest, event: RequestEvent): Partial<WorkRequest> =>
  event.to === request.status ? {} : { cameFrom: undefined, question: undefined, blocker: undefined };

type Change = (request: WorkRequest, event: RequestEvent) => Partial<WorkRequest>;
const CHANGES: Readonly<Partial<Record<RequestEvent['move'], Change>>> = {
  startReview: (request, { by, at }) => ({ reviewer: by, reviewStartedAt: request.reviewStartedAt ?? at }),
  classify: (request, { given }) => ({ classification: classified(request.classification, given) }),
  finishReview: (request, event) => ({ ...newRound(request), ...asked(request, event) }),
  approve: (request, { by, as, at }) => ({ approvals: [...request.approvals, { by, as: as === 'manager' ? 'manager' : 'approver', at }] }),
  reject: newRound,
  startWork: (_request, { by }) => ({ assignee: by }),
  queueForDeployment: (_request, { given }) => ({ fixVersion: given.fixVersion ?? undefined }),
  complete: () => ({ resolution: 'completed' }),
  cancel: () => ({ resolution: 'canceled' }),
  ask: (request, { given, by, at }) => ({ cameFrom: request.status, question: { text: given.question ?? '', askedBy: by, askedAt: at, since: at, passedHours: 0, overdueAt: undefined } }),
  answer: (request, { to }) => (to === 'Authorize' ? { ...newRound(request), ...stillAssumed(request) } : {}),
  block: (request, { blocker }) => ({ cameFrom: request.status, blocker }),
  backToReview: newRound,
  reopen: (request) => ({ ...newRound(request), resolution: undefined }),
  amend: (_request, { given }) => ({ answers: answersOf(given) }),
  assign: (_request, { person }) => ({ assignee: person }),
  setPriority: ({ classification }, { given }) => ({ classification: { ...classification, priority: given.priority ?? undefined, priorityByHand: true } }),
  attach: (request) => ({ fileCount: request.fileCount + 1 }),
  nameManager: (request, { person }) => ({ ...(person && { manager: { kind: 'named', person, ...teamOf(request) } }), approvals: withoutManager(request) }),
  delegate: (request, { delegation }) => ({ delegations: [...request.delegations, ...(delegation ? [delegation] : [])] }),
  endDelegation: (request, { delegation }) => ({ delegations: request.delegations.filter(({ from, until }) => from.id !== delegation?.from.id || until !== delegation.until) }),
  remind: slaStepTaken,
  breach: slaStepTaken,
  giveMoreHours: ({ question }, { at }) => (question ? { question: { ...question, since: at, passedHours: 0, overdueAt: undefined } } : {}),
  noteManager: (_request, { managerKnown }) => ({ manager: managerKnown }),
};

/** Naming somebody else says nothing new about whether the requester leads a team. */
const teamOf = ({ manager }: WorkRequest): { readonly leadsTeam?: boolean } =>
  manager && 'leadsTeam' in manager ? { leadsTeam: manager.leadsTeam } : {};

/** Approvals given so far are void; a card of an earlier round counts no more. */
function newRound(request: WorkRequest): Partial<WorkRequest> {
  return { approvalRound: request.approvalRound + 1, approvals: [] };
}

/** What the manager was asked, and their approval where the ground is assumed. */
function asked(request: WorkRequest, { managerAsk, at }: RequestEvent): Partial<WorkRequest> {
  if (managerAsk?.assumed === undefined) return { managerAsk };
  return { managerAsk, approvals: [assumedApproval(request, managerAsk.assumed, at)] };
}

const stillAssumed = (request: WorkRequest): Partial<WorkRequest> => ({ approvals: request.approvals.filter((approval) => approval.assumed !== undefined) });

const assumedApproval = (request: WorkRequest, ground: string, at: string): Approval => ({ by: request.requester, as: 'manager', at, assumed: ground });

/** Another manager is another's judgement: the first one's approval does not stand for it; an assumed one rests on its own ground. */
const withoutManager = (request: WorkRequest): readonly Approval[] =>
  request.approvals.filter((approval) => approval.as !== 'manager' || approval.assumed !== undefined);

/** Only what the form showed changes; a field that was shown and left empty is cleared. A debug's High goes with its type, unless set by hand. */
function classified(before: Classification, given: Given): Classification {
  const type = pick(given.type, before.type);
  const byHand = given.priority === undefined ? before.priorityByHand : given.priority !== null;
  return {
    type,
    priority: byHand ? pick(given.priority, before.priority) : type === 'debug' ? 'high' : undefined,
    priorityByHand: byHand,
    implementationPlan: pick(given.implementationPlan, before.implementationPlan),
    backoutPlan: pick(given.backoutPlan, before.backoutPlan),
    scope: pick(given.scope, before.scope),
    accessReason: pick(given.accessReason, before.accessReason),
    accessLevel: pick(given.accessLevel, before.accessLevel),
    environment: pick(given.environment, before.environment),
    project: pick(given.project, before.project),
    ownTeam: given.ownTeam ?? before.ownTeam,
    askManager: given.askManager ?? before.askManager,
  };
}

const pick = <T>(given: T | null | undefined, before: T | undefined): T | undefined => (given === undefined ? before : (given ?? undefined));

function slaStepTaken(request: WorkRequest, { move, at, slaTaken }: RequestEvent): Partial<WorkRequest> {
  if (!slaTaken) return {};
  const { sla, hours: passedHours, incident } = slaTaken;
  const broken = move === 'breach';
  if (sla === 'review') return { reviewPromise: { passedHours, breach: broken ? { at, excusedBy: incident } : request.reviewPromise.breach } };
  return request.question ? { question: { ...request.question, passedHours, overdueAt: broken ? at : undefined } } : {};
}
