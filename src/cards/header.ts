import type { WorkRequest } from '../domain/workRequest';
import type { Status } from '../domain/workflow';
import type { CardContext } from './adaptiveCard';
import { linkOf } from './buttons';
import type { HeaderData } from './cardData';
import { plainText, runsOf, titleRuns, typedLine, type Runs } from './safeText';

const COLORS: Readonly<Record<Status, HeaderData['statusColor']>> = {
  Submitted: 'Accent',
  Review: 'Accent',
  Authorize: 'Warning',
  Pending: 'Default',
  'In Progress': 'Accent',
  'Deployment Queue': 'Accent',
  'Waiting on Customer': 'Warning',
  Blocked: 'Attention',
  Done: 'Good',
};

const SUMMARY_BYTES = 1_000;
const SPOKEN_BYTES = 600;
const BANNER_BYTES = 1_200;

export const summaryOf = (request: WorkRequest): string => plainText(request.answers.summary, SPOKEN_BYTES);
export const summaryRuns = (request: WorkRequest): Runs => titleRuns(typedLine(request.answers.summary, SUMMARY_BYTES) || '–');

/** Key and status, each a text of its own, the status before any other status word (running.md, "Names that stay"). */
export function headerOf(request: WorkRequest, ctx: CardContext, banner?: string): HeaderData {
  const spoken = `${request.key}, ${request.status}: ${summaryOf(request)}`;
  return {
    fallbackText: `${spoken} ${linkOf(request, ctx)}`,
    speak: spoken,
    key: request.key,
    status: request.status,
    statusColor: request.resolution === 'canceled' ? 'Default' : COLORS[request.status],
    summary: summaryRuns(request),
    hasBanner: banner !== undefined && banner !== '',
    banner: runsOf(typedLine(banner ?? '', BANNER_BYTES)),
  };
}
