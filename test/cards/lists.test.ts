import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { myRequestsCard, queueCard } from '../../src/cards';
import type { Card } from '../support/cardReading';
import { buttonsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { anyRequest, aRequest, ctx, STORIES } from './samples';

const view = { page: 0, nonce: 'n'.repeat(36), now: new Date('2026-01-08T08:30:00.000Z') };
const stories = Object.values(STORIES).map(({ request }) => request);
const draw = (card: Readonly<Record<string, unknown>>): Card => {
  assertTeamsCard(card);
  return card;
};

describe('the cards of lists', () => {
  it('stay under 28 KB whatever was typed, with ten rows on them', () =>
    fc.assert(fc.property(fc.array(anyRequest, { minLength: 10, maxLength: 12 }), (requests) => {
      for (const card of [myRequestsCard(requests, ctx, view), queueCard(requests, ctx, view)]) {
        assert.deepEqual(faultsOf(card).filter((fault) => !fault.startsWith("a template's leftover")), []);
        assert.equal(buttonsOf(card).filter((title) => title === 'Link').length, 10);
      }
    }), { numRuns: 25 })).timeout(60_000);

  it('say of every row its key, status, summary, what is awaited and from whom, and when it is due', () => {
    const texts = textsOf(draw(myRequestsCard([STORIES.waiting.request], ctx, view)));
    for (const text of ['PLAT-128', 'Waiting on Customer', 'Move the session cache to a larger Redis tier', 'Waits for an answer from Ana Ruiz']) assert.ok(texts.includes(text), text);
    assert.ok(texts.some((text) => /^Answer (due in|overdue, was due)/.test(text)), texts.join(' | '));
  });

  it('say in words what is overdue, and to whom something is assigned', () => {
    const late = draw(queueCard([STORIES.submitted.request, STORIES.inProgress.request], ctx, view));
    const texts = textsOf(late);
    assert.ok(texts.some((text) => text.startsWith('Review overdue, was due 24 hours ago')), texts.join(' | '));
    assert.deepEqual(['Submitted (1)', 'In Progress (1)', 'no assignee', 'Assignee Kim Both', 'High'].filter((text) => !texts.includes(text)), []);
  });

  it('put each status of the page under a heading of its own, with how many there are in all', () => {
    const many = Array.from({ length: 15 }, (_, at) => aRequest({ key: `PLAT-${at + 1}` }));
    assert.ok(textsOf(queueCard([...many, ...stories], ctx, view)).includes(`Submitted (${15 + stories.filter(({ status }) => status === 'Submitted').length})`));
    const second = textsOf(draw(queueCard(many, ctx, { ...view, page: 1 })));
    assert.ok(second.includes('Page 2 of 2, 15 requests') && second.includes('Submitted (15)'));
  });

  it('say that there is nothing', () => {
    assert.ok(textsOf(draw(queueCard([], ctx, view))).includes('No request is open.'));
    assert.ok(textsOf(draw(myRequestsCard([], ctx, view))).some((text) => text.startsWith('You have no open request')));
  });
});
