import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { PROJECT_DIR } from './bundle';
import { runAtTerminal } from './terminal';

const SETTINGS_FILE = '.local/debug.env';

/** `npm run debug`: the app on this machine for a bot of a real tenant (docs/deploy.md, "Debug in a real tenant"). */
async function main(): Promise<number> {
  const text = await readFile(path.join(PROJECT_DIR, SETTINGS_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) {
    process.stderr.write(`${SETTINGS_FILE} is not there: "atk provision --env local" and "atk deploy --env local" make it (docs/deploy.md, "Debug in a real tenant").\n`);
    return 1;
  }
  process.env['PLAYGROUND'] = 'off';
  process.env['DATA_DIR'] ??= '.local/debug-data';
  return runAtTerminal({
    appEntry: path.join(PROJECT_DIR, 'src/local/debugApp.ts'),
    appEnv: parseEnv(text) as Readonly<Record<string, string>>,
    welcome: ({ appUrl }) => `The app listens on ${appUrl}; Teams reaches it through the tunnel. Ctrl-C stops everything.`,
  });
}

void main().then((code) => process.exit(code));
