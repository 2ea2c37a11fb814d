import type { AdaptiveCard, CardContext } from './adaptiveCard';
import type { WorkRequest } from '../domain/workRequest';
import { filesButton, linkOf, pressData, rowsOf, viewButton } from './buttons';
import type { ButtonData } from './cardData';
import { EMPTY_ENTRY, section } from './entries';
import { factsOf } from './facts';
import { headerOf } from './header';
import { incidentLead } from './incidentEntries';
import { render } from './render';
import { requestSections } from './sections';
import { subtleRuns } from './safeText';
import { fitting } from './weight';

export interface RequestCardParts {
  readonly nonce: string;
  readonly banner?: string;
  /** The moves that are offered. */
  readonly moves: readonly ButtonData[];
  /** Whether the whole text and the history are always offered, or only what is needed. */
  readonly allViews: boolean;
  readonly lastMoves: number;
  /** What can be done besides pressing buttons. */
  readonly footnote?: string;
  /** Shows each of these people their own view at once. */
  readonly refreshUserIds?: readonly string[];
}

/** The card of a request as channel, requester and engineers know it; they differ in their buttons. */
export function requestCard(request: WorkRequest, ctx: CardContext, parts: RequestCardParts): AdaptiveCard {
  return fitting((share) => {
    const { sections, isCut } = requestSections(request, ctx, share, parts.lastMoves);
    const data = pressData(request, parts.nonce);
    const views = [
      ...(parts.allViews || isCut ? [viewButton('See all', 'showText', data)] : []),
      ...(parts.allViews ? [viewButton('History', 'showHistory', data)] : []),
      ...filesButton(request, data),
      viewButton('My actions', 'myActions', data),
    ];
    const card = render('request', {
      ...headerOf(request, ctx, parts.banner),
      lead: incidentLead(ctx.incident, share),
      facts: factsOf(request, ctx, share),
      sections: [...sections, ...(parts.footnote === undefined ? [] : [section('', [{ ...EMPTY_ENTRY, lines: [{ runs: subtleRuns(parts.footnote), spacing: 'None' }] }])])],
      fields: [],
      buttonRows: rowsOf([parts.moves, views], linkOf(request, ctx)),
    });
    const userIds = (parts.refreshUserIds ?? []).slice(0, refreshedCount(share));
    return userIds.length > 0 ? { ...card, refresh: refreshing(request, userIds, parts.nonce) } : card;
  });
}

/** Teams shows a refreshing card to at most 60 people (User Specific Views, Microsoft Learn); where ids are long and texts too, to fewer. */
const refreshedCount = (share: number): number => (share < LEAST_SHARE ? 20 : 60);
const LEAST_SHARE = 0.1;

const refreshing = (request: WorkRequest, userIds: readonly string[], nonce: string): AdaptiveCard => ({
  action: { type: 'Action.Execute', title: 'My actions', verb: 'myActions', data: pressData(request, nonce) },
  userIds,
});
