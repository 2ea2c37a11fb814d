import type { Blocker, RequestKey } from './workRequest';

/** A well-formed key of any prefix: letters and digits, a hyphen, a number of at most nine digits. */
const KEY = /^([A-Za-z][A-Za-z0-9]{0,9})-([1-9]\d{0,8})$/u;

/** Reads a key in any case, or `undefined` when the text is none. */
export function readKey(text: string, prefix: string): RequestKey | undefined {
  const match = KEY.exec(text.trim());
  if (!match?.[1] || !match[2] || match[1].toUpperCase() !== prefix) return undefined;
  return `${prefix}-${match[2]}`;
}

export const keyOf = (prefix: string, number: number): RequestKey => `${prefix}-${number}`;

/** The link of a request on the app's own host (running.md, "Names that stay"). */
export const linkTo = (base: string, key: RequestKey): string => `${base}/r/${key}`;

/** The key that a link of ours names; `undefined` for another host, http where we are https, or a broken key. */
export function keyInLink(text: string, base: string, prefix: string): RequestKey | undefined {
  const start = `${base}/r/`;
  if (!text.trim().startsWith(start)) return undefined;
  return readKey(text.trim().slice(start.length).split(/[?#]/u)[0] ?? '', prefix);
}

/** Reads a blocked-by link: another request's key, a link to one, or a web address. */
export function readBlocker(text: string, base: string, prefix: string): Blocker | undefined {
  const key = readKey(text, prefix) ?? keyInLink(text, base, prefix);
  if (key) return { kind: 'request', key };
  const url = readWebAddress(text);
  return url === undefined ? undefined : { kind: 'web', url };
}

/** What browsers and cards carry; a card cannot cut an address. */
const ADDRESS_CHARS = 2_000;

/** An http or https address without credentials, in its normal form; `undefined` for anything else. */
export function readWebAddress(text: string): string | undefined {
  if (!/^https?:\/\/[^\s]+$/iu.test(text.trim()) || !URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  return url.username === '' && url.password === '' && url.hostname !== '' && url.href.length <= ADDRESS_CHARS ? url.href : undefined;
}
