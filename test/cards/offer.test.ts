import { strict as assert } from 'node:assert';
import { offerCard, readVerb, type AdaptiveCard } from '../../src/cards';
import { buttonsOf, elementsOf, findButton, inputsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { aRequest, STORIES } from './samples';

const waiting = STORIES.waiting.request;
const offer = (text: string, requests = [waiting]): AdaptiveCard => offerCard({ text, requests, nonce: 'n' });

describe('the card that offers to use what somebody wrote', () => {
  it('holds the words, to be changed first', () => {
    const card = offer('**At 9**\nor at 10');
    assertTeamsCard(card);
    const [words, ...others] = inputsOf(card);
    assert.deepEqual(others, []);
    assert.deepEqual([words?.id, words?.label, words?.value, words?.element['isMultiline']], ['words', 'Your words', '**At 9**\nor at 10', true]);
  });

  it('offers an answer where one is awaited, and a comment everywhere', () => {
    assert.deepEqual(buttonsOf(offer('x') as never), ['Answer', 'Comment']);
    assert.deepEqual(buttonsOf(offer('x', [aRequest()]) as never), ['Comment']);
  });

  it('sends the words with a move of the request', () => {
    const card = offer('x') as never;
    for (const [title, move] of [['Answer', 'answer'], ['Comment', 'comment']] as const) {
      const button = findButton(card, title);
      assert.deepEqual(readVerb(String(button['verb'])), { kind: 'move', move });
      assert.equal(button['associatedInputs'], 'auto');
      assert.deepEqual(button['data'], { requestKey: waiting.key, seenVersion: waiting.version, nonce: 'n' });
    }
  });

  it('heads each of at most five requests with its key, status and summary', () => {
    const requests = Array.from({ length: 7 }, (_, at) => aRequest({ key: `PLAT-${at + 1}` }));
    const card = offer('x', requests);
    assertTeamsCard(card);
    const texts = textsOf(card);
    assert.deepEqual(texts.filter((text) => text.startsWith('PLAT-')), ['PLAT-1', 'PLAT-2', 'PLAT-3', 'PLAT-4', 'PLAT-5']);
    assert.deepEqual(texts.slice(texts.indexOf('PLAT-1'), texts.indexOf('PLAT-1') + 3), ['PLAT-1', 'Submitted', aRequest().answers.summary]);
    assert.equal(buttonsOf(card).length, 5);
  });

  it('says so when there is no request', () => {
    const card = offer('x', []);
    assertTeamsCard(card);
    assert.deepEqual(buttonsOf(card), []);
    assert.ok(textsOf(card).some((text) => text.includes('no request')));
  });

  it('shows a summary as typed', () => {
    const typed = '[ok](https://evil.example)';
    const card = offer('x', [aRequest({ answers: { ...aRequest().answers, summary: typed } })]) as never;
    assert.ok(textsOf(card).includes(typed));
    assert.deepEqual(elementsOf(card).filter((element) => element['type'] === 'TextBlock' && element['text'] === typed), []);
  });

  it('stays under 28 KB, and says what it left out', () => {
    for (const atom of ['漢', '😀', '"', '\n', '\u0007', 'a', '\uD800', '👩‍👩‍👧‍👦']) {
      const requests = Array.from({ length: 5 }, (_, at) => aRequest({ key: `PLAT-99999999${at}`, status: 'Waiting on Customer', answers: { ...aRequest().answers, summary: atom.repeat(200) } }));
      const card = offer(atom.repeat(20_000), requests);
      assert.deepEqual(faultsOf(card as never), []);
      assert.ok(textsOf(card).some((text) => text.startsWith('This is the beginning')));
    }
  });

  it('keeps an answer of the longest length whole', () => {
    for (const atom of ['漢', '😀', '"']) assert.equal(inputsOf(offer(atom.repeat(4_000)) as never)[0]?.value, atom.repeat(4_000));
  });
});
