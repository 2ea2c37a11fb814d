import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject, parsed, textAt } from './json';
import type { JsonObject } from './json';
import type { Setup } from './people';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;

async function read(address: string, body?: unknown): Promise<{ status: number; body: unknown; text: string }> {
  const response = await fetch(address, body === undefined ? {} : {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text), text };
}

/** GET /local/setup: who can be played, and where. */
export async function readSetup(appUrl: string): Promise<Setup> {
  const { status, body, text } = await read(`${appUrl}/local/setup`);
  assert.equal(status, 200, text);
  return body as Setup;
}

/** GET /api/health, also when it says 503. */
export async function readHealth(appUrl: string): Promise<JsonObject & { readonly httpStatus: number }> {
  const { status, body } = await read(`${appUrl}/api/health`);
  return { ...(isObject(body) ? body : {}), httpStatus: status };
}

/** Moves the app's clock forward; where it stands then. */
export async function advanceHours(appUrl: string, hours: number): Promise<string> {
  const { status, body, text } = await read(`${appUrl}/local/clock`, { advanceHours: hours });
  assert.equal(status, 200, text);
  return textAt(body, 'now') ?? '';
}

/** Runs a timer or queue function now, and waits until it has finished. */
export async function runFunction(appUrl: string, name: 'sweepPromises' | 'heal' | 'syncCards', input?: string): Promise<void> {
  const { status, text } = await read(`${appUrl}/admin/functions/${name}`, input === undefined ? {} : { input });
  assert.equal(status, 202, `${name}: ${text}`);
}

/** Waits until the app says that nothing is left to deliver. */
export async function settled(appUrl: string, { timeoutMs = 30_000 } = {}): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const look = (): Promise<JsonObject> => readHealth(appUrl).catch((error: unknown) => ({ unreachable: String(error) }));
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const health = await look();
    if (health['httpStatus'] === 200 && health['pendingDeliveries'] === 0) return;
    if (Date.now() > deadline) assert.fail(`Not settled after ${timeoutMs} ms: ${JSON.stringify(health)}`);
    await pause(pauseMs);
  }
}
