import { approvalCard, channelCard, noticeText, requesterCard, type CardContext } from '../cards';
import type { Policy } from '../domain/commands';
import type { CardView, Drawing, Outgoing } from '../usecases/ports';
import type { Audience } from '../domain/audience';

/** Draws what is posted from the cards room. Nonces are derived from what a card is, so that drawing twice is drawing the same. */
export const createDrawing = (policy: Policy): Drawing => ({
  card: (audience, view) => drawCard(policy, audience, view),
  notice: (notice, request) => noticeText(notice, request, { policy }),
});

function drawCard(policy: Policy, audience: Audience, view: CardView): Outgoing {
  const { request, history } = view;
  const context: CardContext = { policy, refreshUserIds: view.refreshUserIds, unreachable: view.unreachable };
  const summary = `${request.key} · ${request.status}`;
  const nonce = `${audience.id}|${request.version}`;
  switch (audience.kind) {
    case 'channel':
      return { card: channelCard(request, context), summary };
    case 'requester':
      return { card: requesterCard(request, context, nonce), summary };
    case 'approval':
      return { card: approvalCard(request, audience, history, context, nonce), summary };
  }
}
