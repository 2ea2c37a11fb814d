import type { Clock, Log } from '../usecases/ports';
import { NO_ANSWER, readAnswer, type GraphAnswer } from './graphAnswer';
import { isObject, textIn } from './graphShapes';
import { orAborted, within } from './timeLimit';

/** Calls of Microsoft Graph. None throws for what Graph answers, or fails to answer; each gives up at its time limit. */
export interface GraphClient {
  /** The address that all paths are relative to, version included. */
  readonly baseUrl: string;
  get(path: string, limitMs?: number): Promise<GraphAnswer>;
  post(path: string, body: unknown, limitMs?: number): Promise<GraphAnswer>;
  /** A whole collection, all pages or none; the limit holds for all of them together. */
  list(path: string, limitMs?: number): Promise<GraphAnswer<readonly unknown[]>>;
}

export interface GraphOptions {
  /** An access token for Graph; called for every call, so it should remember. */
  readonly getToken: () => Promise<string>;
  readonly baseUrl?: string;
  readonly limitMs?: number;
  readonly clock: Pick<Clock, 'real'>;
  readonly log: Log;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Reach = Pick<GraphOptions, 'getToken' | 'clock' | 'log'>;

const MOST_PAGES = 100;

/** A small client over documented REST calls (Microsoft Learn, "Use the Microsoft Graph API"). */
export function createGraphClient({ baseUrl = 'https://graph.microsoft.com/v1.0', limitMs: usualMs = 10_000, ...reach }: GraphOptions): GraphClient {
  const urlOf = (path: string): string => `${baseUrl}/${path}`;
  return {
    baseUrl,
    get: (path, limitMs = usualMs) => within(limitMs, (signal) => exchange(reach, { method: 'GET', url: urlOf(path), headers: headersFor(path) }, signal)),
    post: (path, body, limitMs = usualMs) =>
      within(limitMs, (signal) =>
        exchange(reach, { method: 'POST', url: urlOf(path), headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, signal)),
    list: (path, limitMs = usualMs) => within(limitMs, (signal) => allPages(reach, { method: 'GET', url: urlOf(path), headers: headersFor(path) }, signal)),
  };
}

/** A count, and with it a cast, is answered by the index only (Microsoft Learn, "Advanced query capabilities on Microsoft Entra ID objects"). */
const headersFor = (path: string): Readonly<Record<string, string>> => (path.includes('$count=true') ? { ConsistencyLevel: 'eventual' } : {});

async function exchange(reach: Reach, call: Call, signal: AbortSignal): Promise<GraphAnswer> {
  try {
    const token = await orAborted(reach.getToken, signal);
    const { url, headers, ...rest } = call;
    const response = await fetch(url, { ...rest, headers: { Accept: 'application/json', ...headers, Authorization: `Bearer ${token}` }, redirect: 'manual', signal });
    const raw = { status: response.status, retryAfter: response.headers.get('Retry-After'), text: await response.text() };
    const answer = readAnswer(raw, reach.clock.real());
    if (isNews(answer)) reach.log.warn('Graph refused a call', { call: nameOf(call), kind: answer.kind, status: raw.status, requestId: response.headers.get('request-id') ?? '' });
    return answer;
  } catch (error) {
    reach.log.warn('Graph gave no answer', { call: nameOf(call), error: signal.aborted ? 'took too long' : reasonOf(error) });
    return NO_ANSWER;
  }
}

/** Everything in `value`, page by page (Microsoft Learn, "Paging Microsoft Graph data in your app"). */
async function allPages(reach: Reach, first: Call, signal: AbortSignal): Promise<GraphAnswer<readonly unknown[]>> {
  const items: unknown[] = [];
  let call = first;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await exchange(reach, call, signal);
    if (answer.kind !== 'ok') return answer;
    const value = isObject(answer.body) ? answer.body['value'] : undefined;
    if (!Array.isArray(value)) break;
    items.push(...(value as readonly unknown[]));
    const next = textIn(answer.body, '@odata.nextLink');
    if (next === undefined) return { kind: 'ok', body: items };
    if (!sameOrigin(next, first.url)) break;
    call = { ...first, url: next };
  }
  reach.log.warn('Graph sent pages that cannot be followed', { call: nameOf(first) });
  return NO_ANSWER;
}

/** A next page is only fetched where the first one was: the token is for nobody else. */
const sameOrigin = (one: string, other: string): boolean => URL.canParse(one) && new URL(one).origin === new URL(other).origin;

/** "There is no such thing" and "it is there already" are ordinary answers. */
const isNews = (answer: GraphAnswer): boolean => answer.kind !== 'ok' && answer.kind !== 'notFound' && !(answer.kind === 'refused' && answer.status === 409);

/** The path alone: ids, and nothing that a person typed. */
const nameOf = ({ method, url }: Call): string => `${method} ${new URL(url).pathname}`;

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return textIn(cause, 'code') ?? (cause instanceof Error ? cause.name : 'unknown');
}
