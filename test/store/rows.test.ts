import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { evolve } from '../../src/domain/evolve';
import { FIELDS, type Field, type FieldName, type Given } from '../../src/domain/fields';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { fieldsOf, MOVES } from '../../src/domain/workflow';
import { readJson, writeJson } from '../../src/store/json';
import { checkTransaction, rowBytes } from '../../src/store/limits';
import { documentOf, documentRow, historyRow, readEvent, readState, stateRow } from '../../src/store/rows';
import { aComment, ana, aSubmission, ben } from './samples';

const keys = { partitionKey: 'PLAT-1', rowKey: 'request' };
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, anyText, fc.boolean(), fc.integer(), fc.constantFrom(null, undefined), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(anyText.filter((name) => name !== '$'), tie('value'), { maxKeys: 4, noNullPrototype: true })),
}));

/** The longest that a person can give, in the costliest characters: each is two UTF-16 units, and twelve in ASCII. */
const longest = (name: FieldName): string => {
  const field: Field = FIELDS[name];
  if ('maxChars' in field) return '👍'.repeat(field.maxChars);
  return 'choices' in field ? (field.choices.at(-1)?.id ?? '') : 'x'.repeat(100);
};
const longestGiven = (names: readonly FieldName[]): Given => Object.fromEntries(names.map((name) => [name, longest(name)]));

describe('JSON in rows', () => {
  it('is ASCII and gives back any value, undefined and lone surrogates too', () => {
    fc.assert(fc.property(anyValue.value, (value) => {
      const json = writeJson({ value });
      assert.match(json, /^[\u0020-\u007e]*$/);
      assert.deepEqual(readJson(json), { value });
    }));
  });

  it('is cut into properties that storage takes, and joined again', () => {
    for (const length of [0, 1, 29_000, 30_000, 60_000, 400_000]) {
      const row = documentRow(keys, { text: 'x'.repeat(length) });
      checkTransaction([row]);
      assert.deepEqual(documentOf(row), { text: 'x'.repeat(length) });
    }
  });

  it('is missed where a row has none', () => {
    assert.throws(() => documentOf(keys), /holds no document/);
  });
});

describe('rows of a request', () => {
  it('give back a state and an event that evolve goes on with', () => {
    const event = aSubmission();
    const request = evolve(undefined, event);
    assert.deepEqual(readEvent(historyRow(event)), event);
    assert.deepEqual(readState(stateRow(request)), request);
    const next = aComment(request);
    assert.deepEqual(evolve(readState(stateRow(request)), readEvent(historyRow(next))), evolve(request, next));
  });

  it('hold the longest texts that the forms take, in every move', () => {
    let request: WorkRequest | undefined;
    let largest = 0;
    for (const [at, { move }] of MOVES.entries()) {
      const event = longestEvent(at + 1, move);
      request = longestState(evolve(request, event));
      checkTransaction([stateRow(request), historyRow(event)]);
      largest = Math.max(largest, rowBytes(stateRow(request)));
    }
    assert.ok(largest > 800_000, `the test fills a row: ${largest} bytes`);
  });
});

const WEB = `https://x/${'%F0%9F%91%8D'.repeat(FIELDS.blockedBy.maxChars)}`;

const longestEvent = (version: number, move: RequestEvent['move']): RequestEvent => ({
  key: 'PLAT-999999999', version, at: '2026-03-02T09:00:00.000Z', by: { ...ana, name: '👍'.repeat(256) }, as: 'engineer', move, from: 'Review', to: 'Review',
  given: longestGiven(fieldsOf(move)), nonce: 'n'.repeat(100), person: ben, blocker: { kind: 'web', url: WEB },
  managerAsk: { asked: true, because: 'x'.repeat(500), assumed: 'x'.repeat(500) },
});

/** Everything at once, though no single request can have it all. */
const longestState = (request: WorkRequest): WorkRequest => ({
  ...request,
  answers: { summary: longest('summary'), service: 'other', environments: ['prd', 'xat', 'qar', 'iat', 'dev', 'npd', 'other'], details: longest('details') },
  classification: {
    ...request.classification, implementationPlan: longest('implementationPlan'), backoutPlan: longest('backoutPlan'), scope: longest('scope'), accessReason: longest('accessReason'),
  },
  question: { text: longest('question'), askedBy: ana, askedAt: request.submittedAt },
  blocker: { kind: 'web', url: WEB },
  fixVersion: longest('fixVersion'),
});
