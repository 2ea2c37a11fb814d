/** What Graph answered, as a value. `later`: ask again; it never means that there is nothing. */
export type GraphAnswer<Body = unknown> = { readonly kind: 'ok'; readonly body: Body } | GraphFailure;

export type GraphFailure =
  | { readonly kind: 'notFound' }
  /** The permission is not granted, or the token was not accepted. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  /** Graph did not take the call, and would not take it the next time. */
  | { readonly kind: 'refused'; readonly status: number };

const PATIENCE_MS = 30_000;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Nothing came, or not all of it: a short while is enough. */
export const NO_ANSWER: GraphFailure = { kind: 'later', retryAfterMs: 5_000 };

export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Reads an answer by its status (Microsoft Learn, "Microsoft Graph error responses and resource types"). */
export function readAnswer({ status, retryAfter, text }: RawAnswer, now: Date): GraphAnswer {
  if (status >= 200 && status < 300) return readBody(text);
  if (status === 404) return { kind: 'notFound' };
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 408 || status === 429 || status >= 500) return { kind: 'later', retryAfterMs: waitMs(retryAfter, now) };
  return { kind: 'refused', status };
}

/** Some calls succeed without a body; half a body, or a proxy's page, is no answer. */
function readBody(text: string): GraphAnswer {
  if (text === '') return { kind: 'ok', body: undefined };
  try {
    return { kind: 'ok', body: JSON.parse(text) as unknown };
  } catch {
    return NO_ANSWER;
  }
}

/** Retry-After is in seconds, or a date (RFC 9110, 10.2.3). What is absent, past or beyond reason is put right. */
function waitMs(retryAfter: string | null, now: Date): number {
  const text = retryAfter?.trim() ?? '';
  const askedMs = /^\d+$/u.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return Number.isNaN(askedMs) ? PATIENCE_MS : Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, askedMs));
}
