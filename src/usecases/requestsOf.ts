import type { Person } from '../domain/people';
import type { WorkRequest } from '../domain/workRequest';
import type { Ports } from './ports';

/** Looked at for the newest that are still open; more than anybody has open at a time. */
const MOST_LOOKED_AT = 50;

/** A person's own requests that are not Done, those that wait for their answer first, then the newest. */
export async function requestsOf({ hints, requests }: Pick<Ports, 'hints' | 'requests'>, person: Person, most: number): Promise<readonly WorkRequest[]> {
  const keys = await hints.keysOfRequester(person.id, MOST_LOOKED_AT);
  const stored = await Promise.all(keys.map((key) => requests.load(key)));
  const open = stored.flatMap((each) => (each && each.request.status !== 'Done' && each.request.requester.id === person.id ? [each.request] : []));
  const waiting = open.filter(({ status }) => status === 'Waiting on Customer');
  return [...waiting, ...open.filter((request) => !waiting.includes(request))].slice(0, most);
}
