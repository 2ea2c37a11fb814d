import { strict as assert } from 'node:assert';
import { evolve } from '../../../src/domain/evolve';
import { TIMER } from '../../../src/domain/people';
import type { WorkRequest } from '../../../src/domain/workRequest';
import { PressedBefore, StaleWrite, type RequestStore } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { aComment, ana, aSubmission, ben, commented, ODD_TEXTS, submitted } from '../samples';

/** What every RequestStore promises (usecases/ports.ts). */
export function requestStorePromises(makePlace: MakePlace): void {
  let store: RequestStore;
  let another: RequestStore;
  beforeEach(async () => {
    const place = await makePlace();
    store = place.open().store;
    another = place.open().store;
  });

  it('knows nothing of a request that was never made', async () => {
    assert.equal(await store.load('PLAT-404'), undefined);
    assert.deepEqual(await store.history('PLAT-404'), []);
    assert.equal(await store.wasPressed('PLAT-404', ana.id, 'n'), false);
  });

  it('gives back what was committed, to the last undefined', async () => {
    const request = await submitted(store);
    assert.deepEqual((await another.load('PLAT-1'))?.request, request);
    assert.deepEqual(await another.history('PLAT-1'), [aSubmission()]);
  });

  it('lets what it gave be evolved and committed again', async () => {
    await submitted(store);
    const after = await commented(another);
    assert.deepEqual((await store.load('PLAT-1'))?.request, after);
  });

  it('keeps long foreign text, emoji and lone surrogates', async () => {
    const details = `${'ż'.repeat(3_000)}${'👍🏽'.repeat(2_000)}\ud83d|\udc4d "\\ \u2028`;
    const request = await submitted(store, 'PLAT-1', { given: { summary: 'Zażółć', service: 'avd', environments: ['prd'], details, closingWords: null } });
    assert.deepEqual((await another.load('PLAT-1'))?.request, request);
    assert.equal((await another.history('PLAT-1'))[0]?.given.details, details);
  });

  it('gives nothing that is shared: neither what came in nor what went out changes it', async () => {
    const event = aSubmission();
    await store.commit(undefined, evolve(undefined, event), event);
    Object.assign(event.given, { details: 'changed behind its back' });
    assert.equal((await store.load('PLAT-1'))?.request.answers.details, 'Please.');
    assert.equal((await store.history('PLAT-1'))[0]?.given.details, 'Please.');
  });

  it('refuses a write on an older state, and writes nothing of it', async () => {
    await submitted(store);
    const old = await store.load('PLAT-1');
    assert.ok(old);
    const moved = await commented(another);
    const late = aComment(old.request, { nonce: 'late' });
    await assert.rejects(store.commit(old, evolve(old.request, late), late), StaleWrite);
    assert.deepEqual((await store.load('PLAT-1'))?.request, moved);
    assert.equal((await store.history('PLAT-1')).length, 2);
    assert.equal(await store.wasPressed('PLAT-1', ben.id, 'late'), false);
  });

  it('lets one of many win who write at once', async () => {
    await submitted(store);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => commented(at % 2 ? store : another, 'PLAT-1', { nonce: `press ${at}` })));
    const lost = tries.filter((one) => one.status === 'rejected');
    const won = tries.length - lost.length;
    assert.ok(won >= 1 && lost.every((one) => one.reason instanceof StaleWrite));
    assert.equal((await store.history('PLAT-1')).length, 1 + won);
    assert.equal((await store.load('PLAT-1'))?.request.version, 1 + won);
  });

  it('lets one of two make a request', async () => {
    const tries = await Promise.allSettled([submitted(store, 'PLAT-1', { by: ana }), submitted(another, 'PLAT-1', { by: ben })]);
    assert.deepEqual(tries.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.ok(tries.some((one) => one.status === 'rejected' && one.reason instanceof StaleWrite));
    assert.equal((await store.history('PLAT-1')).length, 1);
  });

  it('takes a press once, on the fresh state as on an old one', async () => {
    await submitted(store);
    const old = await store.load('PLAT-1');
    assert.ok(old);
    await commented(store, 'PLAT-1', { nonce: 'double' });
    await assert.rejects(commented(another, 'PLAT-1', { nonce: 'double' }), PressedBefore);
    const late = aComment(old.request, { nonce: 'double' });
    await assert.rejects(store.commit(old, evolve(old.request, late), late), PressedBefore);
    assert.equal((await store.history('PLAT-1')).length, 2);
    assert.equal((await store.load('PLAT-1'))?.request.version, 2);
  });

  it('tells the same nonce of two people apart', async () => {
    await submitted(store);
    await commented(store, 'PLAT-1', { nonce: 'same', by: ana });
    await commented(store, 'PLAT-1', { nonce: 'same', by: ben });
    assert.equal(await store.wasPressed('PLAT-1', ana.id, 'same'), true);
    assert.equal(await store.wasPressed('PLAT-1', 'nobody', 'same'), false);
  });

  it('marks the presses of the timer', async () => {
    await submitted(store);
    await commented(store, 'PLAT-1', { by: { id: TIMER.id, name: TIMER.name }, as: 'timer', nonce: 'unblock|1' });
    assert.equal(await another.wasPressed('PLAT-1', TIMER.id, 'unblock|1'), true);
    await assert.rejects(commented(another, 'PLAT-1', { by: TIMER, as: 'timer', nonce: 'unblock|1' }), PressedBefore);
  });

  it('takes any nonce, and no two are one', async () => {
    await submitted(store);
    for (const nonce of ODD_TEXTS) {
      assert.equal(await store.wasPressed('PLAT-1', ben.id, nonce), false, JSON.stringify(nonce));
      await commented(store, 'PLAT-1', { nonce });
    }
    assert.deepEqual((await store.history('PLAT-1')).slice(1).map(({ nonce }) => nonce), ODD_TEXTS);
  });

  it('takes any key, and reads no other request through it', async () => {
    await submitted(store, 'PLAT-1');
    for (const key of ODD_TEXTS) {
      assert.equal(await store.load(key), undefined, JSON.stringify(key));
      assert.deepEqual(await store.history(key), []);
      await submitted(store, key);
      assert.deepEqual((await another.history(key)).map((event) => event.key), [key]);
    }
  });

  it('walks every request that is open, as it is now, and none that is Done', async () => {
    assert.deepEqual(await walked(store), []);
    for (const key of ['PLAT-1', 'PLAT-2', 'PLAT-3', 'PLAT-4']) await submitted(store, key);
    await commented(store, 'PLAT-1');
    for (const key of ['PLAT-2', 'PLAT-3']) await commented(store, key, { move: 'cancel', to: 'Done', given: { reason: 'not needed' } });
    await commented(store, 'PLAT-3', { move: 'reopen', to: 'Review', given: { reason: 'needed after all' } });
    assert.deepEqual((await walked(another)).map(({ key, status, version }) => [key, status, version]), [['PLAT-1', 'Submitted', 2], ['PLAT-3', 'Review', 3], ['PLAT-4', 'Submitted', 1]]);
    assert.deepEqual((await walked(another))[0], (await store.load('PLAT-1'))?.request);
    const keys: string[] = [];
    for await (const key of another.walkKeys()) keys.push(key);
    assert.deepEqual(keys.sort(), ['PLAT-1', 'PLAT-2', 'PLAT-3', 'PLAT-4']);
  });

  it('walks on while the requests that it gives are moved', async () => {
    for (const key of ['PLAT-1', 'PLAT-2', 'PLAT-3']) await submitted(store, key);
    const met: string[] = [];
    for await (const { key } of store.walkOpen()) {
      met.push(key);
      await commented(another, key, { move: 'cancel', to: 'Done', given: { reason: 'not needed' } });
    }
    assert.deepEqual(met.sort(), ['PLAT-1', 'PLAT-2', 'PLAT-3']);
    assert.deepEqual(await walked(store), []);
  });

  it('tells a history in order, beyond 9, 99 and 200 events', async () => {
    const first = await submitted(store);
    let before = await store.load('PLAT-1');
    for (let request = first; request.version < 205; request = before?.request ?? first) {
      const event = aComment(request);
      await store.commit(before, evolve(request, event), event);
      before = await store.load('PLAT-1');
    }
    const versions = (await another.history('PLAT-1')).map(({ version }) => version);
    assert.deepEqual(versions, Array.from({ length: 205 }, (_, at) => at + 1));
  });
}

async function walked(store: RequestStore): Promise<readonly WorkRequest[]> {
  const requests: WorkRequest[] = [];
  for await (const request of store.walkOpen()) requests.push(request);
  return requests.sort((one, other) => one.key.localeCompare(other.key));
}
