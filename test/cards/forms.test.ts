import { strict as assert } from 'node:assert';
import { moveForm, questionnaireDialog, type MoveForm } from '../../src/cards';
import type { RawInput } from '../../src/domain/readGiven';
import { MOVES, fieldsOf, type MoveRow } from '../../src/domain/workflow';
import { labelOf } from '../../src/domain/fields';
import { SERVICE_CHOICES } from '../../src/domain/questionnaire';
import { assertTeamsCard } from '../support/cardRules';
import { buttonsOf, findButton, inputsOf, textsOf } from '../support/cardReading';
import { aRequest, ctx, eve, kim, STORIES } from './samples';

const form = (with_: Partial<MoveForm> = {}): MoveForm => ({ nonce: 'n', typed: {}, faults: [], engineers: [eve, kim], approvers: [kim], ...with_ });
const valuesOf = (card: unknown): Readonly<Record<string, string>> => Object.fromEntries(inputsOf(card as never).map((input) => [input.label, input.value]));
const classify = (request = STORIES.review.request, with_: Partial<MoveForm> = {}) => moveForm(request, 'classify', ctx, form(with_)) as never;

describe('the questionnaire dialog', () => {
  const dialog = (typed: RawInput) => questionnaireDialog({ nonce: 'n', typed, faults: [] }) as never;

  it('asks the four questions in order', () => {
    assert.deepEqual(inputsOf(dialog({})).map((input) => input.label), ['Summary', 'Service', 'Environments', 'Details']);
    assert.deepEqual(inputsOf(dialog({}))[1]?.choices.map((choice) => choice.title), SERVICE_CHOICES.map((choice) => choice.title));
    assert.deepEqual(findButton(dialog({}), 'Submit request')['data'], { verb: 'submit', nonce: 'n' });
  });

  it('says which services are not the team\'s, and ends with thanks', () => {
    const texts = textsOf(dialog({}));
    assert.ok(texts.some((text) => text.includes('the database and the CRM are not managed by this team')));
    assert.match(texts.at(-1) ?? '', /^Thank you/u);
  });

  it('keeps what was typed, titles of choices and a text too long included', () => {
    const details = '😀'.repeat(10_001);
    const values = valuesOf(dialog({ summary: 'x', service: 'Redis', environments: ',prd,prd,xat,nonsense', details, __proto__: 'evil' }));
    assert.deepEqual(values, { Summary: 'x', Service: 'redis', Environments: 'prd,prd,xat', Details: details });
    assertTeamsCard(questionnaireDialog({ nonce: 'n', typed: { details: 'x'.repeat(20_000) }, faults: [] }), { form: true });
  });

  it('survives input of any kind', () => {
    for (const value of [undefined, null, 0, false, '', [], {}, 7, ['prd']])
      assert.deepEqual(valuesOf(dialog({ summary: value, service: value, environments: value, details: value })), { Summary: '', Service: '', Environments: '', Details: '' });
  });

  it('puts the message at its field', () => {
    const texts = textsOf(questionnaireDialog({ nonce: 'n', typed: {}, faults: [{ field: 'service', kind: 'unknownChoice' }] }));
    assert.equal(texts[texts.indexOf('Service: please choose from the list.') + 1], 'Service');
  });
});

describe('the form of a move', () => {
  const rows: readonly MoveRow[] = MOVES;
  for (const { move, caption } of MOVES.flatMap((row) => ('caption' in row && fieldsOf(row.move).length > 0 && row.move !== 'classify' ? [row] : [])))
    it(`of ${caption} asks for its fields, and has a button of that title and Back`, () => {
      const request = { ...STORIES.authorize.request, status: rows.find((row) => row.move === move)?.from[0] ?? 'Review' };
      const card = moveForm(request, move, ctx, form());
      assertTeamsCard(card);
      assert.deepEqual(inputsOf(card).map((input) => input.label), fieldsOf(move).map(labelOf));
      assert.deepEqual(buttonsOf(card).slice(0, 2), [caption, 'Back']);
      assert.equal(findButton(card, caption)['verb'], move);
      assert.equal(findButton(card, 'Back')['associatedInputs'], 'none');
    });

  it('of Amend answers opens with the present answers; what was typed wins', () => {
    const { request } = STORIES.submitted;
    const present = valuesOf(moveForm(request, 'amend', ctx, form()));
    assert.deepEqual(present, { Summary: request.answers.summary, Service: 'redis', Environments: 'prd,xat', Details: request.answers.details });
    assert.equal(valuesOf(moveForm(request, 'amend', ctx, form({ typed: { summary: '' } }))).Summary, '');
  });

  it('of Approve and Reject carries the round', () => {
    for (const move of ['approve', 'reject'] as const)
      assert.equal((findButton(moveForm(STORIES.authorize.request, move, ctx, form()) as never, move === 'approve' ? 'Approve' : 'Reject')['data'] as { seenRound: number }).seenRound, 1);
  });

  it('of Assign offers the engineers, of Name manager the whole directory', () => {
    assert.deepEqual(inputsOf(moveForm(aRequest(), 'assign', ctx, form()) as never)[0]?.choices.map((choice) => choice.value), [eve.id, kim.id]);
    assert.deepEqual(inputsOf(moveForm(aRequest(), 'nameManager', ctx, form()) as never)[0]?.element['choices.data'], { type: 'Data.Query', dataset: 'graph.microsoft.com/users' });
  });
});

describe('the form of Classify', () => {
  it('asks for the type first, and goes on with Next', () => {
    assert.deepEqual(Object.keys(valuesOf(classify())), ['Type', 'Priority']);
    assert.deepEqual(buttonsOf(classify()), ['Next', 'Classify', 'Back', 'Link']);
    assert.equal(findButton(classify(), 'Next')['verb'], 'next:classify');
  });

  it('shows the fields of the type, with every toggle told', () => {
    const access = classify(undefined, { typed: { type: 'access' }, step: 2 });
    assert.deepEqual(valuesOf(access), {
      'Type': 'access', 'Priority': '', 'Scope': '', 'Reason': '', 'Access level': '', 'Environment': 'production', 'Project': '', 'On behalf of own team': 'false', 'Ask the manager': 'false',
    });
    assert.deepEqual(buttonsOf(access), ['Classify', 'Back', 'Link']);
    assert.ok(textsOf(access).some((text) => text.startsWith('Suggested from the answers: Production')));
    assert.deepEqual(Object.keys(valuesOf(classify(undefined, { typed: { type: 'debug' }, step: 2 }))), ['Type', 'Priority', 'On behalf of own team', 'Ask the manager']);
  });

  it('opens with what is stored, and stays at step 1 when that was sent', () => {
    assert.equal(valuesOf(classify(STORIES.classified.request))['Backout plan'], STORIES.classified.request.classification.backoutPlan);
    assert.deepEqual(buttonsOf(classify(undefined, { typed: { type: 'access' }, step: 1 })), ['Next', 'Classify', 'Back', 'Link']);
    assert.deepEqual(buttonsOf(classify(undefined, { step: 2 })), ['Next', 'Classify', 'Back', 'Link']);
  });

  it('leaves a priority open that nobody set by hand', () => {
    const { request } = STORIES.review;
    const debug = { ...request, classification: { ...request.classification, type: 'debug' as const, priority: 'high' as const, priorityByHand: false } };
    assert.equal(valuesOf(classify(debug)).Priority, '');
    assert.equal(valuesOf(classify({ ...debug, classification: { ...debug.classification, priorityByHand: true } })).Priority, 'high');
  });
});
