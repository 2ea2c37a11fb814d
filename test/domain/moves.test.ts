import { strict as assert } from 'node:assert';
import type { Refusal } from '../../src/domain/commands';
import { TIMER, type Actor } from '../../src/domain/people';
import type { Fault, RawInput } from '../../src/domain/readGiven';
import type { WorkRequest } from '../../src/domain/workRequest';
import { MOVES, STATUSES, fieldsOf, isMove, rowOf, type Move, type Status } from '../../src/domain/workflow';
import { ANSWERS, CHANGE, MONDAY, attempt, given, laterThan, requestIn, type Options } from './given';
import { ana, edda, erik, ines, ivan, mara, nora, otto, who } from './people';

type By = 'anyone' | 'requester' | 'engineer' | 'approver' | 'manager' | 'timer';
interface SpecRow {
  readonly from: readonly Status[];
  readonly to: Status | 'same';
  readonly by: readonly By[];
  readonly valid?: RawInput;
  readonly needs?: readonly string[];
}

const ANY: readonly Status[] = ['Submitted', 'Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue', 'Waiting on Customer', 'Blocked', 'Done'];
const ANY_BUT_DONE = ANY.filter((status) => status !== 'Done');
const ASKABLE: readonly Status[] = ['Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue'];
const EVERYBODY: readonly By[] = ['requester', 'engineer', 'approver', 'manager'];

/**
 * The table of spec.md, "Moves", typed by hand and never drawn from the code: whoever changes a move there has to say
 * it here as well. The requests below came from In Progress, and wait for two approvals where they wait for one.
 */
const SPEC: Readonly<Record<Move, SpecRow>> = {
  submit: { from: [], to: 'Submitted', by: ['anyone'], valid: ANSWERS, needs: ['summary', 'service', 'environments', 'details'] },
  startReview: { from: ['Submitted'], to: 'Review', by: ['engineer'] },
  classify: { from: ['Review'], to: 'Review', by: ['engineer'], valid: CHANGE },
  finishReview: { from: ['Review'], to: 'Authorize', by: ['engineer'] },
  approve: { from: ['Authorize'], to: 'Authorize', by: ['approver', 'manager'] },
  reject: { from: ['Authorize'], to: 'Review', by: ['approver', 'manager'], valid: { reason: 'Too wide.' }, needs: ['reason'] },
  startWork: { from: ['Pending'], to: 'In Progress', by: ['engineer'] },
  queueForDeployment: { from: ['In Progress'], to: 'Deployment Queue', by: ['engineer'], valid: { fixVersion: '1.2.3' }, needs: ['fixVersion'] },
  complete: { from: ['In Progress', 'Deployment Queue'], to: 'Done', by: ['engineer'] },
  ask: { from: ASKABLE, to: 'Waiting on Customer', by: ['engineer'], valid: { question: 'Which one?' }, needs: ['question'] },
  answer: { from: ['Waiting on Customer'], to: 'In Progress', by: ['requester'], valid: { answer: 'The first.' }, needs: ['answer'] },
  block: { from: ASKABLE, to: 'Blocked', by: ['engineer'], valid: { blockedBy: 'PLAT-2' }, needs: ['blockedBy'] },
  unblock: { from: ['Blocked'], to: 'In Progress', by: ['engineer', 'timer'] },
  backToReview: { from: ['Authorize', 'Pending', 'In Progress', 'Deployment Queue'], to: 'Review', by: ['engineer'], valid: { reason: 'The plan changed.' }, needs: ['reason'] },
  cancel: { from: ANY_BUT_DONE, to: 'Done', by: ['requester', 'engineer'], valid: { reason: 'Not needed.' }, needs: ['reason'] },
  reopen: { from: ['Done'], to: 'Review', by: ['requester', 'engineer'], valid: { reason: 'It is back.' }, needs: ['reason'] },
  comment: { from: ANY, to: 'same', by: EVERYBODY, valid: { comment: 'Thanks.' }, needs: ['comment'] },
  attach: { from: ANY, to: 'same', by: EVERYBODY, valid: { file: 'screen.png' }, needs: ['file'] },
  assign: { from: ANY_BUT_DONE, to: 'same', by: ['engineer'], valid: { assignee: edda.id }, needs: ['assignee'] },
  setPriority: { from: ANY_BUT_DONE, to: 'same', by: ['engineer'], valid: { priority: 'low' }, needs: ['priority'] },
  amend: { from: ['Submitted'], to: 'same', by: ['requester'], valid: ANSWERS, needs: ['summary', 'service', 'environments', 'details'] },
  // "Manager approval": the directory's answer, and an engineer who names one where it has none.
  nameManager: { from: ['Review', 'Authorize'], to: 'same', by: ['engineer'], valid: { manager: edda.id, reason: 'Away.' }, needs: ['manager'] },
  noteManager: { from: ['Submitted', 'Review', 'Authorize'], to: 'same', by: ['timer'] },
  // An approver who is away hands their say to another approver; the timer notes when that is over.
  delegate: { from: ['Authorize'], to: 'same', by: ['approver'], valid: { delegate: edda.id, until: '2026-03-20' }, needs: ['delegate', 'until'] },
  endDelegation: { from: ANY_BUT_DONE, to: 'same', by: ['timer'] },
  // "Promises (SLAs)": the timer's own steps, and the engineers' card at 72 hours.
  remind: { from: ['Submitted', 'Waiting on Customer'], to: 'same', by: ['timer'] },
  breach: { from: ['Submitted', 'Waiting on Customer'], to: 'same', by: ['timer'] },
  giveMoreHours: { from: ['Waiting on Customer'], to: 'same', by: ['engineer'] },
};

/** Every set of roles that one actor can hold towards a request. */
const SETS: readonly (readonly By[])[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((bits) => EVERYBODY.filter((_role, index) => bits & (1 << index))),
  ['timer'],
];

function actorWith(roles: readonly By[]): Actor {
  if (roles.includes('timer')) return TIMER;
  const person = roles.includes('requester') ? ana : roles.includes('manager') ? mara : nora;
  return person.as(...(['engineer', 'approver'] as const).filter((role) => roles.includes(role)));
}

/** An access that asks its manager; a requester who is in the directory as her own manager does not count as one. */
function requestFor(roles: readonly By[], status: Status): WorkRequest {
  const request = LIVES[status];
  return roles.includes('requester') && roles.includes('manager') ? { ...request, manager: { kind: 'found', person: who(ana) } } : request;
}

const LIVES = Object.fromEntries(ANY.map((status) => [status, requestIn(status, { type: 'access' })])) as Record<Status, WorkRequest>;
/** Classified in full, so that its review can be finished; a change, because an own manager could not be asked. */
LIVES.Review = given(LIVES.Review).when(erik, 'classify', CHANGE).accepted('Review');

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

const OPTIONS: Partial<Record<Move, Options>> = {
  unblock: { facts: { blocking: { exists: true, done: true, waitsFor: [] } } },
  noteManager: { managerKnown: { kind: 'found', person: who(otto) } },
  delegate: { facts: { named: { person: who(ivan), engineer: false, approver: true } } },
  endDelegation: { at: laterThan(MONDAY, 40 * DAY_MS) },
  remind: { at: laterThan(MONDAY, 30 * HOUR_MS), facts: { watch: { onCall: who(edda), incident: undefined, approvers: [who(ines)] } } },
  breach: { at: laterThan(MONDAY, 80 * HOUR_MS), facts: { watch: { onCall: undefined, incident: undefined, approvers: [] } } },
};

/** A request for which the move would have something to do. */
function ripeFor(move: Move, request: WorkRequest): WorkRequest {
  if (move === 'endDelegation') return { ...request, delegations: [{ from: who(ines), to: who(ivan), until: laterThan(MONDAY, 39 * DAY_MS) }] };
  if (move === 'giveMoreHours' && request.question) return { ...request, question: { ...request.question, overdueAt: laterThan(MONDAY, 3 * DAY_MS) } };
  return request;
}

/** What the spec says of a press with valid input: where it leads, or why not. */
function expected(move: Move, row: SpecRow, status: Status, roles: readonly By[]): Status | Refusal['kind'] {
  const judges = move === 'approve' || move === 'reject' || move === 'delegate';
  const held = roles.filter((role) => !(role === 'manager' && roles.includes('requester')));
  if (!row.by.some((role) => held.includes(role))) return judges && move !== 'delegate' && roles.includes('requester') ? 'ownRequest' : 'notAllowed';
  if (!row.from.includes(status)) return 'wrongStatus';
  if (judges && roles.includes('requester')) return 'ownRequest';
  return row.to === 'same' ? status : row.to;
}

describe('the table of moves', () => {
  it('has the statuses of the spec, and its moves and no others', () => {
    assert.deepEqual(STATUSES, ANY);
    assert.deepEqual(MOVES.map(({ move }) => move).toSorted(), Object.keys(SPEC).toSorted());
  });

  for (const [move, row] of Object.entries(SPEC) as [Move, SpecRow][]) {
    if (move === 'submit') continue;
    describe(move, () => {
      for (const status of ANY)
        it(`in ${status}, for every set of roles`, () => {
          for (const roles of SETS) {
            const decision = attempt(ripeFor(move, requestFor(roles, status)), [actorWith(roles), move, row.valid, OPTIONS[move]]);
            const answer = decision.accepted ? decision.event.to : decision.refusal.kind;
            assert.equal(answer, expected(move, row, status, roles), `as ${roles.join(' and ') || 'nobody'}`);
          }
        });

      it('names each needed field that is missing, null or blank', () => {
        const status = row.from[0] ?? 'Submitted';
        const actor = actorWith([row.by[0] ?? 'engineer']);
        for (const emptied of [undefined, null, ' \t\n'])
          for (const field of row.needs ?? []) {
            const input = { ...row.valid, [field]: emptied };
            const { faults }: { readonly faults: readonly Fault[] } = given(requestFor([], status)).when(actor, move, input).refused('faulty');
            assert.deepEqual(faults, [{ field, kind: 'missing' }]);
          }
      });
    });
  }

  it('lets anyone of the tenant submit, once', () => {
    assert.equal(attempt(undefined, [nora, 'submit', ANSWERS]).accepted, true);
    given(requestIn('Submitted')).when(nora, 'submit', ANSWERS).refused('wrongStatus');
    assert.deepEqual(attempt(undefined, [nora, 'submit', {}]), {
      accepted: false, refusal: { kind: 'faulty', faults: ['summary', 'service', 'environments', 'details'].map((field) => ({ field, kind: 'missing' })) },
    });
  });

  it('knows no request, no move', () => {
    for (const move of Object.keys(SPEC) as Move[])
      if (move !== 'submit') assert.deepEqual(attempt(undefined, [erik, move, SPEC[move].valid]), { accepted: false, refusal: { kind: 'unknownRequest', key: 'PLAT-1' } });
  });

  it('takes no foreign word for a move', () => {
    for (const word of ['', 'constructor', '__proto__', 'toString', 'StartReview', 'start review', 'submit ']) assert.equal(isMove(word), false, word);
    assert.throws(() => rowOf('constructor' as Move));
  });

  it('reads needed fields first', () => assert.deepEqual(fieldsOf('nameManager'), ['manager', 'reason']));
});
