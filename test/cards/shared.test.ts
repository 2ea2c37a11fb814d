import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { previewOf, sharedCard } from '../../src/cards';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { buttonsOf, textsOf } from '../support/cardReading';
import { anyRequest, aRequest, ctx, STORIES } from './samples';

describe('the card that everybody may see', () => {
  it('tells key, status, summary, service, environments, who asked, who has it and what is due', () => {
    assert.deepEqual(textsOf(sharedCard(STORIES.submitted.request, ctx)), [
      'PLAT-128', 'Submitted', 'Move the session cache to a larger Redis tier', 'Service', 'Redis', 'Environments', 'production (prd), preview (xat)', 'Requester', 'Ana Ruiz',
      'Asked', '{{DATE(2026-01-05T08:30:00Z, SHORT)}} {{TIME(2026-01-05T08:30:00Z)}}', 'Review due', '{{DATE(2026-01-07T08:30:00Z, SHORT)}} {{TIME(2026-01-07T08:30:00Z)}}',
    ]);
    const texts = textsOf(sharedCard(STORIES.waiting.request, ctx));
    for (const text of ['Assignee', 'Kim Both', 'Reviewer', 'Eve Moss', 'Answer due']) assert.ok(texts.includes(text), text);
  });

  it('holds no word of what only those may read who take part', () => {
    const secret = (where: string) => `SECRET-${where}`;
    const { classification, answers, question } = STORIES.waiting.request;
    const request = {
      ...STORIES.waiting.request, fixVersion: secret('version'), blocker: { kind: 'web' as const, url: `https://example.com/${secret('blocker')}` },
      answers: { ...answers, details: secret('details') }, question: question && { ...question, text: secret('question') },
      classification: { ...classification, implementationPlan: secret('plan'), backoutPlan: secret('backout'), scope: secret('scope'), accessReason: secret('reason') },
      lastMoves: STORIES.waiting.request.lastMoves.map((told) => ({ ...told, words: secret('words') })), managerAsk: { asked: true, because: secret('ground') },
    };
    assert.doesNotMatch(JSON.stringify([sharedCard(request, { ...ctx, incident: { what: secret('incident'), link: undefined }, unreachable: [{ name: 'Ana', why: secret('why') }] }), previewOf(request)]), /SECRET/u);
  });

  it('has the two buttons that serve everybody, and stays as it is while nothing happens', () => {
    const card = sharedCard(STORIES.submitted.request, { ...ctx, now: new Date('2026-01-06T08:30:00Z') });
    assert.deepEqual(buttonsOf(card as never), ['My actions', 'Link']);
    assert.deepEqual(card, sharedCard(STORIES.submitted.request, { ...ctx, now: new Date('2026-01-07T08:30:00Z') }));
    assert.equal('refresh' in card, false);
  });

  it('keeps to the rules of Teams, whatever was typed', () => {
    for (const { request } of Object.values(STORIES)) assertTeamsCard(sharedCard(request, ctx, 'A sentence.'));
    fc.assert(fc.property(anyRequest, (request) => {
      assert.deepEqual(faultsOf(sharedCard(request, ctx, 'x'.repeat(2_000)) as never).filter((fault) => !fault.startsWith("a template's leftover")), []);
    }), { numRuns: 30 });
  }).timeout(60_000);

  it('has a preview that is no tag and no link, and not long', () => {
    const typed = (summary: string) => previewOf(aRequest({ answers: { ...aRequest().answers, summary } })).text;
    assert.equal(typed('A <b>bold</b> [offer](https://evil.example) for 1 < 2'), 'A < b>bold< /b> [offer] (https://evil.example) for 1 < 2');
    assert.equal(previewOf(aRequest()).title, 'PLAT-128 · Submitted');
    assert.ok(typed('漢'.repeat(5_000)).length < 500);
    assert.doesNotMatch(typed('{{DATE(2020-01-01T00:00:00Z)}}\u202E\n'), /\{\{DATE|\u202E|\n/u);
  });
});
