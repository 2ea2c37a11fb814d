import { createHash } from 'node:crypto';
import type { RawInput } from '../domain/readGiven';

/** What a pressed button carries. Nothing else from a card is believed (facts, "Forms"). */
export interface Press {
  readonly verb: string;
  readonly requestKey: string;
  readonly nonce: string;
  readonly seenRound: number | undefined;
  readonly page: number;
  readonly section: string | undefined;
  readonly step: number | undefined;
  readonly input: RawInput;
}

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (from: Loose, name: string): unknown => (Object.hasOwn(from, name) ? from[name] : undefined);

/** The verb of an `adaptiveCard/action` and the data that came along; `undefined` when there is none. */
export function readAction(value: unknown): { readonly verb: string; readonly data: RawInput } | undefined {
  const action = isObject(value) ? own(value, 'action') : undefined;
  if (!isObject(action)) return undefined;
  const [verb, data] = [own(action, 'verb'), own(action, 'data')];
  return typeof verb === 'string' && isObject(data) ? { verb, data } : undefined;
}

/** Reads a press of a request's button; `undefined` when it names no request. */
export function readPress({ verb, data }: { readonly verb: string; readonly data: RawInput }): Press | undefined {
  const requestKey = own(data, 'requestKey');
  if (typeof requestKey !== 'string') return undefined;
  const section = own(data, 'section');
  return {
    verb,
    requestKey,
    nonce: nonceIn(data),
    seenRound: wholeNumber(own(data, 'seenRound')),
    page: pageIn(data),
    section: typeof section === 'string' ? section : undefined,
    step: wholeNumber(own(data, 'step')),
    input: withWords(verb, data),
  };
}

/** Words that were typed to the bot and are offered as an answer or a comment (`offerCard`) belong to the field of the move that is pressed. */
function withWords(verb: string, data: RawInput): RawInput {
  const words = own(data, 'words');
  return (verb === 'answer' || verb === 'comment') && words !== undefined ? { ...data, [verb]: words } : data;
}

/** A text that a button carries under a name of its own. */
export const textIn = (data: RawInput, name: string): string | undefined => {
  const found = own(data, name);
  return typeof found === 'string' ? found : undefined;
};

/** Which page of something long a button leads to. */
export const pageIn = (data: RawInput): number => wholeNumber(own(data, 'page')) ?? 0;

/** The nonce that was minted with the card or form; without one, equal content counts as the same press. */
export function nonceIn(data: Loose): string {
  const nonce = own(data, 'nonce');
  if (typeof nonce === 'string' && nonce !== '' && nonce.length <= 200) return nonce;
  return createHash('sha256').update(JSON.stringify(data)).digest('base64url');
}

const wholeNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};
