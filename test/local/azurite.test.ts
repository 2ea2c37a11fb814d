import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../../src/local/azurite';
import { CannotStart } from '../../src/local/cannotStart';
import { isAlive } from '../../src/local/dataLock';
import { keptInTable } from '../../src/local/keptValues';

describe('Azurite', () => {
  let dataDir: string;
  before(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'platform-requests-')); });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('keeps what it acknowledged over a stop, leaves no process, and tells a second copy plainly', async () => {
    const first = await startAzurite({ dataDir });
    try {
      await (await keptInTable(first.connectionString)).set('word', 'kept');
      await assert.rejects(startAzurite({ dataDir }), (error) =>
        error instanceof CannotStart && error.message.includes(`in use by another copy (process ${process.pid})`));
    } finally {
      await first.stop();
    }
    assert.deepEqual(first.pids.filter(isAlive), []);

    const second = await startAzurite({ dataDir });
    try {
      assert.equal(await (await keptInTable(second.connectionString)).get('word'), 'kept');
    } finally {
      await second.stop();
    }
  });
});
