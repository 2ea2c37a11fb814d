import { judgingPart, managerOf } from './approvals';
import type { Policy } from './commands';
import type { Actor, Role } from './people';
import type { WorkRequest } from './workRequest';
import type { MoveRow } from './workflow';

/** The roles that an actor holds towards one request, from their identity alone. */
export function rolesTowards(request: WorkRequest, actor: Actor): readonly (Role | 'timer')[] {
  const relative: Role[] = [];
  if (actor.id === request.requester.id) relative.push('requester');
  if (managerOf(request)?.id === actor.id) relative.push('manager');
  return [...relative, ...actor.roles];
}

/** Whether this person has to do with a request: only who does sees more of it than everybody may. */
export const takesPart = (request: WorkRequest, actor: Actor): boolean => rolesTowards(request, actor).length > 0;

/** The role that lets an actor make a move, or `undefined` when none does. */
export function allowingRole(row: MoveRow, request: WorkRequest, actor: Actor): Role | 'timer' | undefined {
  const held = rolesTowards(request, actor);
  return row.by.find((role): role is Role | 'timer' => role !== 'anyone' && held.includes(role));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether a button of this move would do something for this person now: the table, and the rules beside it.
 * @param now left out on a posted card, which nobody draws again when time passes
 */
export function mayPress(row: MoveRow, request: WorkRequest, actor: Actor, policy: Policy, now?: Date): boolean {
  if (!row.from.includes(request.status) || allowingRole(row, request, actor) === undefined) return false;
  if (row.move === 'approve' || row.move === 'reject') return 'as' in judgingPart(row.move, request, actor, policy);
  if (row.move === 'reopen' && now && now.getTime() - Date.parse(request.statusSince) > policy.reopenDays * DAY_MS) return false;
  if (row.move === 'delegate') return actor.id !== request.requester.id;
  return row.move !== 'giveMoreHours' || request.question?.overdueAt !== undefined;
}
