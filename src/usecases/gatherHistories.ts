import type { Period } from '../domain/reportPeriod';
import type { RequestEvent, RequestKey } from '../domain/workRequest';
import { eachAtOnce } from './atOnce';
import type { Ports } from './ports';

type Needed = Pick<Ports, 'requests' | 'clock'>;

export type Gathered =
  | { readonly kind: 'gathered'; readonly histories: readonly (readonly RequestEvent[])[] }
  /** One report does not take so many: a part of them would be a wrong report. */
  | { readonly kind: 'tooMany'; readonly most: number }
  | { readonly kind: 'tooLong' };

/** Read in a few seconds; more than a team has in a year. */
export const MOST_HISTORIES = 5_000;

class TooLong extends Error {}

/** The histories of all requests that a period is about: there before its end, and not Done before it. Gives up after `limitMs` of real time. */
export async function gatherHistories({ requests, clock }: Needed, { from, to }: Period, limitMs: number, most = MOST_HISTORIES): Promise<Gathered> {
  const until = clock.real().getTime() + limitMs;
  const inTime = (): void => {
    if (clock.real().getTime() > until) throw new TooLong();
  };
  try {
    const keys: RequestKey[] = [];
    for await (const { key, submittedAt } of requests.walkSince(from)) {
      inTime();
      if (submittedAt < to) keys.push(key);
      if (keys.length > most) return { kind: 'tooMany', most };
    }
    const histories = await eachAtOnce(keys, (key) => {
      inTime();
      return requests.history(key);
    });
    return { kind: 'gathered', histories };
  } catch (error) {
    if (error instanceof TooLong) return { kind: 'tooLong' };
    throw error;
  }
}
