import { strict as assert } from 'node:assert';
import type { Hints } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { AT, ODD_TEXTS } from '../samples';

const EARLY = '2026-03-02T08:59:59.999Z';
const LATE = '2026-03-02T09:00:00.001Z';

/** What every Hints promises of the things that the timers read (usecases/ports.ts). */
export function deadlinePromises(makePlace: MakePlace): void {
  let hints: Hints;
  let another: Hints;
  beforeEach(async () => {
    const place = await makePlace();
    hints = place.open().hints;
    another = place.open().hints;
  });

  it('gives what has come, this very instant too, and nothing earlier than its time', async () => {
    assert.deepEqual(await hints.dueDeadlines(AT, 10), []);
    for (const at of [LATE, AT, EARLY]) await hints.noteDeadline('PLAT-1', at);
    assert.deepEqual(await another.dueDeadlines(AT, 10), [{ at: EARLY, subject: 'PLAT-1' }, { at: AT, subject: 'PLAT-1' }]);
  });

  it('gives the earliest first, whatever their subject and the order in which they were noted', async () => {
    for (const [subject, minute] of [['PLAT-10', 3], ['duty', 1], ['PLAT-9', 4], ['PLAT-2', 2]] as const) await hints.noteDeadline(subject, `2026-03-02T08:0${minute}:00.000Z`);
    assert.deepEqual((await another.dueDeadlines(AT, 10)).map(({ subject }) => subject), ['duty', 'PLAT-2', 'PLAT-10', 'PLAT-9']);
  });

  it('gives the earliest when there are more than asked for, and the next once those are dropped', async () => {
    for (const minute of [5, 1, 4, 2, 3]) await hints.noteDeadline('PLAT-1', `2026-03-02T08:0${minute}:00.000Z`);
    const minutes = async (most: number) => (await another.dueDeadlines(AT, most)).map(({ at }) => Number(at.slice(14, 16)));
    assert.deepEqual([await minutes(0), await minutes(2), await minutes(5), await minutes(6)], [[], [1, 2], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]);
    for (const deadline of await hints.dueDeadlines(AT, 2)) await another.dropDeadline(deadline);
    assert.deepEqual(await minutes(2), [3, 4]);
  });

  it('notes one as often as one likes, and two subjects of one instant apart', async () => {
    await hints.noteDeadline('PLAT-1', AT);
    await another.noteDeadline('PLAT-1', AT);
    await hints.noteDeadline('PLAT-2', AT);
    assert.deepEqual(await hints.dueDeadlines(AT, 10), [{ at: AT, subject: 'PLAT-1' }, { at: AT, subject: 'PLAT-2' }]);
  });

  it('drops that one alone, and one that is gone already', async () => {
    await hints.noteDeadline('PLAT-1', AT);
    await hints.noteDeadline('PLAT-1', EARLY);
    await hints.noteDeadline('PLAT-2', AT);
    await hints.dropDeadline({ at: AT, subject: 'PLAT-1' });
    await another.dropDeadline({ at: AT, subject: 'PLAT-1' });
    assert.deepEqual(await hints.dueDeadlines(AT, 10), [{ at: EARLY, subject: 'PLAT-1' }, { at: AT, subject: 'PLAT-2' }]);
  });

  it('knows which are noted', async () => {
    await hints.noteDeadline('PLAT-1', AT);
    assert.equal(await another.hasDeadline({ at: AT, subject: 'PLAT-1' }), true);
    for (const other of [{ at: LATE, subject: 'PLAT-1' }, { at: AT, subject: 'PLAT-2' }]) assert.equal(await another.hasDeadline(other), false);
    await hints.dropDeadline({ at: AT, subject: 'PLAT-1' });
    assert.equal(await another.hasDeadline({ at: AT, subject: 'PLAT-1' }), false);
  });

  it('takes any subject, and no two are one', async () => {
    for (const subject of ODD_TEXTS) {
      assert.equal(await hints.hasDeadline({ at: AT, subject }), false, JSON.stringify(subject));
      await hints.noteDeadline(subject, AT);
    }
    const due = await another.dueDeadlines(AT, 1_000);
    assert.deepEqual(due.map(({ subject }) => subject).sort(), [...ODD_TEXTS].sort());
  });

  it('notes which requests are open, as often as one likes, and drops one that is gone already', async () => {
    assert.deepEqual(await hints.openKeys(), []);
    for (const key of ['PLAT-1', 'PLAT-2', 'PLAT-1', 'PLAT-10']) await hints.noteOpen(key);
    await another.dropOpen('PLAT-2');
    await hints.dropOpen('PLAT-2');
    await hints.dropOpen('PLAT-404');
    assert.deepEqual([...(await another.openKeys())].sort(), ['PLAT-1', 'PLAT-10']);
  });

  it('takes any key as open, and no two are one', async () => {
    for (const key of ODD_TEXTS) await hints.noteOpen(key);
    assert.deepEqual([...(await another.openKeys())].sort(), [...ODD_TEXTS].sort());
  });

  it('knows when the last sweep was completed', async () => {
    assert.equal(await hints.lastSweepAt(), undefined);
    await hints.noteSweep(EARLY);
    await another.noteSweep(AT);
    assert.equal(await hints.lastSweepAt(), AT);
  });

  it('keeps deadlines, open requests, waiting ones and sweeps apart', async () => {
    await hints.noteDeadline('PLAT-1', AT);
    await hints.noteOpen('PLAT-2');
    await hints.noteBlocked('PLAT-3', 'PLAT-4');
    await hints.noteSweep(AT);
    assert.deepEqual(await another.dueDeadlines(LATE, 10), [{ at: AT, subject: 'PLAT-1' }]);
    assert.deepEqual(await another.openKeys(), ['PLAT-2']);
    assert.deepEqual(await another.blockedBy('PLAT-3'), ['PLAT-4']);
  });
}
