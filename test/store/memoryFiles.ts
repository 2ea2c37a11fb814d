import type { FileKept } from '../../src/domain/workRequest';
import type { FilePlace, FileStore } from '../../src/usecases/ports';

interface Kept {
  readonly folder: string;
  readonly isPutBy: boolean;
  readonly file: FileKept;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

/** Files in memory, small ones. */
export function memoryFiles(): FileStore {
  const kept = new Map<string, Kept>();
  const folderOf = (place: FilePlace): string => JSON.stringify(typeof place === 'string' ? place : [place.personId, place.nonce]);
  const nameOf = (place: FilePlace, id: string): string => `${folderOf(place)}/${id}`;
  const inFolder = (place: FilePlace): readonly (readonly [string, Kept])[] => [...kept].filter(([, { folder }]) => folder === folderOf(place));
  return {
    async keep(place, file, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      const whole = Buffer.concat(pieces);
      kept.set(nameOf(place, file.id), { folder: folderOf(place), isPutBy: typeof place !== 'string', file: { ...file, bytes: whole.length }, bytes: whole, at: new Date() });
    },
    drop: (place, id) => Promise.resolve(void kept.delete(nameOf(place, id))),
    putBy: (place) => Promise.resolve(inFolder(place).map(([, { file }]) => file)),
    give: (place, id, key) => {
      const from = kept.get(nameOf(place, id));
      if (!from) return Promise.reject(new Error(`no file ${id} was put by`));
      kept.set(nameOf(key, id), { ...from, folder: folderOf(key), isPutBy: false });
      return Promise.resolve();
    },
    /** The bytes themselves, so that a test can read what a link hands out. */
    link: (key, id) => Promise.resolve(`data:application/octet-stream;base64,${Buffer.from(kept.get(nameOf(key, id))?.bytes ?? []).toString('base64')}`),
    forgetFiles: (key) => {
      for (const [name] of inFolder(key)) kept.delete(name);
      return Promise.resolve();
    },
    forgetPutBy: (before) => {
      const old = [...kept].filter(([, { isPutBy, at }]) => isPutBy && at < before);
      for (const [name] of old) kept.delete(name);
      return Promise.resolve(old.length);
    },
  };
}
