import { askedManager, awaitedApprovals } from './approvals';
import type { Policy } from './commands';
import { PRIORITIES } from './fields';
import type { Person } from './people';
import { dueOf } from './promises';
import type { Instant, WorkRequest } from './workRequest';
import { STATUSES, type Status } from './workflow';

/** Whom a request waits for, where it is no single person. */
export type Party = Person | 'team' | 'group' | 'manager';

/** What has to happen next to a request, and by whom. */
export interface Awaits {
  readonly what: string;
  /** Nobody, where it waits for something else. */
  readonly from: readonly Party[];
}

/** What a request waits for now; `undefined` when it is Done. */
export function awaitsOf(request: WorkRequest, policy: Policy): Awaits | undefined {
  const { status, reviewer, assignee, requester, blocker } = request;
  switch (status) {
    case 'Submitted':
      return { what: 'review', from: ['team'] };
    case 'Review':
      return { what: 'the end of the review', from: [reviewer ?? 'team'] };
    case 'Authorize':
      return { what: 'approval', from: approversOf(request, policy) };
    case 'Pending':
      return { what: 'a start', from: [assignee ?? 'team'] };
    case 'In Progress':
      return { what: 'the work', from: [assignee ?? 'team'] };
    case 'Deployment Queue':
      return { what: 'the change window', from: [assignee ?? 'team'] };
    case 'Waiting on Customer':
      return { what: 'an answer', from: [requester] };
    case 'Blocked':
      return { what: blocker?.kind === 'request' ? blocker.key : (blocker?.url ?? 'something else'), from: [] };
    case 'Done':
      return undefined;
  }
}

function approversOf(request: WorkRequest, policy: Policy): readonly Party[] {
  const { manager, groupCount } = awaitedApprovals(request, policy);
  return [...(manager ? [askedManager(request) ?? 'manager' as const] : []), ...(groupCount > 0 ? ['group' as const] : [])];
}

/** Whether a promise that runs is over its time. */
export function isOverdue(request: WorkRequest, policy: Policy, now: Instant): boolean {
  const due = dueOf(request, policy);
  return due !== undefined && due.at <= now;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** For so long somebody still finds what was done for them (issue "Finding, files and numbers"). */
export const DONE_SHOWN_DAYS = 14;

/** A person's own requests as they want to see them: the newest first, without what was done long ago. */
export function mineInOrder(requests: readonly WorkRequest[], now: Instant): readonly WorkRequest[] {
  const recent = new Date(Date.parse(now) - DONE_SHOWN_DAYS * DAY_MS).toISOString();
  return requests
    .filter(({ status, statusSince }) => status !== 'Done' || statusSince >= recent)
    .sort((one, other) => other.submittedAt.localeCompare(one.submittedAt) || numberOf(other) - numberOf(one));
}

const numberOf = ({ key }: WorkRequest): number => Number(key.slice(key.lastIndexOf('-') + 1));

/** What is open, as the team works it off: by status, what is overdue first, then the priority, then the oldest. */
export function queueInOrder(requests: readonly WorkRequest[], policy: Policy, now: Instant): readonly WorkRequest[] {
  const rank = (request: WorkRequest): readonly number[] => [
    STATUSES.indexOf(request.status), isOverdue(request, policy, now) ? 0 : 1, priorityRank(request), Date.parse(request.submittedAt), numberOf(request),
  ];
  const ranked = requests.filter(({ status }) => status !== 'Done').map((request) => ({ request, rank: rank(request) }));
  return ranked.sort((one, other) => firstDifference(one.rank, other.rank)).map(({ request }) => request);
}

/** What has no priority yet comes last. */
function priorityRank({ classification: { priority } }: WorkRequest): number {
  const at = PRIORITIES.findIndex(({ id }) => id === priority);
  return at < 0 ? PRIORITIES.length : at;
}

function firstDifference(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** How many of each status there are, in the workflow's order. */
export const countByStatus = (requests: readonly WorkRequest[]): readonly { readonly status: Status; readonly count: number }[] =>
  STATUSES.map((status) => ({ status, count: requests.filter((request) => request.status === status).length })).filter(({ count }) => count > 0);

/** One page of something long, and where it stands in the whole. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The page of that number; one that does not exist shows the nearest. */
export function pageOf<Item>(all: readonly Item[], wanted: number, size: number): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(Math.trunc(wanted) || 0, 0), pages - 1);
  return { items: all.slice(page * size, (page + 1) * size), page, pages, total: all.length };
}
