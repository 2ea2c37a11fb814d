import { strict as assert } from 'node:assert';
import { isObject, isText, objectsIn, textAt } from './json';
import type { JsonObject } from './json';

export type Card = JsonObject;

/** An element with the cards around it, outermost first: what decides which inputs an action takes along. */
export type Placed = { readonly element: JsonObject; readonly cards: readonly Card[] };

export type CardInput = {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly value: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly isMultiSelect: boolean;
  readonly isRequired: boolean;
  readonly errorMessage?: string;
  readonly element: JsonObject;
};

const CARD_CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';
/** Not shown by a client that knows the element, or no part of what one reads. */
const UNSEEN = new Set(['fallback', 'refresh', 'authentication', 'msteams', 'data', 'choices', 'choices.data']);

/** Everything with a type in a card, in reading order, into Containers, Tables and ShowCards; never into fallbacks. */
export function placedIn(card: Card): Placed[] {
  const found: Placed[] = [];
  walk(card, [], found);
  return found;
}

function walk(element: JsonObject, cards: readonly Card[], found: Placed[]): void {
  const around = element['type'] === 'AdaptiveCard' ? [...cards, element] : cards;
  if (isText(element['type'])) found.push({ element, cards: around });
  for (const [key, inner] of Object.entries(element)) {
    if (UNSEEN.has(key)) continue;
    if (isObject(inner)) walk(inner, around, found);
    objectsIn(inner).forEach((child) => walk(child, around, found));
  }
}

export const elementsOf = (card: Card): JsonObject[] => placedIn(card).map(({ element }) => element);

/** The card of an activity, the first one of several. */
export function cardOf(activity: unknown): Card | undefined {
  const attachments = isObject(activity) ? objectsIn(activity['attachments']) : [];
  const content = attachments.find((one) => one['contentType'] === CARD_CONTENT_TYPE)?.['content'];
  return isObject(content) ? content : undefined;
}

const isAction = (element: JsonObject): boolean => textAt(element, 'type')?.startsWith('Action.') === true;

/** Titles of all buttons, in reading order, those behind a ShowCard included. */
export const buttonsOf = (card: Card): string[] =>
  elementsOf(card).filter(isAction).flatMap((action) => textAt(action, 'title') ?? []);

/** The button of that exact title, with the cards around it; says what there is where it is missing. */
export function placedButton(card: Card, title: string, type?: string): Placed {
  const same = placedIn(card).filter(({ element }) => isAction(element) && element['title'] === title);
  const button = same.find(({ element }) => type === undefined || element['type'] === type);
  if (button) return button;
  const kind = same.length > 0 && type !== undefined ? ` of type ${type} (it is ${String(same[0]?.element['type'])})` : '';
  assert.fail(`No button "${title}"${kind}. There is: ${quoted(buttonsOf(card))}`);
}

export const findButton = (card: Card, title: string): JsonObject => placedButton(card, title).element;

/** All inputs in reading order, with their current values as a client holds them before anybody types. */
export const inputsOf = (card: Card): CardInput[] =>
  elementsOf(card).filter((element) => textAt(element, 'type')?.startsWith('Input.')).map(readInput);

export function readInput(element: JsonObject): CardInput {
  const errorMessage = textAt(element, 'errorMessage');
  return {
    id: textAt(element, 'id') ?? '',
    label: textAt(element, 'label') ?? '',
    type: textAt(element, 'type') ?? '',
    value: valueOf(element),
    choices: objectsIn(element['choices']).map((choice) => ({ title: String(choice['title']), value: String(choice['value']) })),
    isMultiSelect: element['isMultiSelect'] === true,
    isRequired: element['isRequired'] === true,
    ...(errorMessage === undefined ? {} : { errorMessage }),
    element,
  };
}

/** A Toggle that nobody touched says "false", anything else without a value is empty. */
function valueOf(element: JsonObject): string {
  const value = element['value'];
  if (value !== undefined && value !== null) return isText(value) ? value : JSON.stringify(value);
  return element['type'] === 'Input.Toggle' ? (textAt(element, 'valueOff') ?? 'false') : '';
}

/** Every text that a person can read, in order; the runs of a RichTextBlock each and joined. Hidden elements are left out. */
export const textsOf = (card: Card): string[] => textsIn(card).filter((text) => text.trim() !== '');

function textsIn(element: JsonObject): string[] {
  if (element['isVisible'] === false) return [];
  return [...ownTexts(element), ...Object.entries(element).flatMap(([key, inner]) => {
    if (UNSEEN.has(key) || key === 'facts' || key === 'inlines') return [];
    return isObject(inner) ? textsIn(inner) : objectsIn(inner).flatMap(textsIn);
  })];
}

function ownTexts(element: JsonObject): string[] {
  switch (element['type']) {
    case 'TextBlock':
    case 'Badge':
      return [textAt(element, 'text') ?? ''];
    case 'RichTextBlock':
      return textsOfInlines(element['inlines']);
    case 'FactSet':
      return objectsIn(element['facts']).flatMap((fact) => [String(fact['title']), String(fact['value'])]);
    case 'Input.Toggle':
      return [textAt(element, 'label') ?? '', textAt(element, 'title') ?? ''];
    default:
      return textAt(element, 'type')?.startsWith('Input.') === true ? [textAt(element, 'label') ?? ''] : [];
  }
}

function textsOfInlines(inlines: unknown): string[] {
  const runs = (Array.isArray(inlines) ? inlines : []).map((run) => (isText(run) ? run : (textAt(run, 'text') ?? '')));
  return runs.length === 1 ? runs : [runs.join(''), ...runs];
}

/** What the card weighs as JSON, in both countings that clients and services use. */
export function sizeOf(card: unknown): { readonly utf8: number; readonly utf16: number } {
  const json = JSON.stringify(card);
  return { utf8: Buffer.byteLength(json, 'utf8'), utf16: Buffer.byteLength(json, 'utf16le') };
}

export const quoted = (texts: readonly string[]): string =>
  texts.length === 0 ? 'nothing' : texts.map((text) => `"${text}"`).join(', ');
