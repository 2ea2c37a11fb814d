import type { Duty } from '../domain/duty';
import { isErased, namesOf, namesPerson, withoutPerson, withoutWords, type Erased } from '../domain/erasing';
import { pseudonymOf, type NamedIn, type PersonalData } from '../store/personalData';
import type { Stores } from '../store/stores';
import { indexRequest } from '../usecases/indexRequest';
import { StaleWrite } from '../usecases/ports';
import type { RequestKey, WorkRequest } from '../domain/workRequest';

export interface Erasing {
  /** Without it everything is only counted. */
  readonly apply: boolean;
  /** The person's own words go too. */
  readonly texts: boolean;
  /** Real time, for the syncs that are announced. */
  readonly now: string;
}

/** What was found, and what somebody should settle before. */
export interface ErasingReport {
  readonly pseudonym: string;
  readonly requests: readonly RequestKey[];
  readonly dutyRecords: number;
  readonly deliveries: number;
  readonly otherRecords: number;
  readonly warnings: readonly string[];
}

/**
 * Erases one person from everything that is kept: their name becomes "Somebody" and their id a pseudonym, so that what was decided
 * stays as it is; their chat, and what was delivered to them, goes. Done again it finds what is left. Cards that others have are drawn anew.
 */
export async function erasePerson(data: PersonalData, stores: Stores, personId: string, { apply, texts, now }: Erasing): Promise<ErasingReport> {
  const found = await collected(data.namedIn(personId));
  const slots = found.filter(({ row }) => row.startsWith('slot|'));
  const duty = found.filter((named) => isDuty(named) && !slots.includes(named));
  const histories = found.filter((named) => named.table === 'requests' && !slots.includes(named) && !isDuty(named));
  const others = found.filter(({ table }) => table !== 'requests');
  const keys = [...new Set(histories.map(({ record }) => (record as { readonly key: RequestKey }).key))];
  const erased: Erased = { personId, pseudonym: pseudonymOf(personId), names: longestFirst(found.flatMap(({ record }) => namesOf(record, personId))) };
  if (apply) {
    if (duty.length > 0) await data.rewriteDuty((event) => withoutPerson(event, erased));
    for (const named of slots) await data.drop(named);
    for (const key of keys) await eraseIn(data, stores, key, erased, { texts, now });
    for (const named of others) await data.drop(named);
  }
  return { pseudonym: erased.pseudonym, requests: keys, dutyRecords: duty.length, deliveries: slots.length, otherRecords: others.length, warnings: warningsOf(found, personId) };
}

const isDuty = ({ table, partition }: NamedIn): boolean => table === 'requests' && partition === 'duty';
const longestFirst = (names: readonly string[]): readonly string[] => [...new Set(names)].sort((one, other) => other.length - one.length);

async function collected(all: AsyncIterable<NamedIn>): Promise<readonly NamedIn[]> {
  const found: NamedIn[] = [];
  for await (const named of all) found.push(named);
  return found;
}

const TRIES = 5;

/** The history, the search, whose it is, and a sync that draws its cards anew. */
async function eraseIn(data: PersonalData, stores: Stores, key: RequestKey, erased: Erased, { texts, now }: Pick<Erasing, 'texts' | 'now'>): Promise<void> {
  const request = await again(() => data.rewriteRequest(key, (event) => withoutPerson(texts ? withoutWords(event, erased.personId) : event, erased)));
  await again(async () => {
    if ((await indexRequest(stores, request)).kind === 'later') throw new StaleWrite(`${key}: somebody else notes it`);
  });
  if (isErased(request.requester)) await stores.hints.noteRequester(request.requester.id, key);
  await stores.hints.announce({ key, version: request.version, announcedAt: now, tries: 0 });
}

async function again<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StaleWrite) || tries === TRIES) throw error;
    }
  }
}

/** Who is, or will be, on call. */
const activeNames = ({ rota, overrides }: Duty): unknown => [rota, overrides];

/** Whoever is gone from the records is reminded of nothing and asked for nothing more. */
function warningsOf(found: readonly NamedIn[], personId: string): readonly string[] {
  const states = found.filter(({ row }) => row === 'request').map(({ record }) => record as WorkRequest).filter(({ status }) => status !== 'Done');
  const own = states.filter(({ requester }) => requester.id === personId).map(({ key }) => key);
  const assigned = states.filter(({ assignee }) => assignee?.id === personId).map(({ key }) => key);
  const onDuty = found.some(({ row, record }) => row === 'duty' && namesPerson(activeNames(record as Duty), personId));
  return [
    ...(own.length > 0 ? [`asked for what is still open: ${own.join(', ')}. Nobody will answer for it: cancel it first, or have somebody else ask`] : []),
    ...(assigned.length > 0 ? [`is assigned to what is still open: ${assigned.join(', ')}. Assign somebody else first`] : []),
    ...(onDuty ? ['is in the on-call rota. Edit the rota first: whoever is erased is not reminded'] : []),
  ];
}
