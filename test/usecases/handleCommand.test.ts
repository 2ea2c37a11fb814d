import { strict as assert } from 'node:assert';
import type { Refusal } from '../../src/domain/commands';
import { handleCommand, type Outcome } from '../../src/usecases/handleCommand';
import { ana, edda, erik, mara } from '../domain/people';
import { aHouse, move, submitted } from './house';

const refusalIn = (outcome: Outcome): Refusal | undefined => (outcome.kind === 'refused' ? outcome.refusal : undefined);

describe('the one door', () => {
  it('announces a version before it is committed', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    let announced: number[] = [];
    house.stores.store.beforeCommit = () => {
      announced = house.stores.messages.map(({ message }) => message.version);
    };
    await move(house, key, erik, 'startReview');
    assert.deepEqual(announced, [1, 2]);
  });

  it('makes one move of two people who press at once, and tells the second who was first', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.stores.store.beforeCommit = async () => {
      house.stores.store.beforeCommit = () => undefined;
      await move(house, key, edda, 'startReview');
    };
    const outcome = await move(house, key, erik, 'startReview');
    assert.deepEqual(refusalIn(outcome), { kind: 'wrongStatus', move: 'startReview', status: 'Review', movedBy: { id: edda.id, name: edda.name } });
    assert.equal((await house.stores.store.history(key)).length, 2);
  });

  it('decides again on the fresh state when both may happen', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.stores.store.beforeCommit = async () => {
      house.stores.store.beforeCommit = () => undefined;
      await move(house, key, ana, 'comment', { comment: 'And soon, please.' });
    };
    const outcome = await move(house, key, erik, 'startReview');
    assert.equal(outcome.kind, 'done');
    assert.deepEqual((await house.stores.store.history(key)).map((event) => event.move), ['submit', 'comment', 'startReview']);
  });

  it('gives up kindly after three others were first, with nothing changed', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    let others = 0;
    const interfere = async (): Promise<void> => {
      house.stores.store.beforeCommit = () => undefined;
      await move(house, key, ana, 'comment', { comment: `Comment ${others++}` }, `c-${others}`);
      house.stores.store.beforeCommit = interfere;
    };
    house.stores.store.beforeCommit = interfere;
    assert.equal((await move(house, key, erik, 'startReview')).kind, 'busy');
    assert.equal((await house.stores.store.load(key))?.request.status, 'Submitted');
  });

  it('counts the same press four times as one, and answers it the same way each time', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    const presses = await Promise.all([1, 2, 3, 4].map(() => move(house, key, erik, 'startReview', {}, 'one press')));
    assert.deepEqual(presses.map((outcome) => outcome.kind), ['done', 'done', 'done', 'done']);
    assert.equal(presses.filter((outcome) => outcome.kind === 'done' && !outcome.repeated).length, 1);
    assert.equal((await house.stores.store.history(key)).length, 2);
  });

  it('counts a comment sent four times as one, though commenting stays allowed', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    for (let sent = 0; sent < 4; sent++) assert.equal((await move(house, key, ana, 'comment', { comment: 'Once.' }, 'one form')).kind, 'done');
    assert.equal((await house.stores.store.history(key)).length, 2);
  });

  it('takes the same nonce of somebody else for another press', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await move(house, key, ana, 'comment', { comment: 'Mine.' }, 'n');
    await move(house, key, erik, 'comment', { comment: 'Mine too.' }, 'n');
    assert.equal((await house.stores.store.history(key)).length, 3);
  });

  it('answers a press that was made before as done, also when the request has moved on', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await move(house, key, erik, 'startReview', {}, 'late');
    await move(house, key, edda, 'cancel', { reason: 'Not needed.' });
    const again = await move(house, key, erik, 'startReview', {}, 'late');
    assert.deepEqual(again.kind === 'done' && [again.repeated, again.request.status], [true, 'Done']);
  });

  it('says so when there is no such request', async () => {
    const house = aHouse();
    assert.equal((await move(house, 'PLAT-99', erik, 'startReview')).kind, 'unknownRequest');
  });

  it('logs who tried what is not theirs, without a word that they typed', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await move(house, key, mara, 'cancel', { reason: 'My secret reason' });
    assert.equal(house.logged.length, 1);
    assert.match(house.logged[0] ?? '', new RegExp(mara.id));
    assert.doesNotMatch(house.logged[0] ?? '', /secret/);
  });

  it('lets broken infrastructure through, so that it is not taken for an answer', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.stores.store.beforeCommit = () => Promise.reject(new Error('storage is down'));
    await assert.rejects(handleCommand(house.ports, { move: 'startReview', key, actor: erik, at: '2026-03-02T08:00:00.000Z', nonce: 'n', input: {} }), /storage is down/);
  });
});

describe('blocking', () => {
  it('refuses an unknown key, a circle and a request that is Done', async () => {
    const house = aHouse();
    const [one, two] = [await submitted(house, 'a'), await submitted(house, 'b')];
    for (const { key } of [one, two]) await move(house, key, erik, 'startReview');
    const refusalOf = async (key: string, blockedBy: string): Promise<string> => {
      const outcome = await move(house, key, erik, 'block', { blockedBy });
      return outcome.kind === 'refused' ? outcome.refusal.kind : outcome.kind;
    };
    assert.equal(await refusalOf(one.key, 'PLAT-99'), 'unknownBlocker');
    assert.equal(await refusalOf(one.key, one.key), 'blockedByItself');
    assert.equal(await refusalOf(one.key, two.key), 'done');
    assert.equal(await refusalOf(two.key, `https://requests.example/r/${one.key}`), 'blockedInACircle');
    await move(house, two.key, erik, 'cancel', { reason: 'No.' });
    assert.equal(await refusalOf(one.key, two.key), 'wrongStatus');
  });
});
