import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { approvalCard, channelCard, historyCard, moveForm, noticeText, ownCard, questionnaireDialog, requesterCard, textPages, type AdaptiveCard } from '../../src/cards';
import { markdownLines, markdownPages, safeLink } from '../../src/cards/safeMarkdown';
import { elementsOf, inputsOf, textsOf } from '../support/cardReading';
import { aRequest, ctx, kim, pat, STORIES } from './samples';

const NASTY = [
  '[ok](https://evil.example)', '**bold**', '_soft_', '1. one', '# big', '{{DATE(2020-01-01T00:00:00Z, SHORT)}}', '{{ TIME(2020-01-01T00:00:00Z)}}', '${x}', '${$root}', '<at>Eve Moss</at>', '<b>x</b>', '![p](https://evil.example/p.png)', '@{x}', '&lt;',
];
const questionOf = (text: string, name: string) => {
  const at = '2026-01-06T10:00:00.000Z';
  return { text, askedBy: { id: 'entra-eve', name }, askedAt: at, since: at, passedHours: 0, overdueAt: undefined };
};

/** Everything that a person types, but the details, which are Markdown. */
const nastyRequest = (text: string) => ({
  ...STORIES.waiting.request,
  requester: { id: 'entra-ana', name: text }, assignee: { id: 'entra-kim', name: text }, fixVersion: text,
  answers: { ...STORIES.waiting.request.answers, summary: text, details: 'plain' },
  question: questionOf(text, text),
  classification: { ...STORIES.waiting.request.classification, implementationPlan: text, backoutPlan: text },
  approvals: [{ by: { id: 'entra-pat', name: text }, as: 'approver' as const, at: '2026-01-06T10:00:00.000Z' }],
  lastMoves: [{ version: 9, at: '2026-01-06T10:00:00.000Z', by: { id: 'entra-eve', name: text }, move: 'comment' as const, to: 'Review' as const, words: text }],
});
const event = (text: string) => ({ ...STORIES.waiting.history[0], by: { id: 'entra-eve', name: text }, move: 'comment', given: { comment: text } }) as (typeof STORIES.waiting.history)[number];

const cardsOf = (text: string): Readonly<Record<string, AdaptiveCard>> => {
  const request = nastyRequest(text);
  return {
    channel: channelCard(request, { ...ctx, unreachable: [{ name: text, why: text }] }),
    own: ownCard(request, kim, ctx, { nonce: 'n', banner: text }),
    requester: requesterCard(request, ctx, 'n'),
    approval: approvalCard({ ...request, status: 'Authorize' }, { id: 'a', kind: 'approval', to: pat, as: 'approver', round: request.approvalRound }, [event(text)], ctx, 'n'),
    pages: textPages(request, 'all', 0, ctx, 'n'),
    history: historyCard(request, [event(text)], 0, ctx, 'n'),
    notice: noticeText({ id: 'n', to: pat, kind: 'asked', event: event(text) }, request, ctx).card,
  };
};

describe('typed text on cards', () => {
  for (const text of NASTY)
    it(`shows ${text} as typed, and only where nothing is formatted`, () => {
      for (const [name, card] of Object.entries(cardsOf(text))) {
        assert.ok(textsOf(card).some((shown) => shown.includes(text)), `${name} does not show it`);
        const formatted = elementsOf(card).filter((element) => element['type'] === 'TextBlock').filter((element) => String(element['text']).includes(text));
        assert.deepEqual(formatted, [], `${name} has it in a TextBlock`);
        const runs = elementsOf(card).filter((element) => element['type'] === 'TextRun').map((element) => String(element['text']));
        assert.deepEqual(runs.filter((run) => /\{\{\s*(?:DATE|TIME)\(/u.test(run)), [], `${name} would carry out a card function`);
      }
    });

  it('loses control characters and marks that turn text around', () => {
    const shown = JSON.stringify(cardsOf('safe\u202Etxt.exe\u0007\u2066'));
    assert.doesNotMatch(shown, /[\u202E\u2066]|\\u0007|\\u202e/u);
    assert.match(shown, /safetxt\.exe/u);
  });

  it('is plain in what a notification says', () => {
    const { summary } = noticeText({ id: 'n', to: pat, kind: 'asked', event: event('{{DATE(2020-01-01T00:00:00Z)}}\nsecond') }, aRequest(), ctx);
    assert.doesNotMatch(summary, /\{\{DATE|\n/u);
  });

  it('keeps the lines of a text, and its indentation', () => {
    const shown = textsOf(textPages({ ...aRequest(), answers: { ...aRequest().answers, details: 'x' }, question: questionOf('one\r\ntwo\n\n  three', 'Eve') }, 'question', 0, ctx, 'n'));
    assert.deepEqual(shown.slice(-3), ['one', 'two', '\u00A0\u00A0three']);
  });

  it('stays in the inputs exactly as typed', () => {
    for (const text of NASTY) {
      const dialog = inputsOf(questionnaireDialog({ nonce: 'n', typed: { summary: text, details: text }, faults: [] }));
      assert.deepEqual(dialog.filter((input) => ['summary', 'details'].includes(input.id)).map((input) => input.value), [text, text]);
      const [reason] = inputsOf(moveForm(STORIES.authorize.request, 'reject', ctx, { nonce: 'n', typed: { reason: text }, faults: [] }));
      assert.equal(reason?.value, text);
    }
  });
});

describe('details as Markdown', () => {
  const shown: readonly (readonly [string, string])[] = [
    ['**bold** and _soft_ and *star*', '**bold** and _soft_ and _star_'],
    ['2 * 3 * 4 and a_b_c', '2 \\* 3 \\* 4 and a\\_b\\_c'],
    ['- one', '- one'],
    ['* one', '- one'],
    ['12) twelve', '12. twelve'],
    ['## Heading', '**Heading**'],
    ['[docs](https://learn.example/a_b)', '[docs](https://learn.example/a%5Fb) (learn.example)'],
    ['[bank](https://evil.example)', '[bank](https://evil.example/) (evil.example)'],
    ['![shot](https://files.example/1.png)', '[shot](https://files.example/1.png) (files.example)'],
    ['see https://a.example/x.', 'see [https://a.example/x](https://a.example/x).'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['[x](data:text/html,1)', '\\[x\\](data:text/html,1)'],
    ['[x](https://user:pw@evil.example)', '\\[x\\](https://user:pw@evil.example)'],
    ['<b>no</b> &lt;', '\\<b>no\\</b> \\&lt;'],
    ['<at>Eve</at>', '\\<at>Eve\\</at>'],
    ['`[x](https://evil.example)`', '\\`\\[x\\](https://evil.example)\\`'],
    ['{{DATE(2020-01-01T00:00:00Z)}}', '{\\{DATE(2020-01-01T00:00:00Z)}}'],
    ['> quote', '\\> quote'],
    ['---', '\\---'],
    ['    indented', '\u00A0\u00A0\u00A0\u00A0indented'],
  ];
  for (const [typed, expected] of shown) it(`turns ${typed} into ${expected}`, () => assert.deepEqual(markdownLines(typed), [expected]));

  it('shows a fenced block as typed', () =>
    assert.deepEqual(markdownLines('```\n**not bold**\n- no list\n```\n**bold**'), ['\\`\\`\\`', '\\*\\*not bold\\*\\*', '\\- no list', '\\`\\`\\`', '**bold**']));

  it('never names a host that the link does not lead to', () => {
    assert.equal(safeLink('https://bank.example', 'https://evil.example/'), '[https://bank.example](https://evil.example/) (evil.example)');
    assert.equal(safeLink('x', 'ftp://a.example'), undefined);
  });

  it('leads nowhere but to the web and shows nothing but text, whatever was typed and however much a client reads', () => {
    const client = new MarkdownIt({ html: true, linkify: false });
    const parts = fc.constantFrom('[', ']', '(', ')', '!', '<', '>', '`', '*', '**', '_', '__', '\\', '\n', ' ', '-', '1.', '#', '"', "'", '&', '{{DATE(', 'x', 'https://evil.example/a_b', 'javascript:alert(1)', '<img src=x>', '[a](', '[r]: https://evil.example', '~~', '|', '```', ':', '{', 'data:text/html,x', '\u00A0', '&#106;');
    fc.assert(fc.property(fc.array(parts, { maxLength: 40 }).map((all) => all.join('')), (typed) => {
      for (const markdown of markdownPages(typed, 400)) {
        const html = client.render(markdown);
        for (const [, href] of html.matchAll(/href="([^"]*)"/gu)) assert.match(href ?? '', /^https?:\/\//u, markdown);
        for (const [, words, host] of html.matchAll(/<a href="[^"]*">([^<]*)<\/a>( \([\w.-]+\))?/gu)) assert.ok(host !== undefined || /^https?:\/\//u.test(words ?? ''), markdown);
        assert.doesNotMatch(html, /<(?!\/?(?:a|p|strong|em|ul|ol|li|br)\b)/u, markdown);
        assert.doesNotMatch(markdown, /\{\{/u);
      }
    }), { numRuns: 10_000 });
  });

  it('breaks between lines, never within a construct', () => {
    const pages = markdownPages(Array.from({ length: 300 }, (_, at) => `- **item ${at}** [l](https://a.example/${at})`).join('\n'), 4_000);
    assert.ok(pages.length > 5);
    for (const page of pages) assert.match(page, /^- \*\*item \d+\*\* \[l\][^\n]*(?:\n- [^\n]+)*$/u);
  });
});
