import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultOf, smokeTest } from '../../infra/smokeTest';

const NOW = new Date('2026-03-02T12:00:00Z');
const WELL = { status: 'ok', version: '1.2.3', lastSweepAt: '2026-03-02T11:50:00.000Z' };

describe('the smoke test', () => {
  it('takes an app that is well', () => assert.equal(faultOf(WELL, '1.2.3', NOW), undefined));

  it('names what is wrong', () => {
    assert.match(faultOf({ ...WELL, status: 'unavailable' }, '1.2.3', NOW) ?? '', /unavailable/u);
    assert.match(faultOf(WELL, '1.2.4', NOW) ?? '', /version 1\.2\.3 answers, not 1\.2\.4/u);
    assert.match(faultOf({ ...WELL, lastSweepAt: null }, '1.2.3', NOW) ?? '', /no sweep/u);
    assert.match(faultOf({ ...WELL, lastSweepAt: '2026-03-02T11:40:00.000Z' }, '1.2.3', NOW) ?? '', /20 minutes ago/u);
  });

  describe('of a server', () => {
    let server: Server;
    let baseUrl: string;
    let answers: readonly (object | undefined)[];
    before((done) => {
      server = createServer((request, response) => {
        const [answer] = answers;
        answers = answers.slice(1);
        if (request.url !== '/api/health' || !answer) response.writeHead(503).end();
        else response.end(JSON.stringify(answer));
      }).listen(0, '127.0.0.1', () => {
        baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        done();
      });
    });
    after((done) => void server.close(done));

    it('waits until it is well', async () => {
      answers = [undefined, { ...WELL, lastSweepAt: null }, { ...WELL, lastSweepAt: new Date().toISOString() }];
      const said: string[] = [];
      await smokeTest(baseUrl, '1.2.3', { seconds: 5, everySeconds: 0.01 }, (line) => said.push(line));
      assert.deepEqual(said, ['waiting: answers 503', 'waiting: no sweep has completed yet']);
    });

    it('fails with the last fault when patience ends', async () => {
      answers = [];
      await assert.rejects(smokeTest(baseUrl, '1.2.3', { seconds: 0, everySeconds: 0.01 }, () => undefined), /\/api\/health: answers 503/u);
    });
  });
});
