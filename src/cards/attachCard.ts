import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard } from './adaptiveCard';
import { pressData } from './buttons';
import type { DutySectionData } from './cardData';
import { dutyParts, dutyRows, dutySection } from './dutyParts';
import { EMPTY_ENTRY, noted, titled } from './entries';
import { render } from './render';
import { boldRuns, plainText, runsOf, typedLine } from './safeText';
import { ATTACH_FILES } from './verbs';
import { fitting } from './weight';

export interface AttachChoice {
  /** Names and sizes of what waits to be attached. */
  readonly files: readonly string[];
  readonly requests: readonly WorkRequest[];
  /** There are more requests than are shown. */
  readonly hasMore: boolean;
  /** Under which the files wait. */
  readonly nonce: string;
}

const FILES_BYTES = 3_000;
const SUMMARY_BYTES = 500;
const MORE = 'For another request, send them again and write its key as well, such as PLAT-12.';

/** Asks to which of several requests some files belong. The card carries the choice and never the files. */
export function attachCard({ files, requests, hasMore, nonce }: AttachChoice): AdaptiveCard {
  const title = files.length === 1 ? 'Your file' : 'Your files';
  return fitting((share) => {
    const intro = `Which request ${files.length === 1 ? 'is this' : 'are these'} for? ${plainText(files.join(', '), FILES_BYTES * share)}.${hasMore ? ` ${MORE}` : ''}`;
    return render('duty', {
      ...dutyParts(title, `${title}: ${intro}`),
      hasIntro: true,
      intro: runsOf(intro),
      fields: [],
      sections: requests.map((request) => choiceSection(request, nonce, SUMMARY_BYTES * share)),
    });
  });
}

const choiceSection = (request: WorkRequest, nonce: string, maxBytes: number): DutySectionData => ({
  ...dutySection(request.key, [
    { ...EMPTY_ENTRY, ...noted(request.status) },
    { ...EMPTY_ENTRY, ...titled(boldRuns(typedLine(request.answers.summary, maxBytes) || '–')) },
  ]),
  buttonRows: dutyRows([{ title: `Attach to ${request.key}`, verb: ATTACH_FILES, data: pressData(request, nonce), style: 'default', inputs: 'none' }]),
});
