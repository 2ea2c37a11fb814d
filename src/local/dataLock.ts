import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannotStart';
import { isPortFree } from './ports';

const SAVING_MS = 5_000;

export interface DataLock {
  /** Notes the store's processes and its port: a later start waits for the last saving of orphans, and sees that nobody answers. */
  readonly noteStores: (pids: readonly number[], port: number | undefined) => Promise<void>;
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly stores: readonly number[];
  /** Known once the store is up. Process numbers are given anew, so a living one alone proves nothing. */
  readonly port?: number;
}

/**
 * Takes a data folder for this process, also from a holder that is gone. Two stores on one folder would each save over the other's
 * rows. Throws CannotStart when a living copy holds it or it cannot be written.
 */
export async function lockData(dataDir: string): Promise<DataLock> {
  const file = path.join(dataDir, 'in-use-by.json');
  try {
    await mkdir(dataDir, { recursive: true });
    if (!(await tryCreate(file))) await takeOver(file, dataDir);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`The data folder cannot be used (${error instanceof Error ? error.message : String(error)}). Set DATA_DIR to another one.`);
  }
  return {
    noteStores: (stores, port) => writeFile(file, JSON.stringify({ pid: process.pid, stores, port })),
    release: () => rm(file, { force: true }),
  };
}

async function takeOver(file: string, dataDir: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder && (await isHeld(holder))) throw new CannotStart(inUse(dataDir, file, holder.pid));
  await untilGone(holder?.stores ?? []);
  await rm(file, { force: true });
  if (!(await tryCreate(file))) throw new CannotStart(inUse(dataDir, file, undefined));
}

async function isHeld({ pid, port }: Holder): Promise<boolean> {
  return isAlive(pid) && (port === undefined || !(await isPortFree(port)));
}

function inUse(dataDir: string, file: string, pid: number | undefined): string {
  return `The data in ${dataDir} is in use by another copy${pid ? ` (process ${pid})` : ''}. Stop that one, or set DATA_DIR to another ` +
    `folder (or to "memory"). If no copy is running, delete ${file}.`;
}

async function tryCreate(file: string): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify({ pid: process.pid, stores: [] } satisfies Holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined; // Half written by a process that was killed: nobody's.
  }
}

async function untilGone(pids: readonly number[]): Promise<void> {
  const until = Date.now() + SAVING_MS;
  while (pids.some(isAlive) && Date.now() < until) await pause(50);
}

/** Whether a process of this number exists, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
