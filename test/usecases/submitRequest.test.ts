import { strict as assert } from 'node:assert';
import { submitRequest } from '../../src/usecases/submitRequest';
import { ANSWERS } from '../domain/given';
import { ana, erik } from '../domain/people';
import { aHouse, submitted } from './house';

describe('submitting', () => {
  it('makes a request of valid answers, announced before it is there', async () => {
    const house = aHouse();
    const request = await submitted(house);
    assert.equal(request.key, 'PLAT-1');
    assert.equal(request.status, 'Submitted');
    assert.deepEqual(house.stores.messages.map(({ message }) => [message.key, message.version]), [['PLAT-1', 1]]);
  });

  it('makes one request of a form that is sent four times, at once or later', async () => {
    const house = aHouse();
    const sent = await Promise.all([1, 2, 3, 4].map(() => submitted(house, 'same form')));
    sent.push(await submitted(house, 'same form'));
    assert.equal(new Set(sent.map((request) => request.key)).size, 1);
    assert.equal((await house.stores.store.history(sent[0]?.key ?? '')).length, 1);
  });

  it('makes two requests of two forms with equal text', async () => {
    const house = aHouse();
    assert.notEqual((await submitted(house, 'form-1')).key, (await submitted(house, 'form-2')).key);
  });

  it("does not give away somebody else's request for their nonce", async () => {
    const house = aHouse();
    const mine = await submitted(house, 'seen over the shoulder');
    const theirs = await submitRequest(house.ports, { actor: erik, nonce: 'seen over the shoulder', input: ANSWERS });
    assert.notEqual(theirs.kind === 'done' && theirs.request.key, mine.key);
  });

  it('refuses faulty answers with every fault at once, and uses up no number', async () => {
    const house = aHouse();
    const refused = await submitRequest(house.ports, { actor: ana, nonce: 'n', input: { summary: 'a b c d e f g h i j k', service: 'fax', environments: ',', details: ' ' } });
    assert.deepEqual(refused.kind === 'refused' && refused.refusal.kind === 'faulty' && refused.refusal.faults.map(({ field, kind }) => `${field} ${kind}`), [
      'summary tooManyWords', 'service unknownChoice', 'environments missing', 'details missing',
    ]);
    assert.deepEqual(house.stores.messages, []);
    assert.equal((await submitted(house)).key, 'PLAT-1');
  });

  it('goes on where a crash left it: claimed, but never committed', async () => {
    const house = aHouse();
    house.stores.store.beforeCommit = () => Promise.reject(new Error('the machine is gone'));
    await assert.rejects(submitted(house, 'form'));
    house.stores.store.beforeCommit = () => undefined;
    assert.equal((await submitted(house, 'form')).key, 'PLAT-1');
  });
});
