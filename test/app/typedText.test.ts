import { strict as assert } from 'node:assert';
import { elementsOf, inputsOf, sizeOf, textsOf } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { assertTeamsCard, CARD_BYTES_MAX } from '../support/cardRules';
import { currentCard } from '../support/fakeTeams';
import { assertSays, cardIn, CHANGE, channelPost, closeHouse, formOf, move, openHouse, ownPost, pressVerb, reviewed, shows, STARTED_WITHIN_MS, submit, viewOf } from './house';
import type { House } from './house';

const TRICKS = ['[ok](https://evil.example)', '**bold**', '{{DATE(2020-01-01T00:00:00Z, SHORT)}}', '<at>Erik</at>', '${key}', '\u202Eevil', '_x_', '1. one', '<b>&amp;', '\\', '"', '`'];
const EMOJI = '👩‍🚀🇩🇪é';

/** What a client would carry out in a text: links and card functions. */
const markdownOf = (card: Card): string => elementsOf(card).filter(({ type }) => type === 'TextBlock').map(({ text }) => String(text)).join('\n');

describe('what people type stays what they typed', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  function assertHarmless(card: Card): void {
    assertTeamsCard(card, { allowedTexts: ['${key}'] });
    assert.doesNotMatch(JSON.stringify(card), /[\u202A-\u202E\u2066-\u2069]/);
    const markdown = markdownOf(card);
    assert.doesNotMatch(markdown, /(?<!\\)\]\(https:\/\/evil/);
    assert.doesNotMatch(markdown, /\{\{DATE\(2020/);
    assert.doesNotMatch(JSON.stringify(card['msteams'] ?? {}), /mention/);
  }

  for (const trick of TRICKS)
    it(`in a summary and a comment: ${JSON.stringify(trick)}`, async () => {
      const { ana, erik } = house;
      const key = await submit(house, { Summary: `Try ${trick}` });
      const card = await move(house, erik, key, 'Comment', { Comment: `Say ${trick}` });
      assertHarmless(card);
      const seen = trick.replace('\u202E', '');
      assert.ok(textsOf(card).includes(`Try ${seen}`), textsOf(card).join(' | '));
      assert.ok(textsOf(card).includes(`Say ${seen}`), textsOf(card).join(' | '));
      assert.equal(inputsOf(await formOf(house, ana, key, 'Amend answers'))[0]?.value, `Try ${trick}`);
    });

  it('on the cards that are posted, and in details, where Markdown is wanted but no tricks are', async () => {
    const { ana, ines } = house;
    const all = TRICKS.join(' ');
    const key = await submit(house, { Summary: TRICKS.slice(0, 5).join(' '), Details: `A [link](https://example.com/x) and [bad](javascript:alert(1))\n\n${all}` });
    const post = await channelPost(house, key);
    assertTeamsCard(currentCard(post), { allowedTexts: ['${key}'] });
    assert.doesNotMatch(markdownOf(currentCard(post) ?? {}), /(?<!\\)\]\(javascript:/);
    await reviewed(house, { ...CHANGE, 'Implementation plan': all, 'Backout plan': all }, key);
    const asked = currentCard(await ownPost(house, ines, key)) ?? {};
    assertTeamsCard(asked, { allowedTexts: ['${key}'] });
    assert.ok(textsOf(asked).some((text) => text.includes('<at>Erik</at>')));
    const whole = cardIn(await pressVerb(house, ana, 'showText', { requestKey: key, nonce: 'n' }));
    assertTeamsCard(whole, { allowedTexts: ['${key}'] });
    assertSays(whole, '{{DATE(2020');
  });

  it('as 10,000 characters of emoji, on cards that stay small and in a form that holds them all', async () => {
    const { ana, client } = house;
    const details = Array.from({ length: 10_000 }, (_, at) => (at % 50 === 49 ? '\n' : '😀')).join('');
    const key = await submit(house, { Details: details, Summary: EMOJI.repeat(9) });
    for (const post of [await channelPost(house, key), await ownPost(house, ana, key)]) {
      const card = await shows(house, post, 'Submitted');
      assert.ok(Math.max(...Object.values(sizeOf(card))) < CARD_BYTES_MAX);
      assert.ok(card['body'] !== undefined && !/\p{Surrogate}/u.test(JSON.stringify(card)));
    }
    const form = await formOf(house, ana, key, 'Amend answers');
    assert.equal(inputsOf(form)[3]?.value, details);
    const again = cardIn(await client.press(ana, form, 'Amend answers', { Summary: 'a b c d e f g h i j k' }, { unvalidated: true }));
    assert.equal(inputsOf(again)[3]?.value, details);
    assertSays(again, '10 words or fewer');
    const pages: string[] = [];
    for (let page = 0; page < 20; page++) {
      const card = cardIn(await pressVerb(house, ana, 'showText', { requestKey: key, nonce: 'n', page, section: 'details' }));
      assertTeamsCard(card);
      pages.push(JSON.stringify(card));
      if (!JSON.stringify(card).includes('"Next"')) break;
    }
    assert.ok(pages.length < 20);
    assert.equal(pages.join('').split('😀').length - 1, details.split('😀').length - 1);
  });

  it('with every text as long as allowed, in Authorize', async () => {
    const { ana, ines, erik } = house;
    const long = (count: number): string => '漢字 '.repeat(count / 3).slice(0, count);
    const key = await submit(house, { Details: long(10_000), Summary: '漢'.repeat(200) });
    await reviewed(house, { ...CHANGE, 'Implementation plan': long(6_000), 'Backout plan': long(6_000) }, key);
    for (const person of [erik, ines, ana]) for (const at of [1, 2]) await move(house, person, key, 'Comment', { Comment: `${at}${long(3_990)}` });
    for (const person of [ana, ines, erik]) assertTeamsCard(await viewOf(house, person, key));
    const post = await channelPost(house, key);
    await shows(house, post, 'Authorize');
    await shows(house, await ownPost(house, ines, key), 'Authorize');
    assertTeamsCard(currentCard(post));
    assertTeamsCard(cardIn(await pressVerb(house, ana, 'showHistory', { requestKey: key, nonce: 'n' })));
  });
});
