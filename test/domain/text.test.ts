import { strict as assert } from 'node:assert';
import { charCount, cleanLine, cleanText, cutText, isBlank, wordCount } from '../../src/domain/text';
import { fc } from './fixedSeed';

const FAMILY = '👩‍👩‍👧‍👦';
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(FAMILY, '🇩🇪', '👍🏽', 'e\u0301', 'नि', '\r\n', '\r', '\n', ' ', '\t', '\u200B', '\u200D', '\u202E', '\uD83D', '\uDE00', 'a', '**', '\uFEFF'), { maxLength: 40 }).map((parts) => parts.join('')),
);
const graphemesOf = (text: string): readonly string[] => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
/** No half of a surrogate pair stands alone. */
const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe('cutText', () => {
  it('leaves alone what fits', () => {
    assert.equal(cutText('abc', 3), 'abc');
    assert.equal(cutText('', 0), '');
  });

  it('cuts with an ellipsis, between whole characters', () => {
    assert.equal(cutText('abcd', 3), 'ab…');
    assert.equal(cutText('ab cd', 4), 'ab…');
    assert.equal(cutText(`a${FAMILY}b`, 11), 'a…');
    assert.equal(cutText(`a${FAMILY}bc`, 13), `a${FAMILY}…`);
    assert.equal(cutText('🙂🙂', 3), '🙂…');
    assert.equal(cutText('🙂🙂', 2), '…');
    assert.equal(cutText('🇩🇪🇫🇷🇪🇸', 10), '🇩🇪🇫🇷…');
  });

  it('fits, and is a beginning in whole graphemes', () =>
    fc.assert(fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, maxUnits) => {
      const cut = cutText(text, maxUnits);
      assert.ok(cut.length <= maxUnits);
      if (text.length <= maxUnits) {
        assert.equal(cut, text);
        return;
      }
      const kept = cut.slice(0, -1);
      const graphemes = graphemesOf(text);
      const beginnings = graphemes.map((_, index) => graphemes.slice(0, index).join('').trimEnd());
      assert.ok(beginnings.includes(kept), JSON.stringify({ text, kept }));
      if (isWhole(text)) assert.ok(isWhole(cut));
    }), { numRuns: 1_000 }));

  it('keeps as much as fits', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 30, maxLength: 60 }), (text) => {
      const [next = ''] = graphemesOf(text.slice(cutText(text, 20).length - 1));
      assert.ok(text.length <= 20 || /\s/u.test(text) || cutText(text, 20).length + next.length > 20);
    })));

  it('is quick on long text', () => {
    const long = '👩‍👩‍👧‍👦'.repeat(100_000);
    assert.ok(cutText(long, 400).length <= 400);
  });
});

describe('clean text', () => {
  it('has one convention for line breaks', () => assert.equal(cleanText('a\r\nb\rc\nd\u2028e\u2029f'), 'a\nb\nc\nd\ne\nf'));

  it('holds no control characters and nothing that reorders or hides', () => {
    assert.equal(cleanText('a\u0000b\u0007c\u001Bd\u007Fe\u0085f\tg'), 'abcdef\tg');
    assert.equal(cleanText('invoice\u202Egpj.exe\u2066\u2069\u200B\u200E\uFEFF\u{E0041}'), 'invoicegpj.exe');
  });

  it('keeps what makes a character whole', () => {
    for (const text of [FAMILY, '❤️', '👍🏽', 'e\u0301', 'क्‍ष']) assert.equal(cleanText(text), text);
  });

  it('in one line has no breaks, no runs of space and no ends', () => assert.equal(cleanLine(' a \r\n\t b\u00A0\u200B c '), 'a b c'));

  it('is clean after once', () =>
    fc.assert(fc.property(anyText, (text) => {
      assert.equal(cleanText(cleanText(text)), cleanText(text));
      assert.equal(cleanLine(cleanLine(text)), cleanLine(text));
      assert.doesNotMatch(cleanLine(text), /[\n\r\t]|^\s|\s$| {2}/u);
    }), { numRuns: 1_000 }));
});

describe('counting', () => {
  it('counts words as runs of what can be seen', () => {
    for (const [text, words] of [['', 0], [' \n ', 0], ['one', 1], ['a\u200Bb', 1], ['a - b', 3], ['x'.repeat(500), 1], ['日本語 テキスト', 2]] as const) assert.equal(wordCount(text), words, text);
  });

  it('counts an emoji as one', () => assert.equal(charCount('a🙂'), 2));

  it('of words is zero only for what is blank', () =>
    fc.assert(fc.property(anyText, (text) => { if (wordCount(text) === 0) assert.ok(isBlank(text)); })));
});
