import { readKey } from './keys';
import { SERVICE_CHOICES, type ServiceId } from './questionnaire';
import { folded, searchedWords, wordsIn } from './searchWords';
import { charCount, cleanLine } from './text';
import type { RequestKey, WorkRequest } from './workRequest';
import { STATUSES, type Status } from './workflow';

/** What somebody looks for; everything that is given must be true of a request. */
export interface SearchQuery {
  /** The text is a key, and nothing else. */
  readonly key: RequestKey | undefined;
  /** Folded; each must begin a word of the summary or of the details. */
  readonly words: readonly string[];
  readonly mine: boolean;
  readonly open: boolean;
  /** Any of these; `undefined` for every status. */
  readonly statuses: readonly Status[] | undefined;
  readonly services: readonly ServiceId[] | undefined;
}

/** Why a text cannot be searched for. */
export type QueryFault =
  | { readonly kind: 'tooLong'; readonly maxChars: number }
  | { readonly kind: 'noWords' }
  | { readonly kind: 'unknownStatus' | 'unknownService'; readonly word: string };

export type ReadQuery = { readonly query: SearchQuery } | { readonly fault: QueryFault };

/** Longer than anybody searches for by hand; keeps a pasted log from becoming a search. */
export const MAX_QUERY_CHARS = 300;

const EVERYTHING: SearchQuery = { key: undefined, words: [], mine: false, open: false, statuses: undefined, services: undefined };

/** Whether nothing in particular is looked for: the opening of the search. */
export const isForEverything = (query: SearchQuery): boolean =>
  query.key === undefined && query.words.length === 0 && !query.mine && !query.open && !query.statuses && !query.services;

/**
 * Reads what was typed into the search (running.md, "Search text"): a key or its bare number; words; `mine`, `open`, `status:…`, `service:…`.
 * In quotes, mine and open are words like any other.
 */
export function readQuery(text: string, prefix: string): ReadQuery {
  if (charCount(text.trim()) > MAX_QUERY_CHARS) return { fault: { kind: 'tooLong', maxChars: MAX_QUERY_CHARS } };
  const tokens = text.split(/\s+/u).filter(Boolean);
  if (tokens.length === 0) return { query: EVERYTHING };
  const [only = ''] = tokens;
  const key = tokens.length === 1 ? (readKey(only, prefix) ?? readKey(`${prefix}-${only}`, prefix)) : undefined;
  if (key !== undefined) return { query: { ...EVERYTHING, key, words: /^\d+$/u.test(only) ? [only] : [] } };
  return readTokens(tokens);
}

function readTokens(tokens: readonly string[]): ReadQuery {
  let query = EVERYTHING;
  const words: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    const [, name, value = ''] = /^(status|service):(.*)$/iu.exec(token) ?? [];
    if (name !== undefined) {
      const read = readFilter(name.toLowerCase(), value, tokens.slice(at + 1));
      if ('fault' in read) return read;
      query = { ...query, ...read.filter };
      at += read.more;
    } else if (folded(token) === 'mine') query = { ...query, mine: true };
    else if (folded(token) === 'open') query = { ...query, open: true };
    else words.push(...wordsIn(token));
  }
  const read = { ...query, words: [...new Set(words)] };
  return isForEverything(read) ? { fault: { kind: 'noWords' } } : { query: read };
}

type ReadFilter = { readonly filter: Partial<SearchQuery>; readonly more: number } | { readonly fault: QueryFault };

const joined = (words: readonly string[]): string => words.flatMap(wordsIn).join('');

/** A status of several words may be typed as such: what follows belongs to it as long as it still begins one. */
function readFilter(name: string, value: string, following: readonly string[]): ReadFilter {
  let more = joined([value]) === '' && following.length > 0 ? 1 : 0;
  const typed = (): readonly string[] => [value, ...following.slice(0, more)];
  if (name === 'service') {
    const services = servicesCalled(typed());
    return services.length > 0 ? { filter: { services }, more } : { fault: { kind: 'unknownService', word: typed().join(' ').trim() } };
  }
  while (more < following.length && statusesCalled([...typed(), following[more] ?? '']).length > 0) more++;
  const statuses = statusesCalled(typed());
  return statuses.length > 0 ? { filter: { statuses }, more } : { fault: { kind: 'unknownStatus', word: typed().join(' ').trim() } };
}

/** Those that begin so, without regard to spaces and hyphens. */
function statusesCalled(words: readonly string[]): readonly Status[] {
  const begin = joined(words);
  return begin === '' ? [] : STATUSES.filter((status) => joined([status]).startsWith(begin));
}

/** Those of which each given word begins a word of the id or of the title. */
function servicesCalled(words: readonly string[]): readonly ServiceId[] {
  const wanted = words.flatMap(wordsIn);
  if (wanted.length === 0) return [];
  return SERVICE_CHOICES.filter(({ id, title }) => allBegin(wanted, wordsIn(`${id} ${title}`))).map(({ id }) => id);
}

const allBegin = (wanted: readonly string[], words: readonly string[]): boolean => wanted.every((begin) => words.some((word) => word.startsWith(begin)));

/** Whether this request is what is looked for; the truth, whatever an index says. */
export function matches(request: WorkRequest, query: SearchQuery, personId: string): boolean {
  if (query.key !== undefined) return request.key === query.key;
  if (query.mine && request.requester.id !== personId) return false;
  if (query.open && request.status === 'Done') return false;
  if (query.statuses && !query.statuses.includes(request.status)) return false;
  if (query.services && !query.services.includes(request.answers.service)) return false;
  return query.words.length === 0 || allBegin(query.words, searchedWords(request));
}

const listed = (words: readonly string[]): string => words.join(', ');

/** One clear sentence for the person who searched. Holds nothing that was typed but the word that is not known. */
export function queryFaultSentence(fault: QueryFault): string {
  switch (fault.kind) {
    case 'tooLong':
      return `Please search with fewer words: up to ${fault.maxChars} characters fit.`;
    case 'noWords':
      return 'There is no word in this to search for. Please use words, a key such as PLAT-12, mine, open, status:review or service:redis.';
    case 'unknownStatus':
      return `No status begins with "${cleanLine(fault.word)}". There are: ${listed(STATUSES)}.`;
    case 'unknownService':
      return `No service is called "${cleanLine(fault.word)}". There are: ${listed(SERVICE_CHOICES.map(({ title }) => title))}.`;
  }
}
