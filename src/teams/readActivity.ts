import type { Activity } from 'botbuilder';
import type { Person } from '../domain/people';
import type { ConversationReference } from '../usecases/ports';

/** Why an activity is not taken at the door. */
export type DoorFault = 'malformed' | 'foreignTenant';

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** Looks at a parsed body before anything else does: the least that every activity has, and that it is of our tenant. */
export function doorFault(body: unknown, tenantId: string): DoorFault | undefined {
  if (!isObject(body) || textAt(body, 'type') === undefined) return 'malformed';
  if (textAt(body, 'conversation', 'id') === undefined || textAt(body, 'serviceUrl') === undefined) return 'malformed';
  if (textAt(body, 'from', 'id') === undefined || textAt(body, 'channelId') === undefined) return 'malformed';
  if (!URL.canParse(textAt(body, 'serviceUrl') ?? '')) return 'malformed';
  const tenants = [textAt(body, 'conversation', 'tenantId'), textAt(body, 'channelData', 'tenant', 'id'), textAt(body, 'from', 'tenantId')];
  const named = tenants.filter((tenant) => tenant !== undefined);
  return named.length > 0 && named.every((tenant) => tenant.toLowerCase() === tenantId.toLowerCase()) ? undefined : 'foreignTenant';
}

/** Who sent it, by the Entra object id that the channel vouches for; `undefined` where there is none (a bot, an old client). */
export function senderOf(activity: Activity): Person | undefined {
  const id = activity.from.aadObjectId;
  return typeof id === 'string' && id !== '' ? { id, name: activity.from.name || 'Somebody' } : undefined;
}

/** A channel conversation without the thread it was in (`;messageid=…`). */
export const baseConversationId = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

/** Where answers to this activity's conversation go. */
export const referenceOf = (activity: Activity): ConversationReference => ({
  conversationId: baseConversationId(activity.conversation.id),
  serviceUrl: activity.serviceUrl,
});

export const isPersonal = (activity: Activity): boolean => activity.conversation.conversationType === 'personal';

/** The team that an activity of a channel belongs to. */
export const teamIdOf = (activity: Activity): string | undefined => textAt(activity.channelData, 'team', 'id');
