import { strict as assert } from 'node:assert';
import type { Submissions } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { ana, ben, ODD_TEXTS } from '../samples';

/** What every Submissions promises (usecases/ports.ts). */
export function submissionsPromises(makePlace: MakePlace): void {
  let submissions: Submissions;
  let another: Submissions;
  beforeEach(async () => {
    const place = await makePlace();
    submissions = place.open().submissions;
    another = place.open().submissions;
  });

  it('knows nothing of a form that was never sent', async () => {
    assert.equal(await submissions.claimed(ana.id, 'form'), undefined);
  });

  it('stays with the first key', async () => {
    assert.equal(await submissions.claim(ana.id, 'form', 'PLAT-1'), 'PLAT-1');
    assert.equal(await another.claim(ana.id, 'form', 'PLAT-2'), 'PLAT-1');
    assert.equal(await another.claimed(ana.id, 'form'), 'PLAT-1');
  });

  it('gives one answer to many who claim at once', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `PLAT-${at + 1}`);
    const claims = await Promise.all(keys.map((key, at) => (at % 2 ? submissions : another).claim(ana.id, 'form', key)));
    assert.equal(new Set(claims).size, 1);
    assert.equal(await submissions.claimed(ana.id, 'form'), claims[0]);
  });

  it('keeps whose message a form was opened on, for that person and form alone', async () => {
    assert.equal(await submissions.authorOf(ana.id, 'form'), undefined);
    await submissions.noteAuthor(ana.id, 'form', ben.id);
    assert.equal(await another.authorOf(ana.id, 'form'), ben.id);
    assert.deepEqual([await another.authorOf(ben.id, 'form'), await another.authorOf(ana.id, 'other'), await another.claimed(ana.id, 'form')], [undefined, undefined, undefined]);
    assert.equal(await submissions.claim(ana.id, 'form', 'PLAT-1'), 'PLAT-1');
    assert.equal(await another.authorOf(ana.id, 'form'), ben.id);
  });

  it('tells people and forms apart, whatever they are called', async () => {
    const forms = [...ODD_TEXTS.flatMap((text) => [[ana.id, text], [text, 'form']] as const), [ben.id, 'x'], ['a', 'bc'], ['ab', 'c'], ['a"', 'b'], ['a', '"b']] as const;
    for (const [at, [who, nonce]] of forms.entries()) assert.equal(await submissions.claim(who, nonce, `PLAT-${at + 1}`), `PLAT-${at + 1}`);
    for (const [at, [who, nonce]] of forms.entries()) assert.equal(await another.claimed(who, nonce), `PLAT-${at + 1}`);
  });
}
