import { strict as assert } from 'node:assert';
import type { DutyEvent } from '../../../src/domain/decideDuty';
import { NO_DUTY, type Incident } from '../../../src/domain/duty';
import { evolveDuty } from '../../../src/domain/evolveDuty';
import { TIMER } from '../../../src/domain/people';
import type { Stores } from '../../../src/store/stores';
import { PressedBefore, StaleWrite, type DutyStore } from '../../../src/usecases/ports';
import { aTakeOver, takenOver } from '../dutySamples';
import type { MakePlace } from '../place';
import { ana, AT, ben, ODD_TEXTS, submitted } from '../samples';

const INCIDENT: Incident = { id: 'incident-2', what: 'Redis is gone 👍🏽\ud83d', link: undefined, declaredBy: ana, declaredAt: AT, confirmedAt: AT, askedAt: undefined };

/** What every DutyStore promises (usecases/ports.ts). */
export function dutyPromises(makePlace: MakePlace): void {
  let stores: Stores;
  let duty: DutyStore;
  let another: DutyStore;
  beforeEach(async () => {
    const place = await makePlace();
    stores = place.open();
    duty = stores.duty;
    another = place.open().duty;
  });

  it('is nobody’s while nothing was ever kept', async () => {
    assert.deepEqual(await duty.load(), { duty: NO_DUTY, etag: undefined });
    assert.deepEqual(await duty.history(), []);
  });

  it('gives back what was committed, to the last undefined and the last gap', async () => {
    const events: readonly DutyEvent[] = [
      { version: 1, at: AT, by: ben, move: 'editRota', nonce: 'rota', rota: { since: AT, weeks: [ana, null, ben] } },
      { version: 2, at: AT, by: ana, move: 'declareIncident', nonce: 'incident', incident: INCIDENT },
      aTakeOver({ ...NO_DUTY, version: 2 }),
    ];
    for (const event of events) {
      const before = await duty.load();
      await duty.commit(before, evolveDuty(before.duty, event), event);
    }
    assert.deepEqual((await another.load()).duty, events.reduce(evolveDuty, NO_DUTY));
    assert.deepEqual(await another.history(), events);
  });

  it('gives nothing that is shared: what came in does not change it', async () => {
    const event = aTakeOver(NO_DUTY);
    await duty.commit(await duty.load(), evolveDuty(NO_DUTY, event), event);
    Object.assign(event.override ?? {}, { person: ana });
    assert.deepEqual((await another.load()).duty.overrides[0]?.person, ben);
    assert.deepEqual((await another.history())[0]?.override?.person, ben);
  });

  it('lets one of two make the first change, and the other decides again', async () => {
    const [one, other] = [await duty.load(), await another.load()];
    const [byBen, byAna] = [aTakeOver(NO_DUTY), aTakeOver(NO_DUTY, { by: ana })];
    const tries = await Promise.allSettled([duty.commit(one, evolveDuty(NO_DUTY, byBen), byBen), another.commit(other, evolveDuty(NO_DUTY, byAna), byAna)]);
    assert.deepEqual(tries.map((each) => each.status).sort(), ['fulfilled', 'rejected']);
    assert.ok(tries.some((each) => each.status === 'rejected' && each.reason instanceof StaleWrite));
    assert.equal((await duty.history()).length, 1);
    assert.equal((await takenOver(another, { by: ana, nonce: 'again' })).version, 2);
  });

  it('refuses a write on an older duty, and writes nothing of it', async () => {
    await takenOver(duty);
    const old = await duty.load();
    const moved = await takenOver(another);
    const late = aTakeOver(old.duty, { by: ana, nonce: 'late' });
    await assert.rejects(duty.commit(old, evolveDuty(old.duty, late), late), StaleWrite);
    assert.deepEqual((await duty.load()).duty, moved);
    assert.equal((await duty.history()).length, 2);
    await takenOver(duty, { by: ana, nonce: 'late' }); // the press of the refused write was not marked either
  });

  it('refuses a first change when there is one', async () => {
    const nothing = await duty.load();
    await takenOver(another);
    const late = aTakeOver(NO_DUTY, { by: ana });
    await assert.rejects(duty.commit(nothing, evolveDuty(NO_DUTY, late), late), StaleWrite);
  });

  it('lets one of many win who write at once', async () => {
    await takenOver(duty);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => takenOver(at % 2 ? duty : another, { nonce: `at once ${at}` })));
    const lost = tries.filter((one) => one.status === 'rejected');
    const won = tries.length - lost.length;
    assert.ok(won >= 1 && lost.every((one) => one.reason instanceof StaleWrite));
    assert.equal((await duty.history()).length, 1 + won);
    assert.equal((await duty.load()).duty.version, 1 + won);
  });

  it('takes a press once: the first of all, on the fresh duty and on an old one', async () => {
    const nothing = await duty.load();
    await takenOver(duty, { nonce: 'double' });
    await assert.rejects(takenOver(another, { nonce: 'double' }), PressedBefore);
    const late = aTakeOver(NO_DUTY, { nonce: 'double' });
    await assert.rejects(duty.commit(nothing, evolveDuty(NO_DUTY, late), late), PressedBefore);
    assert.equal((await duty.history()).length, 1);
  });

  it('tells the same nonce of two people and of the timer apart', async () => {
    for (const by of [ana, ben, { id: TIMER.id, name: TIMER.name }]) await takenOver(duty, { by, nonce: 'same' });
    await assert.rejects(takenOver(another, { by: TIMER, nonce: 'same' }), PressedBefore);
    assert.equal((await another.history()).length, 3);
  });

  it('takes any nonce, and no two are one', async () => {
    for (const nonce of ODD_TEXTS) await takenOver(duty, { nonce });
    assert.deepEqual((await another.history()).map(({ nonce }) => nonce), ODD_TEXTS);
  });

  it('stays apart from the requests, and their presses from its own', async () => {
    await submitted(stores.store, 'PLAT-1', { nonce: 'same' });
    await takenOver(duty, { by: ana, nonce: 'same' });
    assert.equal((await stores.store.history('PLAT-1')).length, 1);
    assert.equal((await duty.history()).length, 1);
    assert.equal(await stores.store.load('DUTY-1'), undefined);
  });
}
