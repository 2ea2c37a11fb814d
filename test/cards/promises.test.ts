import { strict as assert } from 'node:assert';
import { channelCard, noticeText, overdueCard, ownCard, requesterCard, type AdaptiveCard, type CardContext } from '../../src/cards';
import { slaEvent } from '../../.build/dutySamples';
import { story } from '../../.build/sampleCards';
import type { NoticeKind } from '../../src/domain/audience';
import { evolve } from '../../src/domain/evolve';
import type { RawInput } from '../../src/domain/readGiven';
import type { Actor } from '../../src/domain/people';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import type { Move } from '../../src/domain/workflow';
import { buttonsOf, findButton, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { aRequest, ana, crowded, ctx, eve, kim, policy, STORIES } from './samples';

const shown = (card: AdaptiveCard): readonly string[] => textsOf(card);
const told = (kind: NoticeKind, request: WorkRequest, event: RequestEvent, context: CardContext = ctx) => noticeText({ id: 'n', to: eve, kind, event }, request, context);

describe('a reminder of the review', () => {
  const submitted = aRequest({ key: 'PLAT-3' });
  const remind = (hours: number, late = 0) => told('reviewReminder', submitted, slaEvent(submitted, 'remind', 'review', hours, { late })).summary;

  it('says how long there still is', () => {
    assert.equal(remind(24), 'PLAT-3: PLAT-3 waits for its review: 24 hours are left.');
    assert.equal(remind(44, 0.08), 'PLAT-3: PLAT-3 waits for its review: 4 hours are left.');
  });

  it('does not promise hours that a late timer has let pass', () => {
    assert.match(remind(44, 3), /: 1 hour is left/u);
    assert.match(remind(44, 3.8), /less than an hour is left/u);
  });

  it('follows the setting', () => {
    const event = slaEvent(submitted, 'remind', 'review', 5);
    assert.match(told('reviewReminder', submitted, event, { policy: { ...policy, reviewHours: 8 } }).summary, /3 hours are left/u);
  });

  it('says why the whole channel is reminded', () => {
    const event = slaEvent(submitted, 'remind', 'review', 24, { incident: 'Payments are down' });
    assert.match(told('reviewReminder', submitted, event).summary, /An incident is in hand \(Payments are down\)/u);
    const nobody: RequestEvent = { ...event, slaTaken: { sla: 'review', hours: 24, skippedHours: [], onCall: undefined, incident: undefined, approvers: [] } };
    assert.match(told('reviewReminder', submitted, nobody).summary, /Nobody is on call/u);
  });
});

describe('a breach of the review', () => {
  const submitted = aRequest();

  it('is told as missed', () => {
    const { summary } = told('reviewBreach', submitted, slaEvent(submitted, 'breach', 'review', 48));
    assert.match(summary, /was missed: nobody has started it within 48 hours/u);
    assert.doesNotMatch(summary, /excused/u);
  });

  it('is told as excused, with the incident as typed', () => {
    const { card, summary } = told('reviewBreach', submitted, slaEvent(submitted, 'breach', 'review', 48, { incident: '**Payments** are down' }));
    assert.ok(shown(card).some((text) => text.includes('excused by the incident **Payments** are down')));
    assert.match(summary, /excused/u);
    assert.doesNotMatch(summary, /missed/u);
  });
});

describe('a reminder of the answer', () => {
  const { request } = STORIES.waiting;
  it('repeats the question, and says how long there still is', () => {
    const { card, summary } = told('answerReminder', request, slaEvent(request, 'remind', 'answer', 24, { since: request.statusSince }));
    assert.match(summary, /still waits for your answer: 48 hours are left\. It asks: Which hour suits the payment team best\?/u);
    assert.ok(shown(card).includes('Which hour suits the payment team best?'));
  });

  it('says it all the same when the question is answered meanwhile', () => {
    const { request: working } = STORIES.inProgress;
    assertTeamsCard(told('answerReminder', working, slaEvent(working, 'remind', 'answer', 24)).card);
  });
});

const WORDS = { question: 'Which hour?' };
const WAITING: Parameters<typeof story>[0] = [
  [ana, 'submit', { summary: 'Move the cache', service: 'redis', environments: 'prd', details: 'Please.' }], [eve, 'startReview'], [kim, 'ask', WORDS],
];

/** The hours to answer have passed. */
function overdueStory(): { readonly request: WorkRequest; readonly history: readonly RequestEvent[]; readonly audience: { readonly id: string; readonly kind: 'overdue'; readonly since: string } } {
  const { request, history } = story([...WAITING]);
  const since = request.question?.since ?? '';
  const breach = slaEvent(request, 'breach', 'answer', 72, { since });
  return { request: evolve(request, breach), history: [...history, breach], audience: { id: `card|overdue|${since}`, kind: 'overdue', since } };
}

/** What people did afterwards. */
function goneOn(steps: readonly (readonly [Actor, Move, RawInput, WorkRequest['status']])[]): ReturnType<typeof overdueStory> {
  let { request } = overdueStory();
  const history = [...overdueStory().history];
  for (const [{ id, name }, move, given, to] of steps) {
    const event = { key: request.key, version: request.version + 1, at: new Date(Date.parse(history.at(-1)?.at ?? '') + 3_600_000).toISOString(), by: { id, name }, as: 'engineer', move, from: request.status, to, given, nonce: 'n' } as RequestEvent;
    history.push(event);
    request = evolve(request, event);
  }
  return { ...overdueStory(), request, history };
}

describe('the card of an answer that is overdue', () => {
  const draw = ({ request, audience, history }: ReturnType<typeof overdueStory>, context: CardContext = ctx): AdaptiveCard => overdueCard(request, audience, context, 'n', history);

  it('says who has not answered what, and offers both ways on', () => {
    const card = draw(overdueStory());
    assertTeamsCard(card);
    const texts = shown(card);
    assert.deepEqual(texts.slice(0, 2), ['PLAT-128', 'Waiting on Customer']);
    for (const text of ['Ana Ruiz has not answered within 72 hours. Please give more time or cancel the request.', 'Asked by Kim Both', 'Which hour?']) assert.ok(texts.includes(text), text);
    assert.deepEqual(buttonsOf(card), ['Give 72 more hours', 'Cancel request', 'My actions', 'Link']);
    assert.equal(findButton(card, 'Cancel request')['verb'], 'open:cancel');
    assert.equal(findButton(card, 'Give 72 more hours')['verb'], 'giveMoreHours');
  });

  it('gives as many hours as the setting says, on every card', () => {
    const longer = { policy: { ...policy, answerHours: 96 } };
    const { request } = overdueStory();
    assert.ok(buttonsOf(draw(overdueStory(), longer)).includes('Give 96 more hours'));
    assert.ok(buttonsOf(ownCard(request, kim, longer, { nonce: 'n' })).includes('Give 96 more hours'));
    assert.ok(shown(draw(overdueStory(), longer)).some((text) => text.includes('within 96 hours')));
  });

  const ends: readonly (readonly [string, ReturnType<typeof overdueStory>, string])[] = [
    ['somebody gave more time', goneOn([[kim, 'giveMoreHours', {}, 'Waiting on Customer']]), 'Kim Both gave more time to answer'],
    ['the requester answered', goneOn([[ana, 'answer', { answer: 'At 9.' }, 'Review']]), 'Ana Ruiz answered'],
    ['the request was canceled', goneOn([[eve, 'cancel', { reason: 'No answer.' }, 'Done']]), 'Eve Moss canceled the request'],
    ['it was asked anew after the answer', goneOn([[ana, 'answer', { answer: 'At 9.' }, 'Review'], [kim, 'ask', WORDS, 'Waiting on Customer']]), 'Ana Ruiz answered'],
    ['a comment came first', goneOn([[kim, 'comment', { comment: 'I call her.' }, 'Waiting on Customer'], [kim, 'giveMoreHours', {}, 'Waiting on Customer']]), 'Kim Both gave more time to answer'],
  ];
  for (const [when, gone, words] of ends)
    it(`says how it ended when ${when}, and offers nothing`, () => {
      const card = draw(gone);
      assertTeamsCard(card);
      assert.ok(shown(card).includes(words), shown(card).join('\n'));
      assert.ok(!shown(card).includes('Which hour?'));
      assert.deepEqual(buttonsOf(card), ['My actions', 'Link']);
    });

  it('says that it is over where nothing more is known', () => {
    const { request, audience } = overdueStory();
    const card = overdueCard({ ...request, status: 'Pending', lastMoves: [] }, audience, ctx, 'n');
    assertTeamsCard(card);
    assert.deepEqual(buttonsOf(card), ['My actions', 'Link']);
  });

  it('stays under 28 KB with the longest question', () => {
    for (const atom of ['漢', '😀', '"', '\n', 'a ']) {
      const { request, audience } = overdueStory();
      const question = request.question && { ...request.question, text: atom.repeat(4_000 / atom.length), askedBy: { id: 'x', name: atom.repeat(250) } };
      assert.deepEqual(faultsOf(overdueCard({ ...request, requester: { id: 'x', name: atom.repeat(250) }, question }, audience, ctx, 'n') as never), []);
    }
  });
});

describe('an incident on the cards of a request', () => {
  const incident = { what: 'Payments are **down**', link: 'https://status.example.com/42' };
  const cards = (context: CardContext) => [channelCard(aRequest(), context), ownCard(aRequest(), kim, context, { nonce: 'n' }), requesterCard(aRequest(), context, 'n')];

  it('is told as typed, with its link', () => {
    for (const card of cards({ ...ctx, incident })) {
      assertTeamsCard(card);
      assert.ok(shown(card).includes('An incident is in hand: Payments are **down**'));
      assert.ok(shown(card).some((text) => text.includes('(https://status.example.com/42)')));
    }
  });

  it('is not told when there is none', () => {
    for (const card of cards(ctx)) assert.ok(!shown(card).some((text) => text.includes('incident is in hand')));
  });

  it('has no link where none was given, or none to the web', () => {
    for (const link of [undefined, 'javascript:alert(1)', 'x'])
      for (const card of cards({ ...ctx, incident: { ...incident, link } })) assert.ok(!shown(card).some((text) => text.includes('Open incident')));
  });

  it('keeps the card under 28 KB', () => {
    const details = '漢"'.repeat(5_000);
    const heavy = { ...crowded, incident: { what: '😀'.repeat(200), link: `https://status.example.com/${'_'.repeat(1_900)}` } };
    assert.deepEqual(faultsOf(channelCard({ ...aRequest(), answers: { ...aRequest().answers, details } }, heavy) as never), []);
  });
});


describe('what is overdue', () => {
  const late = { at: '2026-02-01T09:00:00.000Z', excusedBy: undefined };
  const said = (request: WorkRequest): string => shown(channelCard(request, ctx)).join('\n');

  it('is so since its time ran out, not since a late timer saw it', () => {
    const submitted = { ...aRequest({ submittedAt: '2026-01-05T08:00:00.000Z' }), reviewPromise: { passedHours: 48, breach: late } };
    assert.match(said(submitted), /Review overdue since \{\{DATE\(2026-01-07T08:00:00Z/u);
    const question = { text: 'Which?', askedBy: kim, askedAt: '2026-01-05T08:00:00.000Z', since: '2026-01-05T08:00:00.000Z', passedHours: 72, overdueAt: late.at };
    assert.match(said({ ...aRequest({ status: 'Waiting on Customer', cameFrom: 'Review' }), question }), /The answer, since \{\{DATE\(2026-01-08T08:00:00Z/u);
  });
});
