import { strict as assert } from 'node:assert';
import { channelCard, historyCard, noticeText, ownCard, requesterCard, textPages } from '../../src/cards';
import { fromNow } from '../../src/cards/moments';
import type { WorkRequest } from '../../src/domain/workRequest';
import { STATUSES } from '../../src/domain/workflow';
import { assertTeamsCard } from '../support/cardRules';
import { textsOf } from '../support/cardReading';
import { aRequest, ctx, eve, kim, pat, STORIES } from './samples';

const shown = (request: WorkRequest): readonly string[] => textsOf(channelCard(request, ctx));

describe('a card of a request', () => {
  it('tells key and status as texts of their own, before any other status word', () => {
    for (const { request, history } of Object.values(STORIES))
      for (const card of [channelCard(request, ctx), ownCard(request, kim, ctx, { nonce: 'n', banner: 'It is in Done.' }), requesterCard(request, ctx, 'n'), textPages(request, 'all', 0, ctx, 'n'), historyCard(request, history, 0, ctx, 'n')]) {
        const texts = textsOf(card);
        assert.equal(texts[0], request.key);
        assert.equal(texts.find((text) => STATUSES.some((status) => text.includes(status))), request.status);
      }
  });

  it('tells when it was asked in the reader\'s own time, and what is due', () => {
    const texts = shown(STORIES.submitted.request);
    assert.ok(texts.includes('{{DATE(2026-01-05T08:30:00Z, SHORT)}} {{TIME(2026-01-05T08:30:00Z)}}'));
    assert.equal(texts[texts.indexOf('Review due') + 1], '{{DATE(2026-01-07T08:30:00Z, SHORT)}} {{TIME(2026-01-07T08:30:00Z)}}');
  });

  it('says in words how long there is, where only one person sees it', () => {
    const texts = textsOf(ownCard(STORIES.submitted.request, eve, { ...ctx, now: new Date('2026-01-07T05:20:00Z') }, { nonce: 'n' }));
    assert.match(texts[texts.indexOf('Review due') + 1] ?? '', /^in 3 hours \(/u);
  });

  it('tells who approved, whom it waits for, and why the manager is asked', () => {
    const texts = shown(STORIES.authorizeAccess.request);
    for (const text of ['Waits for Mia Boss, the manager', 'Waits for 1 approval of the INFRA group', 'Asked: read access to production']) assert.ok(texts.includes(text), text);
    assert.ok(shown(STORIES.pending.request).includes('Pat Infra approved as approver'));
    assert.ok(shown(STORIES.ownTeam.request).some((text) => text.startsWith("The manager's approval is assumed: Ana Ruiz asks on behalf of their own team")));
  });

  it('shows the question, the blocker, the fix version, the resolution and the last words', () => {
    assert.ok(shown(STORIES.waiting.request).includes('Which hour suits the payment team best?'));
    assert.ok(shown(STORIES.blocked.request).includes('[PLAT-77](https://requests.example.com/r/PLAT-77)'));
    assert.ok(shown(STORIES.deploymentQueue.request).includes('2026.02'));
    assert.ok(shown(STORIES.completed.request).includes('Completed'));
    assert.ok(shown(STORIES.pending.request).includes('Please do it before Thursday.'));
  });

  it('names who could not be reached', () => {
    const texts = textsOf(channelCard(aRequest(), { ...ctx, unreachable: [{ name: 'Ana Ruiz', why: 'the app is not there' }] }));
    assert.ok(texts.includes('Ana Ruiz could not be reached: the app is not there'));
  });

  it('says that a breach is excused, with the incident', () => {
    const at = '2026-01-07T08:30:00.000Z';
    const breach = { at, excusedBy: { id: 'incident-1', what: 'Payments are down' } };
    const texts = shown(aRequest({ reviewPromise: { passedHours: 48, breach } }));
    assert.ok(texts.some((text) => text.includes('excused')));
    assert.ok(texts.includes('the incident Payments are down'));
  });

  it('is the same while nothing happens', () => assert.deepEqual(channelCard(aRequest(), ctx), channelCard(aRequest(), ctx)));

  const optional: readonly (keyof WorkRequest)[] = ['reviewer', 'reviewStartedAt', 'assignee', 'manager', 'managerAsk', 'cameFrom', 'question', 'blocker', 'fixVersion', 'resolution'];
  for (const field of optional)
    for (const nothing of [undefined, null, '', 0, false])
      it(`prints nothing odd when ${field} is ${nothing === '' ? 'empty' : String(nothing)}`, () => {
        for (const status of STATUSES) {
          const request = { ...STORIES.waiting.request, status, [field]: nothing } as WorkRequest;
          for (const card of [channelCard(request, ctx), ownCard(request, pat, ctx, { nonce: 'n' }), textPages(request, 'all', 0, ctx, 'n')]) assertTeamsCard(card);
        }
      });
});

describe('a notice', () => {
  const told = (kind: 'asked' | 'completed' | 'canceled', from: keyof typeof STORIES) => {
    const { request, history } = STORIES[from];
    const event = history.at(-1);
    assert.ok(event);
    return noticeText({ id: 'n', to: pat, kind, event }, request, ctx);
  };

  it('says in one line what a notification shows', () => {
    assert.equal(told('asked', 'waiting').summary, 'PLAT-128: Kim Both of the Platform team asks you: Which hour suits the payment team best? We need about 30 minutes.');
    assert.equal(told('completed', 'completed').summary, 'PLAT-128: Kim Both has completed your request. The new tier runs since 9:00; evictions are at zero.');
    assert.equal(told('canceled', 'canceled').summary, 'PLAT-128: Ana Ruiz has canceled the request: We found the leak on our side.');
  });
});

describe('durations', () => {
  const now = new Date('2026-01-05T12:00:00Z');
  const cases: readonly (readonly [string, string])[] = [
    ['2026-01-05T12:01:00Z', 'in 1 minute'], ['2026-01-05T13:59:00Z', 'in 119 minutes'], ['2026-01-05T15:10:00Z', 'in 3 hours'], ['2026-01-07T12:00:00Z', 'in 2 days'], ['2026-01-05T09:00:00Z', '3 hours ago'],
  ];
  for (const [at, words] of cases) it(`says ${words}`, () => assert.equal(fromNow(at, now), words));
});
