import { strict as assert } from 'node:assert';
import { request as forward } from 'node:http';
import { openStores } from '../../src/store/openTables';
import { LINK_MINUTES } from '../../src/store/fileLinks';
import { listening } from './badStorage';

const MB = 1024 * 1024;
const BLOB_ENDPOINT = /BlobEndpoint=([^;]+)/u;
const TABLE_ENDPOINT = /TableEndpoint=([^;]+)/u;
const FILE = { id: 'f-1', name: 'Ünïcode; "x".log', type: 'text/plain' };

/** What only the files on Azure Storage promise. */
export function blobFiles(connectionString: () => string): void {
  const open = (connection = connectionString()) => openStores({ connectionString: connection }, { prefix: 'blobfiles' }).files;

  it('let a file through that is far larger than what they hold of it', async () => {
    let made = 0;
    let arrived = 0;
    let heldMost = 0;
    const wire = await countingWire(connectionString(), (bytes) => (arrived += bytes));
    async function* sixtyMegabytes(): AsyncGenerator<Uint8Array> {
      for (; made < 60 * MB; made += 64 * 1024) {
        heldMost = Math.max(heldMost, made - arrived);
        yield await Promise.resolve(new Uint8Array(64 * 1024));
      }
    }
    await open(wire.connectionString).keep('PLAT-1', FILE, sixtyMegabytes());
    await wire.stop();
    assert.ok(arrived >= 60 * MB, `${arrived} bytes arrived`);
    assert.ok(heldMost <= 24 * MB, `${heldMost} bytes were held at once`);
  });

  it('close what they read from when storage fails in the middle', async () => {
    let isClosed = false;
    const wire = await countingWire(connectionString(), () => 0, 413);
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(new Uint8Array(MB));
      } finally {
        isClosed = true;
      }
    }
    await assert.rejects(open(wire.connectionString).keep('PLAT-2', FILE, endless()));
    await wire.stop();
    assert.ok(isClosed);
  });

  it('give links that read one file, for minutes, and hand it out as something to keep', async () => {
    const files = open();
    await files.keep({ personId: 'p', nonce: 'n' }, FILE, pieces('hello'));
    await files.give({ personId: 'p', nonce: 'n' }, FILE.id, 'PLAT-3');
    const link = new URL(await files.link('PLAT-3', FILE.id));
    const answer = await fetch(link);
    assert.equal(await answer.text(), 'hello');
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="_n_code_ _x_\.log"; filename\*=UTF-8''%C3%9Cn%C3%AFcode%3B%20%22x%22\.log$/u);
    assert.equal(link.searchParams.get('sp'), 'r');
    const minutes = (Date.parse(link.searchParams.get('se') ?? '') - Date.now()) / 60_000;
    assert.ok(minutes > LINK_MINUTES - 1 && minutes <= LINK_MINUTES, String(minutes));
    for (const [method, path] of [['PUT', link.pathname], ['DELETE', link.pathname], ['GET', link.pathname.replace('f-1', 'f-2')]] as const) {
      const other = await fetch(new URL(path + link.search, link), { method, headers: { 'x-ms-blob-type': 'BlockBlob' } });
      assert.ok([403, 404].includes(other.status), `${method} ${other.status}`);
    }
    assert.equal((await fetch(new URL(link.pathname, link))).status === 200, false);
  });

  it('cost nothing at the start', () => {
    const stores = openStores({ connectionString: connectionString() }, { prefix: 'blobfiles' });
    assert.equal(stores.callCount(), 0);
  });
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

/** Azurite's blobs behind a wire that counts what goes through, or fails every upload of a piece. */
async function countingWire(connectionString: string, onBytes: (count: number) => number, failing?: number) {
  const target = new URL(BLOB_ENDPOINT.exec(connectionString)?.[1] ?? '');
  const wire = await listening((incoming, answer) => {
    if (failing !== undefined && incoming.url?.includes('comp=block&') === true) {
      incoming.resume().on('end', () => answer.writeHead(failing).end());
      return;
    }
    incoming.on('data', (piece: Buffer) => onBytes(piece.length));
    const headers = { ...incoming.headers, host: target.host };
    incoming.pipe(forward({ host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(answer);
    }));
  });
  const endpoint = TABLE_ENDPOINT.exec(wire.connectionString)?.[1] ?? '';
  return { ...wire, connectionString: connectionString.replace(BLOB_ENDPOINT, `BlobEndpoint=${endpoint}`) };
}
