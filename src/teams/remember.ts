import type { Activity } from 'botbuilder';
import type { Conversations } from '../usecases/ports';
import { isPersonal, referenceOf, senderOf, teamIdOf } from './readActivity';

/** Notes where people and the channel can be talked to first: the newest address seen wins (facts, "Talking first"). */
export async function remember(conversations: Conversations, activity: Activity): Promise<void> {
  const sender = senderOf(activity);
  const { conversationId, serviceUrl } = referenceOf(activity);
  const teamId = teamIdOf(activity);
  const isChannel = activity.conversation.conversationType === 'channel' || teamId !== undefined;
  await Promise.all([
    conversations.rememberServiceUrl(conversationId, serviceUrl),
    ...(isChannel && teamId !== undefined ? [conversations.rememberServiceUrl(teamId, serviceUrl)] : []),
    ...(sender ? [conversations.rememberMet({ ...sender, teamsId: activity.from.id })] : []),
    ...(sender && isPersonal(activity) ? [conversations.rememberPersonal(sender, { conversationId, serviceUrl })] : []),
  ]);
}
