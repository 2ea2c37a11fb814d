import { isForEverything, matches, type SearchQuery } from '../domain/searchQuery';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { eachAtOnce } from './atOnce';
import type { Ports } from './ports';
import { candidatesFor } from './searchCandidates';

type Needed = Pick<Ports, 'hints' | 'search' | 'requests'>;

/** One page of what was found. */
export interface Page {
  readonly skip: number;
  readonly count: number;
}

/** Requests looked at in one go, all at the same time. */
const AT_ONCE = 25;
/** Teams drops an answer after five seconds (facts, "Invokes"): so many can be looked at before. */
const MOST_LOOKED_AT = 1_000;

/**
 * What somebody looks for, the newest first; when nothing in particular, their own and then everybody's newest.
 * The index only says where to look: each request is read and compared itself, so what the index has wrong is never shown.
 */
export async function findRequests(ports: Needed, query: SearchQuery, personId: string, page: Page): Promise<readonly WorkRequest[]> {
  if (query.key !== undefined) return byKey(ports, query, query.key, personId, page);
  return isForEverything(query) ? ownThenNewest(ports, query, personId, page) : pageOf(found(ports, query, personId), page);
}

/** A bare number that is nobody's key may be a word. */
async function byKey(ports: Needed, query: SearchQuery, key: RequestKey, personId: string, page: Page): Promise<readonly WorkRequest[]> {
  const stored = await ports.requests.load(key);
  if (stored) return [stored.request].slice(page.skip, page.skip + page.count);
  return query.words.length > 0 ? pageOf(found(ports, { ...query, key: undefined }, personId), page) : [];
}

async function ownThenNewest(ports: Needed, query: SearchQuery, personId: string, page: Page): Promise<readonly WorkRequest[]> {
  async function* both(): AsyncGenerator<WorkRequest> {
    yield* found(ports, { ...query, mine: true }, personId);
    for await (const request of found(ports, query, personId)) if (request.requester.id !== personId) yield request;
  }
  return pageOf(both(), page);
}

async function* found(ports: Needed, query: SearchQuery, personId: string): AsyncGenerator<WorkRequest> {
  let looked = 0;
  for await (const keys of candidatesFor(ports, query, personId, AT_ONCE)) {
    const stored = await eachAtOnce(keys, (key) => ports.requests.load(key), AT_ONCE);
    yield* stored.flatMap((each) => (each && matches(each.request, query, personId) ? [each.request] : []));
    looked += keys.length;
    if (looked >= MOST_LOOKED_AT) return;
  }
}

async function pageOf(all: AsyncIterable<WorkRequest>, { skip, count }: Page): Promise<readonly WorkRequest[]> {
  const requests: WorkRequest[] = [];
  if (count < 1 || skip >= MOST_LOOKED_AT) return requests;
  for await (const request of all) {
    requests.push(request);
    if (requests.length >= skip + count) break;
  }
  return requests.slice(skip);
}
