import { strict as assert } from 'node:assert';
import { placedIn, sizeOf } from './cardReading';
import type { Card, Placed } from './cardReading';
import { KNOWN_ELEMENTS, wordsFor } from './cardSchema';
import { isObject, isText, objectsIn } from './json';
import type { JsonObject } from './json';

export type CardRules = {
  /** A form in a dialog: may exceed 28 KB, and submits with Action.Submit. */
  readonly form?: boolean;
  /** Texts that people typed and that may look like a leftover of a template. */
  readonly allowedTexts?: readonly string[];
};
type Check = (card: Card, rules: CardRules) => string[];

/** Older clients and webhooks carry no more (Microsoft Learn, "Cards reference"). */
export const CARD_BYTES_MAX = 28 * 1024;
const ACTIVITY_BYTES_MAX = 100 * 1024;
const ACTIONS_MAX = 6;
const REFRESH_PEOPLE_MAX = 60;

/** Fails, with all that is wrong, unless Teams and the Playground show the card as it was meant. */
export function assertTeamsCard(card: unknown, rules: CardRules = {}): asserts card is Card {
  assert.ok(isObject(card), 'a card is an object');
  const faults = faultsOf(card, rules);
  if (faults.length > 0) assert.fail(`This card breaks ${faults.length} rule(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}

export const faultsOf = (card: Card, rules: CardRules = {}): string[] =>
  [rootFaults, elementFaults, inputFaults, actionFaults, leftoverFaults, sizeFaults].flatMap((check: Check) => check(card, rules));

const rootFaults: Check = (card) => [
  ...(card['type'] === 'AdaptiveCard' ? [] : ['its type is not AdaptiveCard']),
  ...(card['version'] === '1.5' ? [] : [`its version is ${String(card['version'])}, not 1.5`]),
  ...(isText(card['fallbackText']) && card['fallbackText'].trim() !== '' ? [] : ['it has no fallbackText']),
  ...refreshFaults(card['refresh']),
];

function refreshFaults(refresh: unknown): string[] {
  if (!isObject(refresh)) return [];
  const people = (Array.isArray(refresh['userIds']) ? refresh['userIds'] : []).map(String);
  const action = isObject(refresh['action']) ? refresh['action'] : {};
  return [
    ...(people.length <= REFRESH_PEOPLE_MAX ? [] : [`refresh names ${people.length} people, not ${REFRESH_PEOPLE_MAX} at most`]),
    ...(new Set(people).size === people.length ? [] : ['refresh names somebody twice']),
    ...(action['type'] === 'Action.Execute' && action['verb'] ? [] : ['refresh needs an Action.Execute with a verb']),
  ];
}

/** Elements in fallbacks count too: some client shows them. */
function everythingIn(card: Card): Placed[] {
  return placedIn(card).flatMap((placed) => {
    const { fallback } = placed.element;
    return isObject(fallback) ? [placed, ...placedIn(fallback).map(({ element }) => ({ element, cards: placed.cards }))] : [placed];
  });
}

const elementFaults: Check = (card) => everythingIn(card).flatMap(({ element }) => {
  const type = String(element['type']);
  const known = KNOWN_ELEMENTS.get(type);
  if (!known) return element['fallback'] === undefined ? [`${type} is not known to 1.5 and has no fallback`] : [];
  const name = `${type}${isText(element['id']) ? ` ${element['id']}` : ''}`;
  return [
    ...Object.keys(element).filter((key) => !known.allowed.has(key)).map((key) => `${name} has no property "${key}" in 1.5`),
    ...known.needed.filter((key) => element[key] === undefined || element[key] === '').map((key) => `${name} needs "${key}"`),
    ...Object.entries(element).flatMap(([key, value]) => wordFaults(name, type, key, value)),
  ];
});

function wordFaults(name: string, type: string, key: string, value: unknown): string[] {
  const words = wordsFor(type, key);
  if (!words || !isText(value) || words.some((word) => word.toLowerCase() === value.toLowerCase())) return [];
  return [`${name} has ${key} "${value}", which is none of ${words.join(', ')}`];
}

const inputFaults: Check = (card) => {
  const inputs = everythingIn(card).map(({ element }) => element).filter((element) => String(element['type']).startsWith('Input.'));
  const ids = inputs.map((input) => String(input['id']));
  const dataKeys = new Set(actionsOf(card).flatMap((action) => (isObject(action['data']) ? Object.keys(action['data']) : [])));
  return [
    ...twice(ids).map((id) => `two inputs have the id "${id}"`),
    ...ids.filter((id) => dataKeys.has(id)).map((id) => `the input id "${id}" is a key of an action's data too`),
    ...inputs.filter((input) => input['isRequired'] === true && !input['errorMessage']).map((input) => `the required input ${String(input['id'])} has no errorMessage`),
    ...inputs.filter((input) => input['type'] === 'Input.ChoiceSet').flatMap(choiceFaults),
  ];
};

/** A multi-select arrives comma-joined: ids with commas could not be told apart. */
function choiceFaults(input: JsonObject): string[] {
  const values = objectsIn(input['choices']).map((choice) => choice['value']);
  const chosen = isText(input['value']) && input['choices.data'] === undefined ? chosenIn(input, input['value']) : [];
  const id = String(input['id']);
  return [
    ...values.filter((value) => !isText(value) || value === '' || value.includes(',')).map((value) => `${id} has a choice with the value ${JSON.stringify(value)}`),
    ...twice(values.map(String)).map((value) => `${id} has the choice "${value}" twice`),
    ...objectsIn(input['choices']).filter((choice) => !choice['title']).map(() => `${id} has a choice without a title`),
    ...chosen.filter((value) => !values.includes(value)).map((value) => `${id} is filled with "${value}", which is none of its choices`),
  ];
}

const chosenIn = (input: JsonObject, value: string): string[] => (input['isMultiSelect'] === true ? value.split(',') : [value]).filter(Boolean);

const actionsOf = (card: Card): JsonObject[] =>
  everythingIn(card).map(({ element }) => element).filter((element) => String(element['type']).startsWith('Action.'));

const actionFaults: Check = (card, { form = false }) => [
  ...everythingIn(card).map(({ element }) => objectsIn(element['actions'])).filter((set) => set.length > ACTIONS_MAX)
    .map((set) => `${set.length} actions in one set (${set.map((one) => String(one['title'])).join(', ')}), not ${ACTIONS_MAX} at most`),
  ...actionsOf(card).flatMap((action) => actionFault(action, form).map((fault) => `the action "${String(action['title'])}" ${fault}`)),
];

function actionFault(action: JsonObject, form: boolean): string[] {
  const data = isObject(action['data']) ? action['data'] : {};
  return [
    ...(action['type'] === 'Action.Execute' && !action['verb'] ? ['has no verb: it never reaches the bot'] : []),
    ...(action['type'] === 'Action.Execute' && form ? ['is an Action.Execute, which a dialog does not take'] : []),
    ...(action['type'] === 'Action.Submit' && !form ? ['is an Action.Submit outside a dialog'] : []),
    ...('key' in data ? ['has "key" in its data: the Playground\'s page throws on it and sends nothing'] : []),
    ...('msteams' in data && !form ? ['has "msteams" in its data: the Playground\'s page throws on it'] : []),
  ];
}

/** What a template leaves behind when it got no value, and what nobody can read. */
const leftoverFaults: Check = (card, { allowedTexts = [] }) => [
  ...holesIn(card, 'card'),
  ...textsWithin(card).filter((text) => !allowedTexts.some((allowed) => allowed.includes(text) || text.includes(allowed)))
    .filter((text) => text.includes('${') || text.includes('[object Object]')).map((text) => `a template's leftover: ${text.slice(0, 80)}`),
  ...everythingIn(card).filter(({ element }) => saysNothing(element)).map(({ element }) => `an empty ${String(element['type'])}`),
];

/** A run may be a space between two others; a block of nothing is a gap that a screen reader stumbles over. */
const saysNothing = ({ type, text }: JsonObject): boolean =>
  isText(text) && ((type === 'TextBlock' && text.trim() === '') || (type === 'TextRun' && text === ''));

function holesIn(value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [`${path} is ${String(value)}`];
  if (Array.isArray(value)) return value.flatMap((inner, place) => holesIn(inner, `${path}[${place}]`));
  if (!isObject(value)) return [];
  const templateKeys = Object.keys(value).filter((key) => key.startsWith('$') && key !== '$schema');
  return [
    ...templateKeys.map((key) => `${path} has the template key ${key}`),
    ...Object.entries(value).flatMap(([key, inner]) => holesIn(inner, `${path}.${key}`)),
  ];
}

function textsWithin(value: unknown): string[] {
  if (isText(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(textsWithin);
  return isObject(value) ? Object.values(value).flatMap(textsWithin) : [];
}

const sizeFaults: Check = (card, { form = false }) => {
  const max = form ? ACTIVITY_BYTES_MAX : CARD_BYTES_MAX;
  return Object.entries(sizeOf(card)).filter(([, bytes]) => bytes > max).map(([counting, bytes]) => `it has ${bytes} bytes in ${counting}, not ${max} at most`);
};

const twice = (texts: readonly string[]): string[] => [...new Set(texts.filter((text, place) => texts.indexOf(text) !== place))];
