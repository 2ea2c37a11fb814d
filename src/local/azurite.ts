import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotStart } from './cannotStart';
import { startChild, untilReady, type Child } from './childProcess';
import { lockData, type DataLock } from './dataLock';
import { findFreePorts } from './ports';

/** The account that every Azurite has; published, so no secret (Microsoft Learn, "Use the Azurite emulator"). */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const SERVICES = [
  { service: 'table', name: 'The table store', ready: 'successfully started' },
  { service: 'queue', name: 'The queue store', ready: 'successfully listens' },
  { service: 'blob', name: 'The file store', ready: 'successfully listens' },
] as const;

const ATTEMPTS = 3;
const SAVES_FOR_MS = 4_000;

export interface AzuriteOptions {
  /** Where the data stays, or 'memory' for nowhere. */
  readonly dataDir: string;
  readonly log?: (text: string) => void;
}

export interface Azurite {
  readonly connectionString: string;
  readonly tableUrl: string;
  readonly queueUrl: string;
  readonly blobUrl: string;
  readonly pids: readonly number[];
  /** Resolves, never rejects, when one of the three has ended: with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Ends all three after they have saved everything they acknowledged. */
  readonly stop: () => Promise<void>;
}

/**
 * Tables, queues and files on this machine, each a process of its own, on free ports of 127.0.0.1. Its table part has no SIGTERM
 * handler and saves every 5 s; the message 'shutdown' is what makes it save and end at once (azurite 3.35, table/main.js).
 * Throws CannotStart with what it said when it does not come up or the folder is in use.
 */
export async function startAzurite(options: AzuriteOptions): Promise<Azurite> {
  const inMemory = options.dataDir === 'memory';
  const dataDir = inMemory ? undefined : path.resolve(options.dataDir);
  const lock = dataDir ? await lockData(dataDir) : undefined;
  try {
    return await startOnFreePorts(dataDir, lock, options.log);
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function startOnFreePorts(
  dataDir: string | undefined, lock: DataLock | undefined, log: AzuriteOptions['log'],
): Promise<Azurite> {
  const where = dataDir ? ['--location', dataDir] : ['--inMemoryPersistence'];
  for (let attempt = 1; ; attempt++) {
    const ports = await findFreePorts(SERVICES.length);
    const children = SERVICES.map(({ service, name }, at) => startChild({
      name,
      script: entryOf(service),
      args: [`--${service}Host`, '127.0.0.1', `--${service}Port`, String(ports[at]), '--silent', '--skipApiVersionCheck',
        '--disableTelemetry', ...where],
      cwd: tmpdir(),
      endsOn: 'message',
      savesForMs: SAVES_FOR_MS,
      ...(log ? { output: log } : {}),
    }));
    try {
      const pids = children.map((child) => child.pid);
      await lock?.noteStores(pids, undefined);
      await Promise.all(children.map((child, at) => untilReady(child, child.says(SERVICES[at]?.ready ?? ''))));
      await lock?.noteStores(pids, ports[0]);
      return running(children, ports, lock);
    } catch (error) {
      await Promise.all(children.map((child) => child.kill()));
      const portWasTaken = error instanceof Error && error.message.includes('EADDRINUSE');
      if (!portWasTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

function running(children: readonly Child[], ports: readonly number[], lock: DataLock | undefined): Azurite {
  const [tableUrl = '', queueUrl = '', blobUrl = ''] = ports.map((port) => `http://127.0.0.1:${port}/${ACCOUNT}`);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};` +
      `BlobEndpoint=${blobUrl};QueueEndpoint=${queueUrl};TableEndpoint=${tableUrl};`,
    tableUrl,
    queueUrl,
    blobUrl,
    pids: children.map((child) => child.pid),
    ended: Promise.race(children.map((child) => child.ended)),
    stop: async () => {
      await Promise.all(children.map((child) => child.stop()));
      await lock?.release();
    },
  };
}

function entryOf(service: string): string {
  try {
    return createRequire(__filename).resolve(`azurite/dist/src/${service}/main.js`);
  } catch {
    throw new CannotStart('The install is incomplete: the package azurite is missing. Run "npm ci".');
  }
}
