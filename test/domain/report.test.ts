import { strict as assert } from 'node:assert';
import { reportOf, spreadOf, type Report } from '../../src/domain/report';
import { settledSlas } from '../../src/domain/reportSpans';
import { TIMER } from '../../src/domain/people';
import type { RequestEvent } from '../../src/domain/workRequest';
import { fc } from './fixedSeed';
import { ANSWERS, laterThan, lifeTo, liveOn, MONDAY, POLICY, type Life, type Step } from './given';
import { lived } from './lived';
import { ana, edda, erik, ines, who } from './people';
import { anyLife } from './randomLives';
import { replayedReport } from './replayedReport';

const HOUR_MS = 3_600_000;
const hour = (hours: number): string => laterThan(MONDAY, hours * HOUR_MS);
const period = (from: number, to: number) => ({ from: hour(from), to: hour(to) });
const at = (hours: number, [actor, move, input, options]: Step): Step => [actor, move, input, { ...options, at: hour(hours) }];
const life = (...steps: readonly (readonly [number, Step])[]): Life => liveOn(undefined, [at(0, [ana, 'submit', ANSWERS]), ...steps.map(([hours, step]) => at(hours, step))]);
const report = (lives: readonly Life[], from = 0, to = 1_000): Report => reportOf(lives.map(({ history }) => history), period(from, to), POLICY);
const watch = (incident?: { id: string; what: string }) => ({ facts: { watch: { onCall: who(edda), incident, approvers: [who(ines)] } } });

describe('a report, recomputed hour by hour', () => {
  it('has the same numbers over random lives and any period', () =>
    fc.assert(fc.property(fc.array(anyLife, { minLength: 1, maxLength: 5 }), fc.nat(700), fc.integer({ min: 1, max: 900 }), (lives, from, length) => {
      const histories = lives.map((random) => lived(random).history).map((history, index) => delayed(history, index * 17));
      const wanted = replayedReport(histories, period(from, from + length));
      assert.deepEqual({ ...reportOf(histories, period(from, from + length), POLICY), ...wanted }, reportOf(histories, period(from, from + length), POLICY));
    }), { numRuns: 60 })).timeout(60_000);

  it('adds up: the months of a year have what the year has', () =>
    fc.assert(fc.property(fc.array(anyLife, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 1_200 }), (lives, cut) => {
      const histories = lives.map((random) => lived(random).history);
      const [first, second, both] = [[0, cut], [cut, 1_500], [0, 1_500]].map(([from = 0, to = 0]) => reportOf(histories, period(from, to), POLICY)) as [Report, Report, Report];
      assert.equal(first.submitted + second.submitted, both.submitted);
      assert.equal(first.toReview.count + second.toReview.count, both.toReview.count);
      for (const sla of ['review', 'answer'] as const) for (const result of ['kept', 'missed', 'excused'] as const) {
        assert.equal(first.promises[sla][result] + second.promises[sla][result], both.promises[sla][result], `${sla} ${result}`);
      }
      for (const party of ['requester', 'approvers', 'team', 'blocker'] as const) assert.equal(first.waitedOn[party] + second.waitedOn[party], both.waitedOn[party]);
    }), { numRuns: 60 })).timeout(60_000);

  it('counts by service and by type what it counts in all', () =>
    fc.assert(fc.property(fc.array(anyLife, { minLength: 1, maxLength: 5 }), fc.nat(900), (lives, length) => {
      const numbers = reportOf(lives.map((random) => lived(random).history), period(0, length + 1), POLICY);
      for (const shares of [numbers.byService, numbers.byType]) {
        assert.equal(shares.reduce((total, { submitted }) => total + submitted, 0), numbers.submitted);
        assert.equal(shares.reduce((total, { done }) => total + done, 0), numbers.completed + numbers.canceled);
      }
    }), { numRuns: 40 }));
});

const delayed = (history: readonly RequestEvent[], hours: number): readonly RequestEvent[] => history.map((event) => ({ ...event, at: laterThan(event.at, hours * HOUR_MS) }));

describe('the promise of a review in a report', () => {
  const review = (told: Life, from = 0, to = 1_000) => report([told], from, to).promises.review;

  it('is kept by a start up to the 48th hour, and missed by one after it', () => {
    assert.deepEqual(review(life([48, [erik, 'startReview']])), { kept: 1, missed: 0, excused: 0 });
    assert.deepEqual(review(life([48.5, [erik, 'startReview']])), { kept: 0, missed: 1, excused: 0 });
  });

  it('is missed, or excused by an incident, as the timer noted it, at the hour it was due', () => {
    const missed = life([60, [TIMER, 'breach', {}, watch()]]);
    const excused = life([60, [TIMER, 'breach', {}, watch({ id: 'incident-1', what: 'All is down' })]], [61, [erik, 'startReview']]);
    assert.deepEqual([review(missed), review(excused)], [{ kept: 0, missed: 1, excused: 0 }, { kept: 0, missed: 0, excused: 1 }]);
    assert.deepEqual([review(excused, 0, 49).excused, review(excused, 49, 100).excused], [1, 0]);
  });

  it('is missed without a word of the timer once its hours are over, and open before', () => {
    assert.deepEqual([review(life(), 0, 48).missed, review(life(), 0, 49).missed], [0, 1]);
  });

  it('is none when the request was canceled in time', () => {
    assert.deepEqual(review(life([10, [ana, 'cancel', { reason: 'No' }]])), { kept: 0, missed: 0, excused: 0 });
    assert.deepEqual(review(life([50, [ana, 'cancel', { reason: 'No' }]])), { kept: 0, missed: 1, excused: 0 });
  });
});

describe('the promise of an answer in a report', () => {
  const asked = (...steps: readonly (readonly [number, Step])[]): Life => life([1, [erik, 'startReview']], [2, [erik, 'ask', { question: 'Which?' }]], ...steps);

  it('is one for each asking, and one more when more hours were given', () => {
    const told = asked(
      [50, [ana, 'answer', { answer: 'That.' }]],
      [60, [erik, 'ask', { question: 'And?' }]], [140, [TIMER, 'breach', {}, watch({ id: 'incident-1', what: 'All is down' })]], [150, [erik, 'giveMoreHours']], [200, [ana, 'answer', { answer: 'This.' }]],
    );
    assert.deepEqual(report([told]).promises.answer, { kept: 2, missed: 1, excused: 0 });
    assert.deepEqual(settledSlas(told.history, POLICY).map(({ sla, at: settledAt, result }) => [sla, settledAt, result]),
      [['review', hour(1), 'kept'], ['answer', hour(50), 'kept'], ['answer', hour(132), 'missed'], ['answer', hour(200), 'kept']]);
  });

  it('is none when the request was canceled instead', () => assert.deepEqual(report([asked([20, [erik, 'cancel', { reason: 'No' }]])]).promises.answer, { kept: 0, missed: 0, excused: 0 }));
});

describe('what was done in a report', () => {
  it('is counted once, at the last time, and not at all when it was opened again by then', () => {
    const told = life([1, [ana, 'cancel', { reason: 'No' }]], [10, [ana, 'reopen', { reason: 'Yes' }]], [20, [erik, 'cancel', { reason: 'No' }]]);
    assert.deepEqual([[0, 5], [0, 15], [0, 30], [15, 30]].map(([from, to]) => report([told], from, to).canceled), [1, 0, 1, 1]);
    assert.equal(report([told]).toDone.medianHours, 20);
  });

  it('is looked at as it was at the end of the period, whatever came after', () => {
    const told = lifeTo('Done');
    const early = reportOf([told.history], { from: MONDAY, to: laterThan(MONDAY, 1) }, POLICY);
    assert.deepEqual([early.submitted, early.completed, early.open.find(({ status }) => status === 'Submitted')?.count], [1, 0, 1]);
    assert.deepEqual(reportOf([told.history], { from: '2020-01-01T00:00:00.000Z', to: MONDAY }, POLICY).open.every(({ count }) => count === 0), true);
  });

  it('is nothing of nothing', () => {
    const none = report([]);
    assert.deepEqual([none.submitted, none.toDone, none.byService], [0, { count: 0, medianHours: undefined, p90Hours: undefined }, []]);
  });
});

describe('the spread of hours', () => {
  it('is the middle, and what nine of ten do not exceed', () => {
    assert.deepEqual(spreadOf([5]), { count: 1, medianHours: 5, p90Hours: 5 });
    assert.deepEqual(spreadOf([9, 1]), { count: 2, medianHours: 5, p90Hours: 9 });
    assert.deepEqual(spreadOf(Array.from({ length: 110 }, (_, index) => index + 1)), { count: 110, medianHours: 55.5, p90Hours: 99 });
  });
});
