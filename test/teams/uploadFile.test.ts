import { strict as assert } from 'node:assert';
import { isTeamsFileAddress, readUpload, uploadFile, type Upload } from '../../src/teams/uploadFile';

const ADDRESS = 'https://contoso-my.sharepoint.com/personal/erik/_api/v2.0/drive/items/1/uploadSession?guid=1';
const upload = (uploadUrl: string): Upload => ({ uploadUrl, contentUrl: ADDRESS, name: 'report.csv', uniqueId: '1', fileType: 'csv', context: {} });

describe('saving a file in a OneDrive', () => {
  const logged: string[] = [];
  const note = (message: string, facts?: object): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log = { info: note, warn: note, error: note };
  const realFetch = globalThis.fetch;
  let called: { readonly address: string; readonly init: RequestInit | undefined }[] = [];
  let answer: () => Promise<Response>;
  beforeEach(() => {
    called = [];
    logged.length = 0;
    answer = () => Promise.resolve(new Response(undefined, { status: 201 }));
    globalThis.fetch = (address, init) => {
      called.push({ address: address instanceof Request ? address.url : String(address), init });
      return answer();
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('puts the bytes in one piece, and follows nowhere', async () => {
    assert.equal(await uploadFile(upload(ADDRESS), Buffer.from('\uFEFFa\r\n'), log), true);
    const [{ address, init } = { address: '', init: undefined }] = called;
    assert.deepEqual([address, init?.method, init?.redirect, (init?.headers as Record<string, string>)['content-range']], [ADDRESS, 'PUT', 'error', 'bytes 0-5/6']);
  });

  it('calls no address that is not of Teams', async () => {
    for (const address of [
      'http://contoso-my.sharepoint.com/x', 'https://evil.example/x', 'https://sharepoint.com.evil.example/x', 'https://evilsharepoint.com/x', 'https://contoso.sharepoint.com:8443/x',
      'https://me:secret@contoso.sharepoint.com/x', 'https://evil.example/?.sharepoint.com', 'https://evil.example#.sharepoint.com', 'https://127.0.0.1/x', 'https://[::1]/x', 'file:///etc/passwd', '', 'x',
    ]) {
      assert.equal(isTeamsFileAddress(address), false, address);
      assert.equal(await uploadFile(upload(address), Buffer.from('a'), log), false);
    }
    assert.deepEqual(called, []);
    assert.ok(logged.every((line) => line.startsWith('refused')));
  });

  it('says so when it is not taken, and never throws', async () => {
    answer = () => Promise.resolve(new Response('no', { status: 409 }));
    assert.equal(await uploadFile(upload(ADDRESS), Buffer.from('a'), log), false);
    answer = () => Promise.reject(new TypeError('no network'));
    assert.equal(await uploadFile(upload(ADDRESS), Buffer.from('a'), log), false);
  });

  it('is asked for by a yes alone', () => {
    const uploadInfo = { uploadUrl: ADDRESS, contentUrl: ADDRESS, name: 'report.csv', uniqueId: '1', fileType: 'csv' };
    assert.deepEqual(readUpload({ type: 'fileUpload', action: 'accept', uploadInfo, context: { verb: 'report:csv' } }), { ...upload(ADDRESS), context: { verb: 'report:csv' } });
    for (const value of [{ action: 'decline', uploadInfo }, { action: 'accept' }, { uploadInfo }, undefined, null, 'accept', [], { action: 'accept', uploadInfo: 'x' }]) assert.equal(readUpload(value), undefined);
    assert.equal(readUpload({ action: 'accept', uploadInfo: { __proto__: { uploadUrl: ADDRESS } } })?.uploadUrl, '');
  });
});
