import { strict as assert } from 'node:assert';
import { decide } from '../../src/domain/decide';
import { MAX_NAME_UNITS, pastedName, safeFileName } from '../../src/domain/fileNames';
import { filesIn, MAX_FILES, sentenceOfFault, sizeWords, typeClaimed } from '../../src/domain/files';
import { fc } from './fixedSeed';
import { given, KEY, liveOn, lifeTo, MONDAY, POLICY, requestIn } from './given';
import { ana, erik } from './people';

const PARTS = ['..', '/', '\\', 'con', '.', ' ', 'a', 'Ü', '👍🏽', '\u202e', '\u200b', '\u0000', '\n', '\ud83d', ':', '*', '?', '"', '<', '|', 'lpt1', '\u00b9', '.txt', '.exe', 'x'.repeat(120)] as const;
const anyName = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }).map((parts) => parts.join('')));
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?$/iu;

describe('a file name', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['report.pdf', 'report.pdf'], ['Übersicht 2026.xlsx', 'Übersicht 2026.xlsx'], ['a.tar.gz', 'a.tar.gz'], ['日志.log', '日志.log'], ['👍.png', '👍.png'],
    ['../x', 'x'], ['../../etc/passwd', 'passwd'], ['C:\\Temp\\a.log', 'a.log'], ['a/', 'a'], ['.bashrc', 'bashrc'], ['a. . ', 'a'],
    ['con', '_con'], ['CON.txt', '_CON.txt'], ['com1.log', '_com1.log'], ['LPT\u00b9', '_LPT\u00b9'], ['console.log', 'console.log'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'], ['a\u200b\u0000\nb.txt', 'a b.txt'], ['a:b*c?.txt', 'a_b_c_.txt'], ['cafe\u0301.txt', 'café.txt'],
    ['', undefined], ['..', undefined], ['.', undefined], ['/', undefined], ['   ', undefined], ['\u202e\u200b', undefined], ['???', undefined], ['\ud83d', undefined],
  ];
  for (const [name, safe] of cases) it(`${JSON.stringify(name)} becomes ${JSON.stringify(safe)}`, () => assert.equal(safeFileName(name), safe));

  it('is cut in its stem and keeps its extension', () => {
    const cut = safeFileName(`${'long '.repeat(60)}.log`) ?? '';
    assert.ok(cut.length <= MAX_NAME_UNITS && cut.endsWith('….log'), cut);
    assert.ok(!(safeFileName(`${'👩🏽‍🚀'.repeat(60)}.png`) ?? '').includes('\ufffd'));
  });

  it('is safe whatever it was', () => fc.assert(fc.property(anyName, (name) => {
    const safe = safeFileName(name);
    if (safe === undefined) return;
    assert.ok(safe.length > 0 && safe.length <= MAX_NAME_UNITS, safe);
    assert.doesNotMatch(safe, /[<>:"|?*\\/\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u);
    assert.doesNotMatch(safe, /^[.\s]|[.\s]$/u);
    assert.ok(!RESERVED.test(safe), safe);
  })));

  it('that is safe stays as it is', () => fc.assert(fc.property(anyName, (name) => {
    const safe = safeFileName(name);
    if (safe !== undefined) assert.equal(safeFileName(safe), safe);
  })));

  it('is made for a pasted picture, which has none', () => {
    assert.equal(pastedName('image/png'), 'screenshot.png');
    assert.equal(pastedName('text/html'), 'screenshot');
    assert.equal(pastedName('constructor'), 'screenshot');
  });
});

describe('files', () => {
  const file = { id: 'f1', name: 'a.png', bytes: 12, type: 'image/png' };

  it('are in the history, with who and when', () => {
    const decided = decide(requestIn('Submitted'), { move: 'attach', key: KEY, actor: ana, at: MONDAY, nonce: 'n', input: { file: 'a.png' }, file }, { policy: POLICY });
    assert.ok(decided.accepted);
    assert.deepEqual(filesIn([decided.event]), [{ ...file, by: { id: ana.id, name: ana.name }, at: MONDAY }]);
  });

  it('are as many as a request holds, and not one more', () => {
    const full = liveOn(lifeTo('Submitted'), Array.from({ length: MAX_FILES }, (_, at) => [at % 2 ? ana : erik, 'attach', { file: `${at}.png` }] as const));
    assert.equal(full.request.fileCount, MAX_FILES);
    given(full.request).when(ana, 'attach', { file: 'more.png' }).refused('tooManyFiles');
  });

  it('have sizes as people say them', () => {
    assert.deepEqual([1, 900, 12 * 1024, 3.44 * 1024 * 1024].map(sizeWords), ['1 byte', '900 bytes', '12 KB', '3.4 MB']);
  });

  it('are of a type that is a type, or of none', () => {
    assert.equal(typeClaimed('Image/PNG; charset=x'), 'image/png');
    for (const odd of [undefined, '', 'html', 'a/b\r\nx: y', 'text/ü', `a/${'b'.repeat(99)}`]) assert.equal(typeClaimed(odd), 'application/octet-stream');
  });

  it('that are not attached say so in a sentence', () => {
    for (const fault of ['badName', 'foreignHost', 'empty', 'tooLarge', 'cutOff', 'notThere', 'noAnswer', 'tooMany', 'broken'] as const)
      assert.match(sentenceOfFault(fault, 'a.log'), /^“a\.log” was not attached: .*\.$/u);
  });
});
