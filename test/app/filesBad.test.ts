import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Manner } from '../support/fakeFiles';
import type { JsonObject } from '../support/json';
import { DROPPED, dropped, pasted } from '../support/sendFiles';
import { assertTold, namesOn, openFileHouse, sent } from './fileHouse';
import { closeHouse, move, STARTED_WITHIN_MS, submit, type House } from './house';

const MB = 1024 * 1024;

describe('files that are not taken', function () {
  this.timeout(60_000);
  let house: House;
  let key: string;
  let other: Server;
  let connections = 0;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    other = createServer((_request, response) => response.end('secret')).on('connection', () => connections++).listen(0, '127.0.0.1');
    await once(other, 'listening');
    house = await openFileHouse();
    key = await submit(house, { by: house.ines });
  });
  after(async () => {
    await move(house, house.ines, key, 'Cancel request', { Reason: 'The test is over.' });
    await closeHouse(house);
    other.close().closeAllConnections();
  });
  afterEach(async () => {
    assert.deepEqual(await namesOn(house, key), []);
    assert.equal(connections, 0, 'somebody else was asked');
  });

  const elsewhere = (): string => `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const manners: readonly (readonly [string, () => Manner, string])[] = [
    ['is empty', () => ({ kind: 'whole', content: '' }), 'it is empty'],
    ['is too large, as it says itself', () => ({ kind: 'long', bytes: 50 * MB + 1, declared: true }), 'larger than 50 MB'],
    ['is too large and does not say so', () => ({ kind: 'long', bytes: 50 * MB + 1, declared: false }), 'larger than 50 MB'],
    ['breaks off in the middle', () => ({ kind: 'cutOff' }), 'broke off in the middle'],
    ['is not there', () => ({ kind: 'status', status: 404 }), 'does not hand it out any more'],
    ['comes with an error', () => ({ kind: 'status', status: 503 }), 'did not hand it out in time'],
    ['leads elsewhere', () => ({ kind: 'redirect', to: elsewhere() }), 'not kept by Teams'],
    ['leads in a circle', () => ({ kind: 'redirect', to: '?again' }), 'was not attached'],
  ];
  for (const [what, manner, words] of manners)
    it(`say so when one ${what}`, async () => {
      assertTold(await sent(house, house.ines, [dropped(house.teams.url + house.teams.files.put(manner()), 'a.log')]), '“a.log” was not attached', words);
    });

  for (const name of ['..', './', '\u202e\u200b', '   ', '???'])
    it(`of the name ${JSON.stringify(name)} are not even asked for`, async () => {
      const asked = house.teams.files.asked.length;
      assertTold(await sent(house, house.ines, [dropped(house.teams.url + house.teams.files.put({ kind: 'whole', content: 'x' }), name)]), 'A file was not attached', 'Please rename it');
      assert.equal(house.teams.files.asked.length, asked);
    });

  it('are not fetched from anywhere but where Teams keeps them', async () => {
    const { port } = new URL(house.teams.url);
    for (const address of [
      elsewhere(), elsewhere().replace('http:', 'https:'), elsewhere().replace('127.0.0.1', 'localhost'), `http://localhost:${port}/files/file-1`, `http://127.1:${port}@${elsewhere().slice(7)}/x`, `http://ana@127.0.0.1:${port}/files/file-1`,
      `https://127.0.0.1:${port}/files/file-1`, 'https://sharepoint.com.evil.example/x', 'http://contoso.sharepoint.com/x', 'https://169.254.169.254/metadata', 'https://[::1]/x', 'file:///etc/passwd', '/files/file-1', '',
    ]) assertTold(await sent(house, house.ines, [dropped(address)]), 'not kept by Teams');
    assertTold(await sent(house, house.ines, pasted(elsewhere())), 'not kept by Teams');
  });

  it('of an odd shape do no harm', async () => {
    const odd: readonly JsonObject[] = [
      { contentType: DROPPED }, { contentType: DROPPED, name: 5, content: 'x' }, { contentType: DROPPED, name: 'x', content: { downloadUrl: 7 } }, { contentType: 'image/*' }, { contentType: 'image/png', contentUrl: { a: 1 } },
    ];
    assertTold(await sent(house, house.ines, odd), 'not kept by Teams');
    await house.client.deliver(house.client.activityOf(house.ines, 'personal', { type: 'message', text: 'help', attachments: [null, 5, { contentType: 9 }] as unknown }));
    await house.client.deliver(house.client.activityOf(house.ines, 'personal', { type: 'message', text: 'help', attachments: 'x' }));
  });

  it('leave those beside them alone', async () => {
    const good = house.teams.url + house.teams.files.put({ kind: 'whole', content: 'x' });
    const bad = house.teams.url + house.teams.files.put({ kind: 'cutOff' });
    assertTold(await sent(house, house.ines, [dropped(bad, 'bad.log'), dropped(good, 'good.log')]), `Attached to ${key}: good.log`, '“bad.log” was not attached');
    assert.deepEqual(await namesOn(house, key), ['good.log']);
    await move(house, house.ines, key, 'Cancel request', { Reason: 'It has a file now.' });
    key = await submit(house, { by: house.ines });
  });
});
