import { FIELDS, type FieldName } from '../../src/domain/fields';
import { TIMER, type Actor } from '../../src/domain/people';
import type { RawInput } from '../../src/domain/readGiven';
import type { ManagerKnown, WorkRequest } from '../../src/domain/workRequest';
import { MOVES, type Move } from '../../src/domain/workflow';
import { allowingRole } from '../../src/domain/roles';
import { fc } from './fixedSeed';
import { ACCESS, ANSWERS, CHANGE, MONDAY, laterThan, type Options, type Step } from './given';
import { ana, edda, erik, ines, iris, ivan, mara, nora, otto, who } from './people';

/** Everybody who might press; Ana and Iris submit, so that an own request of an approver is among the lives. */
export const EVERYONE: readonly Actor[] = [ana, ana.as('approver'), mara, mara.as('approver'), otto, erik, edda, ines, ivan, iris, nora, TIMER];
const MOVE_NAMES: readonly Move[] = MOVES.map(({ move }) => move);

const VALID: RawInput = {
  ...ANSWERS, reason: 'Because.', question: 'Which?', answer: 'That.', fixVersion: '1.2.3', blockedBy: 'PLAT-2', closingWords: 'Done.', comment: 'Hello.', file: 'a.png', assignee: edda.id, manager: otto.id, delegate: ivan.id, until: '2026-03-14',
};
const anyClassification: fc.Arbitrary<RawInput> = fc.oneof(
  fc.constantFrom<RawInput>(CHANGE, ACCESS, { type: 'debug' }, { ...ACCESS, environment: 'nonproduction' }, { ...ACCESS, accessLevel: 'sourceContributor', project: 'none' }, { implementationPlan: '', scope: '' }, {}),
  fc.record<RawInput>({ ownTeam: fc.constantFrom('true', 'false'), askManager: fc.constantFrom('true', 'false') }),
);
const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];
const anyJunk: fc.Arbitrary<RawInput> = fc.dictionary(
  fc.constantFrom(...FIELD_NAMES, '__proto__', 'constructor', 'status'),
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'true', 'prd,', 'PLAT-1', 'x'.repeat(20_000)), fc.anything()),
  { maxKeys: 6 },
);
const anyManager: fc.Arbitrary<ManagerKnown> = fc.constantFrom<ManagerKnown>(
  { kind: 'found', person: who(mara) }, { kind: 'found', person: who(mara), leadsTeam: true }, { kind: 'found', person: who(ana) }, { kind: 'none', leadsTeam: false }, { kind: 'none' }, { kind: 'notGranted' },
);

/** One press of somebody: mostly a sensible one, at times any move by anyone with anything in it. */
export interface Press {
  readonly sensible: boolean;
  readonly pick: number;
  readonly actor: Actor;
  readonly input: RawInput;
  readonly options: Options;
}

const anyOptions: fc.Arbitrary<Options> = fc.record({
  seenRound: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: 3 }),
  managerKnown: anyManager,
  facts: fc.record({
    blocking: fc.record({ exists: fc.boolean(), done: fc.boolean(), waitsFor: fc.subarray(['PLAT-1', 'PLAT-3']) }),
    named: fc.constantFrom('unknown' as const, { person: who(otto), engineer: false, approver: false }, { person: who(edda), engineer: true, approver: false }, { person: who(ana), engineer: true, approver: true }, { person: who(iris), engineer: true, approver: true }, { person: who(ivan), engineer: false, approver: true }),
    watch: fc.constantFrom({ onCall: who(edda), incident: undefined, approvers: [who(ines)] }, { onCall: undefined, incident: { id: 'incident-1', what: 'The gateway is down' }, approvers: [] }),
  }),
});

const anyPress: fc.Arbitrary<Press> = fc.record({
  sensible: fc.integer({ min: 0, max: 9 }).map((die) => die > 1),
  pick: fc.nat(),
  actor: fc.constantFrom(...EVERYONE),
  input: fc.oneof({ weight: 5, arbitrary: anyClassification.map((input) => ({ ...VALID, ...input })) }, { weight: 1, arbitrary: anyJunk }),
  options: anyOptions,
});

export interface RandomLife {
  readonly requester: Actor;
  readonly policy: NonNullable<Options['policy']>;
  readonly presses: readonly Press[];
}
export const anyLife: fc.Arbitrary<RandomLife> = fc.record({
  requester: fc.constantFrom(ana, ana, iris),
  policy: fc.record({ approvalsNeeded: fc.constantFrom(1, 1, 2), onePersonMayGiveBoth: fc.boolean() }),
  presses: fc.array(anyPress, { minLength: 10, maxLength: 50, size: 'max' }),
});

/** Moves lie so far apart that promises run out between them. */
const LONG_MS = 30 * 60 * 60 * 1000;

/** What a press is on this request. A sensible one is a move that somebody may make now, with what their card showed. */
export function stepOf(press: Press, request: WorkRequest, { policy }: RandomLife): Step {
  const round = press.sensible ? { seenRound: request.approvalRound } : {};
  const options = { ...press.options, ...round, policy, at: laterThan(MONDAY, request.version * LONG_MS) };
  const pairs = MOVES.flatMap((row) => (row.from as readonly string[]).includes(request.status)
    ? EVERYONE.filter((actor) => allowingRole(row, request, actor) !== undefined).map((actor) => ({ move: row.move, actor })) : []);
  const onward = pairs.filter(({ move }) => press.pick % 3 === 0 || !['comment', 'attach', 'cancel', 'assign', 'setPriority', 'amend'].includes(move));
  const chosen = press.sensible ? onward[press.pick % onward.length] : undefined;
  return chosen ? [chosen.actor, chosen.move, press.input, options] : [press.actor, MOVE_NAMES[press.pick % MOVE_NAMES.length] ?? 'comment', press.input, options];
}
