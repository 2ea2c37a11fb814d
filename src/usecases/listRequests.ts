import { mineInOrder, queueInOrder } from '../domain/lists';
import type { Person } from '../domain/people';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { eachAtOnce } from './atOnce';
import type { Ports } from './ports';

type Needed = Pick<Ports, 'hints' | 'requests' | 'clock' | 'policy'>;

/** More than anybody asks for in years; it keeps a button's answer quick. */
export const MOST_LOOKED_AT = 2_000;

/** A person's own requests, the newest first; those done long ago are left out. */
export async function myRequests(ports: Needed, person: Person): Promise<readonly WorkRequest[]> {
  const loaded = await loadAll(ports, await ports.hints.keysOfRequester(person.id, MOST_LOOKED_AT));
  return mineInOrder(loaded.filter(({ requester }) => requester.id === person.id), ports.clock.now().toISOString());
}

/** Everything that is open, in the order in which the team works it off. A hint without its request is left out. */
export async function teamQueue(ports: Needed): Promise<readonly WorkRequest[]> {
  const loaded = await loadAll(ports, await ports.hints.openKeys());
  return queueInOrder(loaded, ports.policy, ports.clock.now().toISOString());
}

async function loadAll({ requests }: Needed, keys: readonly RequestKey[]): Promise<readonly WorkRequest[]> {
  const stored = await eachAtOnce(keys, (key) => requests.load(key));
  return stored.flatMap((each) => (each ? [each.request] : []));
}
