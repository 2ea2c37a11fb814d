import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannotStart';

const SAVING_MS = 5_000;

export interface DataLock {
  /** Notes the store's own processes, so that a later start can wait for the last saving of orphans. */
  readonly noteStores: (pids: readonly number[]) => Promise<void>;
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly stores: readonly number[];
}

/**
 * Takes a data folder for this process, also from a holder that is gone. Two stores on one folder would each save over the other's
 * rows. Throws CannotStart when a living process holds it.
 */
export async function lockData(dataDir: string): Promise<DataLock> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'in-use-by.json');
  if (!(await tryCreate(file, { pid: process.pid, stores: [] }))) await takeOver(file, dataDir);
  return {
    noteStores: (pids) => writeFile(file, JSON.stringify({ pid: process.pid, stores: pids })),
    release: () => rm(file, { force: true }),
  };
}

async function takeOver(file: string, dataDir: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder && isAlive(holder.pid)) throw new CannotStart(inUse(dataDir, file, holder.pid));
  await untilGone(holder?.stores ?? []);
  await rm(file, { force: true });
  if (!(await tryCreate(file, { pid: process.pid, stores: [] }))) throw new CannotStart(inUse(dataDir, file, undefined));
}

function inUse(dataDir: string, file: string, pid: number | undefined): string {
  return `The data in ${dataDir} is in use by another copy${pid ? ` (process ${pid})` : ''}. Stop that one, or set DATA_DIR to another ` +
    `folder (or to "memory"). If no copy is running, delete ${file}.`;
}

async function tryCreate(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { pid, stores } = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && Array.isArray(stores) ? { pid, stores } : undefined;
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
