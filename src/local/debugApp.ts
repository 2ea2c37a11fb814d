import { createApp, provideApp, readConfig } from '../wiring';
import { installFunctionsCore } from './functionsCore';
import { readHostSettings } from './hostSettings';
import { serveUntilStopped } from './serve';

/** A managed identity and an account exist in Azure only; here Azurite stands for the account. */
const NO_AZURE = { AzureWebJobsStorage__accountName: 'azurite', AzureWebJobsStorage__clientId: '00000000-0000-0000-0000-000000000000' };

void main();

/** The product as it is deployed, tokens and tenant checked, with its storage on this machine. Nobody can be played, and there are no doors of local mode. */
async function main(): Promise<void> {
  const core = installFunctionsCore();
  const config = readConfig({ ...process.env, ...NO_AZURE });
  provideApp(createApp({ ...config, storage: { connectionString: process.env['STORAGE_CONNECTION'] ?? '' } }));
  await import('../functions');
  await serveUntilStopped(core, await readHostSettings('host.json'), new Map(), Number(process.env['PORT'] ?? 0));
}
