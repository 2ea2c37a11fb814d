import { strict as assert } from 'node:assert';
import { assertTeamsCard, faultsOf } from './cardRules';
import { allInputs, card, execute, text } from './fixtures/cards';

describe('the rules of a card', () => {
  const sound = card([
    { ...text('PLAT-1'), style: 'heading' },
    { type: 'Badge', text: 'High', fallback: text('High') },
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '**as typed**' }] },
    { type: 'FactSet', facts: [{ title: 'Status', value: 'Review' }] },
    { type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [text('cell')] }] }] },
    { type: 'ActionSet', actions: [execute('Approve', 'approve', { data: { requestKey: 'PLAT-1' } })] },
    ...allInputs,
  ], { actions: [{ type: 'Action.OpenUrl', title: 'Link', url: 'http://127.0.0.1/r/PLAT-1' }], refresh: { action: execute('Refresh', 'myActions'), userIds: ['29:a'] } });

  it('let a sound one through', () => assertTeamsCard(sound));
  it('want a form in a dialog to submit', () => {
    const form = card([text('x'.repeat(40_000))], { actions: [{ type: 'Action.Submit', title: 'Submit', data: { nonce: 'n' } }] });
    assertTeamsCard(form, { form: true });
    assert.equal(faultsOf(form).length, 3, 'too large in both countings, and a submit outside a dialog');
  });

  const broken: [string, ReturnType<typeof card>, RegExp][] = [
    ['another version', { ...sound, version: '1.6' }, /version is 1.6/],
    ['no fallbackText', card([text('a')], { fallbackText: ' ' }), /no fallbackText/],
    ['an element that clients do not know', card([{ type: 'Icon', name: 'Flag' }]), /Icon is not known/],
    ['a fault within a fallback', card([{ type: 'Badge', text: 'x', fallback: { type: 'TextBlock' } }]), /needs "text"/],
    ['a property of another version', card([{ ...text('a'), roundedCorners: true }]), /no property "roundedCorners"/],
    ['a word that the schema does not list', card([{ ...text('a'), color: 'red' }]), /color "red"/],
    ['an input without a label', card([{ type: 'Input.Text', id: 'a' }]), /needs "label"/],
    ['two inputs of one id, across ShowCards', card([{ type: 'Input.Text', id: 'a', label: 'A' }], {
      actions: [{ type: 'Action.ShowCard', title: 'More', card: card([{ type: 'Input.Text', id: 'a', label: 'A' }]) }] }), /two inputs have the id "a"/],
    ['an input id that is data of a button', card([{ type: 'Input.Text', id: 'nonce', label: 'A' }], { actions: [execute('Go', 'go', { data: { nonce: 'n' } })] }), /key of an action's data/],
    ['a choice with a comma', card([{ type: 'Input.ChoiceSet', id: 'a', label: 'A', choices: [{ title: 'x', value: 'x,y' }] }]), /"x,y"/],
    ['a filled-in choice that is none', card([{ type: 'Input.ChoiceSet', id: 'a', label: 'A', value: 'z', choices: [{ title: 'x', value: 'x' }] }]), /filled with "z"/],
    ['a required input without a message', card([{ type: 'Input.Text', id: 'a', label: 'A', isRequired: true }]), /no errorMessage/],
    ['seven actions in a set', card([], { actions: Array.from({ length: 7 }, (_, n) => execute(`Go ${n}`, 'go')) }), /7 actions in one set/],
    ['an Execute without a verb', card([], { actions: [execute('Go', '')] }), /no verb/],
    ['data named key', card([], { actions: [execute('Go', 'go', { data: { key: 'PLAT-1' } })] }), /"key" in its data/],
    ['61 people to refresh for', card([], { refresh: { action: execute('R', 'r'), userIds: Array.from({ length: 61 }, (_, n) => `29:${n}`) } }), /61 people/],
    ['a leftover of a template', card([text('Hello ${name}')]), /leftover: Hello/],
    ['a null', card([{ ...text('a'), color: null }]), /card.body\[0\].color is null/],
    ['an empty text', card([text(' ')]), /empty TextBlock/],
    ['too many bytes', card([text('é'.repeat(15_000))]), /bytes in utf8/],
  ];
  for (const [what, shown, why] of broken) it(`refuse ${what}`, () => assert.throws(() => assertTeamsCard(shown), why));

  it('know a typed ${…} from a leftover', () => assertTeamsCard(card([text('costs ${5}')]), { allowedTexts: ['costs ${5}'] }));
});
