import path from 'node:path';
import { startAzurite, type Azurite } from './azurite';
import { bundleLocal, PROJECT_DIR } from './bundle';
import { CannotStart } from './cannotStart';
import { startChild, untilReady, type Child } from './childProcess';
import { PEOPLE, PLACE } from './people';
import { startPlayground, type Playground } from './playground';
import { findFreePort, isPortFree } from './ports';
import type { LocalSettings } from './settings';

export interface LocalOptions extends LocalSettings {
  /** The source of another app to run in place of the product's, for tests of local mode itself. */
  readonly appEntry?: string;
  /** Further environment of the app. */
  readonly appEnv?: Readonly<Record<string, string>>;
  /** Receives what the app writes; nothing is shown without it. */
  readonly output?: (text: string) => void;
}

export interface Local {
  readonly appUrl: string;
  readonly playgroundUrl?: string;
  readonly storageConnection: string;
  readonly appPid: () => number;
  /** Every process that runs for this copy now. */
  readonly pids: () => readonly number[];
  /** Resolves, never rejects, when one of them ended unasked: with a sentence that says which and why. */
  readonly failed: Promise<string>;
  /** Ends everything; the data is saved. */
  readonly stop: () => Promise<void>;
  /** Ends the app alone and hard, as a crash would; the store lives on. */
  readonly killApp: () => Promise<void>;
  /** Starts the app again on the same port. */
  readonly restartApp: () => Promise<void>;
}

/**
 * Runs the whole product on this machine: the store, the app in its Functions host, the Teams client. All of it, or nothing: what
 * has started when something cannot is stopped again. Throws CannotStart with a sentence that says what to change.
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  await requireFreePorts(options);
  const building = bundleLocal(options.appEntry, options.appEntry && path.parse(options.appEntry).name);
  building.catch(() => undefined); // Told below, when there is something to stop.
  const azurite = await startAzurite({ dataDir: options.dataDir });
  const stops: (() => Promise<void>)[] = [azurite.stop];
  try {
    const script = await building;
    const playgroundPort = options.playgroundPort === 0 ? await findFreePort() : options.playgroundPort;
    const app = await startApp({ ...options, playgroundPort }, script, azurite);
    stops.unshift(app.stop);
    const playground = await openPlayground(playgroundPort, app.port);
    return running(app, azurite, playground);
  } catch (error) {
    for (const stop of stops) await stop();
    throw error;
  }
}

async function requireFreePorts({ port, playgroundPort }: LocalOptions): Promise<void> {
  if (port !== 0 && !(await isPortFree(port))) {
    throw new CannotStart(`Port ${port} is taken. Set PORT to another one (PORT=0 takes a free one).`);
  }
  if (playgroundPort !== 'off' && playgroundPort !== 0 && !(await isPortFree(playgroundPort))) {
    throw new CannotStart(`Port ${playgroundPort} is taken. Set PLAYGROUND_PORT to another one, or PLAYGROUND=off.`);
  }
}

interface App {
  readonly port: number;
  readonly pid: () => number;
  readonly failed: Promise<string>;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
}

async function startApp(options: LocalOptions, script: string, azurite: Azurite): Promise<App> {
  let child: Child | undefined;
  let tellFailure: (how: string) => void;
  const failed = new Promise<string>((resolve) => { tellFailure = resolve; });
  const start = async (port: number): Promise<number> => {
    const started = spawnApp(options, script, azurite, port);
    const ready = await untilReady(started, started.message(), 60_000).catch(async (error: unknown) => {
      await started.kill();
      throw error;
    });
    child = started;
    void started.ended.then((how) => {
      if (child === started) tellFailure(how);
    });
    return portFrom(ready);
  };
  const end = async (how: (child: Child) => Promise<void>): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending) await how(ending);
  };
  const port = await start(options.port);
  return {
    port,
    pid: () => child?.pid ?? 0,
    failed,
    stop: () => end((ending) => ending.stop()),
    kill: () => end((ending) => ending.kill()),
    restart: async () => {
      await start(port);
    },
  };
}

function spawnApp(options: LocalOptions, script: string, azurite: Azurite, port: number): Child {
  return startChild({
    name: 'The app',
    script,
    nodeArgs: ['--enable-source-maps'],
    cwd: PROJECT_DIR,
    env: {
      ...process.env,
      ...options.appEnv,
      PORT: String(port),
      PLAYGROUND_PORT: String(options.playgroundPort),
      STORAGE_CONNECTION: azurite.connectionString,
    },
    endsOn: 'message',
    ...(options.output ? { output: options.output } : {}),
  });
}

function portFrom(message: unknown): number {
  if (typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number') return message.port;
  throw new CannotStart('The app did not say on which port it listens.');
}

async function openPlayground(port: number | 'off', botPort: number): Promise<Playground | undefined> {
  if (port === 'off') return undefined;
  return startPlayground({ port, botPort, people: PEOPLE, ...PLACE, workDir: path.join(PROJECT_DIR, `.local/playground-${port}`) });
}

function running(app: App, azurite: Azurite, playground: Playground | undefined): Local {
  return {
    appUrl: `http://127.0.0.1:${app.port}`,
    ...(playground ? { playgroundUrl: playground.url } : {}),
    storageConnection: azurite.connectionString,
    appPid: app.pid,
    pids: () => [app.pid(), ...azurite.pids, ...(playground ? [playground.pid] : [])].filter((pid) => pid !== 0),
    failed: Promise.race([app.failed, azurite.ended, ...(playground ? [playground.ended] : [])]),
    stop: async () => {
      await Promise.all([playground?.stop(), app.stop()]);
      await azurite.stop(); // Last: the app may still be writing while it ends.
    },
    killApp: app.kill,
    restartApp: app.restart,
  };
}
