import { entraId } from './entraId';

/** JSON as Graph sends it: nothing is known of it until it was looked at. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function textIn(value: unknown, name: string): string | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

export const USER_FIELDS = '$select=id,displayName,accountEnabled';

export interface GraphUser {
  readonly id: string;
  /** Absent where the app may not read people (Microsoft Learn, "Limited information returned for inaccessible member objects"). */
  readonly name: string | undefined;
  readonly disabled: boolean;
}

/** A user, or `undefined` when this is none: a manager can be an organizational contact (Microsoft Learn, "List manager"). */
export function readUser(value: unknown): GraphUser | undefined {
  const id = entraId(textIn(value, 'id') ?? '');
  if (!isObject(value) || id === undefined || !isUserType(textIn(value, '@odata.type'))) return undefined;
  return { id, name: textIn(value, 'displayName'), disabled: value['accountEnabled'] === false };
}

const isUserType = (type: string | undefined): boolean => type === undefined || type === '#microsoft.graph.user';
