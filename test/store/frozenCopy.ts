import { readJson, writeJson } from '../../src/store/json';

/** A copy with nothing shared, read-only to the bottom: whoever changes what a store was given or gave finds out. */
export const frozenCopy = <T extends object>(value: T): T => deepFreeze(readJson(writeJson(value))) as T;

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
