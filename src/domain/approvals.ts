import type { Policy } from './commands';
import { isSourceCode, rowFor } from './managerApproval';
import type { Actor, Person } from './people';
import type { Approval, Classification, ManagerAsk, WorkRequest } from './workRequest';

/**
 * Whether the manager is asked and why (spec, "Manager approval"): the matrix decides for access, an engineer may ask
 * by hand for anything. `undefined` while an access is not yet described well enough to tell.
 */
export function managerAskFor(classification: Classification): ManagerAsk | undefined {
  const { type, accessLevel: level, environment, project } = classification;
  if (type === 'access') {
    if (!level || !environment || (!project && isSourceCode(level))) return byHand(classification);
    const row = rowFor({ level, environment, project: project ?? 'none' });
    if (row.managerNeeded) return { asked: true, because: row.because };
    return byHand(classification) ?? { asked: false, because: row.because };
  }
  return byHand(classification) ?? { asked: false, because: `a ${type ?? 'request without type'} does not ask the manager` };
}

const byHand = (classification: Classification): ManagerAsk | undefined =>
  classification.askManager ? { asked: true, because: 'an engineer asked for it' } : undefined;

/** How many of the INFRA group must approve: none for debug (spec, "Manager approval", last lines). */
export const groupApprovalsNeeded = (classification: Classification, policy: Policy): number =>
  classification.type === 'debug' ? 0 : policy.approvalsNeeded;

const given = (approvals: readonly Approval[], as: Approval['as']): readonly Approval[] => approvals.filter((approval) => approval.as === as);

/** What a request in Authorize still waits for. */
export interface Awaited {
  readonly manager: boolean;
  readonly groupCount: number;
}

export function awaitedApprovals(request: WorkRequest, policy: Policy): Awaited {
  const needed = groupApprovalsNeeded(request.classification, policy);
  return {
    manager: request.managerAsk?.asked === true && given(request.approvals, 'manager').length === 0,
    groupCount: Math.max(0, needed - given(request.approvals, 'approver').length),
  };
}

export const allApproved = (awaited: Awaited): boolean => !awaited.manager && awaited.groupCount === 0;

/** The requester's manager, as far as one is known; a manager who is the requester does not count (facts, "Identity"). */
export function managerOf(request: WorkRequest): Person | undefined {
  const person = request.manager && 'person' in request.manager ? request.manager.person : undefined;
  return person?.id === request.requester.id ? undefined : person;
}

/** The manager that this request asks. */
export const askedManager = (request: WorkRequest): Person | undefined => (request.managerAsk?.asked === true ? managerOf(request) : undefined);

/** Why a person cannot approve now, or the part that their press gives: the manager's first, never both at once. */
export type ApprovalPart = { readonly as: Approval['as'] } | { readonly refused: 'ownRequest' | 'approvedAlready' | 'oneApprovalEach' | 'notAsked' };

export function approvalPart(request: WorkRequest, actor: Actor, policy: Policy): ApprovalPart {
  if (actor.id === request.requester.id) return { refused: 'ownRequest' };
  const awaited = awaitedApprovals(request, policy);
  const mine = request.approvals.filter((approval) => approval.by.id === actor.id);
  const isManager = askedManager(request)?.id === actor.id;
  const isApprover = actor.roles.includes('approver');
  const open: Approval['as'] | undefined =
    isManager && awaited.manager ? 'manager' : isApprover && awaited.groupCount > 0 && given(mine, 'approver').length === 0 ? 'approver' : undefined;
  if (open === undefined) return { refused: mine.length > 0 ? 'approvedAlready' : 'notAsked' };
  if (mine.length > 0 && !policy.onePersonMayGiveBoth) return { refused: 'oneApprovalEach' };
  return { as: open };
}

/**
 * Rejecting needs no open part: whoever is asked may still say no after their own yes, and any approver after another's,
 * for as long as the request is in Authorize (spec, "Moves": reject).
 */
export function judgingPart(move: 'approve' | 'reject', request: WorkRequest, actor: Actor, policy: Policy): ApprovalPart {
  if (move === 'approve') return approvalPart(request, actor, policy);
  if (actor.id === request.requester.id) return { refused: 'ownRequest' };
  if (askedManager(request)?.id === actor.id && request.managerAsk?.assumed === undefined) return { as: 'manager' };
  return actor.roles.includes('approver') ? { as: 'approver' } : { refused: 'notAsked' };
}

/** Those of the INFRA group whose approval this request waits for: not the requester, not the asked manager, nobody who handed on their say or approved. */
export function whoIsAsked(request: WorkRequest, approvers: readonly Person[]): readonly Person[] {
  const out = [request.requester.id, askedManager(request)?.id, ...request.delegations.map(({ from }) => from.id), ...request.approvals.map(({ by }) => by.id)];
  return approvers.filter(({ id }) => !out.includes(id));
}
