import type { Delivered } from '../usecases/ports';

/** Teams asks for patience with these (Microsoft Learn, "Optimize your bot with rate limiting in Teams"). */
const PASSING = [408, 412, 429, 500, 502, 503, 504];

interface Failure {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly response?: { readonly headers?: { readonly get?: (name: string) => string | undefined } };
}

/** What a failed send means: try later, post afresh, or give up and say why. An error without a status never reached Teams. */
export function sendFailure(error: unknown, now: Date): Delivered {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  const status = typeof failure.statusCode === 'number' ? failure.statusCode : undefined;
  if (status === undefined || PASSING.includes(status)) {
    return { kind: 'later', retryAfterMs: retryAfterMs(failure.response?.headers?.get?.('Retry-After'), now), why: status === undefined ? 'Teams could not be reached' : `Teams answered ${status}` };
  }
  if (status === 404) return { kind: 'gone', why: 'the chat is gone' };
  if (status === 403) return { kind: 'undeliverable', why: 'has removed or blocked the app, or an administrator has' };
  if (status === 401) return { kind: 'undeliverable', why: 'Teams refused this bot (401): does MicrosoftAppId match the Azure Bot resource?' };
  return { kind: 'undeliverable', why: `Teams answered ${status}` };
}

/** Retry-After is in seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  if (/^\d+$/u.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
