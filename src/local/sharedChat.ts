import type { ConversationReference, Conversations, Messenger, Outgoing, Person, Recipient } from '../wiring';

/** The one personal chat that the Playground shows; undefined when there is no Playground. */
export type SharedChat = ConversationReference | undefined;

/** Whoever has no chat of their own is reached in the shared one. */
export const inSharedChat = (shared: SharedChat) => (inner: Conversations): Conversations => ({
  ...inner,
  personal: async (personId) => {
    const own = await inner.personal(personId);
    return own && own.conversationId !== shared?.conversationId ? own : shared;
  },
});

/** A card in the shared chat says to whom it would go: "To NAME". */
export const addressed = (shared: SharedChat) => (inner: Messenger, conversations: Conversations): Messenger => ({
  post: async (to, message) => inner.post(to, (await isShared(shared, conversations, to)) ? headed(to, message) : message),
  update: (conversationId, activityId, to, message) =>
    inner.update(conversationId, activityId, to, conversationId === shared?.conversationId ? headed(to, message) : message),
});

const isShared = async (shared: SharedChat, conversations: Conversations, to: Recipient): Promise<boolean> =>
  to.kind === 'person' && shared !== undefined && (await conversations.personal(to.person.id))?.conversationId === shared.conversationId;

function headed(to: Recipient, message: Outgoing): Outgoing {
  if (to.kind !== 'person' || !message.card) return message;
  const body: readonly unknown[] = Array.isArray(message.card['body']) ? message.card['body'] : [];
  return { ...message, card: { ...message.card, body: [heading(to.person), ...body] } };
}

const heading = ({ name }: Person): object => ({ type: 'TextBlock', text: `To ${name}`, weight: 'Bolder', color: 'Accent', wrap: true });
