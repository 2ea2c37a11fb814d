import { strict as assert } from 'node:assert';
import type { Card } from './cardReading';
import { at, isObject, objectsIn, textAt } from './json';
import type { JsonObject } from './json';

export type SubmitAnswer =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card }
  /** A card that lands in the compose box. */
  | { readonly kind: 'inserted'; readonly card: Card }
  | { readonly kind: 'closed' };
export type PressAnswer = { readonly statusCode: number; readonly type: string; readonly card?: Card; readonly text?: string };
export type Found = { readonly card: Card; readonly preview?: JsonObject };
export type SearchAnswer = { readonly type: string; readonly results: readonly Found[]; readonly text?: string };

/** What a Teams client does with the answer of a form; fails on one that it cannot show. */
export function readTask(body: unknown): SubmitAnswer {
  const card = at(body, 'task', 'value', 'card', 'content');
  if (at(body, 'task', 'type') === 'continue' && isObject(card)) return { kind: 'card', card };
  const text = at(body, 'task', 'value');
  if (at(body, 'task', 'type') === 'message' && typeof text === 'string') return { kind: 'message', text };
  const inserted = at(body, 'composeExtension', 'attachments', 0, 'content');
  if (isObject(inserted)) return { kind: 'inserted', card: inserted };
  if (body === undefined || (isObject(body) && Object.keys(body).length === 0)) return { kind: 'closed' };
  assert.fail(`Teams cannot show this answer of a form: ${JSON.stringify(body)}`);
}

/** The answer of a card button, held to the shape that Teams demands: an empty value counts as a failure there. */
export function readActionAnswer(body: unknown): PressAnswer {
  const statusCode = at(body, 'statusCode');
  const type = textAt(body, 'type');
  const value = at(body, 'value');
  if (typeof statusCode !== 'number' || type === undefined || value === undefined || value === null || value === '')
    assert.fail(`Teams takes this answer of a button for a failure: ${JSON.stringify(body)}`);
  if (type === 'application/vnd.microsoft.card.adaptive' && isObject(value)) return { statusCode, type, card: value };
  const text = typeof value === 'string' ? value : textAt(value, 'message');
  return { statusCode, type, ...(text === undefined ? {} : { text }) };
}

/** The cards of a search or an unfolded link. */
export function readResults(body: unknown): SearchAnswer {
  const extension = at(body, 'composeExtension');
  const type = textAt(extension, 'type');
  if (type === undefined) {
    if (body === undefined || (isObject(body) && Object.keys(body).length === 0)) return { type: 'empty', results: [] };
    assert.fail(`Teams cannot show this answer of a search: ${JSON.stringify(body)}`);
  }
  const text = textAt(extension, 'text');
  const results = objectsIn(at(extension, 'attachments')).map(readFound);
  return { type, results, ...(text === undefined ? {} : { text }) };
}

function readFound(attachment: JsonObject): Found {
  const { content, preview } = attachment;
  if (!isObject(content)) assert.fail(`A result without a card: ${JSON.stringify(attachment)}`);
  return { card: content, ...(isObject(preview) ? { preview } : {}) };
}
