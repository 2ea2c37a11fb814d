import { CardFactory, type Activity, type ConversationAccount } from 'botbuilder';
import type { Person } from '../domain/people';
import type { Clock, Conversations, ConversationReference, Delivered, Installer, Messenger, Outgoing, Recipient } from '../usecases/ports';
import { baseConversationId } from './readActivity';
import { sendFailure } from './sendFailure';
import type { Connectors } from './connectors';

/** The Platform channel and who we are, as `wiring` knows them. */
export interface MessengerSettings {
  readonly tenantId: string;
  readonly botId: string;
  readonly teamId: string;
  readonly channelId: string;
  /** Where the channel is reached before Teams has sent anything from it. */
  readonly defaultServiceUrl: string;
}

export interface MessengerNeeds {
  readonly connectors: Connectors;
  readonly conversations: Conversations;
  readonly clock: Clock;
  readonly settings: MessengerSettings;
  /** Gives people the app ahead of their first word, where an administrator allowed it. */
  readonly installer?: Installer;
}

/** A send gives up after this long; `usecases/deliver` holds its claim longer. */
const SEND_TIMEOUT_MS = 15_000;

/** Talks first, through the connector of whoever is talked to. What Teams answers is a value, never an exception. */
export const createMessenger = (needs: MessengerNeeds): Messenger => ({
  post: (to, message) => (to.kind === 'person' ? postToPerson(needs, to.person, message) : postInChannel(needs, to, message)),
  update: (conversationId, activityId, to, message) => update(needs, conversationId, activityId, to, message),
});

async function postInChannel(needs: MessengerNeeds, to: Exclude<Recipient, { kind: 'person' }>, message: Outgoing): Promise<Delivered> {
  const { channelId } = needs.settings;
  const conversationId = to.kind === 'thread' ? threadOf(channelId, to.postId) : channelId;
  const sent = await send(needs, { conversationId, serviceUrl: await channelServiceUrl(needs) }, message);
  return sent.kind === 'delivered' ? { ...sent, conversationId: channelId } : sent;
}

const threadOf = (channelId: string, postId: string): string => `${channelId};messageid=${postId}`;

async function channelServiceUrl({ conversations, settings }: MessengerNeeds): Promise<string> {
  return (await conversations.serviceUrl(settings.channelId)) ?? (await conversations.serviceUrl(settings.teamId)) ?? settings.defaultServiceUrl;
}

/** A chat that is gone is made anew once; after that the person cannot be reached (facts, "Talking first"). */
async function postToPerson(needs: MessengerNeeds, person: Person, message: Outgoing): Promise<Delivered> {
  const known = await needs.conversations.personal(person.id);
  if (known) {
    const sent = await send(needs, { ...known, serviceUrl: (await needs.conversations.serviceUrl(known.conversationId)) ?? known.serviceUrl }, message);
    if (sent.kind !== 'gone') return sent;
    await needs.conversations.forgetPersonal(person.id);
  }
  const made = await makeConversation(needs, person);
  return 'kind' in made ? made : send(needs, made, message);
}

/** The member goes in `members[].id` and the tenant in both places, as Teams wants it (facts, "Talking first"). */
async function makeConversation(needs: MessengerNeeds, person: Person): Promise<ConversationReference | Delivered> {
  const met = await needs.conversations.met(person.id);
  if (!met) return installedChat(needs, person);
  const { tenantId, botId } = needs.settings;
  const serviceUrl = await channelServiceUrl(needs);
  try {
    const client = await needs.connectors.to(serviceUrl);
    const { id } = await client.conversations.createConversation(
      { isGroup: false, bot: { id: botId, name: '' }, members: [{ id: met.teamsId, name: met.name }], tenantId, channelData: { tenant: { id: tenantId } }, activity: {} as Activity, topicName: '' },
      { timeout: SEND_TIMEOUT_MS },
    );
    const reference = { conversationId: id, serviceUrl };
    await needs.conversations.rememberPersonal(person, reference);
    return reference;
  } catch (error) {
    return sendFailure(error, needs.clock.real());
  }
}

/** Whom the bot never met can be given the app, which makes their chat (facts, "Talking first"). */
async function installedChat(needs: MessengerNeeds, person: Person): Promise<ConversationReference | Delivered> {
  const installed = (await needs.installer?.install(person.id)) ?? { kind: 'notGranted' };
  switch (installed.kind) {
    case 'chat': {
      const reference = { conversationId: installed.conversationId, serviceUrl: await channelServiceUrl(needs) };
      await needs.conversations.rememberPersonal(person, reference);
      return reference;
    }
    case 'later':
      return { kind: 'later', retryAfterMs: undefined, why: 'the app is being added for them' };
    case 'notGranted':
      return { kind: 'undeliverable', why: 'has not added the app in Teams yet' };
    case 'impossible':
      return { kind: 'undeliverable', why: installed.why };
  }
}

async function send(needs: MessengerNeeds, { conversationId, serviceUrl }: ConversationReference, message: Outgoing): Promise<Delivered> {
  try {
    const client = await needs.connectors.to(serviceUrl);
    const { id } = await client.conversations.sendToConversation(conversationId, await activityOf(needs, conversationId, message), { timeout: SEND_TIMEOUT_MS });
    return { kind: 'delivered', conversationId, activityId: id };
  } catch (error) {
    return sendFailure(error, needs.clock.real());
  }
}

/** An update of a channel post goes to its thread, a new post to the channel itself (running.md, "Playing people"). */
async function update(needs: MessengerNeeds, conversationId: string, activityId: string, to: Recipient, message: Outgoing): Promise<Delivered> {
  const serviceUrl = to.kind === 'person' ? await personalServiceUrl(needs, to.person, conversationId) : await channelServiceUrl(needs);
  if (serviceUrl === undefined) return { kind: 'gone', why: 'the chat is not known any more' };
  const target = targetOf(conversationId, activityId, to);
  try {
    const client = await needs.connectors.to(serviceUrl);
    await client.conversations.updateActivity(target, activityId, { ...(await activityOf(needs, target, message)), id: activityId }, { timeout: SEND_TIMEOUT_MS });
    return { kind: 'delivered', conversationId, activityId };
  } catch (error) {
    return isGone(error) ? { kind: 'gone', why: 'the message is gone' } : sendFailure(error, needs.clock.real());
  }
}

function targetOf(conversationId: string, activityId: string, to: Recipient): string {
  if (to.kind === 'person') return conversationId;
  return threadOf(baseConversationId(conversationId), to.kind === 'thread' ? to.postId : activityId);
}

const personalServiceUrl = async ({ conversations }: MessengerNeeds, person: Person, conversationId: string): Promise<string | undefined> =>
  (await conversations.serviceUrl(conversationId)) ?? (await conversations.personal(person.id))?.serviceUrl;

/** A message that somebody deleted answers 404, 403 or 405 (facts, "Talking first"). */
const isGone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && [403, 404, 405].includes(Number(error.statusCode));

async function activityOf(needs: MessengerNeeds, conversationId: string, message: Outgoing): Promise<Activity> {
  const { text, card, summary, mention } = message;
  const activity: Partial<Activity> = {
    type: 'message',
    channelId: 'msteams',
    from: { id: needs.settings.botId, name: '' },
    // Only the id: the Playground refuses a kind that is empty.
    conversation: { id: conversationId } as ConversationAccount,
    summary,
    ...(text !== undefined && { text }),
    ...(mention && (await mentioning(needs, mention))),
    ...(card && { attachments: [CardFactory.adaptiveCard(card)] }),
  };
  return activity as Activity;
}

/** The text must equal its entity exactly, `&` and `<` in names included (facts, "Cards"). Whom the bot never met is named without a mention. */
async function mentioning({ conversations }: MessengerNeeds, { id, name }: Person): Promise<Partial<Activity>> {
  const met = await conversations.met(id);
  const shown = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (!met) return { text: shown };
  const text = `<at>${shown}</at>`;
  return { text, entities: [{ type: 'mention', text, mentioned: { id: met.teamsId, name } }] };
}
