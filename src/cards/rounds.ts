import { evolve } from '../domain/evolve';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';

/** How a round of approvals stands, told from the history alone. */
export interface RoundTold {
  /** The request when the round was last the current one; its approvals are those of the round. */
  readonly last: WorkRequest | undefined;
  /** What made the round void, if something did. */
  readonly endedBy: RequestEvent | undefined;
  /** What led the request out of Authorize without ending the round (enough approvals, a hold, a cancellation). */
  readonly leftBy: RequestEvent | undefined;
}

export function roundOf(history: readonly RequestEvent[], round: number): RoundTold {
  let request: WorkRequest | undefined;
  let last: WorkRequest | undefined;
  let leftBy: RequestEvent | undefined;
  for (const event of history) {
    const after = evolve(request, event);
    if (after.approvalRound > round) return { last, endedBy: event, leftBy };
    if (after.approvalRound === round) {
      last = after;
      if (request?.status === 'Authorize' && after.status !== 'Authorize') leftBy = event;
      if (after.status === 'Authorize') leftBy = undefined;
    }
    request = after;
  }
  return { last, endedBy: undefined, leftBy };
}
