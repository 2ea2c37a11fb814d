import type { AdaptiveCard, CardContext } from './adaptiveCard';
import type { WorkRequest } from '../domain/workRequest';
import { linkOf, pressData, rowsOf, viewButton } from './buttons';
import type { ButtonData } from './cardData';
import { factsOf } from './facts';
import { headerOf } from './header';
import { render } from './render';
import { requestSections } from './sections';
import { fitting } from './weight';

export interface RequestCardParts {
  readonly nonce: string;
  readonly banner?: string;
  /** The moves that are offered. */
  readonly moves: readonly ButtonData[];
  /** Whether the whole text and the history are always offered, or only what is needed. */
  readonly allViews: boolean;
  readonly lastMoves: number;
  /** Shows each of these people their own view at once. */
  readonly refresh?: AdaptiveCard;
}

/** The card of a request as channel, requester and engineers know it; they differ in their buttons. */
export function requestCard(request: WorkRequest, ctx: CardContext, parts: RequestCardParts): AdaptiveCard {
  return fitting((share) => {
    const { sections, isCut } = requestSections(request, ctx, share, parts.lastMoves);
    const data = pressData(request, parts.nonce);
    const views = [
      ...(parts.allViews || isCut ? [viewButton('See all', 'showText', data)] : []),
      ...(parts.allViews ? [viewButton('History', 'showHistory', data)] : []),
      viewButton('My actions', 'myActions', data),
    ];
    const card = render('request', {
      ...headerOf(request, ctx, parts.banner),
      lead: [],
      facts: factsOf(request, ctx),
      sections,
      fields: [],
      buttonRows: rowsOf([parts.moves, views], linkOf(request, ctx)),
    });
    return parts.refresh ? { ...card, refresh: parts.refresh } : card;
  });
}
