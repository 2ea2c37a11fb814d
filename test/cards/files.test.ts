import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { attachCard, channelCard, FILES_A_PAGE, filesCard, filesOnPage, ownCard, readVerb, requesterCard, type LinkedFile } from '../../src/cards';
import { buttonsOf, findButton, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { ana, anyRequest, aRequest, ctx, eve, longText } from './samples';

/** As long as an address of Azure with its signature by the identity. */
const URL_OF_AZURE = `https://platformrequestsstorage.blob.core.windows.net/files/PLAT-999999999/00-4f0c7f0e-0000-4000-8000-000000000000?${'sig=%2Fabc&'.repeat(60)}`;
const aFile = (change: Partial<LinkedFile> = {}): LinkedFile =>
  ({ id: 'f', name: 'app.log', bytes: 2_048, type: 'text/plain', by: { id: ana.id, name: ana.name }, at: '2026-01-06T10:15:00.000Z', url: 'https://files.example/app.log?sig=1', ...change });
const draw = (files: readonly LinkedFile[], page = 0, request = aRequest({ fileCount: files.length })) => {
  const { items, ...view } = filesOnPage(files, page);
  return filesCard(request, items as readonly LinkedFile[], { ...view, nonce: 'n' }, ctx);
};

describe('the card of files', () => {
  it('tells name, size, who and when, with a link to keep each', () => {
    const card = draw([aFile()]);
    assertTeamsCard(card);
    const texts = textsOf(card);
    for (const words of ['app.log', '2 KB, attached by Ana Ruiz', '[Download app.log](https://files.example/app.log?sig=1)']) assert.ok(texts.includes(words), words);
    assert.deepEqual([texts[0], texts[1]], [aRequest().key, aRequest().status]);
  });

  it('lets no name pretend to be a link', () => {
    const [link = ''] = textsOf(draw([aFile({ name: 'x](https://evil.example) {{DATE(2020-01-01T00:00:00Z)}}.log', url: 'https://files.example/a(1)' })])).filter((text) => text.startsWith('[Download'));
    assert.ok(link.startsWith('[Download x\\](https://evil.example) {\\{DATE') && link.endsWith('](https://files.example/a%281%29)'), link);
  });

  it('has pages, none of which is lost', () => {
    const files = Array.from({ length: 2 * FILES_A_PAGE + 1 }, (_, at) => aFile({ id: `f${at}`, name: `f${at}.log` }));
    const pages = [0, 1, 2].map((page) => draw(files, page));
    assert.deepEqual(pages.flatMap(textsOf).filter((text) => /^f\d+\.log$/u.test(text)), files.map(({ name }) => name));
    assert.deepEqual(pages.map((card) => buttonsOf(card)), [['Next', 'Back', 'Link'], ['Next', 'Back', 'My actions', 'Link'], ['Back', 'My actions', 'Link']]);
    assert.deepEqual([draw(files, 99), draw(files, -1)], [pages[2], pages[0]]);
  });

  it('says so when there is none', () => assert.ok(textsOf(draw([])).some((text) => text.includes('no files yet'))));

  it('fits, whatever files and people are called', () => fc.assert(fc.property(anyRequest, longText(100), longText(256), (request, name, person) => {
    const files = Array.from({ length: FILES_A_PAGE + 1 }, () => aFile({ name, url: URL_OF_AZURE, by: { id: 'p', name: person } }));
    assert.deepEqual(faultsOf(draw(files, 0, request) as never).filter((fault) => !fault.startsWith("a template's leftover")), []);
  }), { numRuns: 40 }));
});

describe('the card that asks what files are for', () => {
  const choose = (requests = [aRequest(), aRequest({ key: 'PLAT-2' })], files = ['a.log (1 KB)']) => attachCard({ files, requests, hasMore: false, nonce: 'n' });

  it('has a button for each request, which carries nothing of the files', () => {
    const card = choose();
    assertTeamsCard(card);
    assert.deepEqual(buttonsOf(card), [`Attach to ${aRequest().key}`, 'Attach to PLAT-2']);
    const button = findButton(card, 'Attach to PLAT-2');
    assert.deepEqual(button['data'], { requestKey: 'PLAT-2', seenVersion: aRequest().version, nonce: 'n' });
    assert.deepEqual(readVerb(String(button['verb'])), { kind: 'attachFiles' });
    assert.ok(textsOf(card).some((text) => text.includes('a.log (1 KB)')));
  });

  it('fits, whatever they are called', () => fc.assert(fc.property(fc.array(anyRequest, { minLength: 8, maxLength: 8 }), longText(100), (requests, name) => {
    const card = attachCard({ files: Array.from({ length: 20 }, () => name), requests: requests.map((request, at) => ({ ...request, key: `PLAT-${at + 1}` })), hasMore: true, nonce: 'n' });
    assert.deepEqual(faultsOf(card as never).filter((fault) => !fault.startsWith("a template's leftover")), []);
  }), { numRuns: 20 }));
});

describe('the cards of a request', () => {
  it('offer its files where there are some', () => {
    for (const [fileCount, has] of [[0, false], [1, true]] as const) {
      const request = aRequest({ fileCount });
      for (const card of [ownCard(request, eve, ctx, { nonce: 'n' }), channelCard(request, ctx), requesterCard(request, ctx, 'n')]) assert.equal(buttonsOf(card).includes('Files'), has);
    }
  });

  it('say to the requester how to add some, while there is something to add to', () => {
    const says = (status: 'Review' | 'Done') => textsOf(requesterCard(aRequest({ status }), ctx, 'n')).some((text) => text.includes('drop or paste them into this chat'));
    assert.deepEqual([says('Review'), says('Done')], [true, false]);
  });
});
