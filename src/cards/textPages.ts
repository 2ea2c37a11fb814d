import { labelOf } from '../domain/fields';
import type { RequestEvent, WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, viewButton } from './buttons';
import type { ButtonData } from './cardData';
import { EMPTY_ENTRY } from './entries';
import { wordsOf } from '../domain/workRequest';
import { headerOf } from './header';
import { eventTitle } from './historyEntries';
import { linesEntry, markdownEntries, pagesOf, type LongSection } from './pages';
import { render } from './render';
import { linesOf } from './safeText';

/** What See all can show: everything that was written, or one part of it. */
export const TEXT_SECTIONS = ['all', 'details', 'question', 'implementationPlan', 'backoutPlan', 'scope', 'accessReason'] as const;
export type TextSection = (typeof TEXT_SECTIONS)[number];

/** Every long text of a request in full, in pages that fit. A page that does not exist shows the nearest. */
export function textPages(request: WorkRequest, shown: TextSection, page: number, ctx: CardContext, nonce: string): AdaptiveCard {
  return pageCard(request, textsOf(request, shown), { verb: 'showText', page, section: shown }, ctx, nonce);
}

/** The whole history, the newest first, with all words. */
export function historyCard(request: WorkRequest, events: readonly RequestEvent[], page: number, ctx: CardContext, nonce: string): AdaptiveCard {
  const entries = [...events].reverse().map((event) => ({ ...EMPTY_ENTRY, ...eventTitle(event), lines: linesOf(wordsOf(event) ?? '') }));
  return pageCard(request, [{ heading: 'History', entries }], { verb: 'showHistory', page }, ctx, nonce);
}

function textsOf({ question, answers, classification }: WorkRequest, shown: TextSection): readonly LongSection[] {
  const plain = (name: Exclude<TextSection, 'all' | 'details'>, text: string | undefined): readonly LongSection[] =>
    text === undefined || (shown !== 'all' && shown !== name) ? [] : [{ heading: labelOf(name), entries: [linesEntry(text)] }];
  return [
    ...plain('question', question?.text),
    ...(shown === 'all' || shown === 'details' ? [{ heading: labelOf('details'), entries: markdownEntries(answers.details) }] : []),
    ...plain('implementationPlan', classification.implementationPlan),
    ...plain('backoutPlan', classification.backoutPlan),
    ...plain('scope', classification.scope),
    ...plain('accessReason', classification.accessReason),
  ];
}

interface Paging {
  readonly verb: 'showText' | 'showHistory';
  readonly page: number;
  readonly section?: TextSection;
}

function pageCard(request: WorkRequest, sections: readonly LongSection[], paging: Paging, ctx: CardContext, nonce: string): AdaptiveCard {
  const pages = pagesOf(sections);
  const page = Math.min(Math.max(Math.trunc(paging.page) || 0, 0), pages.length - 1);
  return render('request', {
    ...headerOf(request, ctx, pages.length > 1 ? `Page ${page + 1} of ${pages.length}` : undefined),
    lead: [],
    facts: [],
    sections: pages[page] ?? [],
    fields: [],
    buttonRows: rowsOf([pageButtons(request, { ...paging, page }, pages.length, nonce)], linkOf(request, ctx)),
  });
}

/** Back leads to the page before, from the first one to the person's own view. */
function pageButtons(request: WorkRequest, { verb, page, section }: Paging, count: number, nonce: string): readonly ButtonData[] {
  const data = pressData(request, nonce);
  const turn = (title: string, to: number): ButtonData => viewButton(title, verb, { ...data, page: to, ...(section === undefined ? {} : { section }) });
  return [
    ...(page + 1 < count ? [turn('Next', page + 1)] : []),
    page > 0 ? turn('Back', page - 1) : viewButton('Back', 'myActions', data),
    ...(page > 0 ? [viewButton('My actions', 'myActions', data)] : []),
  ];
}
