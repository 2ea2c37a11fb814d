import { provideApp } from '../wiring';
import { localDoors } from './doors';
import { installFunctionsCore } from './functionsCore';
import { readHostSettings } from './hostSettings';
import { createLocalApp } from './localApp';
import { findFreePort } from './ports';
import { serveUntilStopped } from './serve';

void main();

async function main(): Promise<void> {
  const core = installFunctionsCore();
  const port = Number(process.env['PORT'] ?? 0) || (await findFreePort());
  const { app, clock } = await createLocalApp({ port, storageConnection: process.env['STORAGE_CONNECTION'] ?? '', playgroundPort: process.env['PLAYGROUND_PORT'] });
  provideApp(app);
  await import('../functions');
  await serveUntilStopped(core, await readHostSettings('host.json'), localDoors(clock), port);
}
