import { strict as assert } from 'node:assert';
import type { FilePlace, FileStore } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { ana, ben, ODD_TEXTS } from '../samples';

const FILE = { id: 'f-1', name: 'Übersicht "1".log', type: 'text/plain' };
const putByAna = { personId: ana.id, nonce: 'n1' };

async function* text(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(new TextEncoder().encode(piece));
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield* text('begun');
  throw new Error('the line broke');
}

const keep = (files: FileStore, place: FilePlace, words: string, id = FILE.id): Promise<void> => files.keep(place, { ...FILE, id }, text(words));

/** What a link hands out; `undefined` for nothing. */
async function read(files: FileStore, key: string, id: string): Promise<string | undefined> {
  const answer = await fetch(await files.link(key, id));
  return answer.ok ? (await answer.text()) || undefined : undefined;
}

/** What every FileStore promises (usecases/ports.ts). */
export function filePromises(makePlace: MakePlace): void {
  let files: FileStore;
  let another: FileStore;
  beforeEach(async () => {
    const place = await makePlace();
    files = place.open().files;
    another = place.open().files;
  });

  it('hands out what was kept', async () => {
    await files.keep('PLAT-1', FILE, text('one ', 'two'));
    assert.equal(await read(another, 'PLAT-1', FILE.id), 'one two');
    assert.equal(await read(another, 'PLAT-1', 'f-2'), undefined);
  });

  it('has nothing of what broke off', async () => {
    await assert.rejects(files.keep('PLAT-1', FILE, broken()), /the line broke/u);
    assert.equal(await read(another, 'PLAT-1', FILE.id), undefined);
    await assert.rejects(files.keep(putByAna, FILE, broken()), /the line broke/u);
    assert.deepEqual(await another.putBy(putByAna), []);
  });

  it('drops a file, and one that is gone already', async () => {
    await keep(files, 'PLAT-1', 'x');
    await another.drop('PLAT-1', FILE.id);
    await files.drop('PLAT-1', FILE.id);
    assert.equal(await read(files, 'PLAT-1', FILE.id), undefined);
  });

  it('tells what was put by, to nobody else and under no other nonce', async () => {
    await keep(files, putByAna, 'abc');
    await keep(files, putByAna, 'de', 'f-2');
    assert.deepEqual(await another.putBy(putByAna), [{ ...FILE, bytes: 3 }, { ...FILE, id: 'f-2', bytes: 2 }]);
    assert.deepEqual(await files.putBy({ ...putByAna, personId: ben.id }), []);
    assert.deepEqual(await files.putBy({ ...putByAna, nonce: 'n2' }), []);
  });

  it('gives a request what was put by, as often as one likes', async () => {
    await keep(files, putByAna, 'abc');
    await files.give(putByAna, FILE.id, 'PLAT-1');
    await another.give(putByAna, FILE.id, 'PLAT-1');
    await files.drop(putByAna, FILE.id);
    assert.equal(await read(files, 'PLAT-1', FILE.id), 'abc');
  });

  it('cannot give what is not there', async () => {
    await assert.rejects(files.give(putByAna, 'f-9', 'PLAT-1'));
    assert.equal(await read(files, 'PLAT-1', 'f-9'), undefined);
  });

  it('forgets the files of one request and of no other', async () => {
    for (const [key, id] of [['PLAT-1', 'a'], ['PLAT-1', 'b'], ['PLAT-10', 'a'], ['PLAT-11', 'a']] as const) await keep(files, key, 'x', id);
    await keep(files, putByAna, 'x');
    await another.forgetFiles('PLAT-1');
    await files.forgetFiles('PLAT-1');
    assert.deepEqual(await Promise.all([read(files, 'PLAT-1', 'a'), read(files, 'PLAT-1', 'b'), read(files, 'PLAT-10', 'a'), read(files, 'PLAT-11', 'a')]), [undefined, undefined, 'x', 'x']);
    assert.equal((await files.putBy(putByAna)).length, 1);
  });

  it('forgets what was put by long ago, and never what a request has', async () => {
    await keep(files, putByAna, 'x');
    await keep(files, 'PLAT-1', 'x');
    assert.equal(await files.forgetPutBy(new Date(Date.now() - 3_600_000)), 0);
    assert.equal(await another.forgetPutBy(new Date(Date.now() + 3_600_000)), 1);
    assert.deepEqual(await files.putBy(putByAna), []);
    assert.equal(await read(files, 'PLAT-1', FILE.id), 'x');
  });

  it('keeps odd names and odd places apart', async () => {
    const odd = ODD_TEXTS.slice(0, 12);
    for (const nonce of odd) await files.keep({ personId: nonce, nonce }, { ...FILE, name: `${nonce.replace(/\p{Surrogate}/gu, '')}.txt` }, text('x'));
    for (const nonce of odd) assert.deepEqual((await another.putBy({ personId: nonce, nonce })).map(({ name }) => name), [`${nonce.replace(/\p{Surrogate}/gu, '')}.txt`]);
  });
}
