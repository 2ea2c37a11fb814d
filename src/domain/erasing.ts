import type { Given } from './fields';
import type { Person } from './people';
import type { RequestEvent } from './workRequest';

/** Who somebody is once they are erased. The pseudonym holds together what one person did, and leads to nobody. */
export interface Erased {
  readonly personId: string;
  readonly pseudonym: string;
  /** What they are called in the records, in every spelling that was met. */
  readonly names: readonly string[];
}

export const SOMEBODY = 'Somebody';
const ERASED = 'erased-';
export const pseudonymFrom = (hash: string): string => `${ERASED}${hash}`;

/** Nobody is posted to who was erased. */
export const isErased = ({ id }: Pick<Person, 'id'>): boolean => id.startsWith(ERASED);

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const namesId = (text: string, personId: string): boolean => text.toLowerCase().includes(personId.toLowerCase());

/** Whether a record holds a person's id anywhere. */
export function namesPerson(value: unknown, personId: string): boolean {
  if (typeof value === 'string') return namesId(value, personId);
  if (Array.isArray(value)) return value.some((part) => namesPerson(part, personId));
  return isObject(value) && Object.entries(value).some(([name, part]) => namesId(name, personId) || namesPerson(part, personId));
}

/** What a person is called in a record: the name beside their id. */
export function namesOf(value: unknown, personId: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((part) => namesOf(part, personId));
  if (!isObject(value)) return [];
  const own = isThem(value, personId) && typeof value['name'] === 'string' && value['name'].trim() !== '' ? [value['name']] : [];
  return [...own, ...Object.values(value).flatMap((part) => namesOf(part, personId))];
}

const isThem = (value: Loose, personId: string): boolean => typeof value['id'] === 'string' && value['id'].toLowerCase() === personId.toLowerCase();

/** Sentences that the product itself made with names in them; all other texts are what people wrote. */
const OWN_SENTENCES: readonly string[] = ['because', 'assumed', 'why'];

/** The same record without the person: their name is replaced beside their id and in our own sentences, their id everywhere. */
export function withoutPerson<T>(record: T, erased: Erased): T {
  return replaced(record, '', erased) as T; // every part keeps its kind: texts become texts, the rest stays
}

function replaced(value: unknown, property: string, erased: Erased): unknown {
  if (typeof value === 'string') return withoutName(withoutId(value, erased), property, erased);
  if (Array.isArray(value)) return value.map((part) => replaced(part, property, erased));
  if (!isObject(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part, name, erased)]));
  return isThem(value, erased.personId) && 'name' in value ? { ...parts, name: SOMEBODY } : parts;
}

const withoutId = (text: string, { personId, pseudonym }: Erased): string => (namesId(text, personId) ? text.replace(new RegExp(escaped(personId), 'giu'), pseudonym) : text);

const withoutName = (text: string, property: string, { names }: Erased): string =>
  OWN_SENTENCES.includes(property) ? names.reduce((kept, name) => kept.replaceAll(name, SOMEBODY), text) : text;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

const REPLACED_WORDS = '(erased on request)';
/** What a person writes in words of their own; a key, a version or a choice is a decision and stays. */
const WORDS = ['summary', 'details', 'question', 'answer', 'reason', 'closingWords', 'comment', 'file', 'implementationPlan', 'backoutPlan', 'scope', 'accessReason'] as const satisfies readonly (keyof Given)[];

/** An event without the words that this person wrote with it, and without the name that they gave a file. */
export function withoutWords(event: RequestEvent, personId: string): RequestEvent {
  if (!isThem({ id: event.by.id }, personId) && !(event.move === 'submit' && event.person && isThem({ id: event.person.id }, personId))) return event;
  const given = { ...event.given };
  for (const field of WORDS) if (typeof given[field] === 'string') given[field] = REPLACED_WORDS;
  return { ...event, given, ...(event.file && { file: { ...event.file, name: REPLACED_WORDS } }) };
}
