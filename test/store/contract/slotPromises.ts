import { strict as assert } from 'node:assert';
import { StaleWrite, type Slot, type SlotState, type SlotStore } from '../../../src/usecases/ports';
import type { Stores } from '../../../src/store/stores';
import type { MakePlace } from '../place';
import { ana, ODD_TEXTS, submitted } from '../samples';

const aSlot = (change: Partial<Slot> = {}): Slot => ({ key: 'PLAT-1', id: 'card|channel', state: { kind: 'wanted' }, attempts: 0, ...change });
const SENDING: SlotState = { kind: 'sending', until: '2026-03-02T09:01:00.000Z' };
const UNDELIVERABLE: SlotState = { kind: 'undeliverable', why: 'blocked the bot' };

/** What every SlotStore promises (usecases/ports.ts). */
export function slotPromises(makePlace: MakePlace): void {
  let stores: Stores;
  let slots: SlotStore;
  let another: SlotStore;
  beforeEach(async () => {
    const place = await makePlace();
    stores = place.open();
    slots = stores.slots;
    another = place.open().slots;
  });

  it('gives back what was saved, with the mark for the next save', async () => {
    assert.deepEqual(await slots.slotsOf('PLAT-1'), []);
    const slot = aSlot({ audience: { id: 'card|channel', kind: 'channel' }, conversationId: '19:x@thread.tacv2', activityId: '17', contentHash: 'ab', attempts: 3 });
    const saved = await slots.save(slot, undefined);
    assert.deepEqual(saved.slot, slot);
    assert.deepEqual(await another.slotsOf('PLAT-1'), [saved]);
    const again = await another.save({ ...slot, state: { kind: 'delivered' } }, saved.etag);
    assert.deepEqual(await slots.slotsOf('PLAT-1'), [again]);
  });

  it('keeps the slots of a request apart from its state and history, and from other requests', async () => {
    const request = await submitted(stores.store);
    const ids = ['request', 'event|00000001', 'card|channel', `card|approval|1|${ana.id}`, `notice|1|${ana.id}`];
    for (const id of ids) await slots.save(aSlot({ id }), undefined);
    await slots.save(aSlot({ key: 'PLAT-2' }), undefined);
    assert.deepEqual((await slots.slotsOf('PLAT-1')).map(({ slot }) => slot.id).sort(), [...ids].sort());
    assert.deepEqual((await stores.store.load('PLAT-1'))?.request, request);
    assert.equal((await stores.store.history('PLAT-1')).length, 1);
  });

  it('lets one of two make a slot', async () => {
    const tries = await Promise.allSettled([slots.save(aSlot(), undefined), another.save(aSlot(), undefined)]);
    assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(slots.save(aSlot(), undefined), StaleWrite);
  });

  it('lets one of many claim a slot before sending', async () => {
    const { etag } = await slots.save(aSlot(), undefined);
    const tries = await Promise.allSettled(Array.from({ length: 6 }, (_, at) => (at % 2 ? slots : another).save(aSlot({ state: SENDING, attempts: at }), etag)));
    const lost = tries.filter((one) => one.status === 'rejected');
    assert.equal(lost.length, 5);
    assert.ok(lost.every(({ reason }) => reason instanceof StaleWrite));
  });

  it('refuses a mark of a slot that is not there', async () => {
    const { etag } = await slots.save(aSlot(), undefined);
    await assert.rejects(slots.save(aSlot({ id: 'card|other' }), etag), StaleWrite);
  });

  it('takes any slot id, and no two are one', async () => {
    for (const id of ODD_TEXTS) await slots.save(aSlot({ id: `notice|1|${id}` }), undefined);
    const ids = (await another.slotsOf('PLAT-1')).map(({ slot }) => slot.id);
    assert.deepEqual(ids.sort(), ODD_TEXTS.map((id) => `notice|1|${id}`).sort());
  });

  it('counts what could not be delivered, until it could', async () => {
    assert.equal(await slots.undeliverableCount(), 0);
    const lost = await slots.save(aSlot({ state: UNDELIVERABLE }), undefined);
    await slots.save(aSlot({ id: 'card|requester|a', state: UNDELIVERABLE }), undefined);
    await slots.save(aSlot({ id: 'card|requester|b', state: { kind: 'delivered' } }), undefined);
    assert.equal(await another.undeliverableCount(), 2);
    const [read] = (await another.slotsOf('PLAT-1')).filter(({ slot }) => slot.id === lost.slot.id);
    const still = await another.save(aSlot({ state: UNDELIVERABLE, attempts: 2 }), read?.etag);
    assert.equal(await slots.undeliverableCount(), 2);
    const claimed = await another.save(aSlot({ state: SENDING }), still.etag);
    await another.save(aSlot({ state: { kind: 'delivered' } }), claimed.etag);
    assert.equal(await slots.undeliverableCount(), 1);
  });
}
