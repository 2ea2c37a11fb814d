import { managerAskFor } from '../domain/approvals';
import { choiceTitle } from '../domain/fields';
import { linkTo } from '../domain/keys';
import { dueOf, hoursAfter, type Due } from '../domain/promises';
import { environmentTitle, serviceTitle } from '../domain/questionnaire';
import type { WorkRequest } from '../domain/workRequest';
import type { CardContext } from './adaptiveCard';
import type { FactData } from './cardData';
import { fromNow, momentOf } from './moments';
import { escaped, safeLink } from './safeMarkdown';
import { nameOf, plainText, runsOf, typedLine } from './safeText';
import { weightOf } from './weight';

const typed = (label: string, words: string): FactData => ({ label, isTyped: true, runs: runsOf(words), isOwn: false, text: '' });
const own = (label: string, text: string): FactData => ({ label, isTyped: false, runs: [], isOwn: true, text });
const maybe = (label: string, words: string | undefined): readonly FactData[] => (words ? [typed(label, words)] : []);

const LINE_BYTES = 800;
const LEAST_BYTES = 60;

/** The two columns of a request's card; what is not known yet has no row. */
export function factsOf(request: WorkRequest, ctx: CardContext, share: number): readonly FactData[] {
  const maxBytes = LINE_BYTES * share + LEAST_BYTES;
  const { answers, classification, reviewer, assignee } = request;
  return [
    own('Service', escaped(serviceTitle(answers.service))),
    own('Environments', answers.environments.map(environmentTitle).join(', ') || '–'),
    typed('Requester', nameOf(request.requester)),
    own('Asked', momentOf(request.submittedAt)),
    ...maybe('Type', classification.type && choiceTitle('type', classification.type)),
    ...maybe('Priority', classification.priority && choiceTitle('priority', classification.priority)),
    ...maybe('Reviewer', reviewer && nameOf(reviewer)),
    ...maybe('Assignee', assignee && nameOf(assignee)),
    ...accessFacts(request),
    ...managerFact(request, maxBytes),
    ...dueFact(dueOf(request, ctx.policy), ctx),
    ...breachFacts(request, ctx, maxBytes),
    ...blockerFact(request, ctx, maxBytes),
    ...maybe('Fix version', request.fixVersion && typedLine(request.fixVersion, maxBytes)),
    ...maybe('Resolution', request.resolution && RESOLUTIONS[request.resolution]),
    ...maybe('Files', request.fileCount > 0 ? String(request.fileCount) : undefined),
  ];
}

/** What everybody of the company may know: what it is about, who asked, who has it, and what is due. */
export const sharedFactsOf = (request: WorkRequest, ctx: CardContext, share: number): readonly FactData[] =>
  factsOf(request, ctx, share).filter(({ label }) => SHARED_FACTS.includes(label));

const SHARED_FACTS: readonly string[] = ['Service', 'Environments', 'Requester', 'Asked', 'Reviewer', 'Assignee', 'Review due', 'Answer due'];

const RESOLUTIONS = { completed: 'Completed', canceled: 'Canceled' } as const;

function accessFacts({ classification }: WorkRequest): readonly FactData[] {
  const { type, accessLevel, environment, project } = classification;
  if (type !== 'access') return [];
  return [
    ...maybe('Access level', accessLevel && choiceTitle('accessLevel', accessLevel)),
    ...maybe('Environment', environment && choiceTitle('environment', environment)),
    ...maybe('Project', project && choiceTitle('project', project)),
  ];
}

/** Whether the manager is asked, and the row of the matrix that says so. Before any type there is nothing to tell. */
function managerFact({ managerAsk, classification, requester, status }: WorkRequest, maxBytes: number): readonly FactData[] {
  const inReview = status === 'Submitted' || status === 'Review';
  const ask = inReview ? classification.type && managerAskFor(classification) : managerAsk;
  if (!ask || (!ask.asked && classification.type !== 'access')) return [];
  const because = plainText(ask.because, maxBytes);
  if (ask.asked && ask.assumed !== undefined) return [typed('Manager', 'Assumed to approve')];
  if (ask.asked && inReview && classification.ownTeam) return [typed('Manager', `Will be assumed to approve: ${nameOf(requester)} asks on behalf of their own team`)];
  return [typed('Manager', ask.asked ? `${inReview ? 'Will be asked' : 'Asked'}: ${because}` : `Not asked: ${because}`)];
}

const PROMISED: Readonly<Record<Due['sla'], string>> = { review: 'Review due', answer: 'Answer due' };

function dueFact(due: Due | undefined, { now }: CardContext): readonly FactData[] {
  if (!due) return [];
  return [own(PROMISED[due.sla], now ? `${fromNow(due.at, now)} (${momentOf(due.at)})` : momentOf(due.at))];
}

/** A promise that was not kept stays visible, since when its time ran out and not since when a timer saw it; one broken during an incident is excused by it. */
function breachFacts({ reviewPromise: { breach }, question, submittedAt }: WorkRequest, { policy }: CardContext, maxBytes: number): readonly FactData[] {
  const excuse = breach?.excusedBy && typed('Excused by', `the incident ${typedLine(breach.excusedBy.what, maxBytes)}`);
  return [
    ...(breach ? [own(breach.excusedBy ? 'Breach, excused' : 'Breach', `Review overdue since ${momentOf(hoursAfter(submittedAt, policy.reviewHours))}`)] : []),
    ...(excuse ? [excuse] : []),
    ...(question?.overdueAt === undefined ? [] : [own('Overdue', `The answer, since ${momentOf(hoursAfter(question.since, policy.answerHours))}`)]),
  ];
}

function blockerFact({ blocker }: WorkRequest, { policy }: CardContext, maxBytes: number): readonly FactData[] {
  if (!blocker) return [];
  if (blocker.kind === 'request') return [own('Blocked by', `[${blocker.key}](${linkTo(policy.linkBase, blocker.key)})`)];
  const link = weightOf(blocker.url) <= maxBytes / 2 ? safeLink(blocker.url, blocker.url) : undefined;
  return [link === undefined ? typed('Blocked by', typedLine(blocker.url, maxBytes)) : own('Blocked by', link)];
}
