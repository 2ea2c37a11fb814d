import { choiceTitle } from '../domain/fields';
import { awaitsOf, countByStatus, DONE_SHOWN_DAYS, isOverdue, pageOf, type Awaits, type PageOf, type Party } from '../domain/lists';
import { dueOf } from '../domain/promises';
import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData } from './buttons';
import type { ListCardData, ListGroupData, ListRowData, PagingButton } from './listData';
import { listVerb, type ListName } from './listVerbs';
import { counted, fromNow, momentOf } from './moments';
import { render } from './render';
import { boldRuns, nameOf, runsOf, subtleRuns, typedLine, type Runs } from './safeText';
import { fitting } from './weight';

export interface ListView {
  readonly page: number;
  readonly nonce: string;
  readonly now: Date;
}

/** What fits on one card with the longest texts, and what one looks at in one go. */
export const PAGE_ROWS = 10;

/** A person's own requests, in the order in which they are given. */
export function myRequestsCard(requests: readonly WorkRequest[], ctx: CardContext, view: ListView): AdaptiveCard {
  const none = `You have no open request, and none that was done in the last ${DONE_SHOWN_DAYS} days. Choose New platform request in the compose box to make one.`;
  const page = pageOf(requests, view.page, PAGE_ROWS);
  return drawn('mine', 'My requests', none, page, view, (share) => [group('', page.items, (request) => rowOf(request, ctx, view, share, mineHead(request)))]);
}

/** What is open, by status, in the order in which it is given. */
export function queueCard(requests: readonly WorkRequest[], ctx: CardContext, view: ListView): AdaptiveCard {
  const page = pageOf(requests, view.page, PAGE_ROWS);
  const counts = countByStatus(requests).filter(({ status }) => page.items.some((request) => request.status === status));
  return drawn('queue', 'Queue', 'No request is open.', page, view, (share) => counts.map(({ status, count }) =>
    group(`${status} (${count})`, page.items.filter((request) => request.status === status), (request) => rowOf(request, ctx, view, share, queueHead(request)))));
}

function drawn(list: ListName, title: string, none: string, page: PageOf<WorkRequest>, view: ListView, groupsOf: (share: number) => readonly ListGroupData[]): AdaptiveCard {
  const count = page.total === 0 ? none : page.pages === 1 ? counted(page.total, 'request') : `Page ${page.page + 1} of ${page.pages}, ${counted(page.total, 'request')}`;
  const spoken = `${title}: ${count}`;
  const paging = pagingOf(list, page, view.nonce);
  return fitting((share) => {
    const data: ListCardData = { fallbackText: spoken, speak: spoken, title, count, groups: page.total === 0 ? [] : groupsOf(share), hasPaging: paging.length > 0, paging };
    return render('list', data);
  });
}

function pagingOf(list: ListName, { page, pages }: PageOf<WorkRequest>, nonce: string): readonly PagingButton[] {
  const turn = (title: PagingButton['title'], to: number): PagingButton => ({ title, verb: listVerb(list), data: { page: to, nonce } });
  return [...(page + 1 < pages ? [turn('Next', page + 1)] : []), ...(page > 0 ? [turn('Back', page - 1)] : [])];
}

const group = (heading: string, requests: readonly WorkRequest[], row: (request: WorkRequest) => ListRowData): ListGroupData => ({
  hasHeading: heading !== '', heading, rows: requests.map(row),
});

const SUMMARY_BYTES = 900;
const AWAITS_BYTES = 700;

function rowOf(request: WorkRequest, ctx: CardContext, { now, nonce }: ListView, share: number, head: readonly string[]): ListRowData {
  const due = dueWords(request, ctx, now);
  return {
    head: [...boldRuns(request.key), ...[request.status, ...head].flatMap((word) => [...runsOf(' · '), ...runsOf(word)])],
    summary: runsOf(typedLine(request.answers.summary, SUMMARY_BYTES * share) || '–'),
    awaits: awaitsRuns(request, awaitsOf(request, ctx.policy), AWAITS_BYTES * share),
    hasDue: due !== undefined,
    due: due ?? '',
    dueColor: isOverdue(request, ctx.policy, now.toISOString()) ? 'Attention' : 'Default',
    key: request.key,
    data: pressData(request, nonce),
    url: linkOf(request, ctx),
  };
}

const mineHead = ({ resolution }: WorkRequest): readonly string[] => (resolution ? [resolution] : []);

const queueHead = ({ classification: { priority }, assignee }: WorkRequest): readonly string[] => [
  ...(priority ? [choiceTitle('priority', priority)] : []), assignee ? `Assignee ${nameOf(assignee)}` : 'no assignee',
];

function awaitsRuns({ statusSince }: WorkRequest, awaits: Awaits | undefined, maxBytes: number): Runs {
  if (!awaits) return subtleRuns(`Nothing is awaited since ${statusSince.slice(0, 10)}`);
  const from = awaits.from.map(partyName).join(' and ');
  return subtleRuns(typedLine(`Waits for ${awaits.what}${from === '' ? '' : ` from ${from}`}`, maxBytes));
}

const PARTIES = { team: 'the Platform team', group: 'the INFRA group', manager: 'the manager' } as const;
const partyName = (party: Party): string => (typeof party === 'string' ? PARTIES[party] : nameOf(party));

const PROMISED = { review: 'Review', answer: 'Answer' } as const;

function dueWords(request: WorkRequest, { policy }: CardContext, now: Date): string | undefined {
  const due = dueOf(request, policy);
  if (!due) return undefined;
  const said = isOverdue(request, policy, now.toISOString()) ? 'overdue, was due' : 'due';
  return `${PROMISED[due.sla]} ${said} ${fromNow(due.at, now)} (${momentOf(due.at)})`;
}
