import { Readable } from 'node:stream';
import type { BlobItem, BlobServiceClient, BlockBlobClient, ContainerClient, StoragePipelineOptions } from '@azure/storage-blob';
import type { FileKept } from '../domain/workRequest';
import type { FileStore } from '../usecases/ports';
import { CALL_TIMEOUT_MS, type Connection } from './connection';
import { fileBlob, fileFolder, PUT_BY_FOLDER } from './keys';
import { createLinks } from './fileLinks';
import { orWhenForbidden } from './table';

/** Held in memory at most: two pieces on their way and two being filled. */
const PIECE_BYTES = 4 * 1024 * 1024;
const PIECES_AT_ONCE = 2;
const RETRIES: StoragePipelineOptions = { retryOptions: { maxTries: 3, tryTimeoutInMs: 30_000, retryDelayInMs: 100, maxRetryDelayInMs: 1_000 } };

/** A file is what its receiver keeps, never something that a browser opens: what it claims to be is metadata alone. */
const HEADERS = { blobContentType: 'application/octet-stream', blobContentDisposition: 'attachment' } as const;

/** The bytes of files in Blob Storage, a blob each. The client is loaded and the container made at the first file: most starts see none. */
export function blobFiles(connection: Connection, containerName: string, onCall: () => void): FileStore {
  let opened: Promise<Opened> | undefined;
  const open = (): Promise<Opened> => (opened ??= openContainer(connection, containerName).catch((error: unknown) => {
    opened = undefined;
    throw error;
  }));
  const container = async (): Promise<ContainerClient> => {
    onCall();
    return (await open()).container;
  };
  const blobAt = async (name: string): Promise<BlockBlobClient> => (await container()).getBlockBlobClient(name);
  return {
    async keep(place, { id, name, type }, bytes) {
      const blob = await blobAt(fileBlob(place, id));
      const stream = Readable.from(buffers(bytes));
      try {
        await blob.uploadStream(stream, PIECE_BYTES, PIECES_AT_ONCE, { blobHTTPHeaders: headersFor(name), metadata: { name: encodeURIComponent(name), type } });
      } catch (error) {
        await blob.deleteIfExists(inTime()).catch(() => undefined); // pieces that were never committed are no blob, and storage lets go of them
        throw error;
      } finally {
        stream.destroy();
      }
    },

    async drop(place, id) {
      await (await blobAt(fileBlob(place, id))).deleteIfExists(inTime());
    },

    async putBy(place) {
      const blobs = (await container()).listBlobsFlat({ prefix: fileFolder(place), includeMetadata: true, ...inTime() });
      const files: FileKept[] = [];
      for await (const blob of blobs) files.push(fileOf(blob));
      return files;
    },

    /** Within one account the bytes are not moved, and whoever may read the source needs no other leave. */
    async give(place, id, key) {
      const from = await blobAt(fileBlob(place, id));
      const copying = await (await blobAt(fileBlob(key, id))).beginCopyFromURL(from.url, { intervalInMs: 200, ...inTime() });
      await copying.pollUntilDone();
    },

    async link(key, id) {
      onCall();
      const { links, container: inside } = await open();
      return links.to(inside.getBlockBlobClient(fileBlob(key, id)));
    },

    async forgetFiles(key) {
      await dropAll(await container(), fileFolder(key));
    },
    forgetPutBy: async (before) => dropAll(await container(), PUT_BY_FOLDER, ({ properties }) => properties.lastModified < before),
  };
}

interface Opened {
  readonly container: ContainerClient;
  readonly links: ReturnType<typeof createLinks>;
}

async function openContainer(connection: Connection, name: string): Promise<Opened> {
  const storage = await import('@azure/storage-blob');
  const service: BlobServiceClient = 'connectionString' in connection
    ? storage.BlobServiceClient.fromConnectionString(connection.connectionString, RETRIES)
    : new storage.BlobServiceClient(`https://${connection.accountName}.blob.core.windows.net`, connection.credential, RETRIES);
  const container = service.getContainerClient(name);
  await orWhenForbidden(() => container.createIfNotExists(inTime()), () => container.getProperties(inTime()));
  return { container, links: createLinks(service, storage, 'connectionString' in connection) };
}

const inTime = (): { readonly abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });

/** Kept under its name (RFC 6266 and 5987); plain ASCII for clients that know no better. */
function headersFor(name: string): typeof HEADERS | { readonly blobContentType: string; readonly blobContentDisposition: string } {
  const encoded = encodeURIComponent(name).replace(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/gu, '_');
  return { ...HEADERS, blobContentDisposition: `attachment; filename="${plain}"; filename*=UTF-8''${encoded}` };
}

async function* buffers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of bytes) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

function fileOf({ name: path, metadata, properties }: BlobItem): FileKept {
  const { name = '', type = '' } = metadata ?? {};
  return { id: path.slice(path.lastIndexOf('/') + 1), name: decodeURIComponent(name), type, bytes: properties.contentLength ?? 0 };
}

async function dropAll(container: ContainerClient, prefix: string, isMeant: (blob: BlobItem) => boolean = () => true): Promise<number> {
  let dropped = 0;
  for await (const blob of container.listBlobsFlat({ prefix })) {
    if (!isMeant(blob)) continue;
    await container.getBlobClient(blob.name).deleteIfExists(inTime());
    dropped++;
  }
  return dropped;
}
