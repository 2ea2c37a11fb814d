import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { pressData, VIEW_NONCE } from './buttons';
import { requestCard } from './requestCard';

/** Teams shows a refreshing card to at most 60 people (User Specific Views, Microsoft Learn). */
const REFRESHED_PEOPLE = 60;
const LAST_MOVES = 5;

/** The shared card of the channel: everybody sees the same and asks for their own view with My actions. */
export function channelCard(request: WorkRequest, ctx: CardContext): AdaptiveCard {
  const userIds = (ctx.refreshUserIds ?? []).slice(0, REFRESHED_PEOPLE);
  return requestCard(request, ctx, {
    nonce: VIEW_NONCE, moves: [], allViews: false, lastMoves: LAST_MOVES,
    ...(userIds.length > 0 ? { refresh: refreshing(request, userIds) } : {}),
  });
}

const refreshing = (request: WorkRequest, userIds: readonly string[]): AdaptiveCard => ({
  action: { type: 'Action.Execute', title: 'My actions', verb: 'myActions', data: pressData(request, VIEW_NONCE) },
  userIds,
});
