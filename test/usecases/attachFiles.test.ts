import { strict as assert } from 'node:assert';
import { filesIn, MAX_FILE_BYTES, MAX_FILES } from '../../src/domain/files';
import type { Actor } from '../../src/domain/people';
import { attachPutBy, attachSent, forgetPutBy, putSentBy, type Attached } from '../../src/usecases/attachFiles';
import { FileRefused, type OpenFile, type SentFile } from '../../src/usecases/ports';
import { ana, erik, mara, nora } from '../domain/people';
import { aHouse, move, submitted, type House } from './house';

type Served = Partial<OpenFile> | FileRefused;

/** The use case over a Teams that hands out what a test says, by address. */
function attaching(house: House, served: Readonly<Record<string, Served>> = {}) {
  let ids = 0;
  const opened: string[] = [];
  const closed: string[] = [];
  const fileSource = {
    isTrusted: ({ url }: SentFile) => !url.includes('evil'),
    open: ({ url }: SentFile): Promise<OpenFile> => {
      opened.push(url);
      const file = served[url] ?? { bytes: pieces('hello') };
      if (file instanceof FileRefused) return Promise.reject(file);
      return Promise.resolve({ bytes: pieces('hello'), declaredBytes: undefined, type: 'text/plain', close: () => Promise.resolve(void closed.push(url)), ...file });
    },
  };
  const needs = { ...house.ports, fileSource, mintId: () => `id-${++ids}` };
  return {
    opened, closed, needs,
    send: (actor: Actor, key: string, sent: readonly SentFile[], nonce = 'message-1') => attachSent(needs, actor, key, sent, nonce),
  };
}

async function* pieces(...all: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of all) yield await Promise.resolve(Buffer.from(piece));
}
async function* zeros(bytes: number): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(1024 * 1024);
  for (let left = bytes; left > 0; left -= piece.length) yield await Promise.resolve(piece.subarray(0, left));
}
const aFile = (name = 'a.log', url = `https://files/${name}`): SentFile => ({ name, type: 'image/*', url, serviceUrl: 'https://connector' });
const faultsOf = (results: readonly Attached[]) => results.map((result) => (result.kind === 'refused' ? result.fault : result.kind));
const namesIn = async (house: House, key: string) => filesIn(await house.ports.requests.history(key)).map(({ name }) => name);
const isThere = async (house: House, key: string, id: string): Promise<boolean> => (await house.ports.files.link(key, id)).split(',')[1] !== '';

describe('attaching files', () => {
  let house: House;
  let key: string;
  beforeEach(async () => {
    house = aHouse();
    ({ key } = await submitted(house));
  });

  it('is a move for each, in the history and counted', async () => {
    const app = attaching(house);
    assert.deepEqual(faultsOf(await app.send(ana, key, [aFile('a.log'), aFile('b.log')])), ['attached', 'attached']);
    assert.deepEqual(await namesIn(house, key), ['a.log', 'b.log']);
    assert.equal((await house.ports.requests.load(key))?.request.fileCount, 2);
    assert.deepEqual(app.closed, app.opened);
    assert.ok(await isThere(house, key, 'id-1'));
  });

  it('names what was pasted after what its server says it is', async () => {
    await attaching(house, { 'https://files/pasted': { type: 'image/png' } }).send(ana, key, [{ ...aFile('', 'https://files/pasted'), name: undefined }]);
    assert.deepEqual(await namesIn(house, key), ['screenshot.png']);
  });

  const bad: readonly (readonly [string, SentFile, Served, string])[] = [
    ['empty', aFile(), { bytes: pieces() }, 'empty'],
    ['empty, as its header says', aFile(), { bytes: pieces(), declaredBytes: 0 }, 'empty'],
    ['too large by its header', aFile(), { declaredBytes: MAX_FILE_BYTES + 1 }, 'tooLarge'],
    ['too large whatever its header says', aFile(), { bytes: zeros(MAX_FILE_BYTES + 1), declaredBytes: 5 }, 'tooLarge'],
    ['shorter than it said', aFile(), { declaredBytes: 6 }, 'cutOff'],
    ['longer than it said', aFile(), { declaredBytes: 4 }, 'cutOff'],
    ['broken in the middle', aFile(), { bytes: (async function* () { yield* pieces('x'); throw new FileRefused('cutOff'); })() }, 'cutOff'],
    ['gone', aFile(), new FileRefused('notThere'), 'notThere'],
    ['of a name that is none', aFile('..'), {}, 'badName'],
    ['from elsewhere', aFile('a.log', 'https://evil.example/a.log'), {}, 'foreignHost'],
  ];
  for (const [what, sent, served, fault] of bad) {
    it(`refuses one that is ${what}, and nothing of it is left`, async () => {
      const app = attaching(house, { [sent.url]: served });
      assert.deepEqual(faultsOf(await app.send(ana, key, [sent])), [fault]);
      assert.deepEqual(await namesIn(house, key), []);
      assert.equal(await isThere(house, key, 'id-1'), false);
      assert.deepEqual(app.opened, ['badName', 'foreignHost'].includes(fault) ? [] : [sent.url]);
      if (!(served instanceof FileRefused)) assert.deepEqual(app.closed, app.opened);
    });
  }

  it('takes one of exactly the most that fits', async () => {
    const app = attaching(house, { 'https://files/a.log': { bytes: zeros(MAX_FILE_BYTES), declaredBytes: MAX_FILE_BYTES } });
    assert.deepEqual(faultsOf(await app.send(ana, key, [aFile()])), ['attached']);
  });

  it('is refused to who has no part in the request, and of an unknown one, before anything is fetched', async () => {
    const app = attaching(house);
    assert.deepEqual(await app.send(nora, key, [aFile()]), [{ kind: 'notTaken', refusal: { kind: 'notAllowed', move: 'attach', needs: ['requester', 'engineer', 'approver', 'manager'] } }]);
    assert.deepEqual(await app.send(ana, 'PLAT-99', [aFile()]), [{ kind: 'notTaken', refusal: { kind: 'unknownRequest', key: 'PLAT-99' } }]);
    assert.deepEqual(app.opened, []);
  });

  it('ends at the most that a request holds, before the rest is fetched', async () => {
    const app = attaching(house);
    const results = await app.send(erik, key, Array.from({ length: MAX_FILES + 3 }, (_, at) => aFile(`${at}.log`)));
    assert.deepEqual(faultsOf(results).slice(-3), ['tooMany', 'tooMany', 'tooMany']);
    assert.equal(app.opened.length, MAX_FILES);
  });

  it('counts the same message once, and leaves no second copy', async () => {
    const app = attaching(house);
    await app.send(ana, key, [aFile()]);
    await app.send(ana, key, [aFile()]);
    assert.deepEqual(await namesIn(house, key), ['a.log']);
    assert.deepEqual([await isThere(house, key, 'id-1'), await isThere(house, key, 'id-2')], [true, false]);
  });

  it('is tried again when somebody else was first, with the file that is there already', async () => {
    const app = attaching(house);
    let times = 5;
    house.stores.store.beforeCommit = async () => {
      if (times-- > 0) await move(house, key, erik, 'comment', { comment: 'Me first.' }, `first-${times}`);
    };
    assert.deepEqual(faultsOf(await app.send(ana, key, [aFile()])), ['attached']);
    assert.equal(app.opened.length, 1);
  });

  describe('that were put by', () => {
    const place = { personId: ana.id, nonce: 'choice-1' };
    const puts = async (names: readonly string[], app = attaching(house)) => {
      await putSentBy(app.needs, place, names.map((name) => aFile(name)));
      return app;
    };

    it('goes to the request that is chosen, in their order, as often as the button is pressed', async () => {
      const { needs } = await puts(['b.log', 'a.log']);
      for (let press = 0; press < 3; press++) assert.equal((await attachPutBy(needs, ana, key, place)).kind, 'done');
      assert.deepEqual(await namesIn(house, key), ['b.log', 'a.log']);
      assert.deepEqual(await house.ports.files.putBy(place), []);
    });

    it('goes to one request only', async () => {
      const { key: other } = await submitted(house, 'form-2');
      const { needs } = await puts(['a.log']);
      await attachPutBy(needs, ana, key, place);
      assert.deepEqual(await attachPutBy(needs, ana, other, place), { kind: 'elsewhere', key });
      assert.deepEqual(await namesIn(house, other), []);
    });

    it('goes to another request when the first does not take it', async () => {
      const { needs } = await puts(['a.log']);
      assert.equal((await attachPutBy(needs, ana, 'PLAT-99', place)).kind, 'refused');
      assert.equal((await attachPutBy(needs, ana, key, place)).kind, 'done');
    });

    it('goes to no request in which its sender has no part', async () => {
      const { needs } = attaching(house);
      const hers = { personId: nora.id, nonce: 'n' };
      await putSentBy(needs, hers, [aFile()]);
      const chosen = await attachPutBy(needs, nora, key, hers);
      assert.ok(chosen.kind === 'refused' && chosen.refusal.kind === 'notAllowed');
      assert.deepEqual(await namesIn(house, key), []);
    });

    it('goes on where it broke off', async () => {
      const { needs } = await puts(['a.log', 'b.log']);
      house.stores.store.beforeCommit = () => { house.stores.store.beforeCommit = undefined; throw new Error('storage is away'); };
      await assert.rejects(attachPutBy(needs, ana, key, place));
      assert.equal((await attachPutBy(needs, ana, key, place)).kind, 'done');
      assert.deepEqual(await namesIn(house, key), ['a.log', 'b.log']);
    });

    it('is not there for anybody else, nor after a day', async () => {
      const { needs } = await puts(['a.log']);
      assert.equal((await attachPutBy(needs, mara, key, { ...place, personId: mara.id })).kind, 'gone');
      house.pass(Date.now() - house.ports.clock.real().getTime() + 25 * 3_600_000);
      assert.equal(await forgetPutBy(house.ports), 1);
      assert.equal((await attachPutBy(needs, ana, key, place)).kind, 'gone');
    });

    it('is all or nothing where a request is full', async () => {
      await attaching(house).send(erik, key, Array.from({ length: MAX_FILES - 1 }, (_, at) => aFile(`${at}.log`)));
      const { needs } = await puts(['a.log', 'b.log']);
      const chosen = await attachPutBy(needs, ana, key, place);
      assert.ok(chosen.kind === 'refused' && chosen.refusal.kind === 'tooManyFiles');
      assert.equal((await namesIn(house, key)).length, MAX_FILES - 1);
    });
  });
});
