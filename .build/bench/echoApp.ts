import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { QueueClient } from '@azure/storage-queue';
import { TableClient } from '@azure/data-tables';
import { randomUUID } from 'node:crypto';
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { installFunctionsCore } from '../../src/local/functionsCore';
import { readHostSettings } from '../../src/local/hostSettings';
import { serveUntilStopped } from '../../src/local/serve';

// A bare bot: it answers every invoke, and with BENCH_FLOOR=1 does before just the storage calls that a move cannot avoid.

const core = installFunctionsCore();
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const connection = process.env['STORAGE_CONNECTION'] ?? '';
const table = TableClient.fromConnectionString(connection, 'floor', { allowInsecureConnection: true });
const queue = new QueueClient(connection, 'floor');
const floor = process.env['BENCH_FLOOR'] === '1';

/** Read the state, send the hint, write state and history in one transaction. */
async function storageCalls(partitionKey: string): Promise<void> {
  const row = await table.getEntity(partitionKey, 'request').catch(() => undefined);
  await queue.sendMessage('{}', { visibilityTimeout: 1 });
  await table.submitTransaction([
    row ? ['update', { partitionKey, rowKey: 'request', text: 'x'.repeat(500) }, 'Replace', { etag: row.etag }] : ['create', { partitionKey, rowKey: 'request' }],
    ['create', { partitionKey, rowKey: randomUUID(), text: 'x'.repeat(300) }],
  ]);
}

async function answer(context: TurnContext): Promise<void> {
  if (floor) await storageCalls(String((context.activity.value as { action?: { data?: { requestKey?: string } } } | undefined)?.action?.data?.requestKey));
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'echo' } } });
}

async function handle(request: HttpRequest): Promise<HttpResponseInit> {
  let status = 200;
  let body: unknown;
  const response = { socket: undefined, status: (code: number) => void (status = code), send: (content: unknown) => void (body = content), header: () => undefined, end: () => undefined };
  await adapter.process({ body: (await request.json()) as Record<string, unknown>, headers: {}, method: 'POST' }, response, answer);
  return { status, jsonBody: body };
}

app.http('messages', { methods: ['POST'], authLevel: 'anonymous', route: 'api/messages', handler: handle });
void Promise.all([table.createTable(), queue.createIfNotExists(), readHostSettings('host.json')])
  .then(([, , settings]) => serveUntilStopped(core, settings, new Map(), Number(process.env['PORT'] ?? 0)));
