import { strict as assert } from 'node:assert';
import { evolve } from '../../src/domain/evolve';
import { noticesOf } from '../../src/domain/audience';
import { sentenceOf } from '../../src/domain/refusals';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import type { Move, Status } from '../../src/domain/workflow';
import { fc } from './fixedSeed';
import { ANSWERS, attempt, deepFreeze, liveOn, type Step } from './given';
import { anyLife, stepOf, type RandomLife } from './randomLives';

const ASKABLE = ['Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue'];
const BACK = ['Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue', 'Waiting on Customer', 'Blocked'];
const APPROVED = ['Pending', 'In Progress', 'Deployment Queue'];
const OPEN = ['Submitted', ...BACK];
const ALL = [...OPEN, 'Done'];

/** Every way from status to status that spec.md allows, typed by hand: move, from, to. */
const WAYS: Readonly<Partial<Record<Move, readonly [readonly string[], readonly string[]]>>> = {
  startReview: [['Submitted'], ['Review']], classify: [['Review'], ['Review']], finishReview: [['Review'], ['Authorize', 'Pending']], approve: [['Authorize'], ['Authorize', 'Pending']],
  reject: [['Authorize'], ['Review']], startWork: [['Pending'], ['In Progress']], queueForDeployment: [['In Progress'], ['Deployment Queue']], complete: [['In Progress', 'Deployment Queue'], ['Done']],
  ask: [ASKABLE, ['Waiting on Customer']], answer: [['Waiting on Customer'], ASKABLE], block: [ASKABLE, ['Blocked']], unblock: [['Blocked'], ASKABLE],
  backToReview: [['Authorize', 'Pending', 'In Progress', 'Deployment Queue'], ['Review']], cancel: [OPEN, ['Done']], reopen: [['Done'], ['Review']],
};
const SAME: Readonly<Partial<Record<Move, readonly string[]>>> = {
  comment: ALL, attach: ALL, assign: OPEN, setPriority: OPEN, amend: ['Submitted'], nameManager: ['Review', 'Authorize'], noteManager: ['Submitted', 'Review', 'Authorize'],
  delegate: ['Authorize'], endDelegation: OPEN, remind: ['Submitted', 'Waiting on Customer'], breach: ['Submitted', 'Waiting on Customer'], giveMoreHours: ['Waiting on Customer'],
};

function followsTheTable({ move, from, to }: RequestEvent): void {
  assert.ok(from);
  const way = WAYS[move];
  assert.ok(way ? way[0].includes(from) && way[1].includes(to) : SAME[move]?.includes(from) && to === from, `${move} from ${from} to ${to}`);
}

/** Where the request is in its life, whether it waits for something else or not. */
const place = (request: WorkRequest): Status => (request.status === 'Waiting on Customer' || request.status === 'Blocked' ? (request.cameFrom ?? 'Done') : request.status);

function holdsTogether(request: WorkRequest, history: readonly RequestEvent[]): void {
  assert.ok(ALL.includes(request.status));
  assert.equal(request.status === 'Done', request.resolution !== undefined);
  assert.equal(request.status === 'Blocked', request.blocker !== undefined);
  assert.equal(request.status === 'Waiting on Customer', request.question !== undefined);
  assert.equal(request.status === 'Blocked' || request.status === 'Waiting on Customer', request.cameFrom !== undefined);
  assert.ok(request.cameFrom === undefined || ASKABLE.includes(request.cameFrom));
  if (place(request) === 'Deployment Queue') assert.ok(request.fixVersion);
  if (request.status !== 'Submitted' && request.status !== 'Done') assert.ok(request.reviewer ?? history.some(({ move }) => move === 'reopen'));
  if (place(request) === 'In Progress') assert.ok(request.assignee);
  assert.equal(request.classification.priorityByHand || request.classification.type === 'debug', request.classification.priority !== undefined);
  assert.equal(request.version, history.length);
  assert.deepEqual(history.map(({ version }) => version), history.map((_, index) => index + 1));
  assert.deepEqual(request.lastMoves.map(({ version }) => version), history.filter(({ move }) => !['noteManager', 'remind', 'endDelegation'].includes(move)).slice(-5).map(({ version }) => version).reverse());
  assert.equal(request.statusSince, history.findLast(({ from, to }) => from !== to)?.at);
  assert.equal(request.fileCount, history.filter(({ move }) => move === 'attach').length);
}

/** The approvals that count, worked out from the history alone: those since the last thing that voids them. */
function approvalsIn(history: readonly RequestEvent[]): readonly RequestEvent[] {
  const voided = history.findLastIndex(({ move, to }) => ['finishReview', 'reject', 'backToReview', 'reopen'].includes(move) || (move === 'answer' && to === 'Authorize'));
  const renamed = history.findLastIndex(({ move }) => move === 'nameManager');
  return history.filter(({ move, as }, index) => move === 'approve' && index > voided && (as !== 'manager' || index > renamed));
}

function isApproved(request: WorkRequest, history: readonly RequestEvent[], approvalsNeeded: number): void {
  const counted = approvalsIn(history);
  assert.deepEqual(request.approvals.filter(({ assumed }) => assumed === undefined).map(({ by, as }) => [by, as]), counted.map(({ by, as }) => [by, as]));
  assert.ok(counted.every(({ by }) => by.id !== request.requester.id));
  if (!APPROVED.includes(place(request))) return;
  const group = new Set(counted.filter(({ as }) => as === 'approver').map(({ by }) => by.id));
  if (request.classification.type !== 'debug') assert.ok(group.size >= approvalsNeeded, 'the group has approved');
  const finished = history.findLast(({ move }) => move === 'finishReview');
  const manager = counted.some(({ as }) => as === 'manager') || finished?.managerAsk?.assumed !== undefined;
  if (finished?.managerAsk?.asked) assert.ok(manager, 'the manager has approved');
}

/** What the approvers saw: nothing of it changes but in Review (spec, "Also"); the priority is free. */
const whatWasAsked = ({ answers, classification, managerAsk }: WorkRequest): unknown => ({ answers, classification: { ...classification, priority: 'free', priorityByHand: 'free' }, managerAsk });

/** Lives a random life to its end; `check` sees each move that was made. All is frozen, so a press that is refused changes nothing. */
function liveThrough(life: RandomLife, check: (before: WorkRequest, after: WorkRequest, history: readonly RequestEvent[]) => void): { readonly request: WorkRequest; readonly history: readonly RequestEvent[] } {
  let { request, history } = liveOn(undefined, [[life.requester, 'submit', ANSWERS]]);
  for (const press of life.presses) {
    const step: Step = stepOf(press, request, life);
    const decision = attempt(request, step);
    if (!decision.accepted) {
      assert.match(sentenceOf(decision.refusal), /^[A-Z].*[.]$/su);
      continue;
    }
    const after = deepFreeze(evolve(request, deepFreeze(decision.event)));
    history = [...history, decision.event];
    check(request, after, history);
    request = after;
  }
  return { request, history };
}

describe('whatever people press', () => {
  it('each move goes a way of the spec, and the state holds together', () =>
    fc.assert(fc.property(anyLife, (life) => {
      liveThrough(life, (before, after, history) => {
        const event = history.at(-1);
        assert.ok(event && event.from === before.status && event.to === after.status);
        followsTheTable(event);
        holdsTogether(after, history);
      });
    })));

  it('waiting leads back to where it came from', () =>
    fc.assert(fc.property(anyLife, (life) => {
      liveThrough(life, (before, after, history) => {
        const move = history.at(-1)?.move;
        if (move === 'answer' || move === 'unblock') assert.equal(after.status, before.cameFrom);
      });
    })));

  it('nothing is worked on that was not approved by all who must, since it was last reviewed', () =>
    fc.assert(fc.property(anyLife, (life) => {
      liveThrough(life, (_before, after, history) => isApproved(after, history, life.policy.approvalsNeeded ?? 1));
    })));

  it('what was approved is what gets done', () =>
    fc.assert(fc.property(anyLife, (life) => {
      liveThrough(life, (before, after) => {
        if (before.status === 'Review' || after.status === 'Review' || before.status === 'Submitted') return;
        assert.deepEqual(whatWasAsked(after), whatWasAsked(before));
      });
    })));

  it('approvals never outlive a change of what was asked: the round has grown', () =>
    fc.assert(fc.property(anyLife, (life) => {
      const seen = new Map<number, unknown>();
      liveThrough(life, (_before, after) => {
        if (after.status !== 'Authorize') return;
        const asked = whatWasAsked(after);
        assert.deepEqual(seen.get(after.approvalRound) ?? asked, asked);
        seen.set(after.approvalRound, asked);
      });
    })));

  it('the history alone gives the state, also when it has been stored as JSON', () =>
    fc.assert(fc.property(anyLife, (life) => {
      const { request, history } = liveThrough(life, () => undefined);
      const stored = JSON.parse(JSON.stringify(history)) as readonly RequestEvent[];
      for (const events of [history, stored]) assert.deepEqual(events.reduce<WorkRequest | undefined>(evolve, undefined), request);
    })));

  it('nobody is told what they did themselves, nor of one move twice', () =>
    fc.assert(fc.property(anyLife, (life) => {
      const { request, history } = liveThrough(life, () => undefined);
      const notices = noticesOf(request, history);
      for (const { to, event } of notices) assert.notEqual(to === 'thread' ? to : to.id, event.by.id);
      assert.equal(new Set(notices.map(({ id }) => id)).size, notices.length);
    })));

  it('every status is reached: these lives are worth something', () => {
    const reached = new Set<string>();
    const moves = new Set<string>();
    fc.assert(fc.property(anyLife, (life) => {
      liveThrough(life, (_before, after, history) => { reached.add(after.status); moves.add(history.at(-1)?.move ?? ''); });
    }), { numRuns: 1_000 }); // As many as a new status needs to be come to as well.
    assert.deepEqual([...reached].toSorted(), ALL.toSorted());
    assert.deepEqual([...moves].toSorted(), [...Object.keys(WAYS), ...Object.keys(SAME)].toSorted());
  });
});
