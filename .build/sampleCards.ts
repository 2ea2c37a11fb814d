import { decide } from '../src/domain/decide';
import { evolve } from '../src/domain/evolve';
import type { Command, Policy } from '../src/domain/commands';
import type { Actor } from '../src/domain/people';
import type { RawInput } from '../src/domain/readGiven';
import type { ManagerKnown, RequestEvent, WorkRequest } from '../src/domain/workRequest';
import type { Move } from '../src/domain/workflow';
import {
  approvalCard, channelCard, helpCard, historyCard, moveForm, noticeText, overdueCard, ownCard, questionnaireDialog, requesterCard, textPages,
  type AdaptiveCard, type ApprovalAudience, type CardContext,
} from '../src/cards';
import { dutySamples } from './dutySamples';
import { fileSamples } from './fileSamples';
import { listSamples } from './listSamples';
import { fromMessageSamples } from './fromMessageSamples';
import { searchSamples } from './searchSamples';

/** Fixed people, times and requests, for pictures and golden files alike. */
export const ana: Actor = { id: 'entra-ana', name: 'Ana Ruiz', roles: [] };
export const mia: Actor = { id: 'entra-mia', name: 'Mia Boss', roles: [] };
export const eve: Actor = { id: 'entra-eve', name: 'Eve Moss', roles: ['engineer'] };
export const pat: Actor = { id: 'entra-pat', name: 'Pat Infra', roles: ['approver'] };
export const kim: Actor = { id: 'entra-kim', name: 'Kim Both', roles: ['engineer', 'approver'] };
const timer: Actor = { id: 'timer', name: 'Platform Requests', roles: ['timer'] };

export const policy: Policy = {
  keyPrefix: 'PLAT', linkBase: 'https://requests.example.com', approvalsNeeded: 1, onePersonMayGiveBoth: false,
  reopenDays: 14, reviewHours: 48, reviewReminderHours: [24, 36, 44], answerHours: 72, answerReminderHours: [24, 48], incidentHours: 24,
};
export const ctx: CardContext = { policy };
const NONCE = 'nonce-1';
const START_MS = Date.parse('2026-01-05T08:30:00.000Z');
const HOUR_MS = 3_600_000;

const DETAILS = [
  'Since the release on Friday the session cache evicts keys under load, and people are signed out in the middle of a payment.', '',
  '- seen on **both** nodes, about every 20 minutes', '- memory stays at 96 %, see the [dashboard](https://grafana.example.com/d/redis)', '- `maxmemory-policy` is allkeys-lru', '',
  'We need the cache moved to a larger tier before the campaign starts.',
].join('\n');

export interface Told {
  readonly request: WorkRequest;
  readonly history: readonly RequestEvent[];
}

type Step = readonly [Actor, Move, RawInput?, ManagerKnown?];

/** A request as its moves make it, one move in five hours. Throws when a move is refused: a sample has to be possible. */
export function story(steps: readonly Step[], key = 'PLAT-128'): Told {
  let request: WorkRequest | undefined;
  const history: RequestEvent[] = [];
  for (const [actor, move, input, managerKnown] of steps) {
    const at = new Date(START_MS + history.length * 5 * HOUR_MS).toISOString();
    const command: Command = {
      move, key, actor, at, nonce: `n${history.length}`, input: input ?? {},
      ...(request ? { seenRound: request.approvalRound } : {}), ...(managerKnown ? { managerKnown } : {}),
    };
    const person = [ana, mia, eve, pat, kim].find((one) => one.id === input?.['assignee'] || one.id === input?.['manager']);
    const decision = decide(request, command, {
      policy, blocking: { exists: true, done: false, waitsFor: [] },
      ...(person ? { named: { person, engineer: person.roles.includes('engineer'), approver: person.roles.includes('approver') } } : {}),
    });
    if (!decision.accepted) throw new Error(`${move} is refused: ${JSON.stringify(decision.refusal)}`);
    history.push(decision.event);
    request = evolve(request, decision.event);
  }
  if (!request) throw new Error('a story needs a move');
  return { request, history };
}

const SUBMITTED: Step = [ana, 'submit', { summary: 'Move the session cache to a larger Redis tier', service: 'redis', environments: 'prd,xat', details: DETAILS }];
const CHANGE: Step = [eve, 'classify', {
  type: 'change', priority: 'high',
  implementationPlan: '1. Create the new cache beside the old one\n2. Replicate for an hour\n3. Switch the connection string in App Configuration\n4. Watch evictions for 30 minutes',
  backoutPlan: 'Switch the connection string back; the old cache stays for a week.', ownTeam: 'false', askManager: 'false',
}];
const ACCESS_ASKED: Step = [ana, 'submit', { summary: 'Read access to the payment logs', service: 'new-relic', environments: 'prd', details: 'I am on the payment rota from Monday.' }];
const ACCESS: Step = [eve, 'classify', {
  type: 'access', priority: 'medium', scope: 'New Relic account Payments, logs only, until the end of March', accessReason: 'On-call for payments: she has to find failed bookings within minutes.',
  accessLevel: 'read', environment: 'production', project: 'none', ownTeam: 'false', askManager: 'false',
}];
const MANAGER: Step = [timer, 'noteManager', {}, { kind: 'found', person: { id: mia.id, name: mia.name } }];
const AUTHORIZED: readonly Step[] = [SUBMITTED, [eve, 'startReview'], CHANGE, [eve, 'finishReview']];
const ACCESS_AUTHORIZED: readonly Step[] = [ACCESS_ASKED, MANAGER, [eve, 'startReview'], ACCESS, [eve, 'finishReview']];
const PENDING: readonly Step[] = [...AUTHORIZED, [pat, 'approve', { comment: 'Please do it before Thursday.' }]];
const WORKING: readonly Step[] = [...PENDING, [kim, 'startWork']];

/** One request in each status, and some that look special. */
export const STORIES = {
  submitted: story([SUBMITTED]),
  review: story([SUBMITTED, [eve, 'startReview']]),
  classified: story([SUBMITTED, [eve, 'startReview'], CHANGE]),
  authorize: story(AUTHORIZED),
  authorizeAccess: story(ACCESS_AUTHORIZED, 'PLAT-131'),
  managerApproved: story([...ACCESS_AUTHORIZED, [mia, 'approve']], 'PLAT-131'),
  rejected: story([...AUTHORIZED, [pat, 'reject', { reason: 'The backout plan has to say who switches back at night.' }]]),
  pending: story(PENDING),
  inProgress: story(WORKING),
  deploymentQueue: story([...WORKING, [kim, 'queueForDeployment', { fixVersion: '2026.02' }]]),
  waiting: story([...WORKING, [kim, 'ask', { question: 'Which hour suits the payment team best?\nWe need about 30 minutes.' }]]),
  blocked: story([...WORKING, [kim, 'block', { blockedBy: 'PLAT-77' }]]),
  completed: story([...WORKING, [kim, 'complete', { closingWords: 'The new tier runs since 9:00; evictions are at zero.' }]]),
  canceled: story([SUBMITTED, [ana, 'cancel', { reason: 'We found the leak on our side.' }]]),
  ownTeam: story([ACCESS_ASKED, [timer, 'noteManager', {}, { kind: 'found', person: { id: mia.id, name: mia.name }, leadsTeam: true }], [eve, 'startReview'], [eve, 'classify', { ...ACCESS[2], ownTeam: 'true' }], [eve, 'finishReview']], 'PLAT-132'),
} satisfies Record<string, Told>;

/** Three days later nobody has answered. */
const overdueStory = (): WorkRequest => {
  const { request } = STORIES.waiting;
  const overdueAt = new Date(Date.parse(request.statusSince) + policy.answerHours * HOUR_MS).toISOString();
  return { ...request, ...(request.question && { question: { ...request.question, passedHours: policy.answerHours, overdueAt } }) };
};
const overdue = overdueStory();
const overdueAudience = { id: 'card|overdue', kind: 'overdue', since: overdue.question?.since ?? '' } as const;

/** Nobody started the review in time, because of an incident. */
const excused: WorkRequest = {
  ...STORIES.submitted.request,
  reviewPromise: { passedHours: policy.reviewHours, breach: { at: '2026-01-07T08:30:00.000Z', excusedBy: { id: 'incident-1', what: 'Payment pages are down' } } },
};

const LONG_TEXT = Array.from({ length: 60 }, (_, at) => `Line ${at + 1}: the quick brown fox jumps over the lazy dog, **again** and again.`).join('\n');
export const longStory = story([[ana, 'submit', { summary: 'Say what happened on all the nodes since Friday', service: 'kubernetes-aks', environments: 'prd,xat,qar,iat,dev,npd', details: LONG_TEXT }]], 'PLAT-140');

const approver = (round: number): ApprovalAudience => ({ id: `card|approval|${round}|${pat.id}`, kind: 'approval', to: pat, as: 'approver', round });
const manager = (round: number): ApprovalAudience => ({ id: `card|approval|${round}|${mia.id}`, kind: 'approval', to: mia, as: 'manager', round });
const form = { nonce: NONCE, typed: {}, faults: [], engineers: [eve, kim] };
const noticeOf = (told: Told, kind: 'asked' | 'approved' | 'answered'): AdaptiveCard => {
  const event = told.history.at(-1);
  if (!event) throw new Error('a story has moves');
  return noticeText({ id: 'notice', to: ana, kind, event }, told.request, ctx).card;
};
const S = STORIES;

/** Every card there is, by the name of its picture. */
export const SAMPLE_CARDS: Readonly<Record<string, AdaptiveCard>> = {
  'questionnaire': questionnaireDialog({ nonce: NONCE, typed: {}, faults: [] }),
  'questionnaire-faults': questionnaireDialog({
    nonce: NONCE, typed: { summary: 'Please move the session cache to a larger tier because it evicts keys', service: 'redis', environments: 'prd' },
    faults: [{ field: 'summary', kind: 'tooManyWords', maxWords: 10, words: 13 }, { field: 'details', kind: 'missing' }],
  }),
  'channel-submitted': channelCard(S.submitted.request, { ...ctx, unreachable: [{ name: 'Ana Ruiz', why: 'the app is not installed for this person' }] }),
  'channel-authorize': channelCard(S.authorizeAccess.request, { ...ctx, refreshUserIds: ['29:eve', '29:kim'] }),
  'channel-pending': channelCard(S.pending.request, ctx),
  'channel-waiting': channelCard(S.waiting.request, ctx),
  'channel-blocked': channelCard(S.blocked.request, ctx),
  'channel-deployment-queue': channelCard(S.deploymentQueue.request, ctx),
  'channel-done': channelCard(S.completed.request, ctx),
  'channel-canceled': channelCard(S.canceled.request, ctx),
  'channel-assumed': channelCard(S.ownTeam.request, ctx),
  'channel-long': channelCard(longStory.request, ctx),
  'channel-excused': channelCard(excused, ctx),
  'overdue': overdueCard(overdue, overdueAudience, ctx, NONCE),
  'overdue-settled': overdueCard(S.inProgress.request, overdueAudience, ctx, NONCE),
  'own-submitted': ownCard(S.submitted.request, eve, { ...ctx, now: new Date(START_MS + 45 * HOUR_MS) }, { nonce: NONCE }),
  'own-review': ownCard(S.classified.request, eve, ctx, { nonce: NONCE, banner: 'Before the review can be finished, please give: Backout plan. Use Classify.' }),
  'own-in-progress': ownCard(S.inProgress.request, kim, ctx, { nonce: NONCE }),
  'own-authorize-both': ownCard(S.authorize.request, kim, ctx, { nonce: NONCE }),
  'requester-submitted': requesterCard(S.submitted.request, ctx, NONCE),
  'requester-waiting': requesterCard(S.waiting.request, ctx, NONCE),
  'requester-done': requesterCard(S.completed.request, ctx, NONCE),
  'approval-change': approvalCard(S.authorize.request, approver(1), S.authorize.history, ctx, NONCE),
  'approval-manager': approvalCard(S.authorizeAccess.request, manager(1), S.authorizeAccess.history, ctx, NONCE),
  'approval-given': approvalCard(S.managerApproved.request, manager(1), S.managerApproved.history, ctx, NONCE),
  'approval-decided': approvalCard(S.pending.request, approver(1), S.pending.history, ctx, NONCE),
  'approval-void': approvalCard(S.rejected.request, approver(1), S.rejected.history, ctx, NONCE),
  'form-classify-1': moveForm(S.review.request, 'classify', ctx, form),
  'form-classify-2': moveForm(S.review.request, 'classify', ctx, { ...form, typed: { type: 'access' }, step: 2 }),
  'form-reject': moveForm(S.authorize.request, 'reject', ctx, form),
  'form-answer': moveForm(S.waiting.request, 'answer', ctx, form),
  'form-block-faults': moveForm(S.inProgress.request, 'block', ctx, { ...form, typed: { blockedBy: 'PLAT-99' }, banner: 'There is no request PLAT-99. Please check the number, or give a web address.' }),
  'form-assign': moveForm(S.pending.request, 'assign', ctx, form),
  'form-delegate': moveForm(S.authorize.request, 'delegate', ctx, { ...form, approvers: [kim] }),
  'form-name-manager': moveForm(S.classified.request, 'nameManager', ctx, form),
  'form-amend': moveForm(S.submitted.request, 'amend', ctx, form),
  'text-all': textPages(S.authorize.request, 'all', 0, ctx, NONCE),
  'text-long-1': textPages(longStory.request, 'details', 0, ctx, NONCE),
  'history': historyCard(S.completed.request, S.completed.history, 0, ctx, NONCE),
  'channel-incident': channelCard(S.submitted.request, { ...ctx, incident: { what: 'Payment pages are down', link: 'https://status.example.com/incidents/42' } }),
  ...fromMessageSamples(ana, eve, S.submitted, ctx),
  ...searchSamples(S.submitted.request, S.inProgress.request, ctx),
  ...dutySamples({ ...S.submitted.request, key: 'PLAT-129' }, S.waiting.request, ctx),
  ...fileSamples([S.submitted.request, { ...S.inProgress.request, key: 'PLAT-131' }], ctx),
  ...listSamples(Object.values(STORIES), ctx),
  'notice-asked': noticeOf(S.waiting, 'asked'),
  'notice-approved': noticeOf(S.pending, 'approved'),
  'help': helpCard({
    commands: [{ name: 'my requests', does: 'shows your requests' }, { name: 'queue', does: 'shows what waits for the team' }, { name: 'help', does: 'shows this' }],
    people: [{ name: 'Ana Ruiz', roles: ['requester'] }, { name: 'Eve Moss', roles: ['engineer'] }, { name: 'Pat Infra', roles: ['approver'] }],
  }),
};
