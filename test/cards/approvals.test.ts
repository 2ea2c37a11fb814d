import { strict as assert } from 'node:assert';
import { approvalCard, type ApprovalAudience } from '../../src/cards';
import type { Person } from '../../src/domain/people';
import { story, type Told } from '../../.build/sampleCards';
import { buttonsOf, findButton, inputsOf, textsOf } from '../support/cardReading';
import { ana, ctx, eve, kim, mia, pat, STORIES } from './samples';

const askedOf = (to: Person, as: 'approver' | 'manager' = 'approver', round = 1): ApprovalAudience => ({ id: `card|approval|${round}|${to.id}`, kind: 'approval', to, as, round });
const shown = ({ request, history }: Told, audience: ApprovalAudience) => {
  const card = approvalCard(request, audience, history, ctx, 'n') as never;
  return { texts: textsOf(card), buttons: buttonsOf(card), inputs: inputsOf(card).map((input) => input.label), card };
};
const decides = ['Approve', 'Reject', 'See all', 'History', 'My actions', 'Link'];
const looks = ['See all', 'History', 'My actions', 'Link'];

describe('an approval card', () => {
  it('shows an approver the plans of a change, and how to decide', () => {
    const { texts, buttons, inputs } = shown(STORIES.authorize, askedOf(pat));
    assert.deepEqual(buttons, decides);
    assert.deepEqual(inputs, ['Comment']);
    for (const text of ['Your approval is asked', 'Implementation plan', '1. Create the new cache beside the old one', 'Backout plan', 'History']) assert.ok(texts.includes(text), text);
  });

  it('tells the manager why she is asked', () => {
    const { texts, buttons } = shown(STORIES.authorizeAccess, askedOf(mia, 'manager'));
    assert.deepEqual(buttons, decides);
    for (const text of ["You are asked as Ana Ruiz's manager: read access to production.", 'Scope', 'Reason']) assert.ok(texts.includes(text), text);
  });

  it('carries the round that it shows, and the comment with Approve alone', () => {
    const { card } = shown(STORIES.authorize, askedOf(pat));
    assert.deepEqual(findButton(card, 'Approve')['data'], { requestKey: 'PLAT-128', seenVersion: 4, nonce: 'n', seenRound: 1 });
    assert.equal(findButton(card, 'Approve')['associatedInputs'], 'auto');
    assert.equal(findButton(card, 'Reject')['associatedInputs'], 'none');
    assert.equal(findButton(card, 'Reject')['verb'], 'open:reject');
  });

  it('thanks whoever has approved while others are awaited', () => {
    const { texts, buttons } = shown(STORIES.managerApproved, askedOf(mia, 'manager'));
    assert.deepEqual(buttons, looks);
    assert.ok(texts.includes('You have approved; it waits for somebody else'));
    assert.ok(texts.includes('Mia Boss approved as manager'));
  });

  it('says who decided instead when it is over', () => {
    const { texts, buttons } = shown(STORIES.pending, askedOf(kim));
    assert.deepEqual(buttons, looks);
    assert.ok(texts.includes('Approved'));
    assert.ok(texts.includes('Pat Infra approved as approver'));
  });

  it('says that its round is void and why, also when a new one runs', () => {
    const again = story([...rejectedSteps(), [eve, 'finishReview']]);
    for (const told of [STORIES.rejected, again]) {
      const { texts, buttons } = shown(told, askedOf(pat));
      assert.deepEqual(buttons, looks);
      assert.ok(texts.includes('This round of approval is void'));
      assert.ok(texts.includes('Pat Infra rejected'));
    }
    assert.equal(again.request.status, 'Authorize');
    assert.deepEqual(shown(again, askedOf(pat, 'approver', again.request.approvalRound)).buttons, decides);
  });

  it('offers nothing while the request waits for something else, or is over', () => {
    for (const [move, given] of [['ask', { question: 'When?' }], ['cancel', { reason: 'Not needed.' }]] as const) {
      const { texts, buttons } = shown(story([...authorizedSteps(), [eve, move, given]]), askedOf(pat));
      assert.deepEqual(buttons, looks);
      assert.ok(texts.includes('Nothing to decide at present'));
    }
  });

  it('offers the requester nothing, even as an approver', () => assert.deepEqual(shown(STORIES.authorize, askedOf(ana)).buttons, looks));
});

type Steps = Parameters<typeof story>[0];
const authorizedSteps = (): Steps => [
  [ana, 'submit', { summary: 'Move the cache', service: 'redis', environments: 'prd', details: 'Please.' }],
  [eve, 'startReview'],
  [eve, 'classify', { type: 'change', priority: 'high', implementationPlan: 'Do it', backoutPlan: 'Undo it' }],
  [eve, 'finishReview'],
];
const rejectedSteps = (): Steps => [...authorizedSteps(), [pat, 'reject', { reason: 'Say who switches back.' }]];
