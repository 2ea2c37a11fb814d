import type { Actor } from '../domain/people';
import { HINTS } from '../domain/questionnaire';
import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { moveButton, pressable } from './buttons';
import { requestCard } from './requestCard';

/** The answer to one press: what is said, and the nonce that the card's own buttons carry. */
export interface OwnView {
  readonly nonce: string;
  readonly banner?: string;
  readonly footnote?: string;
}

const LAST_MOVES = 5;

/** The presser's private view: exactly the buttons that this person may press in this status. */
export const ownCard = (request: WorkRequest, actor: Actor, ctx: CardContext, { nonce, banner, footnote }: OwnView): AdaptiveCard =>
  requestCard(request, ctx, {
    nonce,
    ...(banner === undefined ? {} : { banner }),
    ...(footnote === undefined ? {} : { footnote }),
    moves: pressable(request, actor, ctx).map((row) => moveButton(row, request, nonce)),
    allViews: true,
    lastMoves: LAST_MOVES,
  });

/** The requester's 1:1 card, which follows the request. */
export const requesterCard = (request: WorkRequest, ctx: CardContext, nonce: string): AdaptiveCard =>
  ownCard(request, { ...request.requester, roles: [] }, ctx, { nonce, ...(request.status === 'Done' ? {} : { footnote: HINTS.ownFiles }) });
