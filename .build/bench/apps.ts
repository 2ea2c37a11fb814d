import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleLocal, PROJECT_DIR } from '../../src/local/bundle';
import { startChild, untilReady } from '../../src/local/childProcess';

const HERE = path.join(PROJECT_DIR, '.build/bench');

/** The apps that are compared, all in the same local Functions host. */
export const APPS = { product: path.join(PROJECT_DIR, 'src/local/app.ts'), hello: path.join(HERE, 'helloApp.ts'), echo: path.join(HERE, 'echoApp.ts') } as const;
export type AppName = keyof typeof APPS;

export interface RunningApp {
  readonly url: string;
  /** The most memory it has held so far, in KiB. */
  readonly peakKb: () => number;
  readonly stop: () => Promise<void>;
}

/** Bundles an app as local mode does; gives the script. */
export const build = (name: AppName): Promise<string> => bundleLocal(APPS[name], `bench-${name}`);

/** Starts a bundled app and waits until it listens. */
export async function start(script: string, storageConnection: string, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const child = startChild({
    name: 'The app under measure', script, cwd: PROJECT_DIR, endsOn: 'message',
    env: { ...process.env, ...env, PORT: '0', PLAYGROUND_PORT: 'off', STORAGE_CONNECTION: storageConnection },
  });
  const ready = (await untilReady(child, child.message(), 60_000)) as { readonly port: number };
  return { url: `http://127.0.0.1:${ready.port}`, peakKb: () => peakKbOf(child.pid), stop: child.stop };
}

/** VmHWM of proc(5): the high water mark of resident memory. Linux only. */
function peakKbOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0);
}
