import { strict as assert } from 'node:assert';
import type { WorkRequest } from '../../../src/domain/workRequest';
import { StaleWrite, type SlotState } from '../../../src/usecases/ports';
import type { Stores } from '../../../src/store/stores';
import type { MakePlace } from '../place';
import { AT, ben, commented, ODD_TEXTS, submitted } from '../samples';

const LATER = '2026-04-01T00:00:00.000Z';
const LAST = '2026-05-01T00:00:00.000Z';

/** What stores promise about looking back and about forgetting (usecases/ports.ts). */
export function keepingPromises(makePlace: MakePlace): void {
  let one: Stores;
  let another: Stores;
  beforeEach(async () => {
    const place = await makePlace();
    [one, another] = [place.open(), place.open()];
  });

  const canceled = (key: string, at: string): Promise<WorkRequest> => commented(one.store, key, { move: 'cancel', to: 'Done', at, given: { reason: 'not needed' } });
  const keysOf = async (walk: AsyncIterable<WorkRequest>): Promise<readonly string[]> => {
    const keys: string[] = [];
    for await (const { key } of walk) keys.push(key);
    return keys.sort();
  };

  it('walk what was open since an instant, and what was Done before it', async () => {
    assert.deepEqual([await keysOf(one.store.walkSince(AT)), await keysOf(one.store.walkDoneBefore(LAST))], [[], []]);
    for (const key of ['PLAT-1', 'PLAT-2', 'PLAT-3']) await submitted(one.store, key);
    await canceled('PLAT-2', AT);
    await canceled('PLAT-3', LATER);
    await commented(one.store, 'PLAT-2', { at: LAST });
    assert.deepEqual(await keysOf(another.store.walkSince(AT)), ['PLAT-1', 'PLAT-2', 'PLAT-3']);
    assert.deepEqual(await keysOf(another.store.walkSince(LATER)), ['PLAT-1', 'PLAT-3']);
    assert.deepEqual(await keysOf(another.store.walkSince(LAST)), ['PLAT-1']);
    assert.deepEqual(await keysOf(another.store.walkDoneBefore(LATER)), ['PLAT-2']);
    assert.deepEqual(await keysOf(another.store.walkDoneBefore(LAST)), ['PLAT-2', 'PLAT-3']);
  });

  it('forget a request with its history and its presses, beyond what one transaction holds, and nothing of another', async () => {
    for (const key of ['PLAT-1', 'PLAT-10']) await submitted(one.store, key);
    for (let said = 0; said < 120; said++) await commented(one.store, 'PLAT-1');
    await forget('PLAT-1');
    assert.deepEqual([await another.store.load('PLAT-1'), await another.store.history('PLAT-1'), await another.store.wasPressed('PLAT-1', ben.id, 'press 2')], [undefined, [], false]);
    assert.deepEqual([(await another.store.history('PLAT-10')).length, await keysOf(another.store.walkOpen())], [1, ['PLAT-10']]);
  });

  it('forget nothing that was moved since it was read, and nothing twice', async () => {
    await submitted(one.store);
    const old = await one.store.load('PLAT-1');
    assert.ok(old);
    await commented(another.store);
    await assert.rejects(one.store.forget(old), StaleWrite);
    assert.equal((await one.store.history('PLAT-1')).length, 2);
    const now = await one.store.load('PLAT-1');
    assert.ok(now);
    await one.store.forget(now);
    await assert.rejects(one.store.forget(now), StaleWrite);
  });

  it('forget the slots of a request, those that could not be delivered with what counts them', async () => {
    const states: readonly SlotState[] = [{ kind: 'delivered' }, { kind: 'undeliverable', why: 'gone' }];
    for (const key of ['PLAT-1', 'PLAT-2']) for (const [at, state] of states.entries()) await one.slots.save({ key, id: `notice|${at}|${ben.id}`, state, attempts: 0 }, undefined);
    assert.equal(await one.slots.undeliverableCount(), 2);
    await another.slots.forget('PLAT-1');
    await another.slots.forget('PLAT-1');
    assert.deepEqual([await one.slots.slotsOf('PLAT-1'), (await one.slots.slotsOf('PLAT-2')).length, await one.slots.undeliverableCount()], [[], 2, 1]);
  });

  it('drop whose a request is, and one that is gone already', async () => {
    for (const key of ['PLAT-1', 'PLAT-2']) await one.hints.noteRequester(ben.id, key);
    await another.hints.dropRequester(ben.id, 'PLAT-1');
    await another.hints.dropRequester(ben.id, 'PLAT-1');
    assert.deepEqual(await one.hints.keysOfRequester(ben.id, 9), ['PLAT-2']);
  });

  it('take any key', async () => {
    for (const key of ODD_TEXTS.slice(0, 12)) {
      await submitted(one.store, key);
      await forget(key);
      assert.equal(await another.store.load(key), undefined);
    }
  });

  async function forget(key: string): Promise<void> {
    const stored = await one.store.load(key);
    assert.ok(stored, key);
    await one.store.forget(stored);
  }
}
