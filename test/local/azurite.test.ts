import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../../src/local/azurite';
import { CannotStart } from '../../src/local/cannotStart';
import { isAlive } from '../../src/local/dataLock';
import { keptInTable } from '../../src/local/keptValues';
import { findFreePort } from '../../src/local/ports';

describe('Azurite', () => {
  let dataDir: string;
  before(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'platform-requests-')); });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('keeps what it acknowledged over a stop, leaves no process, tells a second copy plainly, and takes over a stale lock', async () => {
    const first = await startAzurite({ dataDir });
    try {
      await (await keptInTable(first.connectionString)).set('word', 'kept');
      await assert.rejects(startAzurite({ dataDir }), (error) =>
        error instanceof CannotStart && error.message.includes(`in use by another copy (process ${process.pid})`));
    } finally {
      await first.stop();
    }
    assert.deepEqual(first.pids.filter(isAlive), []);
    await writeFile(path.join(dataDir, 'in-use-by.json'), JSON.stringify({ pid: process.pid, stores: [], port: await findFreePort() }));

    const second = await startAzurite({ dataDir });
    try {
      assert.equal(await (await keptInTable(second.connectionString)).get('word'), 'kept');
    } finally {
      await second.stop();
    }
  });

  it('says which setting to change when the folder cannot be used', () =>
    assert.rejects(startAzurite({ dataDir: __filename }), (error) =>
      error instanceof CannotStart && error.message.includes('Set DATA_DIR to another one')));
});
