import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { eachAtOnce } from '../../src/usecases/atOnce';
import { myRequests, teamQueue } from '../../src/usecases/listRequests';
import { ana, erik, nora } from '../domain/people';
import { aHouse, move, submitted } from './house';

const DAY_MS = 86_400_000;
const keysOf = (requests: readonly { readonly key: string }[]): readonly string[] => requests.map(({ key }) => key);

describe('the lists', () => {
  it('give a person what is theirs, the newest first, and nobody else anything of it', async () => {
    const house = aHouse();
    for (const form of ['one', 'two', 'three']) await submitted(house, form);
    await house.ports.hints.noteRequester(nora.id, 'PLAT-1');
    await house.ports.hints.noteRequester(ana.id, 'PLAT-99');
    assert.deepEqual(keysOf(await myRequests(house.ports, ana)), ['PLAT-3', 'PLAT-2', 'PLAT-1']);
    assert.deepEqual(await myRequests(house.ports, nora), []);
  });

  it('keep what was done for 14 days in the own list, and leave it out of the queue at once', async () => {
    const house = aHouse();
    await submitted(house, 'one');
    await submitted(house, 'two');
    await move(house, 'PLAT-1', ana, 'cancel', { reason: 'Not needed' });
    assert.deepEqual(keysOf(await teamQueue(house.ports)), ['PLAT-2']);
    house.pass(14 * DAY_MS);
    assert.deepEqual(keysOf(await myRequests(house.ports, ana)), ['PLAT-2', 'PLAT-1']);
    house.pass(1);
    assert.deepEqual(keysOf(await myRequests(house.ports, ana)), ['PLAT-2']);
  });

  it('leave out of the queue what was noted and never made', async () => {
    const house = aHouse();
    await submitted(house);
    await house.ports.hints.noteOpen('PLAT-7');
    await move(house, 'PLAT-1', erik, 'startReview');
    assert.deepEqual((await teamQueue(house.ports)).map(({ key, status }) => [key, status]), [['PLAT-1', 'Review']]);
  });
});

describe('doing something to many', () => {
  it('keeps their order, and to so many at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await eachAtOnce(Array.from({ length: 40 }, (_, at) => at), async (item) => {
      most = Math.max(most, ++running);
      await pause(item % 3);
      running--;
      return item * 2;
    }, 5);
    assert.deepEqual(results, Array.from({ length: 40 }, (_, at) => at * 2));
    assert.equal(most, 5);
  });

  it('fails with the first failure', () => assert.rejects(eachAtOnce([1, 2, 3], (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item))), /two/));
});
