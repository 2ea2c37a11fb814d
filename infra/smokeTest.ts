import { setTimeout as pause } from 'node:timers/promises';
import { version } from '../package.json';

/** What `GET /api/health` answers, as far as a deployment is judged by it. */
interface Health {
  readonly status: string;
  readonly version: string;
  readonly lastSweepAt: string | null;
}

interface Patience {
  /** How long to wait: a sweep comes every five minutes. */
  readonly seconds: number;
  readonly everySeconds: number;
}

/** The newest sweep must be younger than what raises the alert. */
const SWEEP_MINUTES = 15;

/** What is still wrong with a deployment, as a sentence; `undefined`: nothing. */
export function faultOf(health: Health, expectedVersion: string, now: Date): string | undefined {
  if (health.status !== 'ok') return `health says ${health.status}`;
  if (health.version !== expectedVersion) return `version ${health.version} answers, not ${expectedVersion}`;
  if (health.lastSweepAt === null) return 'no sweep has completed yet';
  const minutes = Math.round((now.getTime() - Date.parse(health.lastSweepAt)) / 60_000);
  return minutes > SWEEP_MINUTES ? `the last sweep completed ${minutes} minutes ago` : undefined;
}

/** Asks until all is well. Throws what was wrong the last time when patience ends. */
export async function smokeTest(baseUrl: string, expectedVersion: string, patience: Patience, say: (line: string) => void): Promise<void> {
  const end = Date.now() + patience.seconds * 1000;
  for (;;) {
    const fault = await askedOnce(baseUrl, expectedVersion);
    if (fault === undefined) return;
    if (Date.now() >= end) throw new Error(`${baseUrl}/api/health: ${fault}`);
    say(`waiting: ${fault}`);
    await pause(patience.everySeconds * 1000);
  }
}

async function askedOnce(baseUrl: string, expectedVersion: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${baseUrl}/api/health`, { signal: AbortSignal.timeout(30_000) });
    return answer.ok ? faultOf(await answer.json() as Health, expectedVersion, new Date()) : `answers ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

if (require.main === module) {
  const [baseUrl] = process.argv.slice(2);
  if (!baseUrl?.startsWith('https://')) {
    console.error('npx tsx infra/smokeTest.ts https://<app>');
    process.exitCode = 1;
  } else {
    smokeTest(baseUrl.replace(/\/$/u, ''), version, { seconds: 600, everySeconds: 15 }, (line) => console.log(line)).then(
      () => console.log(`${baseUrl} is well: version ${version}`),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
      },
    );
  }
}
