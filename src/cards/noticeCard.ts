import type { Notice, NoticeKind } from '../domain/audience';
import { wordsOf, type WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, VIEW_NONCE, viewButton } from './buttons';
import { headerOf, summaryOf } from './header';
import { answerReminder, reviewBreach, reviewReminder, type PromiseSentence } from './promiseNotices';
import { render } from './render';
import { cutLines, nameOf, plainText, runsOf } from './safeText';

/** A short message that makes a sound: a small card, and what the notification says. */
export interface NoticeMessage {
  readonly card: AdaptiveCard;
  readonly summary: string;
}

const SENTENCES: Readonly<Record<NoticeKind, PromiseSentence>> = {
  submittedFor: ({ by }) => `${nameOf(by)} has submitted a request for you, from a message of yours.`,
  asked: ({ by }) => `${nameOf(by)} of the Platform team asks you:`,
  approved: () => 'Your request is approved and waits for somebody to start.',
  sentBack: ({ by }) => `${nameOf(by)} sent your request back to review:`,
  completed: ({ by }) => `${nameOf(by)} has completed your request.`,
  canceled: ({ by }) => `${nameOf(by)} has canceled the request:`,
  answered: ({ by }) => `${nameOf(by)} has answered:`,
  reopened: ({ by }) => `${nameOf(by)} has reopened the request:`,
  assigned: ({ by }) => `${nameOf(by)} has assigned this request to you.`,
  reviewReminder,
  reviewBreach,
  answerReminder,
  delegated: ({ by }) => `${nameOf(by)} has handed their say about this request on to you.`,
  delegationOver: () => 'The time is over for which a say about this request was handed on.',
};

/** The words that go with it: those of the move, or the question that is still open. */
const wordsAbout = ({ kind, event }: Notice, request: WorkRequest): string | undefined =>
  kind === 'answerReminder' ? request.question?.text : wordsOf(event);

const WORDS_BYTES = 2_000;
const SUMMARY_BYTES = 400;

/** One notice, told in one sentence with the words that were given. */
export function noticeText(notice: Notice, request: WorkRequest, ctx: CardContext): NoticeMessage {
  const sentence = SENTENCES[notice.kind](notice.event, request, ctx.policy);
  const words = wordsAbout(notice, request);
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
