import { approvalCard, channelCard, dutyNoticeMessage, noticeText, overdueCard, requesterCard, type CardContext } from '../cards';
import type { Policy } from '../domain/commands';
import type { CardView, Drawing, Outgoing } from '../usecases/ports';
import type { Audience, Notice } from '../domain/audience';
import type { Person } from '../domain/people';

/** Draws what is posted from the cards room. Nonces are derived from what a card is, so that drawing twice is drawing the same. */
export const createDrawing = (policy: Policy): Drawing => ({
  card: (audience, view) => drawCard(policy, audience, view),
  notice: (notice, request) => ({ ...noticeText(notice, request, { policy }), ...mentionOf(notice) }),
  dutyNotice: (notice) => dutyNoticeMessage(notice),
});

/** A breach is told in the thread with on-call called by name. */
const mentionOf = ({ to, kind, event }: Notice): { readonly mention?: Person } =>
  to === 'thread' && kind === 'reviewBreach' && event.slaTaken?.onCall ? { mention: event.slaTaken.onCall } : {};

function drawCard(policy: Policy, audience: Audience, view: CardView): Outgoing {
  const { request, history } = view;
  const context: CardContext = { policy, refreshUserIds: view.refreshUserIds, unreachable: view.unreachable, approvers: view.approvers, ...(view.incident && { incident: view.incident }) };
  const summary = `${request.key} · ${request.status}`;
  const nonce = `${audience.id}|${request.version}`;
  switch (audience.kind) {
    case 'channel':
      return { card: channelCard(request, context), summary };
    case 'requester':
      return { card: requesterCard(request, context, nonce), summary };
    case 'overdue':
      return { card: overdueCard(request, audience, context, nonce, history), summary };
    case 'approval':
      return { card: approvalCard(request, audience, history, context, nonce), summary };
  }
}
