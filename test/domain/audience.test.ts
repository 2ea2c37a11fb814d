import { strict as assert } from 'node:assert';
import { CHANNEL, audienceOf, noticesOf, type Audience } from '../../src/domain/audience';
import type { Person } from '../../src/domain/people';
import { MARA_FOUND, POLICY, lifeTo, liveOn, requestIn, type Life, type Step, type Wanted } from './given';
import { ana, edda, erik, ines, iris, ivan, mara, otto, who } from './people';

const GROUP: readonly Person[] = [ines, ivan, iris].map(who);
const cards = (request: Life['request'], asked: readonly Audience[] = [], approvers = GROUP) => audienceOf(request, approvers, asked, POLICY);
const judges = (audience: readonly Audience[]) => audience.flatMap((card) => (card.kind === 'approval' ? [`${card.to.name} as ${card.as}, round ${card.round}`] : []));

describe('the cards of a request', () => {
  it('are one in the channel and one for the requester, in every status', () => {
    for (const status of ['Submitted', 'Review', 'Pending', 'Waiting on Customer', 'Done'] as const)
      assert.deepEqual(cards(requestIn(status)), [CHANNEL, { id: `card|requester|${ana.id}`, kind: 'requester', to: who(ana) }]);
  });

  it('are for each of the group and the asked manager while they are asked', () => {
    assert.deepEqual(judges(cards(requestIn('Authorize'))), ['Ines Infra as approver, round 1', 'Ivan Infra as approver, round 1', 'Iris Both as approver, round 1']);
    assert.deepEqual(judges(cards(requestIn('Authorize', { type: 'access' }), [], [who(ines)])), ['Mara Manager as manager, round 1', 'Ines Infra as approver, round 1']);
    assert.deepEqual(judges(cards(requestIn('Authorize', { type: 'debug', classification: { askManager: 'true' } }))), ['Mara Manager as manager, round 1']);
  });

  it('are never for the requester to approve, nor two for one person', () => {
    const own = requestIn('Authorize', { requester: iris, type: 'access' });
    const audience = cards(own, [], [...GROUP, who(mara), who(ines)]);
    assert.deepEqual(judges(audience), ['Mara Manager as manager, round 1', 'Ines Infra as approver, round 1', 'Ivan Infra as approver, round 1']);
  });

  it('are for no manager whose approval is assumed or not needed', () => {
    for (const wanted of [{ classification: { ownTeam: 'true' } }, { classification: { environment: 'nonproduction' } }] satisfies Wanted[])
      assert.deepEqual(judges(cards(requestIn('Authorize', { type: 'access', ...wanted }), [], [])), []);
  });

  it('stay when one has decided, and when the round is over: they have to say so', () => {
    const life = lifeTo('Authorize', { type: 'access' });
    const asked = cards(life.request);
    const once = liveOn(life, [[ines, 'approve']]).request;
    assert.deepEqual(judges(cards(once, asked)).toSorted(), judges(asked).toSorted());
    const back = liveOn(life, [[mara, 'reject', { reason: 'No.' }]]).request;
    assert.deepEqual(judges(cards(back, asked)), judges(asked));
    const again = liveOn(life, [[mara, 'reject', { reason: 'No.' }], [erik, 'finishReview']]).request;
    const both = judges(cards(again, asked));
    assert.equal(both.length, 8);
    assert.ok(both.includes('Mara Manager as manager, round 1') && both.includes('Mara Manager as manager, round 3'));
  });

  it('have ids that are derived: asking twice is asking once', () => {
    const request = requestIn('Authorize', { type: 'access' });
    const once = cards(request);
    assert.deepEqual(cards(request, once).map(({ id }) => id).toSorted(), once.map(({ id }) => id).toSorted());
    assert.equal(new Set(once.map(({ id }) => id)).size, once.length);
  });

  it('carry people without their roles', () => {
    const [, , first] = cards(requestIn('Authorize', { type: 'access', manager: MARA_FOUND }), [], [ines]);
    assert.deepEqual(first?.kind === 'approval' && first.to, who(mara));
  });
});

describe('being told', () => {
  /** Who is told of what by the last of these moves. */
  const told = (life: Life, ...steps: Step[]): readonly string[] => {
    const { request, history } = liveOn(life, steps);
    return noticesOf(request, history).filter(({ event }) => event.version === request.version).map(({ to, kind, id }) => {
      assert.equal(id, `notice|${request.version}|${to === 'thread' ? to : to.id}`);
      return `${to === 'thread' ? to : to.name}: ${kind}`;
    });
  };
  const waiting = lifeTo('Waiting on Customer');

  it('is for the requester when asked, approved, sent back, done and canceled', () => {
    assert.deepEqual(told(lifeTo('Review'), [erik, 'ask', { question: 'Which?' }]), ['Ana Requester: asked']);
    assert.deepEqual(told(lifeTo('Authorize'), [ines, 'approve']), ['Ana Requester: approved']);
    assert.deepEqual(told(lifeTo('Authorize'), [ines, 'reject', { reason: 'No.' }]), ['Ana Requester: sentBack']);
    assert.deepEqual(told(lifeTo('Pending'), [erik, 'backToReview', { reason: 'No.' }]), ['Ana Requester: sentBack']);
    assert.deepEqual(told(lifeTo('In Progress'), [erik, 'complete']), ['Ana Requester: completed']);
    assert.deepEqual(told(lifeTo('Review'), [erik, 'cancel', { reason: 'No.' }]), ['Ana Requester: canceled']);
  });

  it('of an approval waits until all of them are in', () => {
    assert.deepEqual(told(lifeTo('Authorize', { type: 'access' }), [ines, 'approve']), []);
    assert.deepEqual(told(lifeTo('Authorize', { type: 'access' }), [ines, 'approve'], [mara, 'approve']), ['Ana Requester: approved']);
  });

  it('is for the assignee when the requester has answered, and for who asked where nobody is assigned', () => {
    assert.deepEqual(told(waiting, [ana, 'answer', { answer: 'That.' }]), ['Erik Engineer: answered']);
    assert.deepEqual(told(waiting, [erik, 'assign', { assignee: edda.id }], [ana, 'answer', { answer: 'That.' }]), ['Edda Engineer: answered']);
    assert.deepEqual(told(lifeTo('Review'), [iris, 'ask', { question: 'Which?' }], [ana, 'answer', { answer: 'That.' }]), ['Iris Both: answered']);
  });

  it('is for whoever is assigned by somebody else, and for the assignee of a canceled request', () => {
    assert.deepEqual(told(lifeTo('Pending'), [erik, 'assign', { assignee: edda.id }]), ['Edda Engineer: assigned']);
    assert.deepEqual(told(lifeTo('In Progress'), [ana, 'cancel', { reason: 'No.' }]), ['Erik Engineer: canceled']);
    assert.deepEqual(told(lifeTo('In Progress'), [edda, 'cancel', { reason: 'No.' }]), ['Ana Requester: canceled', 'Erik Engineer: canceled']);
  });

  it('is never of what one did oneself, and once for one who is two things', () => {
    assert.deepEqual(told(lifeTo('Pending'), [edda, 'assign', { assignee: edda.id }]), []);
    const own = lifeTo('In Progress', { requester: erik });
    assert.deepEqual(told(own, [erik, 'complete']), []);
    assert.deepEqual(told(own, [edda, 'cancel', { reason: 'No.' }]), ['Erik Engineer: canceled']);
    assert.deepEqual(told(lifeTo('Submitted'), [ana, 'cancel', { reason: 'No.' }]), []);
  });

  it('is not for what an edited card tells well enough', () => {
    for (const step of [[ana, 'comment', { comment: 'Hm.' }], [otto.as('engineer'), 'setPriority', { priority: 'low' }], [erik, 'block', { blockedBy: 'PLAT-2' }], [ana, 'attach', { file: 'x' }]] satisfies Step[])
      assert.deepEqual(told(lifeTo('In Progress'), step), []);
  });
});
