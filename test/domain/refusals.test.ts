import { strict as assert } from 'node:assert';
import type { Refusal } from '../../src/domain/commands';
import { FIELDS, type FieldName } from '../../src/domain/fields';
import type { Fault } from '../../src/domain/readGiven';
import { faultSentence, sentenceOf } from '../../src/domain/refusals';
import { MOVES, STATUSES, rowOf } from '../../src/domain/workflow';
import { fc } from './fixedSeed';
import { attempt, requestIn } from './given';
import { EVERYONE } from './randomLives';
import { erik, nora, who } from './people';

/** One of each kind; a new kind without a line here does not compile. */
const EXAMPLES: { readonly [Kind in Refusal['kind']]: Extract<Refusal, { kind: Kind }> } = {
  unknownRequest: { kind: 'unknownRequest', key: 'PLAT-99' },
  wrongStatus: { kind: 'wrongStatus', move: 'startWork', status: 'Done', movedBy: who(erik) },
  notAllowed: { kind: 'notAllowed', move: 'approve', needs: ['approver', 'manager'] },
  faulty: { kind: 'faulty', faults: [{ field: 'summary', kind: 'tooManyWords', maxWords: 10, words: 11 }, { field: 'details', kind: 'missing' }] },
  reviewUnfinished: { kind: 'reviewUnfinished', missing: ['priority', 'scope', 'accessReason'] },
  ownRequest: { kind: 'ownRequest' },
  approvedAlready: { kind: 'approvedAlready' },
  oneApprovalEach: { kind: 'oneApprovalEach' },
  outdatedApproval: { kind: 'outdatedApproval' },
  tooLateToReopen: { kind: 'tooLateToReopen', days: 14 },
  notALink: { kind: 'notALink' },
  unknownBlocker: { kind: 'unknownBlocker', key: 'PLAT-99' },
  blockedByItself: { kind: 'blockedByItself' },
  blockedInACircle: { kind: 'blockedInACircle', through: ['PLAT-2', 'PLAT-3'] },
  blockerIsDone: { kind: 'blockerIsDone', key: 'PLAT-2' },
  stillBlocked: { kind: 'stillBlocked', key: 'PLAT-2' },
  unknownPerson: { kind: 'unknownPerson', field: 'assignee' },
  notAnEngineer: { kind: 'notAnEngineer', name: nora.name },
  managerIsRequester: { kind: 'managerIsRequester' },
  managerIsNamer: { kind: 'managerIsNamer' },
  notAnApprover: { kind: 'notAnApprover', name: nora.name },
  delegateIsSelf: { kind: 'delegateIsSelf' },
  delegateIsRequester: { kind: 'delegateIsRequester' },
  delegateIsAway: { kind: 'delegateIsAway', name: nora.name },
  untilIsPast: { kind: 'untilIsPast' },
  notOverdue: { kind: 'notOverdue' },
  notYourDuty: { kind: 'notYourDuty', caption: 'Take over', needs: ['engineer'] },
  handOverToSelf: { kind: 'handOverToSelf' },
  notAWebAddress: { kind: 'notAWebAddress', field: 'incidentLink' },
  incidentIsOver: { kind: 'incidentIsOver' },
  tooManyIncidents: { kind: 'tooManyIncidents', most: 5 },
  leadsNoTeam: { kind: 'leadsNoTeam' },
  tooManyFiles: { kind: 'tooManyFiles', most: 20 },
  nothingNew: { kind: 'nothingNew' },
};

const isSentence = (text: string): void => {
  assert.match(text, /^[A-Z].*[.]$/su);
  assert.doesNotMatch(text, /undefined|null|NaN|\[object|\s{2}|\s[.,]|[a-z][A-Z]/u, text);
};

describe('a refusal', () => {
  for (const [kind, refusal] of Object.entries(EXAMPLES)) it(`of kind ${kind} is a whole sentence`, () => isSentence(sentenceOf(refusal)));

  it('names what helps: who moved it, what is missing, which request', () => {
    assert.match(sentenceOf(EXAMPLES.wrongStatus), /Start work .* Done, moved there by Erik Engineer/u);
    assert.match(sentenceOf({ kind: 'wrongStatus', move: 'startWork', status: 'Done', movedBy: undefined }), /is in Done\./u);
    assert.match(sentenceOf(EXAMPLES.reviewUnfinished), /Priority, Scope and Reason\. Use Classify\./u);
    assert.match(sentenceOf({ kind: 'reviewUnfinished', missing: ['manager'] }), /Manager\. Use Name manager\./u);
    assert.match(sentenceOf({ kind: 'reviewUnfinished', missing: ['scope', 'manager'] }), /Scope and Manager\. Use Classify and Name manager\./u);
    assert.match(sentenceOf(EXAMPLES.unknownBlocker), /no request PLAT-99/u);
    assert.match(sentenceOf(EXAMPLES.blockedInACircle), /PLAT-2 waits for PLAT-3 waits for this request/u);
    assert.match(sentenceOf(EXAMPLES.faulty), /10 words or fewer, this has 11.*Details/u);
    assert.match(sentenceOf(EXAMPLES.notAllowed), /approver of the INFRA group or the manager who was asked/u);
  });

  it('of every move, in every status and for whoever may not, is a whole sentence', () => {
    for (const { move } of MOVES) {
      isSentence(sentenceOf({ kind: 'notAllowed', move, needs: rowOf(move).by }));
      for (const status of STATUSES) isSentence(sentenceOf({ kind: 'wrongStatus', move, status, movedBy: undefined }));
    }
  });

  it('holds nothing that a person typed', () => {
    const typed = 'Zanzibar';
    const anyTyped = fc.constantFrom<unknown>(typed, `${typed} `.repeat(11), typed.repeat(2_000), `https://${typed}`, [typed], { typed });
    const fields = Object.fromEntries((Object.keys(FIELDS) as FieldName[]).map((name) => [name, anyTyped]));
    const anyInput = fc.record(fields, { requiredKeys: [] });
    const requests = STATUSES.map((status) => requestIn(status));
    fc.assert(fc.property(fc.constantFrom(...requests), fc.constantFrom(...EVERYONE), fc.constantFrom(...MOVES), anyInput, (request, actor, { move }, input) => {
      const decision = attempt(request, [actor, move, input]);
      if (!decision.accepted) assert.doesNotMatch(sentenceOf(decision.refusal), new RegExp(typed, 'iu'));
    }));
  });
});

describe('a fault', () => {
  const KINDS: { readonly [Kind in Fault['kind']]: (field: FieldName) => Extract<Fault, { kind: Kind }> } = {
    missing: (field) => ({ field, kind: 'missing' }),
    tooLong: (field) => ({ field, kind: 'tooLong', maxChars: 10_000, chars: 1_234_567 }),
    tooManyWords: (field) => ({ field, kind: 'tooManyWords', maxWords: 10, words: 11 }),
    unknownChoice: (field) => ({ field, kind: 'unknownChoice' }),
    notANumber: (field) => ({ field, kind: 'notANumber', least: 1, most: 336 }),
    notADate: (field) => ({ field, kind: 'notADate' }),
    notText: (field) => ({ field, kind: 'notText' }),
  };
  for (const [kind, faultAt] of Object.entries(KINDS))
    it(`of kind ${kind} is a whole sentence at every field, and names the field`, () => {
      for (const field of Object.keys(FIELDS) as FieldName[]) {
        isSentence(faultSentence(faultAt(field)));
        assert.ok(faultSentence(faultAt(field)).startsWith(`${FIELDS[field].label}: `));
      }
    });

  it('says the numbers as people read them', () => assert.match(faultSentence(KINDS.tooLong('details')), /10,000 characters fit, this has 1,234,567/u));
});
