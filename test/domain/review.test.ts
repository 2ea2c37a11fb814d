import { strict as assert } from 'node:assert';
import type { RawInput } from '../../src/domain/readGiven';
import type { WorkRequest } from '../../src/domain/workRequest';
import { TIMER } from '../../src/domain/people';
import { ACCESS, ANSWERS, CHANGE, MARA_FOUND, MONDAY, given, laterThan, lifeTo, liveOn, requestIn } from './given';
import { ana, edda, erik, iris, otto, who } from './people';

const inReview = (input: RawInput = {}, before: WorkRequest = requestIn('Review')): WorkRequest => given(before).when(erik, 'classify', input).accepted('Review');
const without = (input: RawInput, ...names: string[]): RawInput => Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));

describe('starting the review', () => {
  it('makes the engineer the reviewer, and keeps when', () => {
    const request = given(requestIn('Submitted')).when(iris, 'startReview', {}, { at: laterThan(MONDAY, 3_600_000) }).accepted('Review');
    assert.deepEqual(request.reviewer, who(iris));
    assert.equal(request.reviewStartedAt, laterThan(MONDAY, 3_600_000));
    assert.equal(request.statusSince, laterThan(MONDAY, 3_600_000));
  });

  it('is one move when two engineers press, and the second is told who was first', () => {
    const request = given(requestIn('Submitted')).when(erik, 'startReview').accepted('Review');
    const refusal = given(request).when(edda, 'startReview').refused('wrongStatus');
    assert.deepEqual(refusal, { kind: 'wrongStatus', move: 'startReview', status: 'Review', movedBy: who(erik) });
  });

  it('tells who moved it, not who commented since', () => {
    const { request } = liveOn(lifeTo('In Progress'), [[ana, 'comment', { comment: 'Thanks!' }], [iris, 'setPriority', { priority: 'high' }]]);
    assert.deepEqual(given(request).when(edda, 'startWork').refused('wrongStatus').movedBy, who(erik));
  });

  it('names nobody when the move is too long ago to be told', () => {
    const { request } = liveOn(lifeTo('In Progress'), [1, 2, 3, 4, 5].map((number) => [ana, 'comment', { comment: `Thanks ${number}` }] as const));
    assert.equal(given(request).when(edda, 'startWork').refused('wrongStatus').movedBy, undefined);
  });
});

describe('answers', () => {
  it('are kept as typed, and the choices in the order of the form', () => {
    assert.deepEqual(requestIn('Submitted').answers, { ...ANSWERS, environments: ['prd', 'dev'] });
  });

  it('can be amended, all four', () => {
    const amended = { summary: 'Write access', service: 'other', environments: 'other', details: 'Please.' };
    const request = given(requestIn('Submitted')).when(ana, 'amend', amended).accepted('Submitted');
    assert.deepEqual(request.answers, { ...amended, environments: ['other'] });
  });

  it('of someone else cannot be amended', () => given(requestIn('Submitted')).when(otto, 'amend', ANSWERS).refused('notAllowed'));
});

describe('classify', () => {
  it('can be saved half-done, and the rest later', () => {
    const half = inReview({ type: 'change' });
    assert.equal(half.classification.priority, undefined);
    const whole = inReview(without(CHANGE, 'type'), half);
    given(whole).when(erik, 'finishReview').accepted('Authorize');
  });

  it('keeps what the form did not show, and clears what it showed empty', () => {
    const before = inReview({ ...ACCESS, ownTeam: 'true', askManager: 'true' });
    const after = inReview({ scope: '', accessReason: null, accessLevel: '', project: '  ', ownTeam: 'false' }, before).classification;
    assert.deepEqual(after, {
      type: 'access', priority: 'medium', priorityByHand: true, implementationPlan: undefined, backoutPlan: undefined, scope: undefined, accessReason: undefined,
      accessLevel: undefined, environment: 'production', project: undefined, ownTeam: false, askManager: true,
    });
  });

  it('understands a client that sends titles instead of ids', () => {
    const { classification } = inReview({ type: 'Access', priority: 'CRITICAL', accessLevel: 'Source code: contributor', environment: 'Production (includes preview)', project: 'The Crypto project' });
    assert.deepEqual([classification.type, classification.priority, classification.accessLevel, classification.environment, classification.project],
      ['access', 'critical', 'sourceContributor', 'production', 'crypto']);
  });

  it('changes nothing at all when one field is faulty', () => {
    const { faults } = given(requestIn('Review')).when(erik, 'classify', { ...CHANGE, type: 'party', backoutPlan: 'x'.repeat(6001) }).refused('faulty');
    assert.deepEqual(faults.map(({ field, kind }) => [field, kind]), [['type', 'unknownChoice'], ['backoutPlan', 'tooLong']]);
  });

  it('takes no answer, status or approval along with it', () => {
    const request = inReview({ ...CHANGE, summary: 'Another', status: 'Done', approvals: [{}], fixVersion: '1', reviewer: 'x' });
    assert.deepEqual([request.answers.summary, request.approvals, request.fixVersion, request.reviewer], [ANSWERS.summary, [], undefined, who(erik)]);
  });
});

describe('priority', () => {
  it('of a debug request is High by itself', () => assert.equal(inReview({ type: 'debug' }).classification.priority, 'high'));

  it('of a debug request stays what an engineer set by hand, before and after', () => {
    assert.equal(inReview({ type: 'debug' }, inReview({ priority: 'low' })).classification.priority, 'low');
    assert.equal(inReview({ type: 'debug', priority: 'medium' }).classification.priority, 'medium');
    const byButton = given(requestIn('Submitted')).when(erik, 'setPriority', { priority: 'low' }).accepted('Submitted');
    const { request } = liveOn({ request: byButton, history: [] }, [[erik, 'startReview'], [erik, 'classify', { type: 'debug' }]]);
    assert.equal(request.classification.priority, 'low');
  });

  it('is High again when it is cleared on a debug request', () => {
    assert.equal(inReview({ priority: '' }, inReview({ type: 'debug', priority: 'low' })).classification.priority, 'high');
  });

  it('that nobody set does not stay when a debug request turns out to be a change', () => {
    const change = inReview(without(CHANGE, 'priority'), inReview({ type: 'debug' }));
    assert.deepEqual(given(change).when(erik, 'finishReview').refused('reviewUnfinished').missing, ['priority']);
  });

  it('can be set in any status but Done, and nothing else changes', () => {
    const before = requestIn('Pending');
    const after = given(before).when(edda, 'setPriority', { priority: 'Critical' }).accepted('Pending');
    assert.deepEqual(after.classification, { ...before.classification, priority: 'critical' });
    assert.deepEqual(after.approvals, before.approvals);
  });
});

describe('finish review', () => {
  const missing = (input: RawInput): readonly string[] => given(inReview(input)).when(erik, 'finishReview').refused('reviewUnfinished').missing;

  it('names everything that is missing at once', () => {
    assert.deepEqual(missing({}), ['type', 'priority']);
    assert.deepEqual(missing({ priority: 'low' }), ['type']);
    assert.deepEqual(missing({ type: 'change' }), ['priority', 'implementationPlan', 'backoutPlan']);
    assert.deepEqual(missing({ type: 'access' }), ['priority', 'scope', 'accessReason', 'accessLevel', 'environment']);
    assert.deepEqual(missing({ type: 'access', accessLevel: 'sourceOther' }), ['priority', 'scope', 'accessReason', 'environment', 'project']);
  });

  for (const field of ['priority', 'implementationPlan', 'backoutPlan'])
    it(`of a change needs ${field}`, () => assert.deepEqual(missing(without(CHANGE, field)), [field]));
  for (const field of ['priority', 'scope', 'accessReason', 'accessLevel', 'environment'])
    it(`of an access needs ${field}, whether or not the manager is asked`, () => {
      assert.deepEqual(missing(without(ACCESS, field)), [field]);
      assert.deepEqual(missing(without({ ...ACCESS, environment: 'nonproduction', askManager: 'true' }, field)), [field]);
    });

  it('of an access to source code needs the project as well, and no other does', () => {
    assert.deepEqual(missing(without({ ...ACCESS, accessLevel: 'sourceContributor' }, 'project')), ['project']);
    given(inReview(without(ACCESS, 'project'))).when(erik, 'finishReview').accepted('Authorize');
  });

  it('does not take plans that show nothing', () => {
    assert.deepEqual(missing({ ...CHANGE, implementationPlan: '\u200B\u200D\u2066', backoutPlan: '\u3164\u2800' }), ['implementationPlan', 'backoutPlan']);
  });

  it('leads a change and an access to Authorize, a debug request to Pending', () => {
    given(inReview(CHANGE)).when(erik, 'finishReview').accepted('Authorize');
    given(inReview({ ...ACCESS, environment: 'nonproduction' })).when(erik, 'finishReview').accepted('Authorize');
    given(inReview({ type: 'debug' })).when(erik, 'finishReview').accepted('Pending');
  });

  it('may be done by another engineer than the reviewer', () => given(inReview(CHANGE)).when(edda, 'finishReview').accepted('Authorize'));
});

describe('the manager at finish review', () => {
  const finished = (input: RawInput, manager: Parameters<typeof requestIn>[1]) => given(inReview(input, requestIn('Review', manager))).when(erik, 'finishReview');

  it('has to be named by an engineer where the directory has none, cannot tell, or has the requester herself', () => {
    for (const manager of [{ kind: 'none' }, { kind: 'notGranted' }, { kind: 'found', person: who(ana) }] as const)
      assert.deepEqual(finished(ACCESS, { manager }).refused('reviewUnfinished').missing, ['manager']);
  });

  it('need not be known where nobody asks for them', () => {
    finished(CHANGE, { manager: { kind: 'none' } }).accepted('Authorize');
    finished({ ...ACCESS, environment: 'nonproduction' }, { manager: { kind: 'none' } }).accepted('Authorize');
  });

  it('may still be looked up: the directory tells later', () => {
    const { request } = liveOn({ request: finished(ACCESS, { manager: 'nobodyLooked' }).accepted('Authorize'), history: [] }, [[TIMER, 'noteManager', {}, { managerKnown: MARA_FOUND }]]);
    assert.deepEqual(request.manager, MARA_FOUND);
  });

  it('can be named at last in Authorize', () => {
    const request = finished(ACCESS, { manager: 'nobodyLooked' }).accepted('Authorize');
    const facts = { named: { person: who(otto), engineer: false, approver: false } };
    const named = given(request).when(erik, 'nameManager', { manager: otto.id, reason: 'Mara is away.' }, { facts }).accepted('Authorize');
    assert.deepEqual(given(named).when(otto, 'approve').accepted('Authorize').approvals.map(({ as }) => as), ['manager']);
  });

  it('is never the requester, and always a person of the directory', () => {
    const naming = (named?: 'unknown' | typeof ana) =>
      given(requestIn('Review')).when(erik, 'nameManager', { manager: 'x' }, { facts: named === undefined ? { named: 'unknown' } : { named: named === 'unknown' ? named : { person: who(named), engineer: false, approver: false } } });
    naming(ana).refused('managerIsRequester');
    assert.equal(naming('unknown').refused('unknownPerson').field, 'manager');
  });

  it('whom an engineer named is not overridden by the directory', () => {
    const named = given(requestIn('Review')).when(erik, 'nameManager', { manager: edda.id, reason: 'Mara is away.' }).accepted('Review');
    given(named).when(TIMER, 'noteManager', {}, { managerKnown: MARA_FOUND }).refused('nothingNew');
  });

  it('is noted once', () => {
    given(requestIn('Review')).when(TIMER, 'noteManager', {}, { managerKnown: { ...MARA_FOUND } }).refused('nothingNew');
    given(requestIn('Review')).when(TIMER, 'noteManager').refused('nothingNew');
  });
});

describe('a manager who is re-routed', () => {
  const request = requestIn('Authorize', { type: 'access' });
  const facts = { named: { person: who(otto), engineer: false, approver: false } };

  it('needs a reason where somebody is asked already, and none where nobody is', () => {
    const { faults } = given(request).when(erik, 'nameManager', { manager: otto.id }, { facts }).refused('faulty');
    assert.deepEqual(faults, [{ field: 'reason', kind: 'missing' }]);
    given({ ...request, manager: { kind: 'none' } }).when(erik, 'nameManager', { manager: otto.id }, { facts }).accepted('Authorize');
  });

  it('is never the engineer who names them', () => {
    given(request).when(erik, 'nameManager', { manager: erik.id, reason: 'I do it.' }, { facts: { named: { person: who(erik), engineer: true, approver: false } } }).refused('managerIsNamer');
  });
});
