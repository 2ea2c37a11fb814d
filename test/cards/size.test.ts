import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { approvalCard, channelCard, historyCard, noticeText, ownCard, requesterCard, TEXT_SECTIONS, textPages, type AdaptiveCard } from '../../src/cards';
import { faultsOf } from '../support/cardRules';
import { textsOf } from '../support/cardReading';
import { anyEvent, anyRequest, crowded, ctx, kim, longText, mia, pat } from './samples';

const approval = (to: typeof pat, as: 'approver' | 'manager') => ({ id: 'card|approval', kind: 'approval' as const, to, as, round: 1 });
/** What a template would leave behind is looked for elsewhere, with texts that do not pretend to be it. */
const assertFits = (card: AdaptiveCard): void =>
  assert.deepEqual(faultsOf(card as never).filter((fault) => !fault.startsWith("a template's leftover")), []);

describe('the size of cards', () => {
  it('stays under 28 KB whatever was typed', () =>
    fc.assert(fc.property(anyRequest, anyEvent, (request, event) => {
      const history = Array.from({ length: 12 }, () => event);
      assertFits(channelCard(request, crowded));
      assertFits(ownCard(request, kim, crowded, { nonce: 'n'.repeat(64), banner: '😀"'.repeat(900) }));
      assertFits(requesterCard(request, ctx, 'n'));
      assertFits(approvalCard(request, approval(pat, 'approver'), history, ctx, 'n'));
      assertFits(approvalCard({ ...request, status: 'Authorize', approvalRound: 1 }, approval(mia, 'manager'), history, ctx, 'n'));
      assertFits(noticeText({ id: 'n', to: pat, kind: 'asked', event }, request, ctx).card);
    }), { numRuns: 20 })).timeout(120_000);

  it('stays under 28 KB on every page of the texts and the history', () =>
    fc.assert(fc.property(anyRequest, anyEvent, (request, event) => {
      const history = Array.from({ length: 5 }, () => event);
      for (const page of [0, 1, 2, 7, 10_000, -1, Number.NaN]) {
        assertFits(textPages(request, 'all', page, ctx, 'n'));
        assertFits(historyCard(request, history, page, ctx, 'n'));
      }
    }), { numRuns: 10 })).timeout(120_000);

  it('keeps every word of a long text, over all pages', () =>
    fc.assert(fc.property(anyRequest, fc.constantFrom('漢', '😀', '"', 'ab\n', '- x\n'), (request, atom) => {
      const words = Array.from({ length: 700 }, (_, at) => `${atom}word${at}`).join(' ');
      const long = { ...request, answers: { ...request.answers, details: words }, classification: { ...request.classification, implementationPlan: words } };
      for (const section of ['details', 'implementationPlan'] as const) {
        const read = pagesOf((page) => textPages(long, section, page, ctx, 'n')).flatMap(textsOf).join(' ');
        for (const at of [0, 1, 300, 699]) assert.ok(read.includes(`word${at}`), `word${at} of ${section} is lost`);
      }
    }), { numRuns: 4 })).timeout(60_000);

  it('does not take long, whatever was typed', () =>
    fc.assert(fc.property(anyRequest, longText(10_000), (request, details) => {
      const started = performance.now();
      channelCard({ ...request, answers: { ...request.answers, details } }, crowded);
      assert.ok(performance.now() - started < 1_000);
    }), { numRuns: 15 })).timeout(60_000);

  it('knows the sections that a button may name', () => assert.ok(TEXT_SECTIONS.includes('all')));
});

function pagesOf(draw: (page: number) => AdaptiveCard): readonly AdaptiveCard[] {
  const pages: AdaptiveCard[] = [];
  for (let page = 0; page < 40; page++) {
    const card = draw(page);
    pages.push(card);
    if (!JSON.stringify(card).includes('"title":"Next"')) return pages;
  }
  return assert.fail('there is no last page');
}
