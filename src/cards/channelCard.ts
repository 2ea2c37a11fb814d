import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { VIEW_NONCE } from './buttons';
import { requestCard } from './requestCard';

const LAST_MOVES = 5;

/** The shared card of the channel: everybody sees the same and asks for their own view with My actions. */
export const channelCard = (request: WorkRequest, ctx: CardContext): AdaptiveCard =>
  requestCard(request, ctx, {
    nonce: VIEW_NONCE, moves: [], allViews: false, lastMoves: LAST_MOVES, refreshUserIds: [...new Set(ctx.refreshUserIds ?? [])],
  });
