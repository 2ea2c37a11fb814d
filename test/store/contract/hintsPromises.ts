import { strict as assert } from 'node:assert';
import type { Hints } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { AT, ODD_TEXTS } from '../samples';

/** What every Hints promises (usecases/ports.ts). */
export function hintsPromises(makePlace: MakePlace): void {
  let hints: Hints;
  let another: Hints;
  beforeEach(async () => {
    const place = await makePlace();
    hints = place.open().hints;
    another = place.open().hints;
  });

  it('counts the messages that wait, those not to be seen yet too', async () => {
    assert.equal(await hints.pendingCount(), 0);
    await hints.announce({ key: 'PLAT-1', version: 1, announcedAt: AT, tries: 0 });
    await hints.announce({ key: 'PLAT-1', version: 2, announcedAt: AT, tries: 1 }, 30_000);
    assert.equal(await another.pendingCount(), 2);
  });

  it('notes who waits for whom, as often as one likes', async () => {
    assert.deepEqual(await hints.blockedBy('PLAT-1'), []);
    await hints.noteBlocked('PLAT-1', 'PLAT-2');
    await another.noteBlocked('PLAT-1', 'PLAT-2');
    await hints.noteBlocked('PLAT-1', 'PLAT-3');
    await hints.noteBlocked('PLAT-9', 'PLAT-2');
    assert.deepEqual([...(await another.blockedBy('PLAT-1'))].sort(), ['PLAT-2', 'PLAT-3']);
  });

  it('know whose a thread is', async () => {
    assert.equal(await hints.keyOfThread('1700'), undefined);
    await hints.noteThread('1700', 'PLAT-1');
    await another.noteThread('1700', 'PLAT-1');
    await hints.noteThread('1701', 'PLAT-2');
    assert.deepEqual(await Promise.all([another.keyOfThread('1700'), hints.keyOfThread('1701'), hints.keyOfThread('17')]), ['PLAT-1', 'PLAT-2', undefined]);
    for (const id of ODD_TEXTS) assert.equal(await hints.keyOfThread(id), undefined, JSON.stringify(id));
  });

  it('drops a note, and one that is gone already', async () => {
    await hints.noteBlocked('PLAT-1', 'PLAT-2');
    await hints.noteBlocked('PLAT-1', 'PLAT-3');
    await another.dropBlocked('PLAT-1', 'PLAT-2');
    await hints.dropBlocked('PLAT-1', 'PLAT-2');
    await hints.dropBlocked('PLAT-7', 'PLAT-8');
    assert.deepEqual(await hints.blockedBy('PLAT-1'), ['PLAT-3']);
  });

  it('reads no other note through an odd key', async () => {
    await hints.noteBlocked('PLAT-1', 'PLAT-2');
    for (const key of ODD_TEXTS) {
      assert.deepEqual(await hints.blockedBy(key), [], JSON.stringify(key));
      await hints.noteBlocked(key, key);
      assert.deepEqual(await another.blockedBy(key), [key]);
    }
  });
}
