import { csvCard, myRequestsCard, queueCard, reportCard, type AdaptiveCard, type CardContext } from '../src/cards';
import { mineInOrder, queueInOrder } from '../src/domain/lists';
import { reportOf } from '../src/domain/report';
import { numbersCsv, requestsCsv } from '../src/domain/reportCsv';
import { reportRows } from '../src/domain/reportRows';
import type { RequestEvent, WorkRequest } from '../src/domain/workRequest';

interface Told {
  readonly request: WorkRequest;
  readonly history: readonly RequestEvent[];
}

const NOW = '2026-01-07T10:30:00.000Z';
const NONCE = 'nonce-1';
const JANUARY = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };

/** The lists and the report over the requests of the samples, by the names of their pictures. */
export function listSamples(stories: readonly Told[], ctx: CardContext): Readonly<Record<string, AdaptiveCard>> {
  const told = stories.map(({ request, history }, at) => ({ request: { ...request, key: `PLAT-${at + 101}` }, history: history.map((event) => ({ ...event, key: `PLAT-${at + 101}` })) }));
  const requests = told.map(({ request }) => request);
  const histories = told.map(({ history }) => history);
  const view = { page: 0, nonce: NONCE, now: new Date(NOW) };
  const report = reportOf(histories, JANUARY, ctx.policy);
  return {
    'my-requests': myRequestsCard(mineInOrder(requests.slice(-6), NOW), ctx, view),
    'my-requests-none': myRequestsCard([], ctx, view),
    'queue': queueCard(queueInOrder(requests, ctx.policy, NOW), ctx, view),
    'queue-2': queueCard(queueInOrder(requests, ctx.policy, NOW), ctx, { ...view, page: 1 }),
    'report': reportCard(report, NONCE),
    'report-nothing': reportCard(reportOf([], JANUARY, ctx.policy), NONCE),
    'report-csv': csvCard(numbersCsv(report), { what: 'csv', period: JANUARY, page: 0, nonce: NONCE }),
    'report-requests-csv': csvCard(requestsCsv(reportRows(histories, JANUARY, ctx.policy)), { what: 'requests', period: JANUARY, page: 0, nonce: NONCE }),
  };
}
