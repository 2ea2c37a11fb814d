import type { RequestKey } from '../domain/workRequest';
import type { Ports } from './ports';

type Needed = Pick<Ports, 'requests' | 'search' | 'hints' | 'clock'>;

const PAGE_KEYS = 1_000;

/**
 * Has the search find again what was lost: a request that is not among all is noted anew, Done ones too; reading both lists costs a call
 * a thousand. Of the open ones, which the walk announces anyway, every note is doubted and so written again.
 */
export async function mendSearch(ports: Needed): Promise<number> {
  const noted = await allNoted(ports);
  let mended = 0;
  for await (const key of ports.requests.walkKeys()) {
    if (noted.has(key)) continue;
    await ports.search.doubt(key);
    await ports.hints.announce({ key, version: 0, announcedAt: ports.clock.real().toISOString(), tries: 0 });
    mended++;
  }
  return mended;
}

async function allNoted({ search }: Needed): Promise<ReadonlySet<RequestKey>> {
  const noted = new Set<RequestKey>();
  for await (const { keys } of search.under('all', PAGE_KEYS)) for (const key of keys) noted.add(key);
  return noted;
}
