import assert from 'node:assert/strict';
import { QueueServiceClient } from '@azure/storage-queue';
import { isAlive } from '../../src/local/dataLock';
import { startLocal, type Local } from '../../src/local/supervisor';
import { eventually } from './fixtures/eventually';
import { SAMPLE } from './fixtures/sample';

interface Seen {
  readonly entry?: unknown;
  readonly dequeueCount?: number;
  readonly class?: string;
  readonly isPastDue?: boolean;
  readonly schedule?: unknown;
  readonly scheduleStatus?: { readonly next: string };
}

describe('the local Functions host', () => {
  let local: Local;
  let said = '';

  before(async () => {
    local = await startLocal({ ...SAMPLE, output: (text) => { said += text; } });
  });
  after(async () => {
    const pids = local.pids();
    await local.stop();
    assert.deepEqual(pids.filter(isAlive), []);
  });

  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(local.appUrl + path, init);
  const post = (path: string, body: string): Promise<Response> => ask(path, { method: 'POST', body });
  const seen = async (): Promise<Seen[]> => (await ask('/seen')).json() as Promise<Seen[]>;
  const sawEntry = (entry: unknown): Promise<Seen> => eventually(
    async () => (await seen()).find((one) => JSON.stringify(one.entry) === JSON.stringify(entry)), JSON.stringify(entry));
  const queue = (name: string): ReturnType<QueueServiceClient['getQueueClient']> =>
    QueueServiceClient.fromConnectionString(local.storageConnection).getQueueClient(name);
  const enqueue = async (message: string): Promise<void> => {
    await queue('sample').createIfNotExists();
    await queue('sample').sendMessage(Buffer.from(message).toString('base64'));
  };

  describe('http', () => {
    it("hands over the library's own request and sends the function's answer", async () => {
      const answer = await ask('/api/echo?q=1', { method: 'POST', body: 'hällo', headers: { 'X-Kind': 'plain' } });
      assert.equal(answer.status, 201);
      assert.equal(answer.headers.get('x-kind'), 'plain');
      assert.deepEqual(await answer.json(), { class: 'HttpRequest', query: '1', body: 'hällo' });
    });

    it('reads a body that comes in chunks', async () => {
      const body = new Blob(['in ', 'chunks']).stream();
      const answer = await ask('/api/echo', { method: 'POST', body, duplex: 'half' });
      assert.equal((await answer.json() as { body: string }).body, 'in chunks');
    });

    it('reads parameters out of the path', async () => {
      assert.deepEqual(await (await ask('/r/PLAT-1%20a')).json(), { key: 'PLAT-1 a' });
      assert.deepEqual(await (await ask('/N/12')).json(), { number: '12' });
      assert.deepEqual(await (await ask('/n/12/more')).json(), { number: '12', rest: 'more' });
    });

    it('answers 404 where no route is, and where a constraint does not hold', async () => {
      assert.equal((await ask('/nowhere')).status, 404);
      assert.equal((await ask('/n/twelve')).status, 404);
    });

    it('answers 405 and the allowed methods', async () => {
      const answer = await ask('/api/echo');
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'POST');
    });

    it('answers 204 when a function returns nothing', async () =>
      assert.equal((await ask('/silent')).status, 204));

    it('answers 400 to a path that cannot be decoded', async () =>
      assert.equal((await ask('/r/%E0%A4%A')).status, 400));

    it('answers 413 to more than 2 MB', async () =>
      assert.equal((await post('/api/echo', 'x'.repeat(2 * 1024 * 1024 + 1))).status, 413));

    it('answers 500 without a word when a function throws, and tells the terminal', async () => {
      const answer = await ask('/boom');
      assert.equal(answer.status, 500);
      assert.equal(await answer.text(), '');
      await eventually(() => said.includes('the secret reason') || undefined, 'the reason at the terminal');
    });
  });

  describe('queues', () => {
    it('hands over JSON as an object, with the facts of the message', async () => {
      await enqueue('{"key":"PLAT-1"}');
      const { dequeueCount, class: contextClass } = await sawEntry({ key: 'PLAT-1' });
      assert.deepEqual({ dequeueCount, contextClass }, { dequeueCount: 1, contextClass: 'InvocationContext' });
    });

    it('hands over what is no JSON as text', async () => {
      await enqueue('plain words');
      await sawEntry('plain words');
    });

    it('tries a failing message five times and then keeps it in the poison queue', async () => {
      await enqueue('{"fails":true}');
      const kept = await eventually(async () => {
        if (!(await queue('sample-poison').exists())) return undefined;
        return (await queue('sample-poison').peekMessages()).peekedMessageItems[0];
      }, 'the poison message');
      assert.equal(Buffer.from(kept.messageText, 'base64').toString(), '{"fails":true}');
      const tries = (await seen()).filter(({ entry }) => JSON.stringify(entry) === '{"fails":true}');
      assert.deepEqual(tries.map(({ dequeueCount }) => dequeueCount), [1, 2, 3, 4, 5]);
      assert.equal((await queue('sample').getProperties()).approximateMessagesCount, 0);
    });
  });

  describe('the admin door', () => {
    it('runs a timer now and answers 202 when it has finished', async () => {
      assert.equal((await post('/admin/functions/yearly', '{}')).status, 202);
      const timer = (await seen()).find((one) => one.schedule);
      assert.equal(timer?.isPastDue, false);
      assert.match(timer.scheduleStatus?.next ?? '', /^\d{4}-01-01T00:00:00/);
    });

    it('hands a queue function its input', async () => {
      assert.equal((await post('/admin/functions/collect', '{"input":"{\\"by\\":\\"hand\\"}"}')).status, 202);
      assert.ok((await seen()).some(({ entry }) => JSON.stringify(entry) === '{"by":"hand"}'));
    });

    for (const [what, name, body, status] of [
      ['an unknown function', 'nothing', '{}', 404],
      ['an http function', 'echo', '{}', 400],
      ['a body that is no JSON', 'yearly', '{', 400],
      ['an input that is no text', 'collect', '{"input":1}', 400],
      ['a function that throws', 'broken', '{}', 500],
    ] as const) {
      it(`answers ${status} to ${what}`, async () => assert.equal((await post(`/admin/functions/${name}`, body)).status, status));
    }
  });

  describe('local doors', () => {
    it('tells the setup', async () => {
      const setup = await (await ask('/local/setup')).json() as { people: { name: string }[] };
      assert.deepEqual(Object.keys(setup), ['tenantId', 'bot', 'team', 'channel', 'people']);
      assert.equal(setup.people.length, 6);
    });

    it('moves the clock forward and keeps it over a restart of the app', async () => {
      const { now } = await (await post('/local/clock', '{"advanceHours":48.5}')).json() as { now: string };
      assert.ok(Math.abs(Date.parse(now) - Date.now() - 48.5 * 3_600_000) < 60_000);
      await local.killApp();
      await local.restartApp();
      const again = await (await ask('/local/clock')).json() as { now: string };
      assert.ok(Date.parse(again.now) >= Date.parse(now));
    });

    for (const body of ['', '{', 'null', '[]', '{}', '{"advanceHours":-1}', '{"advanceHours":"2"}', '{"advanceHours":1e999}', '{"advanceHours":1e9}']) {
      it(`answers 400 and a reason to a clock moved by ${body || 'nothing'}`, async () => {
        const answer = await post('/local/clock', body);
        assert.equal(answer.status, 400);
        assert.equal(typeof (await answer.json() as { error: string }).error, 'string');
      });
    }
  });
});
