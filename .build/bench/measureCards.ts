import fc from 'fast-check';
import { channelCard, ownCard, requesterCard, weightOf } from '../../src/cards';
import { anyRequest, ctx } from '../../test/cards/samples';

const SAMPLES = 200;

/** The largest card, in bytes of the heavier of UTF-8 and UTF-16, over generated requests with the longest texts that the rules let through. */
export function cardBytesMax(): number {
  const heaviest = fc.sample(anyRequest, { numRuns: SAMPLES, seed: 1 }).map((request) => Math.max(
    weightOf(channelCard(request, ctx)),
    weightOf(requesterCard(request, ctx, 'nonce')),
    weightOf(ownCard(request, { ...request.requester, roles: ['engineer', 'approver'] }, ctx, { nonce: 'nonce' })),
  ));
  return Math.max(...heaviest);
}
