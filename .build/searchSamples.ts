import { sharedCard, type AdaptiveCard, type CardContext } from '../src/cards';
import type { WorkRequest } from '../src/domain/workRequest';

/** What a search and a link put into any chat, and what somebody sees there who has nothing to do with the request. */
export const searchSamples = (submitted: WorkRequest, inProgress: WorkRequest, ctx: CardContext): Readonly<Record<string, AdaptiveCard>> => ({
  'shared-submitted': sharedCard(submitted, ctx),
  'shared-in-progress': sharedCard(inProgress, ctx),
  'shared-no-more': sharedCard(inProgress, ctx, 'The requester, their manager, the engineers and the approvers see more here.'),
});
