import { strict as assert } from 'node:assert';
import * as storage from '@azure/storage-blob';
import { createLinks, LINK_MINUTES } from '../../src/store/fileLinks';

const MINUTE_MS = 60_000;

describe('links to files in Azure', () => {
  const service = new storage.BlobServiceClient('https://shop.blob.core.windows.net', new storage.AnonymousCredential());
  const asked: (readonly [Date, Date])[] = [];
  service.getUserDelegationKey = (startsOn: unknown, expiresOn: unknown) => {
    asked.push([startsOn as Date, expiresOn as Date]);
    const key = {
      signedObjectId: 'o', signedTenantId: 't', signedStartsOn: startsOn as Date, signedExpiresOn: expiresOn as Date, signedService: 'b', signedVersion: '2021-01-01', value: Buffer.from('key').toString('base64'),
    };
    return Promise.resolve(key) as unknown as ReturnType<storage.BlobServiceClient['getUserDelegationKey']>;
  };
  const links = createLinks(service, storage, false);
  const blob = service.getContainerClient('files').getBlockBlobClient('PLAT-1/f-1');

  it('are signed by the identity, for reading one file, for minutes and over https', async () => {
    const link = new URL(await links.to(blob));
    const { sp, spr, sr, se, skoid } = Object.fromEntries(link.searchParams);
    assert.deepEqual({ sp, spr, sr, skoid, host: link.host, path: link.pathname }, { sp: 'r', spr: 'https', sr: 'b', skoid: 'o', host: 'shop.blob.core.windows.net', path: '/files/PLAT-1/f-1' });
    const minutes = (Date.parse(se ?? '') - Date.now()) / MINUTE_MS;
    assert.ok(minutes > LINK_MINUTES - 1 && minutes <= LINK_MINUTES, String(minutes));
  });

  it('ask for a key once, which outlives every one of them', async () => {
    await links.to(blob);
    assert.equal(asked.length, 1);
    const [[, until] = [new Date(0), new Date(0)]] = asked;
    assert.ok(until.getTime() > Date.now() + LINK_MINUTES * MINUTE_MS);
  });
});
