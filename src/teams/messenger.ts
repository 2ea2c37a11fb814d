import { CardFactory, type Activity } from 'botbuilder';
import type { Person } from '../domain/people';
import type { Clock, Conversations, ConversationReference, Delivered, Messenger, Outgoing, Recipient } from '../usecases/ports';
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
}

/** A send gives up after this long; `usecases/deliver` holds its claim longer. */
const SEND_TIMEOUT_MS = 15_000;

/** Talks first, through the connector of whoever is talked to. What Teams answers is a value, never an exception. */
export const createMessenger = (needs: MessengerNeeds): Messenger => ({
  post: (to, message) => (to.kind === 'channel' ? postInChannel(needs, message) : postToPerson(needs, to.person, message)),
  update: (conversationId, activityId, to, message) => update(needs, conversationId, activityId, to, message),
});

async function postInChannel(needs: MessengerNeeds, message: Outgoing): Promise<Delivered> {
  const { channelId } = needs.settings;
  return send(needs, { conversationId: channelId, serviceUrl: await channelServiceUrl(needs) }, message);
}

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
  if (!met) return { kind: 'undeliverable', why: 'has not added the app in Teams yet' };
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

async function send(needs: MessengerNeeds, { conversationId, serviceUrl }: ConversationReference, message: Outgoing): Promise<Delivered> {
  try {
    const client = await needs.connectors.to(serviceUrl);
    const { id } = await client.conversations.sendToConversation(conversationId, activityOf(needs, conversationId, message), { timeout: SEND_TIMEOUT_MS });
    return { kind: 'delivered', conversationId, activityId: id };
  } catch (error) {
    return sendFailure(error, needs.clock.real());
  }
}

/** An update of a channel post goes to its thread, a new post to the channel itself (running.md, "Playing people"). */
async function update(needs: MessengerNeeds, conversationId: string, activityId: string, to: Recipient, message: Outgoing): Promise<Delivered> {
  const serviceUrl = to.kind === 'channel' ? await channelServiceUrl(needs) : await personalServiceUrl(needs, to.person, conversationId);
  if (serviceUrl === undefined) return { kind: 'gone', why: 'the chat is not known any more' };
  const target = to.kind === 'channel' ? `${baseConversationId(conversationId)};messageid=${activityId}` : conversationId;
  try {
    const client = await needs.connectors.to(serviceUrl);
    await client.conversations.updateActivity(target, activityId, { ...activityOf(needs, target, message), id: activityId }, { timeout: SEND_TIMEOUT_MS });
    return { kind: 'delivered', conversationId, activityId };
  } catch (error) {
    const failure = sendFailure(error, needs.clock.real());
    return isGone(error) ? { kind: 'gone', why: 'the message is gone' } : failure;
  }
}

const personalServiceUrl = async ({ conversations }: MessengerNeeds, person: Person, conversationId: string): Promise<string | undefined> =>
  (await conversations.serviceUrl(conversationId)) ?? (await conversations.personal(person.id))?.serviceUrl;

/** A message that somebody deleted answers 404, 403 or 405 (facts, "Talking first"). */
const isGone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && [403, 404, 405].includes(Number(error.statusCode));

function activityOf({ settings }: MessengerNeeds, conversationId: string, { text, card, summary }: Outgoing): Activity {
  const activity: Partial<Activity> = {
    type: 'message',
    channelId: 'msteams',
    from: { id: settings.botId, name: '' },
    conversation: { id: conversationId, isGroup: false, conversationType: '', name: '' },
    summary,
    ...(text !== undefined && { text }),
    ...(card && { attachments: [CardFactory.adaptiveCard(card)] }),
  };
  return activity as Activity;
}
