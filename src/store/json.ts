/** Marks a property that is there and `undefined`, which JSON cannot say. No value of the domain is such an object. */
const UNDEFINED = { $: 'undefined' } as const;

/**
 * JSON in ASCII alone, so that no store and no proxy can damage it (Azurite#2670) and lone surrogates survive.
 * `readJson` gives back an equal value, with its `undefined` properties.
 */
export function writeJson(value: object): string {
  const text = JSON.stringify(value, (_name, part: unknown) => (part === undefined ? UNDEFINED : part));
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Throws a SyntaxError on anything but JSON. The caller vouches for the type: it reads only what `writeJson` wrote for it. */
export const readJson = (text: string): unknown => restored(JSON.parse(text));

/** A reviver could not do this: what it returns as `undefined`, it removes. */
function restored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value && value.$ === UNDEFINED.$) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, restored(part)]));
}
