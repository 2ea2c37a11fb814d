import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotStart } from '../../src/local/cannotStart';
import { PEOPLE, PLACE } from '../../src/local/people';
import { startPlayground } from '../../src/local/playground';
import { findFreePorts } from '../../src/local/ports';

describe('the Playground', () => {
  let workDir: string;
  before(async () => { workDir = await mkdtemp(path.join(tmpdir(), 'platform-requests-')); });
  after(() => rm(workDir, { recursive: true, force: true }));

  it('tells in its own words what it does not like about its configuration', async () => {
    const [port = 0, botPort = 0] = await findFreePorts(2);
    await assert.rejects(startPlayground({ port, botPort, people: PEOPLE.slice(1), ...PLACE, workDir }), (error) =>
      error instanceof CannotStart && /cannot start: .*must NOT have fewer than 5 items/.test(error.message));
  });
});
