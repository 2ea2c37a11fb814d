import { strict as assert } from 'node:assert';
import { submitRequest } from '../../src/usecases/submitRequest';
import { ANSWERS } from '../domain/given';
import { ana, edda, who } from '../domain/people';
import { aHouse, settle } from './house';

describe('submitting for the author of a message', () => {
  it('gives the author the card, the news and the request among their own, and the submitter none of them', async () => {
    const house = aHouse();
    const submitted = await submitRequest(house.ports, { actor: edda, nonce: 'form', input: ANSWERS, requester: who(ana) });
    assert.ok(submitted.kind === 'done');
    await settle(house);
    assert.deepEqual(house.sent.map(({ to, message }) => [to, message.text ?? 'card']), [[ana.name, 'card'], [ana.name, 'submittedFor PLAT-1'], ['channel', 'card']]);
    assert.deepEqual([await house.ports.hints.keysOfRequester(ana.id, 9), await house.ports.hints.keysOfRequester(edda.id, 9)], [['PLAT-1'], []]);
  });

  it('is one request however often the form is sent, and whoever it is said to be for the second time', async () => {
    const house = aHouse();
    const submission = { actor: edda, nonce: 'form', input: ANSWERS };
    await submitRequest(house.ports, { ...submission, requester: who(ana) });
    const again = await submitRequest(house.ports, submission);
    assert.ok(again.kind === 'done' && again.repeated);
    assert.deepEqual([again.request.key, again.request.requester], ['PLAT-1', who(ana)]);
  });
});
