import { strict as assert } from 'node:assert';
import { channelCard, ownCard, readVerb, requesterCard, type AdaptiveCard } from '../../src/cards';
import type { Actor } from '../../src/domain/people';
import { mayPress } from '../../src/domain/roles';
import { MOVES, STATUSES, type MoveRow } from '../../src/domain/workflow';
import { buttonsOf, elementsOf } from '../support/cardReading';
import { ana, ctx, eve, kim, mia, pat, policy, STORIES } from './samples';

const VIEWS = ['See all', 'History', 'My actions', 'Link'];
const rows: readonly MoveRow[] = MOVES;
const captions = new Set(rows.flatMap((row) => row.caption ?? []));
const movesOn = (card: AdaptiveCard): readonly string[] => buttonsOf(card as never).filter((title) => captions.has(title));
const PEOPLE: readonly Actor[] = [ana, eve, kim, mia, pat];

describe("a person's own card", () => {
  for (const status of STATUSES)
    for (const actor of PEOPLE)
      it(`offers ${actor.name} in ${status} exactly what the table allows`, () => {
        const request = { ...STORIES.authorizeAccess.request, status };
        const allowed = rows.filter((row) => mayPress(row, request, actor, policy)).flatMap((row) => row.caption ?? []);
        assert.deepEqual(movesOn(ownCard(request, actor, ctx, { nonce: 'n' })), allowed);
        assert.deepEqual(buttonsOf(ownCard(request, actor, ctx, { nonce: 'n' }) as never).slice(-VIEWS.length), VIEWS);
      });

  it('offers the manager what she was asked, and the requester no approval', () => {
    const { request } = STORIES.authorizeAccess;
    assert.deepEqual(movesOn(ownCard(request, mia, ctx, { nonce: 'n' })), ['Approve', 'Reject', 'Comment']);
    assert.deepEqual(movesOn(requesterCard(request, ctx, 'n')), ['Comment', 'Cancel request']);
  });

  it('carries nothing but what the server may read, and never an input id', () => {
    for (const { request } of Object.values(STORIES))
      for (const actor of PEOPLE)
        for (const button of executesOf(ownCard(request, actor, ctx, { nonce: 'n' }))) {
          assert.ok(readVerb(String(button['verb'])), `${String(button['verb'])} is no verb`);
          const keys = Object.keys(button['data'] as object);
          assert.deepEqual(keys.slice(0, 3), ['requestKey', 'seenVersion', 'nonce']);
          assert.equal(keys.includes('seenRound'), ['Approve', 'Reject'].includes(String(button['title'])));
        }
  });

  it('has rows that a phone shows whole', () => {
    for (const { request } of Object.values(STORIES))
      for (const set of elementsOf(ownCard(request, kim, ctx, { nonce: 'n' }) as never).filter((element) => element['type'] === 'ActionSet'))
        assert.ok((set['actions'] as readonly unknown[]).length <= 3);
  });
});

describe("the channel's card", () => {
  it('offers everybody the same: their own view, and the link', () => {
    assert.deepEqual(buttonsOf(channelCard(STORIES.pending.request, ctx) as never), ['My actions', 'Link']);
  });

  it('refreshes for at most sixty people, and for nobody when none are known', () => {
    const many = Array.from({ length: 80 }, (_, person) => `29:${person}`);
    const { refresh } = channelCard(STORIES.pending.request, { ...ctx, refreshUserIds: many }) as { refresh?: { userIds: readonly string[] } };
    assert.deepEqual(refresh?.userIds, many.slice(0, 60));
    assert.equal('refresh' in channelCard(STORIES.pending.request, { ...ctx, refreshUserIds: [] }), false);
    assert.equal('refresh' in ownCard(STORIES.pending.request, kim, { ...ctx, refreshUserIds: many }, { nonce: 'n' }), false);
  });
});

describe('verbs', () => {
  const known: readonly (readonly [string, unknown])[] = [
    ['startReview', { kind: 'move', move: 'startReview' }],
    ['approve', { kind: 'move', move: 'approve' }],
    ['open:reject', { kind: 'open', move: 'reject' }],
    ['next:classify', { kind: 'next', move: 'classify' }],
    ['myActions', { kind: 'myActions' }],
    ['showText', { kind: 'showText' }],
    ['showHistory', { kind: 'showHistory' }],
  ];
  for (const [verb, read] of known) it(`reads ${verb}`, () => assert.deepEqual(readVerb(verb), read));
  for (const verb of ['', 'submit', 'noteManager', 'attach', 'open:startReview', 'open:submit', 'next:reject', 'open:', 'open:reject:x', '__proto__', 'toString', 'open:constructor'])
    it(`does not read "${verb}"`, () => assert.equal(readVerb(verb), undefined));
});

const executesOf = (card: AdaptiveCard): readonly Readonly<Record<string, unknown>>[] =>
  elementsOf(card as never).filter((element) => element['type'] === 'Action.Execute');
