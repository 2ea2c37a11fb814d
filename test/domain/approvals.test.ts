import { strict as assert } from 'node:assert';
import { awaitedApprovals, managerAskFor } from '../../src/domain/approvals';
import { mayPress } from '../../src/domain/roles';
import type { Actor } from '../../src/domain/people';
import type { Status } from '../../src/domain/workflow';
import { MOVES, rowOf } from '../../src/domain/workflow';
import type { WorkRequest } from '../../src/domain/workRequest';
import { ACCESS, CHANGE, DEBUG, MARA_FOUND, POLICY, attempt, given, lifeTo, liveOn, requestIn, type Options } from './given';
import { ana, edda, erik, ines, iris, ivan, mara, nora, otto, who } from './people';

const REASON = { reason: 'It is too wide.' };
const from = (request: WorkRequest) => ({ request, history: [] });
const approvers = (request: WorkRequest): readonly string[] => request.approvals.map(({ by, as }) => `${by.name} as ${as}`);
const INES = 'Ines Infra as approver';
const MARA = 'Mara Manager as manager';

describe('the group approves', () => {
  it('every change and every access, and one is enough', () => {
    given(requestIn('Authorize', { type: 'change' })).when(ines, 'approve').accepted('Pending');
    given(requestIn('Authorize', { type: 'access', classification: { environment: 'nonproduction' } })).when(ines, 'approve').accepted('Pending');
  });

  it('twice where the setting says two, by two people', () => {
    const policy = { approvalsNeeded: 2 };
    const once = given(requestIn('Authorize')).when(ines, 'approve', {}, { policy }).accepted('Authorize');
    given(once).when(ines, 'approve', {}, { policy }).refused('approvedAlready');
    assert.deepEqual(approvers(given(once).when(ivan, 'approve', {}, { policy }).accepted('Pending')), [INES, 'Ivan Infra as approver']);
  });

  it('never their own request, whatever else they are', () => {
    const own = requestIn('Authorize', { requester: iris });
    given(own).when(iris, 'approve').refused('ownRequest');
    given(own).when(iris, 'reject', REASON).refused('ownRequest');
    given(requestIn('Authorize')).when(ana, 'approve').refused('ownRequest');
    given(requestIn('Authorize')).when(ana.as('approver'), 'approve').refused('ownRequest');
  });

  it('with words if they like, which the history keeps', () => {
    assert.equal(given(requestIn('Authorize')).when(ines, 'approve', { comment: 'Mind the freeze.' }).accepted('Pending').lastMoves[0]?.words, 'Mind the freeze.');
  });

  it('who reviewed it as an engineer may approve it as an approver', () => {
    const { request } = liveOn(from(requestIn('Submitted')), [[iris, 'startReview'], [iris, 'classify', CHANGE], [iris, 'finishReview']]);
    given(request).when(iris, 'approve').accepted('Pending');
  });

  it('an engineer or anybody else may not', () => {
    for (const actor of [erik, nora, mara]) given(requestIn('Authorize')).when(actor, 'approve').refused('notAllowed');
  });
});

describe('the manager approves', () => {
  const asked = (): WorkRequest => requestIn('Authorize', { type: 'access' });

  it('together with the group, in either order', () => {
    const managerFirst = given(asked()).when(mara, 'approve').accepted('Authorize');
    assert.deepEqual(approvers(given(managerFirst).when(ines, 'approve').accepted('Pending')), [MARA, INES]);
    const groupFirst = given(asked()).when(ines, 'approve').accepted('Authorize');
    assert.deepEqual(approvers(given(groupFirst).when(mara, 'approve').accepted('Pending')), [INES, MARA]);
  });

  it('once', () => given(given(asked()).when(mara, 'approve').accepted('Authorize')).when(mara, 'approve').refused('approvedAlready'));

  it('only where they are asked', () => {
    const notAsked = requestIn('Authorize', { type: 'access', classification: { environment: 'nonproduction' } });
    assert.equal(notAsked.managerAsk?.asked, false);
    given(notAsked).when(mara, 'approve').refused('notAllowed');
    given(notAsked).when(mara, 'reject', REASON).refused('notAllowed');
    given(asked()).when(otto, 'approve').refused('notAllowed');
  });

  it('is not stood in for by a second approver', () => {
    const groupFirst = given(asked()).when(ines, 'approve').accepted('Authorize');
    given(groupFirst).when(ivan, 'approve').refused('notAllowed');
  });

  it('who is an approver too gives the manager\'s word first, and both only where the setting allows it', () => {
    const both = mara.as('approver');
    const once = given(asked()).when(both, 'approve').accepted('Authorize');
    assert.deepEqual(approvers(once), [MARA]);
    given(once).when(both, 'approve').refused('oneApprovalEach');
    const policy = { onePersonMayGiveBoth: true };
    assert.deepEqual(approvers(given(once).when(both, 'approve', {}, { policy }).accepted('Pending')), [MARA, 'Mara Manager as approver']);
  });

  it('of any request, where an engineer asks for it by hand', () => {
    const change = requestIn('Authorize', { classification: { askManager: 'true' } });
    given(given(change).when(ines, 'approve').accepted('Authorize')).when(mara, 'approve').accepted('Pending');
    const access = requestIn('Authorize', { type: 'access', classification: { environment: 'nonproduction', askManager: 'true' } });
    assert.equal(access.managerAsk?.asked, true);
    const debug = requestIn('Authorize', { type: 'debug', classification: { askManager: 'true' } });
    given(debug).when(ines, 'approve').refused('notAllowed');
    assert.deepEqual(approvers(given(debug).when(mara, 'approve').accepted('Pending')), [MARA]);
  });

  it('who was named anew approves instead of the first, whose approval does not stand for them', () => {
    const facts = { named: { person: who(otto), engineer: false, approver: false } };
    const { request } = liveOn(lifeTo('Authorize', { type: 'access' }), [[mara, 'approve'], [erik, 'nameManager', { manager: otto.id, reason: 'Mara is away.' }, { facts }]]);
    assert.deepEqual(request.approvals, []);
    given(request).when(mara, 'approve').refused('notAllowed');
    assert.deepEqual(approvers(given(request).when(otto, 'approve').accepted('Authorize')), ['Otto Othermanager as manager']);
  });

  it('and the group keeps its approval when a manager is named anew', () => {
    const { request } = liveOn(lifeTo('Authorize', { type: 'access' }), [[ines, 'approve'], [erik, 'nameManager', { manager: edda.id, reason: 'Mara is away.' }]]);
    assert.deepEqual(approvers(request), [INES]);
  });
});

describe('approval that is assumed', () => {
  const OWN_TEAM = { type: 'access', classification: { ownTeam: 'true' } } as const;

  it('is recorded with its ground when a manager asks for their own team', () => {
    const stated = requestIn('Authorize', OWN_TEAM);
    assert.deepEqual(stated.approvals.map(({ by, as, assumed }) => [by, as, assumed]),
      [[who(ana), 'manager', 'Ana Requester asks on behalf of their own team: stated by Erik Engineer']]);
    const shown = requestIn('Authorize', { ...OWN_TEAM, manager: { kind: 'found', person: who(mara), leadsTeam: true } });
    assert.equal(shown.managerAsk?.assumed, 'Ana Requester asks on behalf of their own team: the directory shows that they lead a team');
  });

  it('leaves the group to approve, and is not the manager\'s to reject', () => {
    const request = requestIn('Authorize', OWN_TEAM);
    given(request).when(mara, 'approve').refused('notAllowed');
    given(request).when(mara, 'reject', REASON).refused('notAllowed');
    given(request).when(ines, 'approve').accepted('Pending');
  });

  it('needs no manager in the directory', () => {
    assert.equal(requestIn('Authorize', { ...OWN_TEAM, manager: { kind: 'none' } }).approvals.length, 1);
  });

  it('is refused where the directory shows no team, also after a manager was named', () => {
    const leadsTeam = false;
    for (const manager of [{ kind: 'found', person: who(mara), leadsTeam }, { kind: 'none', leadsTeam }] as const) {
      const { request } = liveOn(lifeTo('Review', { manager }), [[erik, 'classify', { ...ACCESS, ownTeam: 'true' }]]);
      given(request).when(erik, 'finishReview').refused('leadsNoTeam');
      const named = given(request).when(erik, 'nameManager', { manager: edda.id, reason: 'Mara is away.' }).accepted('Review');
      given(named).when(erik, 'finishReview').refused('leadsNoTeam');
    }
  });

  it('is not recorded where no manager is asked', () => {
    const request = requestIn('Authorize', { type: 'access', classification: { ownTeam: 'true', environment: 'nonproduction' } });
    assert.deepEqual([request.approvals, request.managerAsk?.assumed], [[], undefined]);
  });

  it('lets a debug request with a manager asked by hand pass, and says so', () => {
    const request = requestIn('Pending', { type: 'debug', classification: { ownTeam: 'true', askManager: 'true' } });
    assert.equal(request.approvals[0]?.assumed, 'Ana Requester asks on behalf of their own team: stated by Erik Engineer');
  });
});

describe('rejecting', () => {
  it('sends it back to review, voids what was approved and keeps the reason', () => {
    const { request } = liveOn(lifeTo('Authorize', { type: 'access' }), [[mara, 'approve'], [ines, 'reject', REASON]]);
    assert.deepEqual([request.status, request.approvals, request.lastMoves[0]?.words], ['Review', [], REASON.reason]);
  });

  it('is open to the manager who is asked', () => given(requestIn('Authorize', { type: 'access' })).when(mara, 'reject', REASON).accepted('Review'));

  it('is open after one\'s own yes and after the group\'s, as long as the rest is still out', () => {
    const { request } = liveOn(lifeTo('Authorize', { type: 'access' }), [[ines, 'approve']]);
    given(request).when(ines, 'reject', REASON).accepted('Review');
    given(request).when(ivan, 'reject', REASON).accepted('Review');
    const { request: byManager } = liveOn(lifeTo('Authorize', { type: 'access' }), [[mara, 'approve']]);
    given(byManager).when(mara, 'reject', REASON).accepted('Review');
  });

  it('needs a reason that can be read', () => given(requestIn('Authorize')).when(ines, 'reject', { reason: '\u200B \u2800' }).refused('faulty'));
});

describe('approvals are void', () => {
  const half = () => liveOn(lifeTo('Authorize', { type: 'access' }), [[ines, 'approve']]);
  const again = (life: ReturnType<typeof half>) => liveOn(life, [[erik, 'finishReview']]).request;

  it('after back to review, from wherever', () => {
    for (const status of ['Authorize', 'Pending', 'In Progress', 'Deployment Queue'] as const) {
      const before = requestIn(status, { type: 'access' });
      const after = given(before).when(erik, 'backToReview', REASON).accepted('Review');
      assert.deepEqual(after.approvals, []);
      assert.equal(after.approvalRound, before.approvalRound + 1);
    }
  });

  it('after a rejection', () => assert.deepEqual(approvers(again(liveOn(half(), [[mara, 'reject', REASON]]))), []));

  it('after a reopening, which leads through the whole approval again', () => {
    const reopened = given(requestIn('Done')).when(ana, 'reopen', REASON).accepted('Review');
    assert.deepEqual([reopened.approvals, reopened.resolution], [[], undefined]);
    assert.equal(given(reopened).when(erik, 'finishReview').accepted('Authorize').approvals.length, 0);
  });

  it('after an answer, which may have changed what is asked', () => {
    const before = half().request;
    const { request } = liveOn(half(), [[erik, 'ask', { question: 'Which?' }], [ana, 'answer', { answer: 'All.' }]]);
    assert.deepEqual([request.status, request.approvals, request.approvalRound], ['Authorize', [], before.approvalRound + 1]);
  });

  it('after an answer but for an assumed one, which rests on its own ground', () => {
    const life = lifeTo('Authorize', { type: 'access', classification: { ownTeam: 'true' } });
    const { request } = liveOn(life, [[erik, 'ask', { question: 'Which?' }], [ana, 'answer', { answer: 'All.' }]]);
    assert.equal(request.approvals.length, 1);
    given(request).when(ines, 'approve').accepted('Pending');
  });

  it('and not after a wait for another request', () => {
    const { request } = liveOn(half(), [[erik, 'block', { blockedBy: 'PLAT-2' }], [erik, 'unblock']]);
    assert.deepEqual(approvers(request), [INES]);
    given(request).when(mara, 'approve').accepted('Pending');
  });

  it('and not after an answer elsewhere', () => {
    assert.equal(given(requestIn('Waiting on Customer', { from: 'Pending' })).when(ana, 'answer', { answer: 'Yes.' }).accepted('Pending').approvals.length, 1);
  });
});

describe('a press on an approval card', () => {
  it('counts only for the round that the card showed', () => {
    const before = requestIn('Authorize');
    const { request } = liveOn(from(before), [[ines, 'reject', REASON], [erik, 'classify', { implementationPlan: 'Another plan.' }], [erik, 'finishReview']]);
    assert.ok(request.approvalRound > before.approvalRound);
    for (const seenRound of [before.approvalRound, request.approvalRound + 1, -1, Number.NaN, undefined])
      for (const move of ['approve', 'reject'] as const) given(request).when(ines, move, REASON, { seenRound }).refused('outdatedApproval');
    given(request).when(ines, 'approve').accepted('Pending');
  });

  it('changes nothing while the request waits for something else', () => {
    for (const status of ['Waiting on Customer', 'Blocked', 'Pending', 'Done'] as const)
      given(requestIn(status, status === 'Pending' || status === 'Done' ? {} : { from: 'Authorize' })).when(ines, 'approve').refused('wrongStatus');
  });
});

describe('whether the manager is asked', () => {
  const UNCLASSIFIED = requestIn('Review').classification;

  it('is unknown while an access is not described well enough', () => {
    assert.equal(managerAskFor({ ...UNCLASSIFIED, type: 'access' }), undefined);
    assert.equal(managerAskFor({ ...UNCLASSIFIED, type: 'access', accessLevel: 'read' }), undefined);
    assert.equal(managerAskFor({ ...UNCLASSIFIED, type: 'access', environment: 'nonproduction' }), undefined);
    assert.equal(managerAskFor({ ...UNCLASSIFIED, type: 'access', accessLevel: 'sourceContributor', environment: 'other' }), undefined);
  });

  it('always has a ground', () => {
    assert.equal(managerAskFor({ ...UNCLASSIFIED, ...DEBUG, type: 'debug' })?.because, 'a debug does not ask the manager');
    assert.equal(managerAskFor({ ...UNCLASSIFIED, askManager: true })?.because, 'an engineer asked for it');
    assert.equal(requestIn('Authorize', { type: 'access' }).managerAsk?.because, 'read access to production');
  });

  it('and the group, is told as what a request still waits for', () => {
    assert.deepEqual(awaitedApprovals(requestIn('Authorize', { type: 'access' }), POLICY), { manager: true, groupCount: 1 });
    assert.deepEqual(awaitedApprovals(requestIn('Pending', { type: 'access' }), { ...POLICY, approvalsNeeded: 0 }), { manager: false, groupCount: 0 });
  });
});

describe('a button', () => {
  const OPTIONS: Partial<Record<string, Options>> = { noteManager: { managerKnown: { kind: 'none' } }, delegate: { facts: { named: { person: who(ivan), engineer: false, approver: true } } } };
  const INPUT = { ...CHANGE, reason: 'x', fixVersion: '1', question: 'x', answer: 'x', comment: 'x', file: 'x', assignee: edda.id, manager: edda.id, blockedBy: 'PLAT-2', summary: 'x', service: 'other', environments: 'prd', details: 'x', delegate: ivan.id, until: '2026-03-20' };
  const people: readonly Actor[] = [ana, ana.as('approver'), mara, mara.as('approver'), erik, ines, iris, nora];

  it('is shown exactly where its press would be accepted, but for the too early finish review', () => {
    const requests = (['Submitted', 'Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue', 'Waiting on Customer', 'Blocked', 'Done'] satisfies Status[])
      .flatMap((status) => [requestIn(status), requestIn(status, { type: 'access', manager: MARA_FOUND })]);
    const halfApproved = [ines, mara].map((actor) => given(requestIn('Authorize', { type: 'access' })).when(actor, 'approve').accepted('Authorize'));
    const moves = MOVES.map(({ move }) => move).filter((move) => move !== 'submit' && move !== 'finishReview');
    for (const request of [...requests, ...halfApproved])
      for (const actor of people)
        for (const move of moves) {
          const decision = attempt(request, [actor, move, INPUT, OPTIONS[move]]);
          assert.equal(mayPress(rowOf(move), request, actor, POLICY), decision.accepted, `${move} in ${request.status} by ${actor.name}: ${JSON.stringify(decision)}`);
        }
    assert.equal(mayPress(rowOf('finishReview'), requestIn('Review'), erik, POLICY), true);
  });
});
