import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, VIEW_NONCE, viewButton } from './buttons';
import { sharedFactsOf } from './facts';
import { headerOf } from './header';
import { render } from './render';
import { plainText } from './safeText';
import { fitting } from './weight';

/**
 * A request as everybody of the company may see it: what a search puts into a chat and a link unfolds to. No details, plans, comments or
 * words: whoever takes part gets those with My actions.
 */
export function sharedCard(request: WorkRequest, { policy }: CardContext, banner?: string): AdaptiveCard {
  const ctx: CardContext = { policy }; // it stays in its chat for good: no words such as "in 3 hours"
  return fitting((share) => render('request', {
    ...headerOf(request, ctx, banner),
    lead: [],
    facts: sharedFactsOf(request, ctx, share),
    sections: [],
    fields: [],
    buttonRows: rowsOf([[viewButton('My actions', 'myActions', pressData(request, VIEW_NONCE))]], linkOf(request, ctx)),
  }));
}

/** What a list of results shows of a request (thumbnail card, Microsoft Learn, "Types of cards"). */
export interface Preview {
  readonly title: string;
  readonly text: string;
}

const PREVIEW_BYTES = 400;

export const previewOf = (request: WorkRequest): Preview => ({ title: `${request.key} · ${request.status}`, text: unformatted(plainText(request.answers.summary, PREVIEW_BYTES)) });

/** A thumbnail's text is HTML and Markdown to some clients: a blank takes the meaning out of tags and links, and leaves the words. */
const unformatted = (text: string): string => text.replace(/<(?=[a-z/!?])/giu, '< ').replaceAll('](', '] (');
