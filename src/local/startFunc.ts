import { spawn } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startAzurite } from './azurite';
import { bundleLocal, endBuilding, PROJECT_DIR } from './bundle';
import { CannotStart } from './cannotStart';
import { PEOPLE, PLACE } from './people';
import { startPlayground } from './playground';
import { readLocalSettings } from './settings';

const APP_DIR = path.join(PROJECT_DIR, 'dist/local/func');

/** `npm run start:func`: local mode in the real Functions host, for whoever has Azure Functions Core Tools. The local doors are not there. */
async function main(): Promise<number> {
  const { port, playgroundPort, dataDir } = readLocalSettings(process.env);
  await layOut();
  const azurite = await startAzurite({ dataDir });
  const env = {
    ...process.env, PORT: String(port), PLAYGROUND_PORT: String(playgroundPort), STORAGE_CONNECTION: azurite.connectionString,
    AzureWebJobsStorage: azurite.connectionString, FUNCTIONS_WORKER_RUNTIME: 'node',
  };
  const func = spawn('func', ['start', '--port', String(port)], { cwd: APP_DIR, env, stdio: 'inherit', shell: process.platform === 'win32' });
  const ended = new Promise<number>((resolve, reject) => {
    func.once('error', () => reject(new CannotStart('Azure Functions Core Tools are not installed: the command func was not found. npm start needs none.')));
    func.once('exit', (code) => resolve(code ?? 0));
  });
  const playground = playgroundPort === 'off' ? undefined : await startPlayground({ port: playgroundPort, botPort: port, people: PEOPLE, ...PLACE, workDir: path.join(PROJECT_DIR, `.local/playground-${playgroundPort}`) }).catch(() => undefined);
  return ended.finally(async () => {
    await playground?.stop();
    await azurite.stop();
  });
}

/** What the host wants to find in a folder: the bundle, host.json, and a package.json that names it. */
async function layOut(): Promise<void> {
  const script = await bundleLocal(path.join(PROJECT_DIR, 'src/local/funcApp.ts'), 'funcApp');
  await endBuilding();
  await mkdir(APP_DIR, { recursive: true });
  await copyFile(script, path.join(APP_DIR, 'funcApp.js'));
  await copyFile(path.join(PROJECT_DIR, 'host.json'), path.join(APP_DIR, 'host.json'));
  await writeFile(path.join(APP_DIR, 'package.json'), JSON.stringify({ name: 'platform-requests-local', main: 'funcApp.js' }));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
void main().then((code) => process.exit(code), (error: unknown) => {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String(error)}\n`);
  process.exit(1);
});
