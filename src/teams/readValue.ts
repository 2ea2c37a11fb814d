type Loose = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property along a path; `undefined` where anything on the way is missing. */
export const valueAt = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);

/** A text along a path; an empty one is none. */
export const textIn = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** The objects of a list along a path. */
export const itemsIn = (value: unknown, ...path: readonly string[]): readonly Loose[] => {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
};
