import type { Notice } from '../domain/audience';
import { wordsOf, type WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, VIEW_NONCE, viewButton } from './buttons';
import { headerOf, summaryOf } from './header';
import { render } from './render';
import { cutLines, nameOf, plainText, runsOf } from './safeText';

/** A short message that makes a sound: a small card, and what the notification says. */
export interface NoticeMessage {
  readonly card: AdaptiveCard;
  readonly summary: string;
}

const SENTENCES: Readonly<Record<Notice['kind'], (who: string) => string>> = {
  asked: (who) => `${who} of the Platform team asks you:`,
  approved: () => 'Your request is approved and waits for somebody to start.',
  sentBack: (who) => `${who} sent your request back to review:`,
  completed: (who) => `${who} has completed your request.`,
  canceled: (who) => `${who} has canceled the request:`,
  answered: (who) => `${who} has answered:`,
  assigned: (who) => `${who} has assigned this request to you.`,
};

const WORDS_BYTES = 2_000;
const SUMMARY_BYTES = 400;

/** One notice, told in one sentence with the words that were given. */
export function noticeText(notice: Notice, request: WorkRequest, ctx: CardContext): NoticeMessage {
  const sentence = SENTENCES[notice.kind](nameOf(notice.event.by));
  const words = wordsOf(notice.event);
  const { lines } = cutLines(words ?? '', WORDS_BYTES);
  const said = lines.length === 0 ? sentence.replace(/:$/u, '.') : sentence;
  const summary = plainText(`${request.key}: ${said} ${words ?? ''}`, SUMMARY_BYTES);
  return {
    summary,
    card: render('notice', {
      ...headerOf(request, ctx),
      fallbackText: plainText(`${request.key}, ${request.status}: ${summaryOf(request)}. ${said} ${linkOf(request, ctx)}`, WORDS_BYTES),
      sentence: runsOf(said),
      lines,
      buttonRows: rowsOf([[viewButton('My actions', 'myActions', pressData(request, VIEW_NONCE))]], linkOf(request, ctx)),
    }),
  };
}
