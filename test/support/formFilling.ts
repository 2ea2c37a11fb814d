import { strict as assert } from 'node:assert';
import { placedIn, quoted, readInput } from './cardReading';
import type { CardInput, Placed } from './cardReading';
import { textAt } from './json';
import type { JsonObject } from './json';

/** What a person puts into an input: a text, the ticked choices (ids or titles), or a toggle's state. */
export type Typed = string | readonly string[] | boolean;
/** By the input's label, or its id. */
export type Values = Readonly<Record<string, Typed>>;

/**
 * The inputs that an action takes along, as Teams gathers them: those of the cards around the action but not of other
 * ShowCards, none where the action wants none, and no empty ones.
 */
export function inputsTakenBy({ element: action, cards }: Placed): CardInput[] {
  if (String(action['associatedInputs']).toLowerCase() === 'none') return [];
  const root = cards[0];
  if (!root) return [];
  return placedIn(root)
    .filter((placed) => String(placed.element['type']).startsWith('Input.') && cards.includes(placed.cards.at(-1) ?? root))
    .map(({ element }) => readInput(element));
}

/** `{id: value}` as a client sends it after a person filled in these values. An unvalidated one plays an old client. */
export function filledIn(button: Placed, values: Values, { unvalidated = false } = {}): Record<string, string> {
  const inputs = inputsTakenBy(button);
  const typed = new Map(Object.entries(values).map(([name, value]) => [inputNamed(inputs, name), value] as const));
  const filled: Record<string, string> = {};
  for (const input of inputs) {
    const given = typed.get(input);
    const value = given === undefined ? input.value : written(input, given);
    const complaint = unvalidated ? undefined : complaintAbout(input, value);
    if (complaint !== undefined) assert.fail(`Teams would not send this: ${complaint}. (unvalidated: true plays an old client)`);
    if (value !== '') filled[input.id] = value;
  }
  return filled;
}

function inputNamed(inputs: readonly CardInput[], name: string): CardInput {
  const found = inputs.find((input) => input.label === name) ?? inputs.find((input) => input.id === name);
  if (found) return found;
  assert.fail(`No input "${name}". There is: ${quoted(inputs.map((input) => `${input.label} (${input.id})`))}`);
}

function written(input: CardInput, given: Typed): string {
  if (typeof given === 'boolean') return toggled(input.element, given);
  const parts = typeof given === 'string' ? [given] : given;
  return parts.map((part) => (input.type === 'Input.ChoiceSet' ? choiceFor(input, part) : part)).join(',');
}

const toggled = (element: JsonObject, on: boolean): string =>
  on ? (textAt(element, 'valueOn') ?? 'true') : (textAt(element, 'valueOff') ?? 'false');

/** A choice may be named by what is read or by what is sent; a people picker takes any id. */
function choiceFor(input: CardInput, part: string): string {
  const known = input.choices.find((choice) => choice.value === part) ?? input.choices.find((choice) => choice.title === part);
  if (known || part === '' || input.element['choices.data'] !== undefined) return known?.value ?? part;
  const chosen = input.isMultiSelect ? part.split(',') : [];
  if (chosen.length > 1 && chosen.every((one) => input.choices.some((choice) => choice.value === one))) return part;
  assert.fail(`"${input.label}" has no choice "${part}". There is: ${quoted(input.choices.map((choice) => `${choice.title} (${choice.value})`))}`);
}

/** The checks that a Teams client makes before it sends. */
function complaintAbout(input: CardInput, value: string): string | undefined {
  const { maxLength, regex } = input.element;
  if (input.isRequired && (value === '' || (input.type === 'Input.Toggle' && value !== toggled(input.element, true)))) return `"${input.label}" is required`;
  if (typeof maxLength === 'number' && value.length > maxLength) return `"${input.label}" takes ${maxLength} characters, not ${value.length}`;
  if (typeof regex === 'string' && value !== '' && !new RegExp(regex).test(value)) return `"${input.label}" must match ${regex}`;
  return undefined;
}
