import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotStart } from './cannotStart';

const KEPT_OUTPUT_CHARS = 4_000;
const STOP_GRACE_MS = 8_000;

export interface ChildOptions {
  /** How sentences call it, for example "The table store". */
  readonly name: string;
  readonly script: string;
  /** Another Node than this process runs on. */
  readonly node?: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What makes it end in order: the message 'shutdown', or a signal for programs that are not ours. */
  readonly endsOn: 'message' | 'SIGTERM';
  /** How long it may go on saving after its parent was killed hard. */
  readonly savesForMs?: number;
  readonly output?: (text: string) => void;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Never rejects: a sentence that says how it ended, with the last it wrote. */
  readonly ended: Promise<string>;
  readonly says: (words: string) => Promise<void>;
  readonly message: () => Promise<unknown>;
  /** Ends it in order, and hard after a grace; resolves when it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it hard; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/**
 * Runs a script as a Node process that never outlives this one, however this one ends. It has a process group of its own, so that
 * Ctrl-C reaches the supervisor alone and the children end in its order. Throws CannotStart when there is no process to be had.
 */
export function startChild(options: ChildOptions): Child {
  const nodeArgs = ['--import', guardUrl(options.savesForMs ?? 0), ...(options.nodeArgs ?? [])];
  const child = spawn(options.node ?? process.execPath, [...nodeArgs, options.script, ...(options.args ?? [])], {
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: options.env ?? process.env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = keepOutput(child, options.output);
  const ended = endOf(child, options.name, output);
  if (child.pid === undefined) throw new CannotStart(`${options.name} cannot be started: no process could be made.`);

  return {
    name: options.name,
    pid: child.pid,
    ended,
    says: (words) => output.says(words),
    message: () => new Promise((resolve) => child.once('message', resolve)),
    stop: async () => {
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      if (options.endsOn === 'SIGTERM') child.kill('SIGTERM');
      else if (child.connected) child.send('shutdown', ignoreClosedChannel);
      await ended;
      clearTimeout(hard);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Waits for a sign of readiness. Throws CannotStart when the child ends first or takes too long. */
export async function untilReady<T>(child: Child, sign: Promise<T>, withinMs = 30_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new CannotStart(`${child.name} was not ready within ${withinMs / 1_000} seconds.`));
    }, withinMs);
  });
  const endedFirst = child.ended.then((how) => Promise.reject(new CannotStart(how)));
  try {
    return await Promise.race([sign, endedFirst, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function guardUrl(savesForMs: number): string {
  const url = pathToFileURL(path.join(__dirname, 'dieWithParent.mjs'));
  url.searchParams.set('savesForMs', String(savesForMs));
  return url.href;
}

interface Output {
  readonly last: () => string;
  readonly says: (words: string) => Promise<void>;
}

function keepOutput(child: ChildProcess, output?: (text: string) => void): Output {
  let kept = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT_OUTPUT_CHARS);
      output?.(text);
      for (const listener of listeners) listener();
    });
  }
  return {
    last: () => kept.trim(),
    says: (words) => new Promise((resolve) => {
      const listener = (): void => {
        if (!kept.includes(words)) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
      listener();
    }),
  };
}

function endOf(child: ChildProcess, name: string, output: Output): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(`${name} cannot be started: ${error.message}`);
    });
    child.once('close', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with code ${code ?? 'unknown'}`;
      const last = output.last();
      resolve(last ? `${name} ${how}. The last it said:\n${last}` : `${name} ${how} and said nothing.`);
    });
  });
}

function ignoreClosedChannel(): void {
  // It is ending already; the wait for its end tells the rest.
}
