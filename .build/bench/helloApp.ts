import { app } from '@azure/functions';
import { installFunctionsCore } from '../../src/local/functionsCore';
import { readHostSettings } from '../../src/local/hostSettings';
import { serveUntilStopped } from '../../src/local/serve';

// The least that a function app can be: what the product's start and memory are measured against.

const core = installFunctionsCore();
app.http('hello', { methods: ['GET', 'POST'], authLevel: 'anonymous', route: 'api/messages', handler: () => ({ jsonBody: { hello: true } }) });
void readHostSettings('host.json').then((settings) => serveUntilStopped(core, settings, new Map(), Number(process.env['PORT'] ?? 0)));
