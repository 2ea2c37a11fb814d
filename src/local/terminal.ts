import { endBuilding } from './bundle';
import { CannotStart } from './cannotStart';
import { PEOPLE } from './people';
import { readLocalSettings } from './settings';
import { startLocal, type Local, type LocalOptions } from './supervisor';

/** How long a start or a child that hangs may hold up Ctrl-C; the children end with this process in any case. */
const STOP_PATIENCE_MS = 20_000;
const LAUNCHER_CHECK_MS = 500;

export interface AnotherApp extends Pick<LocalOptions, 'appEntry' | 'appEnv'> {
  /** What is said once it runs. */
  readonly welcome?: (local: Local) => string;
}

/** Runs local mode at a terminal until Ctrl-C or a failure, and returns the exit code. */
export async function runAtTerminal({ welcome = welcomeOf, ...app }: AnotherApp = {}): Promise<number> {
  const asked = stopAsked();
  try {
    const starting = startLocal({
      ...readLocalSettings(process.env),
      ...app,
      output: (text) => process.stdout.write(text),
    });
    void asked.then(() => setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref());
    const local = await starting;
    await endBuilding();
    say(welcome(local));
    return await untilOver(local, asked);
  } catch (error) {
    say(error instanceof CannotStart ? error.message : error instanceof Error ? error.stack ?? error.message : String(error));
    return 1;
  }
}

async function untilOver(local: Local, asked: Promise<undefined>): Promise<number> {
  const failure = await Promise.race([asked, local.failed]);
  say(failure ? `${failure}\nStopping the rest.` : 'Stopping.');
  await local.stop();
  return failure ? 1 : 0;
}

/** By Ctrl-C, by a signal, or by the end of the npm that runs this: npm passes SIGTERM to its shell only, which does not pass it on. */
function stopAsked(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined));
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const launcher = process.ppid;
    setInterval(() => {
      if (process.ppid !== launcher) resolve(undefined);
    }, LAUNCHER_CHECK_MS).unref();
  });
}

function welcomeOf({ appUrl, playgroundUrl }: Local): string {
  return [
    'Platform Requests runs on this machine.',
    ...(playgroundUrl ? [`Teams client: ${playgroundUrl}`] : []),
    `App: ${appUrl}`,
    'Say "be NAME" in the personal chat to act as one of these people:',
    ...PEOPLE.map(({ name, roles }) => `  ${name} (${roles.join(', ')})`),
    'Ctrl-C stops everything.',
  ].join('\n');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
