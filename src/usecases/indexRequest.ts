import { searchTermsOf } from '../domain/searchWords';
import type { WorkRequest } from '../domain/workRequest';
import type { Progress } from './deliver';
import type { Ports } from './ports';

/** Notes under what a request is found, where that has changed; a sync that changes nothing of it costs one read. */
export async function indexRequest({ search }: Pick<Ports, 'search'>, request: WorkRequest): Promise<Progress> {
  const noted = await search.note(request.key, request.version, searchTermsOf(request));
  return noted === 'noted' ? { kind: 'settled' } : { kind: 'later', delayMs: undefined };
}
