import { strict as assert } from 'node:assert';
import { FIELDS, choiceTitle, labelOf, type FieldName } from '../../src/domain/fields';
import { readGiven, type RawInput } from '../../src/domain/readGiven';
import { fc } from './fixedSeed';

const read = (name: FieldName, value: unknown) => readGiven({ [name]: value }, [name]);
const valueOf = (name: FieldName, value: unknown): unknown => {
  const { given, faults } = read(name, value);
  assert.deepEqual(faults, []);
  return given[name];
};
const faultOf = (name: FieldName, value: unknown) => {
  const { given, faults } = read(name, value);
  assert.deepEqual(given, {});
  assert.equal(faults.length, 1);
  return faults[0];
};

describe('a multi-select', () => {
  for (const [sent, ids] of [
    ['prd', ['prd']], [',prd', ['prd']], ['prd,', ['prd']], ['prd,prd', ['prd']], [' dev , prd ', ['prd', 'dev']], [',,dev,,prd,,', ['prd', 'dev']],
    ['production (prd),UAT (iat)', ['prd', 'iat']], ['PREVIEW (XAT),xat', ['xat']], ['Other / Not applicable', ['other']],
  ] as const)
    it(`'${sent}' reads as ${ids.join(', ')}`, () => assert.deepEqual(valueOf('environments', sent), ids));

  it('is empty when it is empty, null, or commas and spaces', () => {
    for (const empty of ['', null, ',', ' , ,\t']) assert.equal(valueOf('environments', empty), null);
  });

  it('is refused as a whole when one value is unknown', () => {
    for (const sent of ['prd,moon', 'PRD', 'constructor', '__proto__', 'prd;dev', ['prd'], ['prd', 'dev'], 1, true, {}, { prd: true }])
      assert.deepEqual(faultOf('environments', sent), { field: 'environments', kind: 'unknownChoice' });
  });
});

describe('a choice', () => {
  it('is read by its id, or by its title in any case', () => {
    assert.equal(valueOf('service', 'networking-godaddy-dns'), 'networking-godaddy-dns');
    assert.equal(valueOf('service', 'Networking: GoDaddy (DNS)'), 'networking-godaddy-dns');
    assert.equal(valueOf('service', ' virtual machines: SKYBOT (app) '), 'virtual-machines-skybot');
    assert.equal(valueOf('service', 'Other'), 'other');
  });

  it('is empty when null or blank', () => {
    for (const empty of [null, '', '  ', '\u200B']) assert.equal(valueOf('priority', empty), null);
  });

  it('is refused when it is none of the list', () => {
    for (const sent of ['urgent', 'low,high', 'constructor', '__proto__', 'toString', 1, 0, false, [], ['low'], {}, { id: 'low' }])
      assert.deepEqual(faultOf('priority', sent), { field: 'priority', kind: 'unknownChoice' });
  });
});

describe('a toggle', () => {
  it('is on for true as text or as boolean, and off for everything else', () => {
    for (const on of [true, 'true']) assert.equal(valueOf('askManager', on), true);
    for (const off of [false, 'false', '', null, 'yes', 1, {}, []]) assert.equal(valueOf('askManager', off), false);
  });
});

describe('a person', () => {
  it('is an id, or nobody', () => {
    assert.equal(valueOf('assignee', ' 00000000-0000-4000-8000-000000000001 '), '00000000-0000-4000-8000-000000000001');
    for (const empty of [null, '', ' ', '\u200B']) assert.equal(valueOf('assignee', empty), null);
    for (const wrong of [1, {}, ['x'], 'x'.repeat(101)]) assert.deepEqual(faultOf('assignee', wrong), { field: 'assignee', kind: 'notText' });
  });
});

describe('text', () => {
  it('is kept exactly as typed', () => {
    for (const typed of ['${summary}', '**x** <at>y</at>', 'a\r\nb', ' x ', '{{DATE(2026)}}', '\u202Egpj.exe', 'null', '0', 'x\uD800', '__proto__', '👩‍👩‍👧‍👦'])
      assert.equal(valueOf('details', typed), typed);
  });

  it('that shows nothing is empty', () => {
    for (const blank of ['', ' ', '\t\r\n', '\u00A0\u2003\u3000', '\u200B\u200C\u200D\u2060\uFEFF', '\u202A\u202E\u2066\u2069', '\u00AD', '\u115F\u1160\u3164\uFFA0', '\u2800\u2800', '\u0000\u0007', '\uFE0F', '\u0301', '\u{E0041}', '\uD800', null])
      assert.equal(valueOf('summary', blank), null, JSON.stringify(blank));
    for (const text of ['0', '.', '🙂', 'ä', '中', '#️⃣', '\u200Bx']) assert.equal(valueOf('summary', text), text);
  });

  it('is refused when it is no text', () => {
    for (const wrong of [0, 1, true, false, {}, [], ['x'], { toString: () => 'x' }, 10n, () => 'x', Symbol('x')])
      assert.deepEqual(faultOf('details', wrong), { field: 'details', kind: 'notText' });
  });

  it('holds as many characters as the limit says, an emoji being one', () => {
    assert.equal(valueOf('details', '🙂'.repeat(10_000)), '🙂'.repeat(10_000));
    assert.deepEqual(faultOf('details', '🙂'.repeat(10_001)), { field: 'details', kind: 'tooLong', maxChars: 10_000, chars: 10_001 });
    assert.equal(faultOf('details', 'x'.repeat(1_000_000))?.kind, 'tooLong');
  });

  it('of a summary holds 10 words, whatever stands between them', () => {
    const words = (count: number, between: string) => Array.from({ length: count }, (_, index) => `w${index}`).join(between);
    for (const between of [' ', '\t', '\n', '\r\n', '\u00A0', '\u2028', '\u3000', '  \u200B ']) {
      assert.equal(valueOf('summary', words(10, between)), words(10, between));
      assert.deepEqual(faultOf('summary', words(11, between)), { field: 'summary', kind: 'tooManyWords', maxWords: 10, words: 11 });
    }
    assert.equal(valueOf('summary', `  ${words(10, ' ')}  `), `  ${words(10, ' ')}  `);
  });
});

describe('reading', () => {
  it('ignores what was not asked for, and what is not the client\'s own', () => {
    const hostile = JSON.parse('{"__proto__": {"reason": "inherited"}, "constructor": "x", "status": "Done", "reason": "typed"}') as RawInput;
    assert.deepEqual(readGiven(hostile, ['reason', 'scope']), { given: { reason: 'typed' }, faults: [] });
    assert.deepEqual(readGiven(Object.create({ reason: 'inherited' }) as RawInput, ['reason']), { given: {}, faults: [] });
    assert.equal(({} as Record<string, unknown>).reason, undefined);
  });

  it('leaves absent what is absent', () => assert.deepEqual(readGiven({ reason: undefined }, ['reason', 'scope']), { given: {}, faults: [] }));

  it('names every fault at once, in the order of the fields', () => {
    const { faults } = readGiven({ details: 1, service: 'x', summary: 'x'.repeat(201), environments: 'moon' }, ['summary', 'service', 'environments', 'details']);
    assert.deepEqual(faults.map(({ field, kind }) => `${field} ${kind}`), ['summary tooLong', 'service unknownChoice', 'environments unknownChoice', 'details notText']);
  });

  it('never throws, and gives what the type of the field promises', () => {
    const names = Object.keys(FIELDS) as FieldName[];
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })), (raw) => {
      const { given, faults } = readGiven(raw, names);
      for (const [name, value] of Object.entries(given)) {
        if (value !== null) assert.equal(Array.isArray(value) ? 'choices' : typeof value, { toggle: 'boolean', choices: 'choices' }[FIELDS[name as FieldName].kind as string] ?? 'string');
        assert.ok(!faults.some(({ field }) => field === name));
      }
    }));
  });
});

describe('fields', () => {
  it('carry the words of the spec', () => {
    assert.deepEqual((['summary', 'service', 'environments', 'details', 'type', 'priority', 'implementationPlan', 'backoutPlan', 'scope', 'accessReason', 'accessLevel', 'environment', 'project', 'ownTeam', 'askManager', 'question', 'answer', 'fixVersion', 'blockedBy', 'comment', 'closingWords', 'manager', 'assignee'] as const).map(labelOf),
      ['Summary', 'Service', 'Environments', 'Details', 'Type', 'Priority', 'Implementation plan', 'Backout plan', 'Scope', 'Reason', 'Access level', 'Environment', 'Project', 'On behalf of own team', 'Ask the manager', 'Question', 'Answer', 'Fix version', 'Blocked by', 'Comment', 'Closing words', 'Manager', 'Assignee']);
  });

  it('tell a choice by its title, and an unknown one as it is', () => {
    assert.equal(choiceTitle('priority', 'critical'), 'Critical');
    assert.equal(choiceTitle('priority', 'constructor'), 'constructor');
    assert.equal(choiceTitle('reason', 'x'), 'x');
  });

  it('have choices whose ids hold no comma and whose ids and titles are not mistaken for each other', () => {
    for (const field of Object.values(FIELDS)) {
      if (!('choices' in field)) continue;
      for (const { id, title } of field.choices) {
        assert.doesNotMatch(id, /[,\s]/u);
        assert.doesNotMatch(title, /,/u);
        assert.equal(field.choices.filter((other) => other.id === id || other.title.toLowerCase() === title.toLowerCase() || other.id === title.toLowerCase()).length, 1);
      }
    }
  });
});
