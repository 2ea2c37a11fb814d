import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { settled } from './doors';

describe('waiting until the app has settled', () => {
  let server: Server;
  const answers: [status: number, pendingDeliveries: number][] = [];
  beforeEach(() => new Promise<void>((resolve) => {
    server = createServer((_, response) => {
      const [status, pendingDeliveries] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, 1];
      response.writeHead(status).end(JSON.stringify({ pendingDeliveries }));
    }).listen(0, '127.0.0.1', resolve);
  }));
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('asks until nothing is pending and storage is there', async () => {
    answers.splice(0, answers.length, [200, 2], [503, 0], [200, 0]);
    await settled(url());
    assert.deepEqual(answers, [[200, 0]]);
  });

  it('says what is left when it takes too long', async () => {
    answers.splice(0, answers.length, [200, 3]);
    await assert.rejects(settled(url(), { timeoutMs: 30 }), /Not settled after 30 ms: .*"pendingDeliveries":3/);
  });
});
