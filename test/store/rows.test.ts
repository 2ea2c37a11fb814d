import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { DutyEvent } from '../../src/domain/decideDuty';
import type { Duty, Incident } from '../../src/domain/duty';
import { WEEKS } from '../../src/domain/dutyMoves';
import { evolve } from '../../src/domain/evolve';
import { FIELDS, type Field, type FieldName, type Given } from '../../src/domain/fields';
import type { Person } from '../../src/domain/people';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { fieldsOf, MOVES } from '../../src/domain/workflow';
import { readJson, writeJson } from '../../src/store/json';
import { checkTransaction, rowBytes } from '../../src/store/limits';
import { documentOf, documentRow, dutyHistoryRow, dutyRow, historyRow, readDuty, readDutyEvent, readEvent, readState, stateRow } from '../../src/store/rows';
import { aComment, ana, aSubmission, AT, ben } from './samples';

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

describe('rows of the duty', () => {
  it('hold the longest texts that the forms take, and ten incidents of them at once', () => {
    const incident: Incident = { id: 'incident-1', what: longest('incident'), link: longest('incidentLink'), declaredBy: LONG_NAMED, declaredAt: AT, confirmedAt: AT, askedAt: AT };
    const override = { person: LONG_NAMED, from: AT, until: AT };
    const rota = { since: AT, weeks: WEEKS.map(() => LONG_NAMED) };
    const event: DutyEvent = { version: 1, at: AT, by: LONG_NAMED, move: 'declareIncident', nonce: 'n'.repeat(100), incident, override, rota };
    const duty: Duty = { version: 99_999_999, rota, overrides: Array.from({ length: 20 }, () => override), incidents: Array.from({ length: 10 }, () => incident) };
    checkTransaction([dutyRow(duty), dutyHistoryRow(event)]);
    assert.deepEqual([readDuty(dutyRow(duty)), readDutyEvent(dutyHistoryRow(event))], [duty, event]);
  });
});

const LONG_NAMED: Person = { ...ana, name: '👍'.repeat(256) };
const WEB = `https://x/${'%F0%9F%91%8D'.repeat(FIELDS.blockedBy.maxChars)}`;

const longestEvent = (version: number, move: RequestEvent['move']): RequestEvent => ({
  key: 'PLAT-999999999', version, at: '2026-03-02T09:00:00.000Z', by: LONG_NAMED, as: 'engineer', move, from: 'Review', to: 'Review',
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
  question: { text: longest('question'), askedBy: ana, askedAt: request.submittedAt, since: request.submittedAt, passedHours: 0, overdueAt: undefined },
  blocker: { kind: 'web', url: WEB },
  fixVersion: longest('fixVersion'),
});
