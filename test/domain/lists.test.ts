import { strict as assert } from 'node:assert';
import { awaitsOf, countByStatus, isOverdue, mineInOrder, pageOf, queueInOrder } from '../../src/domain/lists';
import type { WorkRequest } from '../../src/domain/workRequest';
import { STATUSES } from '../../src/domain/workflow';
import { fc } from './fixedSeed';
import { laterThan, MONDAY, POLICY, requestIn } from './given';
import { ana, erik, mara, who } from './people';
import { lived } from './lived';
import { anyLife } from './randomLives';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const after = (ms: number): string => laterThan(MONDAY, ms);

describe('what a request waits for', () => {
  const awaits = (request: WorkRequest) => awaitsOf(request, POLICY);

  it('is said of every status but Done, with somebody of it unless something else blocks', () => {
    for (const status of STATUSES.filter((each) => each !== 'Done')) {
      const said = awaits(requestIn(status));
      assert.ok(said && said.what !== '', status);
      assert.equal(said.from.length === 0, status === 'Blocked', status);
    }
    assert.equal(awaits(requestIn('Done')), undefined);
  });

  it('is the review by the team, then by the reviewer', () => {
    assert.deepEqual(awaits(requestIn('Submitted'))?.from, ['team']);
    assert.deepEqual(awaits(requestIn('Review'))?.from, [who(erik)]);
  });

  it('is the manager and the group while both have to approve', () => {
    assert.deepEqual(awaits(requestIn('Authorize', { type: 'access' }))?.from, [who(mara), 'group']);
    assert.deepEqual(awaits(requestIn('Authorize'))?.from, ['group']);
    assert.deepEqual(awaits(requestIn('Authorize', { type: 'access', manager: 'nobodyLooked' }))?.from, ['manager', 'group']);
  });

  it('is the answer of the requester, and the other request when blocked', () => {
    assert.deepEqual(awaits(requestIn('Waiting on Customer')), { what: 'an answer', from: [who(ana)] });
    assert.deepEqual(awaits(requestIn('Blocked')), { what: 'PLAT-2', from: [] });
  });
});

describe('overdue', () => {
  it('is a review from its 48th hour on, and an answer from its 72nd', () => {
    const submitted = requestIn('Submitted');
    assert.deepEqual([47, 48, 49].map((hours) => isOverdue(submitted, POLICY, after(hours * HOUR_MS))), [false, true, true]);
    const waiting = requestIn('Waiting on Customer');
    const since = Date.parse(waiting.question?.since ?? '');
    assert.deepEqual([71, 72].map((hours) => isOverdue(waiting, POLICY, new Date(since + hours * HOUR_MS).toISOString())), [false, true]);
  });

  it('is nothing that has no promise', () => assert.equal(isOverdue(requestIn('Pending'), POLICY, after(900 * DAY_MS)), false));
});

describe('my requests', () => {
  it('come newest first, without those done more than 14 days ago', () => {
    const now = after(30 * DAY_MS);
    const made = (key: string, day: number, change: Partial<WorkRequest> = {}): WorkRequest => ({ ...requestIn('Submitted'), key, submittedAt: after(day * DAY_MS), ...change });
    const done = (key: string, day: number): WorkRequest => made(key, 0, { status: 'Done', statusSince: after(day * DAY_MS) });
    const shown = mineInOrder([made('PLAT-1', 1), made('PLAT-3', 3), made('PLAT-10', 3), done('PLAT-4', 15), done('PLAT-5', 16), done('PLAT-6', 29)], now);
    assert.deepEqual(shown.map(({ key }) => key), ['PLAT-10', 'PLAT-3', 'PLAT-1', 'PLAT-6', 'PLAT-5']);
  });
});

describe('the queue', () => {
  const now = after(49 * HOUR_MS);
  const made = (key: string, change: Partial<WorkRequest> = {}, priority?: 'critical' | 'low'): WorkRequest => {
    const request = requestIn('Submitted');
    return { ...request, key, submittedAt: after(20 * HOUR_MS), ...change, classification: { ...request.classification, priority } };
  };

  it('goes by status, what is overdue, priority and age', () => {
    const all = [
      made('PLAT-1', { status: 'In Progress' }, 'critical'),
      made('PLAT-2', {}, 'low'),
      made('PLAT-3', { submittedAt: after(10 * HOUR_MS) }, 'low'),
      made('PLAT-4', {}, 'critical'),
      made('PLAT-5', { submittedAt: after(0) }),
      made('PLAT-6', { status: 'Done' }),
      made('PLAT-7'),
    ];
    assert.deepEqual(queueInOrder(all, POLICY, now).map(({ key }) => key), ['PLAT-5', 'PLAT-4', 'PLAT-3', 'PLAT-2', 'PLAT-7', 'PLAT-1']);
    assert.deepEqual(countByStatus(queueInOrder(all, POLICY, now)), [{ status: 'Submitted', count: 5 }, { status: 'In Progress', count: 1 }]);
  });

  it('holds everything that is open, once, in an order that does not hang on how it came', () =>
    fc.assert(fc.property(fc.array(anyLife, { minLength: 1, maxLength: 8 }), fc.nat(400), (lives, days) => {
      const requests = lives.map((life, at) => ({ ...lived(life).request, key: `PLAT-${at + 1}` }));
      const at = after(days * DAY_MS);
      const queue = queueInOrder(requests, POLICY, at);
      assert.deepEqual([...queue].sort(byKey), requests.filter(({ status }) => status !== 'Done').sort(byKey));
      assert.deepEqual(queueInOrder([...requests].reverse(), POLICY, at), queue);
      for (const [index, one] of queue.entries()) {
        const next = queue[index + 1];
        if (next?.status === one.status) assert.ok(Number(isOverdue(one, POLICY, at)) >= Number(isOverdue(next, POLICY, at)));
      }
    }), { numRuns: 40 }));
});

describe('a page', () => {
  it('is a part of the whole: all pages together are everything, and beyond the last comes the last', () =>
    fc.assert(fc.property(fc.nat(60), fc.integer({ min: 1, max: 12 }), (count, size) => {
      const all = Array.from({ length: count }, (_, at) => at);
      const first = pageOf(all, 0, size);
      const pages = Array.from({ length: first.pages }, (_, page) => pageOf(all, page, size));
      assert.deepEqual(pages.flatMap(({ items }) => items), all);
      for (const wanted of [first.pages, 10_000, Number.MAX_SAFE_INTEGER]) assert.deepEqual(pageOf(all, wanted, size), pages.at(-1));
      for (const wanted of [-1, Number.NaN, 0.4]) assert.deepEqual(pageOf(all, wanted, size), first);
    })));
});

const byKey = (one: WorkRequest, other: WorkRequest): number => one.key.localeCompare(other.key);
