import { strict as assert } from 'node:assert';
import { forgetOld } from '../../src/usecases/forgetOld';
import { ana, erik } from '../domain/people';
import { aHouse, move, settle, submitted, type House } from './house';

const DAY_MS = 86_400_000;

async function canceled(house: House, form: string): Promise<string> {
  const { key } = await submitted(house, form);
  await move(house, key, ana, 'cancel', { reason: 'Not needed' });
  return key;
}

describe('forgetting what is long done', () => {
  it('takes a request away with its history, its slots and what it is found by, and leaves the younger and the open ones', async () => {
    const house = aHouse();
    house.teamsAnswers.push({ kind: 'undeliverable', why: 'gone' });
    const old = await canceled(house, 'old');
    await settle(house);
    const open = await submitted(house, 'open');
    await house.ports.hints.noteBlocked(old, 'PLAT-77');
    house.pass(700 * DAY_MS);
    const young = await canceled(house, 'young');
    await settle(house);
    assert.ok((await house.ports.slots.slotsOf(old)).length > 0);
    house.pass(40 * DAY_MS);

    assert.deepEqual(await forgetOld(house.ports, 24), { forgotten: 1, notForgotten: 0 });
    const { requests, slots, hints, search } = house.ports;
    assert.deepEqual([await requests.load(old), await requests.history(old), await slots.slotsOf(old), await slots.undeliverableCount()], [undefined, [], [], 0]);
    assert.deepEqual([await hints.openKeys(), await hints.keysOfRequester(ana.id, 9), await hints.blockedBy(old), await hints.unreached(ana.id)], [[open.key, young], [young, open.key], [], []]);
    const found: string[] = [];
    for await (const { keys } of search.under('all', 100)) found.push(...keys);
    assert.ok(!found.includes(old) && found.includes(young), found.join());
    assert.deepEqual(await forgetOld(house.ports, 24), { forgotten: 0, notForgotten: 0 });
  });

  it('is the same when a comment came since: what counts is since when it is Done', async () => {
    const house = aHouse();
    const key = await canceled(house, 'old');
    house.pass(750 * DAY_MS);
    await move(house, key, ana, 'comment', { comment: 'Still here?' });
    assert.equal((await forgetOld(house.ports, 24)).forgotten, 1);
  });

  it('takes no more than a part in one night, and goes on in the next', async () => {
    const house = aHouse();
    for (const form of ['one', 'two', 'three']) await canceled(house, form);
    house.pass(750 * DAY_MS);
    assert.deepEqual([await forgetOld(house.ports, 24, 2), await forgetOld(house.ports, 24, 2), await forgetOld(house.ports, 24, 2)].map(({ forgotten }) => forgotten), [2, 1, 0]);
  });

  it('leaves one that somebody moves meanwhile, or that fails, for the next night, and goes on with the others', async () => {
    const house = aHouse();
    for (const form of ['one', 'two', 'three']) await canceled(house, form);
    house.pass(750 * DAY_MS);
    const files = { ...house.ports.files, forgetFiles: async (key: string) => {
      if (key === 'PLAT-1') await move(house, key, erik, 'comment', { comment: 'Wait' });
      if (key === 'PLAT-2') throw new Error('no network');
      await house.ports.files.forgetFiles(key);
    } };
    assert.deepEqual(await forgetOld({ ...house.ports, files }, 24), { forgotten: 1, notForgotten: 2 });
    assert.equal((await house.ports.requests.history('PLAT-1')).length, 3);
    assert.equal(house.logged.filter((line) => line.includes('could not be forgotten')).length, 1);
    assert.equal((await forgetOld(house.ports, 24)).forgotten, 2);
  });

  it('forgets nothing that can still be reopened, however short it is kept', async () => {
    const house = aHouse({ reopenDays: 60 });
    await canceled(house, 'one');
    house.pass(50 * DAY_MS);
    assert.equal((await forgetOld(house.ports, 1)).forgotten, 0);
    house.pass(12 * DAY_MS);
    assert.equal((await forgetOld(house.ports, 1)).forgotten, 1);
  });
});
