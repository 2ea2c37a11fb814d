import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannotStart';
import { startChild, untilReady, type Child } from './childProcess';
import type { Person } from './people';
import { isPortFree } from './ports';

const CONFIG_VERSION = '0.1.1';
const PING_EVERY_MS = 100;
const CONFIG_LOG = path.join('devTools', 'm365agentsplayground.log');

export interface PlaygroundOptions {
  readonly port: number;
  readonly botPort: number;
  /** Exactly six: the first is the Playground's user. */
  readonly people: readonly Person[];
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly team: { readonly id: string; readonly name: string; readonly aadGroupId: string };
  readonly channel: { readonly id: string; readonly name: string };
  readonly personalChatId: string;
  /** Where it finds its configuration and writes its log. */
  readonly workDir: string;
  readonly output?: (text: string) => void;
}

export interface Playground {
  readonly url: string;
  readonly pid: number;
  /** Resolves, never rejects, with a sentence that says how it ended. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the Teams client for the browser (Microsoft 365 Agents Playground 0.2.28). It listens on all interfaces and asks for no
 * login. Throws CannotStart when the port is taken (it would quietly take another one) or its configuration does not please it.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, botPort, workDir } = options;
  if (!(await isPortFree(port))) throw new CannotStart(`Port ${port} is taken. Set PLAYGROUND_PORT to another one, or PLAYGROUND=off.`);
  await mkdir(workDir, { recursive: true });
  await rm(path.join(workDir, CONFIG_LOG), { force: true });
  await writeFile(path.join(workDir, '.m365agentsplayground.yml'), configuration(options));
  const child = startChild({
    name: 'The Playground',
    script: entry(),
    args: ['start', '-e', `http://127.0.0.1:${botPort}/api/messages`, '-c', 'msteams', '-p', String(port), '--disable-telemetry'],
    cwd: workDir,
    env: { ...process.env, BROWSER: '/bin/true', APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' },
    endsOn: 'SIGTERM',
    ...(options.output ? { output: options.output } : {}),
  });
  const url = `http://127.0.0.1:${port}`;
  await waitForPong(child, url, workDir);
  return { url, pid: child.pid, ended: child.ended, stop: child.stop };
}

/** JSON is YAML, and needs no care for what a name contains. */
function configuration({ people, tenantId, bot, team, channel, personalChatId }: PlaygroundOptions): string {
  const [currentUser, ...users] = people.map(userOf);
  return JSON.stringify({
    version: CONFIG_VERSION,
    tenantId,
    bot: { id: bot.id, name: bot.name },
    currentUser,
    users,
    personalChat: { id: personalChatId },
    groupChat: { id: '19:platform-group@thread.v2', name: 'Group chat' },
    team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId, channels: [{ id: channel.id, name: channel.name }] },
  }, null, 2);
}

function userOf(person: Person): Record<string, string> {
  const [givenName = '', surname = ''] = person.name.split(' ');
  const address = `${givenName.toLowerCase()}@example.com`;
  return { id: person.teamsId, name: person.name, userPrincipleName: address, aadObjectId: person.id, givenName, surname, email: address };
}

async function waitForPong(child: Child, url: string, workDir: string): Promise<void> {
  const giveUp = new AbortController();
  try {
    await untilReady(child, pong(url, giveUp.signal));
  } catch (error) {
    await child.kill();
    const log = await readFile(path.join(workDir, CONFIG_LOG), 'utf8').catch(() => '');
    const reason = /^error Reason: (?:\w+Error )?(.*)$/m.exec(log)?.[1];
    throw reason ? new CannotStart(`The Playground cannot start: ${reason}`) : error;
  } finally {
    giveUp.abort();
  }
}

async function pong(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await fetch(`${url}/_debug/ping`, { signal }).then((response) => response.text(), () => '');
    if (answer.includes('pong')) return;
    await pause(PING_EVERY_MS);
  }
}

function entry(): string {
  try {
    return createRequire(__filename).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    throw new CannotStart('The install is incomplete: @microsoft/m365agentsplayground is missing. Run "npm ci", or set PLAYGROUND=off.');
  }
}
