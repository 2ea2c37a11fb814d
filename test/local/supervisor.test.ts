import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CannotStart } from '../../src/local/cannotStart';
import { isAlive } from '../../src/local/dataLock';
import { portOf } from '../../src/local/ports';
import { readLocalSettings } from '../../src/local/settings';
import { startLocal } from '../../src/local/supervisor';
import { eventually } from './fixtures/eventually';
import { SAMPLE } from './fixtures/sample';

describe('the settings of local mode', () => {
  it('have the defaults of the docs', () =>
    assert.deepEqual(readLocalSettings({}), { port: 3978, playgroundPort: 56150, dataDir: '.local/data' }));

  it('can leave out the Teams client and keep nothing', () =>
    assert.deepEqual(readLocalSettings({ PORT: '0', PLAYGROUND: 'off', DATA_DIR: 'memory' }), { port: 0, playgroundPort: 'off', dataDir: 'memory' }));

  for (const [what, env, says] of [
    ['a port that is no number', { PORT: 'web' }, /PORT is "web"/],
    ['a port that does not exist', { PLAYGROUND_PORT: '65536' }, /PLAYGROUND_PORT is "65536"/],
    ['a half-meant switch', { PLAYGROUND: 'false' }, /must be "on" or "off"/],
    ['one port for two', { PORT: '5000', PLAYGROUND_PORT: '5000' }, /are the same/],
  ] as const) {
    it(`refuse ${what}`, () => assert.throws(() => readLocalSettings(env), says));
  }
});

describe('the supervisor', () => {
  it('says before anything starts which port is taken and which setting to change', async () => {
    const holder = await holdPort();
    const port = portOf(holder);
    try {
      await assert.rejects(startLocal({ ...SAMPLE, port }), (error) =>
        error instanceof CannotStart && error.message.includes(`Port ${port} is taken. Set PORT`));
      await assert.rejects(startLocal({ ...SAMPLE, playgroundPort: port }), (error) =>
        error instanceof CannotStart && error.message.includes(`Port ${port} is taken. Set PLAYGROUND_PORT`));
    } finally {
      holder.close();
    }
  });

  it('starts the Teams client, and nothing is left after stop', async () => {
    const local = await startLocal({ ...SAMPLE, playgroundPort: 0 });
    const pids = local.pids();
    try {
      assert.equal(pids.length, 5);
      assert.match(await (await fetch(`${local.playgroundUrl ?? ''}/_debug/ping`)).text(), /pong/);
    } finally {
      await local.stop();
    }
    assert.deepEqual(pids.filter(isAlive), []);
  });

  it('tells which child ended unasked', async () => {
    const local = await startLocal(SAMPLE);
    try {
      process.kill(local.appPid(), 'SIGKILL');
      assert.match(await local.failed, /^The app was ended by SIGKILL/);
    } finally {
      await local.stop();
    }
  });
});

describe('npm start', function () {
  this.timeout(60_000); // Whole starts of several processes, on a machine that may be busy.
  let dataDir: string;
  before(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'platform-requests-')); });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('stops everything with Ctrl-C', async () => {
    const { terminal, pids } = await startSample('memory');
    terminal.kill('SIGINT');
    assert.deepEqual(await once(terminal, 'exit'), [0, null]);
    assert.deepEqual(pids.filter(isAlive), []);
  });

  it('stops everything when npm is ended, which ends its shell and tells nobody else', async () => {
    const { terminal, pids } = await startSample('memory', throughShell());
    terminal.kill('SIGTERM');
    await eventually(() => pids.some(isAlive) ? undefined : true, 'everything to end');
  });

  it('ends with 1 when the app dies', async () => {
    const { terminal, pids, said } = await startSample('memory');
    process.kill(await pidOf(pids, 'dist/local/sampleApp.js'), 'SIGKILL');
    assert.deepEqual(await once(terminal, 'exit'), [1, null]);
    assert.match(said(), /The app was ended by SIGKILL/);
    assert.deepEqual(pids.filter(isAlive), []);
  });

  it('leaves no process when it is killed hard, and the next start takes over all of its data', async () => {
    const { terminal, pids, appUrl } = await startSample(dataDir);
    await fetch(`${appUrl}/local/clock`, { method: 'POST', body: '{"advanceHours":1000}' });
    terminal.kill('SIGKILL');
    await eventually(() => pids.some(isAlive) ? undefined : true, 'the children to end');
    const next = await startLocal({ ...SAMPLE, dataDir });
    try {
      const { now } = await (await fetch(`${next.appUrl}/local/clock`)).json() as { now: string };
      assert.ok(Date.parse(now) > Date.now() + 999 * 3_600_000);
    } finally {
      await next.stop();
    }
  });
});

interface Terminal {
  readonly terminal: ChildProcess;
  readonly pids: readonly number[];
  readonly appUrl: string;
  readonly said: () => string;
}

type CommandLine = readonly [command: string, ...args: string[]];

const RUN_SAMPLE: CommandLine = [process.execPath, '--require', 'tsx/cjs', path.join(__dirname, 'fixtures/runSample.ts')];

function throughShell(): CommandLine {
  return ['sh', '-c', `export npm_lifecycle_event=start; ${RUN_SAMPLE.map((word) => `'${word}'`).join(' ')}; exit $?`];
}

async function startSample(dataDir: string, [command, ...args] = RUN_SAMPLE): Promise<Terminal> {
  const terminal = spawn(command, args, {
    env: { ...process.env, PORT: '0', PLAYGROUND: 'off', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  terminal.stdout.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
  const appUrl = await eventually(() => /^App: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(text)?.[1], 'a started app');
  return { terminal, pids: await descendantsOf(terminal.pid ?? 0), appUrl, said: () => text };
}

async function processes(): Promise<{ pid: number; parent: number; command: string }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout.trim().split('\n').map((line) => {
    const [, pid = '', parent = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
}

async function descendantsOf(root: number): Promise<number[]> {
  const all = await processes();
  const ours = all.filter(({ command }) => command.includes('runSample') || command.includes('dieWithParent'));
  const below = (pid: number): number[] => ours.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(root);
}

async function pidOf(pids: readonly number[], script: string): Promise<number> {
  const found = (await processes()).find(({ pid, command }) => pids.includes(pid) && command.includes(script));
  assert.ok(found);
  return found.pid;
}

function holdPort(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });
}
