import { FIELDS, type Field, type FieldName, type Given } from './fields';
import { charCount, isBlank, wordCount } from './text';

/** Why one input cannot be taken; `refusals.ts` has the sentence for each. */
export type Fault =
  | { readonly field: FieldName; readonly kind: 'missing' }
  | { readonly field: FieldName; readonly kind: 'tooLong'; readonly maxChars: number; readonly chars: number }
  | { readonly field: FieldName; readonly kind: 'tooManyWords'; readonly maxWords: number; readonly words: number }
  | { readonly field: FieldName; readonly kind: 'unknownChoice' }
  | { readonly field: FieldName; readonly kind: 'notANumber'; readonly least: number; readonly most: number }
  | { readonly field: FieldName; readonly kind: 'notADate' }
  | { readonly field: FieldName; readonly kind: 'notText' };

/** What a client sent, before anything of it is believed. */
export type RawInput = Readonly<Record<string, unknown>>;

export interface Reading {
  readonly given: Given;
  readonly faults: readonly Fault[];
}

type Read = { readonly value: string | number | boolean | readonly string[] | null } | { readonly fault: FaultKind };
type FaultKind = DistributiveOmit<Fault, 'field'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * Reads the named inputs and nothing else: extra keys are ignored, own properties only (`__proto__` reads nothing).
 * A key that is absent stays absent; one that is present and empty reads as `null`. Clients check nothing for us
 * (facts: old phones ignore isRequired and some send a choice's title instead of its value).
 */
export function readGiven(raw: RawInput, names: readonly FieldName[]): Reading {
  const given: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const name of names) {
    if (!Object.hasOwn(raw, name) || raw[name] === undefined) continue;
    const read = readField(FIELDS[name], raw[name]);
    if ('fault' in read) faults.push({ field: name, ...read.fault });
    else given[name] = read.value;
  }
  return { given, faults };
}

function readField(field: Field, value: unknown): Read {
  switch (field.kind) {
    case 'line':
    case 'text':
    case 'markdown':
      return readText(field, value);
    case 'choice':
      return readChoice(field.choices, value);
    case 'choices':
      return readChoices(field.choices, value);
    case 'toggle':
      return { value: value === true || value === 'true' };
    case 'person':
      return readPerson(value);
    case 'number':
      return readNumber(field, value);
    case 'date':
      return readDate(value);
  }
}

function readText(field: { readonly maxChars: number; readonly maxWords?: number }, value: unknown): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return { fault: { kind: 'notText' } };
  if (isBlank(value)) return { value: null };
  const chars = charCount(value);
  if (chars > field.maxChars) return { fault: { kind: 'tooLong', maxChars: field.maxChars, chars } };
  const words = field.maxWords === undefined ? 0 : wordCount(value);
  if (field.maxWords !== undefined && words > field.maxWords) return { fault: { kind: 'tooManyWords', maxWords: field.maxWords, words } };
  return { value };
}

const matches = (text: string) => (choice: { readonly id: string; readonly title: string }) =>
  choice.id === text || choice.title.toLowerCase() === text.toLowerCase();

function readChoice(choices: readonly { readonly id: string; readonly title: string }[], value: unknown): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return { fault: { kind: 'unknownChoice' } };
  if (isBlank(value)) return { value: null };
  const choice = choices.find(matches(value.trim()));
  return choice ? { value: choice.id } : { fault: { kind: 'unknownChoice' } };
}

/** A multi-select arrives joined by commas, at times with one too many or the same twice (facts, "Forms"). */
function readChoices(choices: readonly { readonly id: string; readonly title: string }[], value: unknown): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return { fault: { kind: 'unknownChoice' } };
  const parts = value.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const found = parts.map((part) => choices.find(matches(part)));
  if (found.includes(undefined)) return { fault: { kind: 'unknownChoice' } };
  const ids = choices.filter((choice) => found.includes(choice)).map((choice) => choice.id);
  return { value: ids.length === 0 ? null : ids };
}

/** A people picker gives an Entra object id; who that is, the directory says later. */
function readPerson(value: unknown): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string' || value.length > 100) return { fault: { kind: 'notText' } };
  return { value: isBlank(value) ? null : value.trim() };
}

/** A number input gives a number or its digits, depending on the client. */
function readNumber({ least, most }: { readonly least: number; readonly most: number }, value: unknown): Read {
  if (value === null || (typeof value === 'string' && isBlank(value))) return { value: null };
  const number = typeof value === 'string' && /^\d{1,6}$/u.test(value.trim()) ? Number(value) : value;
  const fits = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most;
  return fits ? { value: number } : { fault: { kind: 'notANumber', least, most } };
}

/** A date input gives YYYY-MM-DD; a day that no month has is none. */
function readDate(value: unknown): Read {
  if (value === null || (typeof value === 'string' && isBlank(value))) return { value: null };
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return { fault: { kind: 'notADate' } };
  const day = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value ? { fault: { kind: 'notADate' } } : { value };
}
