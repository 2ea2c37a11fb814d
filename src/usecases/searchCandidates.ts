import type { SearchQuery } from '../domain/searchQuery';
import { notedWord } from '../domain/searchWords';
import type { RequestKey } from '../domain/workRequest';
import type { Ports, SearchPage } from './ports';

type Needed = Pick<Ports, 'hints' | 'search'>;
type Pages = AsyncIterable<SearchPage>;

/** What storage gives in one answer. */
const PAGE_KEYS = 1_000;
/** After so many pages of each, what is looked for is common, and the newest requests are looked through instead. */
const MOST_ROUNDS = 20;
/** More than anybody asks for in years. */
const MOST_OWN = 5_000;

/**
 * Keys that may match, in batches, the newest first; whoever takes them looks at each request itself and stops when it has enough.
 * Several terms are read by turns until the rarest is at its end, so the cost follows the hits. Between two batches
 * the others are read on, so that what they do not have need not be looked at: neither way can cost much more than the other.
 */
export async function* candidatesFor(ports: Needed, query: SearchQuery, personId: string, batchSize: number): AsyncGenerator<readonly RequestKey[], void> {
  const sources = sourcesFor(ports, query, personId, batchSize).map(openSource);
  const [only] = sources;
  if (only?.isOrdered && sources.length === 1) return yield* newestOf(only, batchSize);
  for (let round = 0; round < MOST_ROUNDS && !sources.some(({ isAtEnd }) => isAtEnd); round++) await readOn(sources);
  if (!sources.some(({ isAtEnd }) => isAtEnd)) return yield* newestOf(sources.find(({ isOrdered }) => isOrdered) ?? openSource(newest(ports, PAGE_KEYS)), batchSize);
  let left = inAll(sources);
  while (left.length > 0) {
    yield left.slice(0, batchSize);
    const rest = left.slice(batchSize);
    if (rest.length > 0) await readOn(sources);
    left = inAll(sources, rest);
  }
}

interface Listing {
  readonly pages: Pages;
  /** The newest come first, each once. */
  readonly isOrdered: boolean;
}

interface Source {
  readonly keys: Set<RequestKey>;
  readonly isOrdered: boolean;
  isAtEnd: boolean;
  readonly next: () => Promise<readonly RequestKey[]>;
}

const newest = ({ search }: Needed, pageSize: number): Listing => ({ pages: search.under('all', pageSize), isOrdered: true });

/** One listing for each thing that must be true, those that are ordered and likely short first. A lone ordered one is read in small pages: it stops early. */
function sourcesFor(ports: Needed, query: SearchQuery, personId: string, batchSize: number): readonly Listing[] {
  const isLone = query.words.length === 0 && [query.mine, query.open, query.statuses, query.services].filter(Boolean).length === 1;
  const pageSize = isLone ? batchSize : PAGE_KEYS;
  const under = (terms: readonly Parameters<Needed['search']['under']>[0][]): Listing =>
    ({ pages: inTurn(terms.map((term) => ports.search.under(term, pageSize))), isOrdered: terms.length === 1 });
  const listings: readonly Listing[] = [
    ...(query.mine ? [{ pages: ownKeys(ports, personId), isOrdered: true }] : []),
    ...(query.statuses ? [under(query.statuses.map((status) => `status:${status}` as const))] : []),
    ...(query.services ? [under(query.services.map((service) => `service:${service}` as const))] : []),
    ...(query.open ? [under(['open'])] : []),
    ...distinct(query.words).map((word): Listing => ({ pages: ports.search.underWordsFrom(notedWord(word), PAGE_KEYS), isOrdered: false })),
  ];
  return listings.length > 0 ? listings : [newest(ports, batchSize)];
}

/** A word that begins another adds nothing; of many words a few of the longest are enough to look under. */
const MOST_WORDS = 5;
const distinct = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !words.some((other) => other !== word && other.startsWith(word))).sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);

async function* ownKeys({ hints }: Needed, personId: string): AsyncGenerator<SearchPage> {
  yield { keys: await hints.keysOfRequester(personId, MOST_OWN), isLast: true };
}

async function* inTurn(all: readonly Pages[]): AsyncGenerator<SearchPage> {
  for (const [at, pages] of all.entries()) {
    for await (const page of pages) yield { ...page, isLast: page.isLast && at === all.length - 1 };
  }
}

function openSource({ pages, isOrdered }: Listing): Source {
  const iterator = pages[Symbol.asyncIterator]();
  const source: Source = {
    keys: new Set(), isOrdered, isAtEnd: false,
    async next() {
      const read = await iterator.next();
      source.isAtEnd = read.done === true || read.value.isLast;
      const keys = read.done === true ? [] : read.value.keys;
      for (const key of keys) source.keys.add(key);
      return keys;
    },
  };
  return source;
}

const readOn = (sources: readonly Source[]): Promise<unknown> => Promise.all(sources.filter(({ isAtEnd }) => !isAtEnd).map(({ next }) => next()));

/** What those that were read to their end have in common, the newest first. */
function inAll(sources: readonly Source[], of?: readonly RequestKey[]): readonly RequestKey[] {
  const [first, ...others] = sources.filter(({ isAtEnd }) => isAtEnd).sort((one, other) => one.keys.size - other.keys.size);
  if (!first) return [];
  const all = of?.filter((key) => first.keys.has(key)) ?? [...first.keys].sort((one, other) => numberOf(other) - numberOf(one));
  return all.filter((key) => others.every(({ keys }) => keys.has(key)));
}

const numberOf = (key: RequestKey): number => Number(key.slice(key.lastIndexOf('-') + 1));

/** As they come, what was read already first. */
async function* newestOf(source: Source, batchSize: number): AsyncGenerator<readonly RequestKey[], void> {
  let waiting: readonly RequestKey[] = [...source.keys];
  while (waiting.length > 0 || !source.isAtEnd) {
    while (waiting.length < batchSize && !source.isAtEnd) waiting = [...waiting, ...(await source.next())];
    if (waiting.length > 0) yield waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
  }
}
