import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard } from './adaptiveCard';
import { pressData, styleOf } from './buttons';
import type { ButtonData, DutySectionData, FieldData } from './cardData';
import { dutyParts, dutyRows, dutySection } from './dutyParts';
import { EMPTY_ENTRY, noted, titled } from './entries';
import { fieldsFor } from './formFields';
import { render } from './render';
import { boldRuns, runsOf, subtleRuns, typedLine } from './safeText';
import { cutToWeight, fitting } from './weight';

export interface Offer {
  /** What somebody wrote to the bot in their own chat. */
  readonly text: string;
  /** Those that it may be about; the first of them are shown. */
  readonly requests: readonly WorkRequest[];
  readonly nonce: string;
}

/** The input that holds the words; the pressed button says what becomes of them. */
export const OFFERED_WORDS = 'words';
const MOST_OFFERED = 5;
const TITLE = 'Your message';
const INTRO = 'Shall it be the answer to a question, or a comment? You can change it first.';
const NO_REQUEST = 'You have no request that it could belong to. Choose New platform request to make one.';

/** Plain text in the 1:1 chat does not fall on the floor: it is offered as an answer or a comment (issue 4, "Answer"). */
export function offerCard({ text, requests, nonce }: Offer): AdaptiveCard {
  const offered = requests.slice(0, MOST_OFFERED);
  const intro = offered.length === 0 ? NO_REQUEST : INTRO;
  return fitting((share) => render('duty', {
    ...dutyParts(TITLE, `${TITLE}: ${intro}`),
    hasIntro: true,
    intro: runsOf(intro),
    fields: [wordsField(text)],
    sections: offered.map((request) => requestSection(request, nonce, SUMMARY_BYTES * share)),
  }));
}

/** More than an answer may hold, however heavy its letters are; what is longer has to be shortened anyway. */
const WORDS_BYTES = 16_100;

/** The input of a comment under another name: which move it goes with is not known yet. */
function wordsField(text: string): FieldData {
  const value = cutToWeight(text, WORDS_BYTES);
  const [comment] = fieldsFor(['comment'], { typed: { comment: value }, faults: [], required: ['comment'] });
  if (!comment) throw new Error('a field was asked for');
  const hints = value === text ? [] : [{ runs: subtleRuns('This is the beginning: a message of this length does not fit. Please send the rest afterwards.') }];
  return { ...comment, id: OFFERED_WORDS, label: 'Your words', errorMessage: 'Your words: please fill this in.', hints };
}

const SUMMARY_BYTES = 500;

function requestSection(request: WorkRequest, nonce: string, maxBytes: number): DutySectionData {
  const data = pressData(request, nonce);
  const use = (title: string, verb: 'answer' | 'comment'): ButtonData => ({ title, verb, data, style: styleOf(verb), inputs: 'auto' });
  const waits = request.status === 'Waiting on Customer';
  return {
    ...dutySection(request.key, [
      { ...EMPTY_ENTRY, ...noted(request.status) },
      { ...EMPTY_ENTRY, ...titled(boldRuns(typedLine(request.answers.summary, maxBytes) || '–')) },
    ]),
    buttonRows: dutyRows([...(waits ? [use('Answer', 'answer')] : []), use('Comment', 'comment')]),
  };
}
