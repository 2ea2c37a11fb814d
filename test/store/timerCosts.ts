import { strict as assert } from 'node:assert';
import type { TableClient } from '@azure/data-tables';
import { evolve } from '../../src/domain/evolve';
import { openTable } from '../../src/store/connection';
import { deadlineKeys, storageNames } from '../../src/store/keys';
import { openStores } from '../../src/store/openTables';
import { stateRow } from '../../src/store/rows';
import type { Stores } from '../../src/store/stores';
import { commitRows, createRow } from '../../src/store/table';
import { countedStorage, type CountedStorage } from './countedStorage';
import { aSubmission, AT } from './samples';

const DUE = 100;
const MINUTE_MS = 60_000;

/** What the timers cost: a sweep's cost follows what is due, not what exists; the nightly walk reads on to the end. */
export function timerCosts(connectionString: () => string): void {
  let wire: CountedStorage;
  let prefix: string;
  let places = 0;
  before(async () => {
    wire = await countedStorage(connectionString());
  });
  after(() => wire.stop());

  const tableOf = (name: 'requests' | 'hints'): TableClient => openTable({ connectionString: connectionString() }, storageNames(prefix)[name], () => undefined);

  /** So many deadlines, a minute apart, in storage of its own; the first hundred have come by AT. */
  async function withDeadlines(count: number): Promise<Stores> {
    prefix = `costs${++places}`;
    const stores = openStores({ connectionString: wire.connectionString }, { prefix });
    await stores.ready();
    const deadlines = Array.from({ length: count }, (_, at) => ({ subject: `PLAT-${at + 1}`, at: new Date(Date.parse(AT) + (at + 1 - DUE) * MINUTE_MS).toISOString() }));
    for (let from = 0; from < count; from += 100) {
      await commitRows(tableOf('hints'), deadlines.slice(from, from + 100).map((deadline) => ({ row: { ...deadlineKeys(deadline), ...deadline } })));
    }
    return stores;
  }

  async function cost<T>(stores: Stores, act: () => Promise<T>) {
    const [calls, rows] = [stores.callCount(), wire.rowsRead()];
    const result = await act();
    return { result, calls: stores.callCount() - calls, rows: wire.rowsRead() - rows };
  }

  const thousandAndFifty = async (make: (key: string) => Promise<unknown>): Promise<void> => {
    for (let from = 1; from <= 1_050; from += 50) await Promise.all(Array.from({ length: 50 }, (_, at) => make(`PLAT-${from + at}`)));
  };

  it('are the same for 100 deadlines that are due among 100 and among 10,000', async () => {
    const few = await withDeadlines(DUE);
    const many = await withDeadlines(10_000);
    for (const [most, rows] of [[25, 25], [DUE, DUE], [500, DUE], [5_000, DUE]] as const) {
      const sweep = await cost(many, () => many.hints.dueDeadlines(AT, most));
      assert.deepEqual([sweep.result.length, sweep.calls, sweep.rows], [rows, 1, rows], `at most ${most}`);
      assert.deepEqual(sweep, await cost(few, () => few.hints.dueDeadlines(AT, most)));
    }
  }).timeout(60_000);

  it('are a call for each thousand when a sweep is days late, and none beyond what it asked for', async () => {
    const stores = await withDeadlines(2_500);
    for (const [most, expected] of [[1_000, 1], [1_500, 2], [5_000, 3]] as const) {
      const { result, calls } = await cost(stores, () => stores.hints.dueDeadlines('2027-01-01T00:00:00.000Z', most));
      assert.deepEqual([result.length, calls], [Math.min(most, 2_500), expected]);
    }
  });

  it('are a round trip each for noting, dropping and asking for a deadline', async () => {
    const stores = await withDeadlines(0);
    const deadline = { at: AT, subject: 'PLAT-1' };
    const { hints } = stores;
    for (const act of [() => hints.noteDeadline('PLAT-1', AT), () => hints.hasDeadline(deadline), () => hints.dropDeadline(deadline)]) {
      assert.equal((await cost<unknown>(stores, act)).calls, 1);
    }
  });

  it('are two calls for more open requests than the thousand that one answer holds', async () => {
    const stores = await withDeadlines(0);
    await thousandAndFifty((key) => stores.hints.noteOpen(key));
    const { result, calls } = await cost(stores, () => stores.hints.openKeys());
    assert.deepEqual([new Set(result).size, calls], [1_050, 2]);
  });

  it('are no rows of history for the nightly walk, which reads past the thousand too', async () => {
    const stores = await withDeadlines(0);
    await thousandAndFifty((key) => createRow(tableOf('requests'), stateRow(evolve(undefined, aSubmission(key)))));
    const done = evolve(undefined, aSubmission('PLAT-2000'));
    await createRow(tableOf('requests'), stateRow({ ...done, status: 'Done' }));
    await createRow(tableOf('requests'), { partitionKey: 'PLAT-1', rowKey: 'event|00000001', status: 'Submitted' });
    const { result, calls, rows } = await cost(stores, async () => {
      const keys = new Set<string>();
      for await (const { key } of stores.store.walkOpen()) keys.add(key);
      return keys;
    });
    assert.deepEqual([result.size, calls, rows], [1_050, 2, 1_050]);
  });
}
