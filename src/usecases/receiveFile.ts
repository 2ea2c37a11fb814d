import { pastedName, safeFileName } from '../domain/fileNames';
import { MAX_FILE_BYTES, typeClaimed, type FileFault } from '../domain/files';
import type { FileKept } from '../domain/workRequest';
import { FileRefused, type FilePlace, type FileSource, type FileStore, type OpenFile, type Ports, type SentFile } from './ports';

/** What became of a file that somebody sent. */
export type Received =
  | { readonly kind: 'kept'; readonly file: FileKept }
  /** Nothing of it is anywhere; `name` is safe to show. */
  | { readonly kind: 'refused'; readonly fault: FileFault; readonly name: string | undefined };

export interface Receiving {
  readonly files: FileStore;
  readonly fileSource: FileSource;
  readonly log: Ports['log'];
  /** An id of its own for each try: two deliveries of one message must not write into the same blob. */
  readonly mintId: () => string;
}

/** Fetches one file and keeps it, without ever holding more than a piece of it. */
export async function receiveFile(needs: Receiving, place: FilePlace, sent: SentFile): Promise<Received> {
  const given = sent.name === undefined ? undefined : safeFileName(sent.name);
  try {
    if (!needs.fileSource.isTrusted(sent)) throw new FileRefused('foreignHost');
    if (sent.name !== undefined && given === undefined) throw new FileRefused('badName');
    const open = await needs.fileSource.open(sent);
    const type = typeClaimed(open.type ?? sent.type);
    const file = { id: needs.mintId(), name: given ?? pastedName(type), type };
    return { kind: 'kept', file: { ...file, bytes: await keep(needs.files, place, file, open) } };
  } catch (error) {
    const fault = error instanceof FileRefused ? error.fault : 'broken';
    needs.log.warn('file refused', { fault, ...(fault === 'broken' && { error: error instanceof Error ? error.message : String(error) }) });
    return { kind: 'refused', fault, name: given };
  }
}

async function keep(files: FileStore, place: FilePlace, file: Omit<FileKept, 'bytes'>, open: OpenFile): Promise<number> {
  const counted = countedBytes(open);
  try {
    await files.keep(place, file, counted.bytes);
  } catch (error) {
    throw counted.refused() ?? error;
  } finally {
    await open.close();
  }
  return counted.count();
}

/** The bytes as they pass, held to what was promised. The error is kept apart: storage may wrap what it fails with. */
function countedBytes({ bytes, declaredBytes }: OpenFile) {
  let count = 0;
  let refused: unknown;
  async function* checked(): AsyncGenerator<Uint8Array> {
    if (declaredBytes !== undefined && declaredBytes > MAX_FILE_BYTES) throw new FileRefused('tooLarge');
    for await (const piece of bytes) {
      count += piece.length;
      if (count > MAX_FILE_BYTES) throw new FileRefused('tooLarge');
      yield piece;
    }
    if (declaredBytes !== undefined && declaredBytes !== count) throw new FileRefused('cutOff');
    if (count === 0) throw new FileRefused('empty');
  }
  async function* noting(): AsyncGenerator<Uint8Array> {
    try {
      yield* checked();
    } catch (error) {
      refused = error;
      throw error;
    }
  }
  return { bytes: noting(), count: () => count, refused: () => refused };
}
