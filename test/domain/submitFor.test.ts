import { strict as assert } from 'node:assert';
import { noticesOf } from '../../src/domain/audience';
import { decide } from '../../src/domain/decide';
import { evolve } from '../../src/domain/evolve';
import { rolesTowards, takesPart } from '../../src/domain/roles';
import { ANSWERS, MONDAY, POLICY, requestIn } from './given';
import { ana, erik, mara, nora, who } from './people';

describe('submitting for somebody else', () => {
  const submittedBy = (requester: typeof ana | undefined) => {
    const decision = decide(undefined, { move: 'submit', key: 'PLAT-1', actor: erik, at: MONDAY, nonce: 'n', input: { ...ANSWERS, person: mara.id, requester: mara.id } }, { policy: POLICY, ...(requester && { requester: who(requester) }) });
    assert.ok(decision.accepted);
    return { event: decision.event, request: evolve(undefined, decision.event) };
  };

  it('makes them the requester, and tells who submitted it', () => {
    const { event, request } = submittedBy(ana);
    assert.deepEqual([event.by, event.person, request.requester], [who(erik), who(ana), who(ana)]);
    assert.deepEqual([rolesTowards(request, { ...erik, roles: [] }), rolesTowards(request, ana)], [[], ['requester']]);
  });

  it('tells them, and nobody who submitted for themselves', () => {
    const { event, request } = submittedBy(ana);
    assert.deepEqual(noticesOf(request, [event]).map(({ id, kind, to }) => [id, kind, to]), [[`notice|1|${ana.id}`, 'submittedFor', who(ana)]]);
    for (const own of [submittedBy(undefined), submittedBy(erik)]) {
      assert.equal('person' in own.event, false);
      assert.deepEqual([own.request.requester, noticesOf(own.request, [own.event])], [who(erik), []]);
    }
  });
});

describe('who takes part in a request', () => {
  it('is the requester, their manager, and the team; nobody else', () => {
    const request = { ...requestIn('Review'), manager: { kind: 'found' as const, person: who(mara) } };
    assert.deepEqual([ana, mara, erik, nora].map((person) => takesPart(request, person)), [true, true, true, false]);
  });
});
