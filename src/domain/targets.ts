import { allApproved, awaitedApprovals, groupApprovalsNeeded } from './approvals';
import type { Policy } from './commands';
import type { Approval, RequestEvent, WorkRequest } from './workRequest';
import type { MoveRow, Status } from './workflow';

/** Where a move leads from this request (spec, "Moves", column "to"). */
export function targetOf(row: MoveRow, request: WorkRequest, event: RequestEvent, policy: Policy): Status {
  switch (row.to) {
    case 'same':
      return request.status;
    case 'whereItCameFrom':
      return request.cameFrom ?? 'Review';
    case 'afterReview':
      return afterReview(request, event, policy);
    case 'afterApproval':
      return afterApproval(request, event, policy);
    default:
      return row.to;
  }
}

/** Authorize while anybody's approval is needed; debug goes straight to Pending unless the manager was asked by hand. */
function afterReview(request: WorkRequest, event: RequestEvent, policy: Policy): Status {
  const managerOpen = event.managerAsk?.asked === true && event.managerAsk.assumed === undefined;
  return managerOpen || groupApprovalsNeeded(request.classification, policy) > 0 ? 'Authorize' : 'Pending';
}

function afterApproval(request: WorkRequest, event: RequestEvent, policy: Policy): Status {
  const approval: Approval = { by: event.by, as: event.as === 'manager' ? 'manager' : 'approver', at: event.at };
  const after = { ...request, approvals: [...request.approvals, approval] };
  return allApproved(awaitedApprovals(after, policy)) ? 'Pending' : 'Authorize';
}
