import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOwnConnector, trustedAddress } from '../../src/teams/fileHosts';
import { createFileSource, type FileSourceNeeds } from '../../src/teams/fileSource';
import { FileRefused, type SentFile } from '../../src/usecases/ports';
import { openFakeFiles } from '../support/fakeFiles';

const CONNECTOR = 'https://smba.trafficmanager.net/emea/';

describe('places of files', () => {
  for (const address of [
    'https://contoso-my.sharepoint.com/personal/ana/_layouts/15/download.aspx?UniqueId=1&tempauth=x', 'https://CONTOSO.SharePoint.com/a', 'https://contoso.sharepoint.com:443/a', 'https://eu-api.asm.skype.com/v1/objects/1',
    'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original', 'https://eu-prod.asyncgw.teams.microsoft.com/v1/objects/1', 'https://westeurope1-mediap.svc.ms/transform',
  ]) it(`trust ${address}`, () => assert.ok(trustedAddress(address, CONNECTOR)));

  for (const address of [
    'http://contoso.sharepoint.com/a', 'ftp://contoso.sharepoint.com/a', 'file:///etc/passwd', 'data:text/plain,x', 'https://sharepoint.com.evil.example/a', 'https://evilsharepoint.com/a', 'https://sharepoint.com/a',
    'https://.sharepoint.com/a', 'https://contoso.sharepoint.com@evil.example/a', 'https://evil.example#.sharepoint.com/a', 'https://evil.example/.sharepoint.com', 'https://evil.example\\.sharepoint.com/a',
    'https://ana:x@contoso.sharepoint.com/a', 'https://contoso.sharepoint.com:8443/a', 'https://contoso.sharepoint.com./a', 'https://evil.trafficmanager.net/a', 'https://smba.trafficmanager.net.evil.example/a',
    'https://127.0.0.1/a', 'https://169.254.169.254/metadata/instance', 'https://2130706433/a', 'https://0x7f.1/a', 'https://[::1]/a', 'https://[::ffff:127.0.0.1]/a', 'https://localhost/a', 'http://127.0.0.1:10000/a',
    'https://contoso。sharepoint。com.evil.example/a', 'https://evil.example%2f.sharepoint.com/a', '//contoso.sharepoint.com/a', '', ' ', 'x', `https://contoso.sharepoint.com/${'a'.repeat(9_000)}`,
  ]) it(`do not trust ${JSON.stringify(address.slice(0, 90))}`, () => assert.equal(trustedAddress(address, CONNECTOR), undefined));

  it('show the token to the connector that brought the message and to nobody else', () => {
    const isOwn = (address: string, serviceUrl = CONNECTOR) => isOwnConnector(new URL(address), serviceUrl);
    assert.ok(isOwn('https://smba.trafficmanager.net/emea/v3/attachments/1'));
    for (const address of ['https://contoso.sharepoint.com/a', 'http://smba.trafficmanager.net/a', 'https://smba.infra.gcc.teams.microsoft.com/a', 'https://eu-prod.asyncgw.teams.microsoft.com/a']) assert.ok(!isOwn(address), address);
    assert.ok(!isOwn('https://contoso.sharepoint.com/a', 'https://contoso.sharepoint.com/'));
    assert.ok(!isOwn('https://smba.trafficmanager.net/a', 'no address'));
  });
});

describe('fetching a file', () => {
  const files = openFakeFiles();
  let server: Server;
  let other: Server;
  let connections = 0;
  let base = '';
  before(async () => {
    server = createServer((request, response) => void files.serve(request, response)).listen(0, '127.0.0.1');
    other = createServer((_request, response) => response.end('secret')).on('connection', () => connections++).listen(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(other, 'listening')]);
    base = addressOf(server);
  });
  after(() => [server, other].forEach((one) => one.close().closeAllConnections()));

  const addressOf = (one: Server): string => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  const sent = (url: string): SentFile => ({ name: 'a.log', type: 'text/plain', url, serviceUrl: base });
  const source = (needs: Partial<FileSourceNeeds> = {}) =>
    createFileSource({ tokenFor: () => Promise.resolve('token'), takesFilesFrom: (address, serviceUrl) => address.origin === serviceUrl, ...needs });

  async function fetched(url: string, needs: Partial<FileSourceNeeds> = {}): Promise<string> {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await source(needs).open(sent(url))).bytes) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }
  const refuses = (fault: FileRefused['fault']) => (error: unknown) => error instanceof FileRefused && error.fault === fault;

  it('gives what is there, with its length and type', async () => {
    const file = await source().open(sent(base + files.put({ kind: 'whole', content: 'hello', type: 'image/png' })));
    assert.deepEqual([file.declaredBytes, file.type], [5, 'image/png']);
    for await (const piece of file.bytes) assert.equal(Buffer.from(piece).toString(), 'hello');
  });

  it('shows no token to anybody but a connector of Teams', async () => {
    await fetched(base + files.put({ kind: 'whole', content: 'x' }));
    assert.equal(files.asked.at(-1)?.headers.authorization, undefined);
  });

  it('asks nowhere else, however it is led there', async () => {
    for (const url of [addressOf(other), `${addressOf(other)}/files/x`, base.replace('http://', 'http://x@'), 'https://sharepoint.com.evil.example/x'])
      await assert.rejects(source().open(sent(url)), refuses('foreignHost'));
    await assert.rejects(source().open(sent(base + files.put({ kind: 'redirect', to: `${addressOf(other)}/secret` }))), refuses('foreignHost'));
    await assert.rejects(source().open(sent(base + files.put({ kind: 'redirect', to: 'file:///etc/passwd' }))), refuses('foreignHost'));
    assert.equal(connections, 0);
  });

  it('follows a redirect within the host, but not for ever', async () => {
    const to = files.put({ kind: 'whole', content: 'there' });
    assert.equal(await fetched(base + files.put({ kind: 'redirect', to })), 'there');
    const circle = `/files/file-${Number(/\d+$/u.exec(to)?.[0]) + 2}`;
    await assert.rejects(fetched(base + files.put({ kind: 'redirect', to: circle })), refuses('noAnswer'));
  });

  it('says what is not there, what breaks off and what does not come', async () => {
    for (const [status, fault] of [[404, 'notThere'], [403, 'notThere'], [410, 'notThere'], [500, 'noAnswer'], [204, 'noAnswer'], [206, 'noAnswer']] as const)
      await assert.rejects(fetched(base + files.put({ kind: 'status', status })), refuses(fault), String(status));
    await assert.rejects(fetched(base + files.put({ kind: 'cutOff' })), refuses('cutOff'));
    await assert.rejects(fetched(base + files.put({ kind: 'slow', pauseMs: 2_000 }), { idleMs: 50 }), refuses('noAnswer'));
    await assert.rejects(fetched(base + files.put({ kind: 'slow', pauseMs: 2_000 }), { wholeMs: 50 }), refuses('noAnswer'));
    await assert.rejects(fetched('http://127.0.0.1:1/x', { takesFilesFrom: () => true }), refuses('noAnswer'));
  });

  it('waits for whoever stores it, however long that takes', async () => {
    const file = await source({ idleMs: 30 }).open(sent(base + files.put({ kind: 'long', bytes: 300_000, declared: true })));
    let bytes = 0;
    for await (const piece of file.bytes) {
      if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      bytes += piece.length;
    }
    assert.equal(bytes, 300_000);
  });
});
