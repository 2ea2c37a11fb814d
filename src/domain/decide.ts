import { judgingPart, managerAskFor, managerOf } from './approvals';
import { accept, refuse, type Command, type Decision, type Facts, type Refusal } from './commands';
import { FIELDS_OF_TYPE, type FieldName, type Given } from './fields';
import { MAX_FILES } from './files';
import { readBlocker } from './keys';
import { isSourceCode } from './managerApproval';
import { dueStep } from './promises';
import { readGiven, type Fault } from './readGiven';
import { allowingRole } from './roles';
import { targetOf } from './targets';
import type { Person } from './people';
import type { Classification, ManagerAsk, RequestEvent, WorkRequest } from './workRequest';
import { fieldsOf, rowOf, type MoveRow } from './workflow';

/**
 * What a command would change; touches nothing. Source: spec, "Moves".
 * A mistake of a person comes back as a refusal; nothing is thrown.
 */
export function decide(request: WorkRequest | undefined, command: Command, facts: Facts): Decision {
  const row = rowOf(command.move);
  if (row.from.length === 0) return request ? refuse(wrongStatus(request, command)) : decideSubmission(command, facts);
  if (!request) return refuse({ kind: 'unknownRequest', key: command.key });
  const as = allowingRole(row, request, command.actor);
  if (!as) return refuse(notTheirs(row, request, command));
  if (!row.from.includes(request.status)) return refuse(wrongStatus(request, command));
  const { given, faults } = readGiven(command.input, fieldsOf(command.move));
  const allFaults = [...faults, ...missingOf(row, given, faults)];
  if (allFaults.length > 0) return refuse({ kind: 'faulty', faults: allFaults });
  const event: RequestEvent = {
    key: request.key, version: request.version + 1, at: command.at, by: { id: command.actor.id, name: command.actor.name },
    as, move: command.move, from: request.status, to: request.status, given, nonce: command.nonce,
  };
  const decided = RULES[row.move]?.(request, event, command, facts) ?? accept(event);
  return decided.accepted ? accept({ ...decided.event, to: targetOf(row, request, decided.event, facts.policy) }) : decided;
}

function decideSubmission(command: Command, { requester }: Facts): Decision {
  const row = rowOf('submit');
  const { given, faults } = readGiven(command.input, fieldsOf('submit'));
  const allFaults = [...faults, ...missingOf(row, given, faults)];
  if (allFaults.length > 0) return refuse({ kind: 'faulty', faults: allFaults });
  return accept({
    key: command.key, version: 1, at: command.at, by: { id: command.actor.id, name: command.actor.name },
    as: 'anyone', move: 'submit', from: undefined, to: 'Submitted', given, nonce: command.nonce, ...(requester && requester.id !== command.actor.id && { person: requester }),
  });
}

/** Needed fields that were not given, beside those that have a fault already. */
function missingOf(row: MoveRow, given: Given, faults: readonly Fault[]): readonly Fault[] {
  return (row.needs ?? [])
    .filter((field) => (given[field] ?? undefined) === undefined && !faults.some((fault) => fault.field === field))
    .map((field) => ({ field, kind: 'missing' }));
}

const wrongStatus = (request: WorkRequest, command: Command): Refusal => ({
  kind: 'wrongStatus', move: command.move, status: request.status, movedBy: moverOf(request),
});

/** Who brought the request into its status; comments and the like since then do not count. */
export const moverOf = ({ lastMoves, status, statusSince }: WorkRequest): Person | undefined =>
  lastMoves.findLast((told) => told.to === status && told.at === statusSince)?.by;

/** Who may not is told the reason that helps most: one's own request before a missing role. */
function notTheirs(row: MoveRow, request: WorkRequest, command: Command): Refusal {
  const isApproval = row.move === 'approve' || row.move === 'reject';
  if (isApproval && command.actor.id === request.requester.id) return { kind: 'ownRequest' };
  return { kind: 'notAllowed', move: command.move, needs: row.by };
}

/** Rules that depend on the request's data: beside the table, never in it. */
type Rule = (request: WorkRequest, event: RequestEvent, command: Command, facts: Facts) => Decision;
const RULES: Readonly<Partial<Record<string, Rule>>> = {
  finishReview: decideFinishedReview,
  approve: judging('approve'),
  reject: judging('reject'),
  block: decideBlock,
  unblock: decideUnblock,
  reopen: decideReopen,
  assign: decideAssignment,
  nameManager: decideManager,
  delegate: decideDelegation,
  endDelegation: decideDelegationEnd,
  remind: decideSlaStep,
  breach: decideSlaStep,
  giveMoreHours: (request, event) => (request.question?.overdueAt === undefined ? refuse({ kind: 'notOverdue' }) : accept(event)),
  noteManager: decideDirectoryNote,
  attach: decideAttachment,
};

function decideAttachment({ fileCount }: WorkRequest, event: RequestEvent, { file }: Command): Decision {
  if (fileCount >= MAX_FILES) return refuse({ kind: 'tooManyFiles', most: MAX_FILES });
  return accept(file ? { ...event, file } : event);
}

/** Everything that is missing is named at once (spec, "Moves": finish review). */
function decideFinishedReview(request: WorkRequest, event: RequestEvent): Decision {
  const { classification } = request;
  const missing: FieldName[] = (['type', 'priority'] as const).filter((field) => classification[field] === undefined);
  if (classification.type) missing.push(...FIELDS_OF_TYPE[classification.type].filter((field) => classification[field] === undefined && matters(field, classification)));
  const ask = managerAskFor(classification);
  if (ask?.asked && !classification.ownTeam && nobodyToAsk(request)) missing.push('manager');
  if (missing.length > 0 || !ask) return refuse({ kind: 'reviewUnfinished', missing });
  if (ask.asked && classification.ownTeam && leadsNoTeam(request)) return refuse({ kind: 'leadsNoTeam' });
  return accept({ ...event, managerAsk: classification.ownTeam ? assumed(ask, request, event) : ask });
}

/** The spec needs no project; but whether source code is the Crypto project's, somebody has to say. */
const matters = (field: FieldName, { accessLevel }: Classification): boolean => field !== 'project' || isSourceCode(accessLevel);

/** The directory has answered, and with nobody who can be asked: an engineer names one first. */
const nobodyToAsk = (request: WorkRequest): boolean => request.manager !== undefined && managerOf(request) === undefined;

const leadsNoTeam = ({ manager }: WorkRequest): boolean => manager !== undefined && 'leadsTeam' in manager && !manager.leadsTeam;

/** Spec: a manager who asks on behalf of their own team is taken to approve, recorded with the ground. */
function assumed(ask: ManagerAsk, request: WorkRequest, event: RequestEvent): ManagerAsk {
  if (!ask.asked) return ask;
  const checked = request.manager && 'leadsTeam' in request.manager && request.manager.leadsTeam;
  const ground = checked ? 'the directory shows that they lead a team' : `stated by ${event.by.name}`;
  return { ...ask, assumed: `${request.requester.name} asks on behalf of their own team: ${ground}` };
}

/** A judgement counts only for the round that its card showed. */
function judging(move: 'approve' | 'reject'): Rule {
  return (request, event, command, { policy }) => {
    const part = judgingPart(move, request, command.actor, policy);
    if ('refused' in part) return refuse(part.refused === 'notAsked' ? { kind: 'notAllowed', move, needs: rowOf(move).by } : { kind: part.refused });
    if (command.seenRound !== request.approvalRound) return refuse({ kind: 'outdatedApproval' });
    return accept({ ...event, as: part.as });
  };
}

function decideBlock(request: WorkRequest, event: RequestEvent, _command: Command, { policy, blocking }: Facts): Decision {
  const blocker = readBlocker(event.given.blockedBy ?? '', policy.linkBase, policy.keyPrefix);
  if (!blocker) return refuse({ kind: 'notALink' });
  if (blocker.kind === 'web') return accept({ ...event, blocker });
  if (blocker.key === request.key) return refuse({ kind: 'blockedByItself' });
  if (!blocking?.exists) return refuse({ kind: 'unknownBlocker', key: blocker.key });
  if (blocking.done) return refuse({ kind: 'blockerIsDone', key: blocker.key });
  if (blocking.waitsFor.includes(request.key)) return refuse({ kind: 'blockedInACircle', through: [blocker.key, ...blocking.waitsFor.slice(0, blocking.waitsFor.indexOf(request.key))] });
  return accept({ ...event, blocker });
}

/** By itself only when the blocking request is Done; an engineer may at any time. */
function decideUnblock(request: WorkRequest, event: RequestEvent, _command: Command, { blocking }: Facts): Decision {
  if (event.as !== 'timer') return accept(event);
  const key = request.blocker?.kind === 'request' ? request.blocker.key : undefined;
  return key !== undefined && blocking?.done === true ? accept(event) : refuse({ kind: 'stillBlocked', key: key ?? request.key });
}

const DAY_MS = 24 * 60 * 60 * 1000;

function decideReopen(request: WorkRequest, event: RequestEvent, _command: Command, { policy }: Facts): Decision {
  const ageMs = Date.parse(event.at) - Date.parse(request.statusSince);
  return ageMs > policy.reopenDays * DAY_MS ? refuse({ kind: 'tooLateToReopen', days: policy.reopenDays }) : accept(event);
}

function decideAssignment(_request: WorkRequest, event: RequestEvent, _command: Command, { named }: Facts): Decision {
  if (!named || named === 'unknown') return refuse({ kind: 'unknownPerson', field: 'assignee' });
  if (!named.engineer) return refuse({ kind: 'notAnEngineer', name: named.person.name });
  return accept({ ...event, person: named.person });
}

/** Where somebody can be asked already, asking another is a re-routing, and says why. */
function decideManager(request: WorkRequest, event: RequestEvent, _command: Command, { named }: Facts): Decision {
  if (!named || named === 'unknown') return refuse({ kind: 'unknownPerson', field: 'manager' });
  if (named.person.id === request.requester.id) return refuse({ kind: 'managerIsRequester' });
  if (named.person.id === event.by.id) return refuse({ kind: 'managerIsNamer' });
  const present = managerOf(request);
  if (present && present.id !== named.person.id && (event.given.reason ?? undefined) === undefined) return refuse({ kind: 'faulty', faults: [{ field: 'reason', kind: 'missing' }] });
  return accept({ ...event, person: named.person });
}

/** The directory's word never overrides a manager that an engineer has named. */
function decideDirectoryNote(request: WorkRequest, event: RequestEvent, command: Command): Decision {
  if (!command.managerKnown || request.manager?.kind === 'named' || same(request.manager, command.managerKnown)) return refuse({ kind: 'nothingNew' });
  return accept({ ...event, managerKnown: command.managerKnown });
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** At most so far ahead, so that a slip of the year does not hand a say away for good. */
const LONGEST_DELEGATION_DAYS = 366;

/** An approver's say goes to another approver of the group who has not handed on their own: no circle can arise. */
function decideDelegation(request: WorkRequest, event: RequestEvent, _command: Command, { named }: Facts): Decision {
  if (!named || named === 'unknown') return refuse({ kind: 'unknownPerson', field: 'delegate' });
  const { person } = named;
  if (request.requester.id === event.by.id) return refuse({ kind: 'ownRequest' });
  if (person.id === event.by.id) return refuse({ kind: 'delegateIsSelf' });
  if (!named.approver) return refuse({ kind: 'notAnApprover', name: person.name });
  if (person.id === request.requester.id) return refuse({ kind: 'delegateIsRequester' });
  if (request.delegations.some(({ from }) => from.id === person.id)) return refuse({ kind: 'delegateIsAway', name: person.name });
  const untilMs = Date.parse(`${event.given.until ?? ''}T00:00:00.000Z`) + DAY_MS;
  const aheadMs = untilMs - Date.parse(event.at);
  if (!(aheadMs > 0 && aheadMs <= LONGEST_DELEGATION_DAYS * DAY_MS)) return refuse({ kind: 'untilIsPast' });
  return accept({ ...event, person, delegation: { from: event.by, to: person, until: new Date(untilMs).toISOString() } });
}

/** One at a time, the first that is over; the timer comes back for the next. */
function decideDelegationEnd(request: WorkRequest, event: RequestEvent): Decision {
  const delegation = request.delegations.find(({ until }) => until <= event.at);
  return delegation ? accept({ ...event, delegation }) : refuse({ kind: 'nothingNew' });
}

/** The timer's own moves: only a step whose time has come, and each one once. */
function decideSlaStep(request: WorkRequest, event: RequestEvent, _command: Command, { policy, watch }: Facts): Decision {
  const step = dueStep(request, policy, event.at);
  if (step?.kind !== event.move || !watch) return refuse({ kind: 'nothingNew' });
  const { sla, hours, skippedHours } = step;
  return accept({ ...event, slaTaken: { sla, hours, skippedHours, onCall: watch.onCall, incident: watch.incident, approvers: watch.approvers } });
}
