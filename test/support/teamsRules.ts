import { isObject, isText, objectsIn, textAt } from './json';
import type { JsonObject } from './json';
import { baseOf, threadOf } from './teamsRecord';
import type { Call, Post, TeamsRecord } from './teamsRecord';

export type Member = { readonly id: string; readonly aadObjectId: string; readonly name: string; readonly tenantId: string };
export type Conversation = {
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly members: readonly Member[];
  readonly tenantId?: string;
  /** False: the bot is not in this chat, so that Teams lets it neither speak nor see the members. */
  readonly botIsMember: boolean;
};
export type Answer = { readonly status: number; readonly body?: unknown; readonly violation?: string | undefined };
export type World = TeamsRecord & { readonly conversations: Map<string, Conversation>; readonly newId: () => string };

const KINDS: readonly string[] = ['personal', 'channel', 'groupChat'];
/** A message of Teams carries about 100 KB (Microsoft Learn, "Format your bot messages"). */
const ACTIVITY_BYTES_MAX = 100 * 1024;

/** What Teams would answer, and the rule that was broken where one was. Changes the world as the call asks. */
export function answerTo(world: World, call: Call): Answer {
  switch (call.operation) {
    case 'create': return create(world, call);
    case 'send':
    case 'reply': return send(world, call);
    case 'update':
    case 'delete': return change(world, call);
    case 'members': return members(world, call);
    case 'other': return refused(404, `the fake knows no such door: ${call.conversation}`);
  }
}

const refused = (status: number, violation: string): Answer =>
  ({ status, body: { error: { code: CODES[status] ?? 'BadSyntax', message: violation } }, violation });
export const CODES: Readonly<Record<number, string>> = {
  403: 'BotNotInConversationRoster', 404: 'ConversationNotFound', 413: 'MessageSizeTooBig', 412: 'PreconditionFailed', 429: 'TooManyRequests',
};

/** Teams has one 1:1 chat of a person and a bot: creating it again answers the same one. */
export function chatOpenedBy(world: World, body: JsonObject): string {
  const channel = textAt(body, 'channelData', 'channel', 'id');
  if (channel !== undefined) return channel;
  const member = textAt(body, 'members', 0, 'id') ?? 'nobody';
  const known = [...world.conversations.values()].find((one) => one.kind === 'personal' && one.members[0]?.id === member);
  return known?.id ?? `a:created-for-${member}`;
}

/** A new thread in a channel, or the 1:1 chat with one person. */
function create(world: World, call: Call): Answer {
  const tenantId = textAt(call.body, 'tenantId') ?? '';
  if (textAt(call.body, 'channelData', 'channel', 'id') !== undefined) {
    const first = isObject(call.body['activity']) ? call.body['activity'] : {};
    const post = keep(world, call.conversation, first);
    return { status: 201, body: { id: `${call.conversation};messageid=${post.activityId}`, activityId: post.activityId } };
  }
  const people = objectsIn(call.body['members']);
  if (people.length !== 1 || !textAt(people[0], 'id')) return refused(400, 'createConversation needs exactly one member with an id');
  if (!tenantId || textAt(call.body, 'channelData', 'tenant', 'id') !== tenantId)
    return refused(400, 'createConversation needs the tenant twice: tenantId and channelData.tenant.id');
  if (!world.conversations.has(call.conversation))
    world.conversations.set(call.conversation, {
      id: call.conversation, kind: 'personal', members: people.map((one) => memberFrom(one, tenantId)), tenantId, botIsMember: true,
    });
  return { status: 201, body: { id: call.conversation } };
}

function memberFrom(person: JsonObject, tenantId: string): Member {
  const id = textAt(person, 'id') ?? '';
  return { id, aadObjectId: textAt(person, 'aadObjectId') ?? id, name: textAt(person, 'name') ?? '', tenantId };
}

/** Why Teams would not let the bot speak there. */
function barred(world: World, call: Call): Answer | undefined {
  const conversation = world.conversations.get(baseOf(call.conversation));
  if (!conversation) return refused(404, `no such conversation: ${call.conversation}`);
  return conversation.botIsMember ? undefined : refused(403, `the bot is not in the conversation ${call.conversation}`);
}

function tooLarge(call: Call): Answer | undefined {
  const json = JSON.stringify(call.body);
  const bytes = Math.max(Buffer.byteLength(json, 'utf8'), Buffer.byteLength(json, 'utf16le'));
  return bytes > ACTIVITY_BYTES_MAX ? refused(413, `an activity of ${bytes} bytes`) : undefined;
}

/** The Playground refuses these with "Invalid input". */
function malformed({ type, conversation }: JsonObject): string | undefined {
  if (!isText(type)) return 'an activity without a type';
  if (!isObject(conversation)) return undefined;
  if (!conversation['id']) return 'an activity with a conversation that has no id';
  const kind = conversation['conversationType'];
  return kind === undefined || (isText(kind) && KINDS.includes(kind)) ? undefined : `an activity with the conversationType ${JSON.stringify(kind)}`;
}

function send(world: World, call: Call): Answer {
  const refusal = barred(world, call) ?? tooLarge(call);
  if (refusal) return refusal;
  const fault = malformed(call.body);
  if (fault !== undefined) return refused(400, fault);
  if (call.body['type'] !== 'message') return { status: 201, body: { id: world.newId() } };
  return { status: 201, body: { id: keep(world, call.conversation, call.body).activityId } };
}

function keep(world: World, conversation: string, activity: JsonObject): Post {
  const activityId = world.newId();
  const post: Post = {
    conversation: baseOf(conversation), rootId: threadOf(conversation) ?? activityId, activityId, activity, updates: [], deleted: false,
  };
  world.posts.push(post);
  return post;
}

/** A change of a channel post goes to the thread's own address: `CHANNEL;messageid=ID`. */
function change(world: World, call: Call): Answer {
  const refusal = barred(world, call) ?? tooLarge(call);
  if (refusal) return refusal;
  const post = world.findPost(call.conversation, call.activityId ?? '');
  const isChannel = world.conversations.get(baseOf(call.conversation))?.kind === 'channel';
  const thread = threadOf(call.conversation);
  if (isChannel && (thread === undefined || (post && thread !== post.rootId)))
    return refused(400, `a change of the channel post ${call.activityId} must go to ${baseOf(call.conversation)};messageid=${post?.rootId ?? 'ID'}, not to ${call.conversation}`);
  if (!post || post.deleted) return { ...refused(404, `no message ${call.activityId} in ${call.conversation}`), ...(post ? { violation: undefined } : {}) };
  if (call.operation === 'delete') post.deleted = true;
  else post.updates.push(call.body);
  return { status: 200, body: { id: post.activityId } };
}

/** The roster belongs to the conversation, not to a thread of it. */
function members(world: World, call: Call): Answer {
  if (threadOf(call.conversation) !== undefined) return refused(400, `a roster call to a thread: ${call.conversation}`);
  const conversation = world.conversations.get(call.conversation);
  if (!conversation) return { status: 404, body: { error: { code: 'ConversationNotFound', message: 'no such conversation' } } };
  if (!conversation.botIsMember) return { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'the bot is not in the roster' } } };
  if (call.memberId === undefined) return { status: 200, body: call.paged ? { members: conversation.members } : conversation.members };
  const member = conversation.members.find((one) => one.id === call.memberId || one.aadObjectId === call.memberId);
  return member ? { status: 200, body: member } : { status: 404, body: { error: { code: 'MemberNotFoundInConversation', message: 'no such member' } } };
}
