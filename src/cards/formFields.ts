import { FIELDS, labelOf, type Field, type FieldName } from '../domain/fields';
import type { Person } from '../domain/people';
import { HINTS } from '../domain/questionnaire';
import { readGiven, type Fault, type RawInput } from '../domain/readGiven';
import { faultSentence } from '../domain/refusals';
import type { FieldData } from './cardData';
import { nameOf, subtleRuns } from './safeText';

/** What a form shows at its inputs. */
export interface FormFilling {
  /** What was typed, also where it cannot be taken; it wins over what is stored. */
  readonly typed: RawInput;
  readonly faults: readonly Fault[];
  readonly present?: Readonly<Partial<Record<FieldName, string>>>;
  readonly hints?: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  readonly required: readonly FieldName[];
  /** Who can be chosen where a person of the team is asked for. */
  readonly people?: Readonly<Partial<Record<'engineers' | 'approvers', readonly Person[]>>>;
}

/** Digits in a text input: a number input cannot be empty in a template. */
const NUMBER_CHARS = 6;

const DETAILS_HINTS: readonly string[] = [...HINTS.details, HINTS.markdown, HINTS.files, HINTS.thanks];
const STANDING_HINTS: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  summary: [HINTS.summary],
  service: [HINTS.service],
  environments: [HINTS.environments],
  details: DETAILS_HINTS,
  blockedBy: ['The key of another request, such as PLAT-12, or a web address that begins with https://.'],
};

/** The inputs of a form, each with its label, its message and its hint (running.md, "Names that stay"). */
export const fieldsFor = (names: readonly FieldName[], filling: FormFilling): readonly FieldData[] =>
  names.map((name) => fieldFor(name, FIELDS[name], filling));

function fieldFor(name: FieldName, field: Field, filling: FormFilling): FieldData {
  const fault = filling.faults.find((one) => one.field === name);
  const value = valueOf(name, field, filling);
  const people = peopleFor(field, filling);
  const isPicker = field.kind === 'person' && people.length === 0;
  return {
    id: name,
    label: labelOf(name),
    hasFault: fault !== undefined,
    fault: fault ? faultSentence(fault) : '',
    hints: [...(STANDING_HINTS[name] ?? []), ...(filling.hints?.[name] ?? [])].map((hint) => ({ runs: subtleRuns(hint) })),
    value,
    isRequired: filling.required.includes(name),
    errorMessage: faultSentence({ field: name, kind: 'missing' }),
    isText: 'maxChars' in field || field.kind === 'number',
    isDate: field.kind === 'date',
    isMultiline: field.kind === 'text' || field.kind === 'markdown',
    maxLength: Math.max('maxChars' in field ? field.maxChars : NUMBER_CHARS, value.length),
    placeholder: isPicker ? 'Type a name' : PLACEHOLDERS[field.kind],
    isChoice: 'choices' in field || (field.kind === 'person' && !isPicker),
    isMultiSelect: field.kind === 'choices',
    choiceStyle: field.kind === 'choices' ? 'expanded' : 'compact',
    choices: 'choices' in field ? field.choices.map((choice) => ({ title: choice.title, value: choice.id })) : people,
    isPerson: isPicker,
    isToggle: field.kind === 'toggle',
  };
}

const PLACEHOLDERS: Readonly<Record<Field['kind'], string>> = {
  line: '', text: '', markdown: '', choice: 'Please choose', choices: '', person: 'Please choose', number: '', date: '', toggle: 'Yes',
};

/** Those of the team that can be chosen; for everybody else there is the directory's own picker. */
const peopleFor = (field: Field, { people }: FormFilling): FieldData['choices'] =>
  field.kind === 'person' && field.among !== 'everyone' ? (people?.[field.among] ?? []).map((person) => ({ title: nameOf(person), value: person.id })) : [];

/** Inputs of choices hold ids that they know; a client that sent titles sees its choice all the same. */
function valueOf(name: FieldName, field: Field, { typed, present }: FormFilling): string {
  const words = Object.hasOwn(typed, name) ? wordsOf(typed[name]) : (present?.[name] ?? '');
  if (field.kind === 'toggle') return words === 'true' ? 'true' : 'false';
  if (!('choices' in field)) return words;
  const given = words.split(',').map((word) => readGiven({ [name]: word.trim() }, [name]).given[name]);
  return given.flatMap((one) => one ?? []).join(',');
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : value === true ? 'true' : '');
