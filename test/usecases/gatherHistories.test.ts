import { strict as assert } from 'node:assert';
import { gatherHistories } from '../../src/usecases/gatherHistories';
import { ana } from '../domain/people';
import { aHouse, move, submitted } from './house';

const HOUR_MS = 3_600_000;
const hours = (house: ReturnType<typeof aHouse>, count: number): string => new Date(house.ports.clock.now().getTime() + count * HOUR_MS).toISOString();

describe('gathering the histories of a period', () => {
  it('gives those that were there before its end and not Done before it, each with all of its events', async () => {
    const house = aHouse();
    await submitted(house, 'one');
    await submitted(house, 'two');
    await move(house, 'PLAT-1', ana, 'cancel', { reason: 'Not needed' });
    house.pass(10 * HOUR_MS);
    await submitted(house, 'three');
    const gathered = async (from: string, to: string): Promise<unknown> => {
      const answer = await gatherHistories(house.ports, { from, to }, 1_000);
      return answer.kind === 'gathered' ? answer.histories.map((history) => history.map(({ key, move: did }) => `${key} ${did}`).join()).sort() : answer;
    };
    assert.deepEqual(await gathered(hours(house, -11), hours(house, 1)), ['PLAT-1 submit,PLAT-1 cancel', 'PLAT-2 submit', 'PLAT-3 submit']);
    assert.deepEqual(await gathered(hours(house, -5), hours(house, 1)), ['PLAT-2 submit', 'PLAT-3 submit']);
    assert.deepEqual(await gathered(hours(house, -11), hours(house, -5)), ['PLAT-1 submit,PLAT-1 cancel', 'PLAT-2 submit']);
  });

  it('gives no part of too many', async () => {
    const house = aHouse();
    for (const form of ['one', 'two', 'three']) await submitted(house, form);
    const period = { from: hours(house, -1), to: hours(house, 1) };
    assert.deepEqual(await gatherHistories(house.ports, period, 1_000, 2), { kind: 'tooMany', most: 2 });
    assert.equal((await gatherHistories(house.ports, period, 1_000, 3)).kind, 'gathered');
  });

  it('gives up in time, while it walks and while it reads', async () => {
    const house = aHouse();
    for (const form of ['one', 'two']) await submitted(house, form);
    const period = { from: hours(house, -1), to: hours(house, 1) };
    const slow = { ...house.ports.requests, history: (key: string) => { house.pass(600); return house.ports.requests.history(key); } };
    assert.deepEqual([(await gatherHistories({ ...house.ports, requests: slow }, period, 500)).kind, (await gatherHistories({ ...house.ports, requests: slow }, period, 5_000)).kind], ['tooLong', 'gathered']);
    async function* dawdling() {
      for await (const request of house.ports.requests.walkSince(period.from)) {
        house.pass(600);
        yield request;
      }
    }
    assert.equal((await gatherHistories({ ...house.ports, requests: { ...house.ports.requests, walkSince: dawdling } }, period, 500)).kind, 'tooLong');
  });
});
