const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** An Entra object id in the one spelling that ids are compared in, or `undefined`: no other text gets into an address. */
export function entraId(text: string): string | undefined {
  const id = text.trim().toLowerCase();
  return GUID.test(id) ? id : undefined;
}

/** The same id in one spelling; any other text as it stands. */
export const spelled = (id: string): string => entraId(id) ?? id;
