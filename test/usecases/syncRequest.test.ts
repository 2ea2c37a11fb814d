import { strict as assert } from 'node:assert';
import { syncRequest } from '../../src/usecases/syncRequest';
import { ACCESS, CHANGE } from '../domain/given';
import { ana, edda, erik, ines, iris, mara } from '../domain/people';
import { aHouse, move, settle, submitted, type House } from './house';

const cardsTo = (house: House, to: string) => house.sent.filter((sent) => sent.to === to && sent.message.card);
const statusAt = (house: House, to: string): unknown => cardsTo(house, to).at(-1)?.message.card?.['status'];
const later = (retryAfterMs?: number) => ({ kind: 'later', retryAfterMs, why: 'Teams answered 429' }) as const;

async function inAuthorize(house: House, fields = ACCESS): Promise<string> {
  const { key } = await submitted(house);
  await move(house, key, erik, 'startReview');
  await move(house, key, erik, 'classify', fields);
  await settle(house);
  await move(house, key, erik, 'finishReview');
  await settle(house);
  return key;
}

describe('reconciling cards', () => {
  it('posts the channel card and the requester’s own, once', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await settle(house);
    await syncRequest(house.ports, { key, version: 1, announcedAt: house.ports.clock.real().toISOString(), tries: 0 });
    assert.deepEqual(house.sent.map(({ how, to }) => `${how} ${to}`), [`post ${ana.name}`, 'post channel']);
  });

  it('ends ten quick moves in one update with the last state', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await settle(house);
    await move(house, key, erik, 'startReview');
    for (let count = 0; count < 9; count++) await move(house, key, erik, 'comment', { comment: `Note ${count}` }, `note-${count}`);
    const before = cardsTo(house, 'channel').length;
    await settle(house);
    assert.equal(cardsTo(house, 'channel').length, before + 1);
    assert.equal(cardsTo(house, 'channel').at(-1)?.message.card?.['version'], 11);
    assert.equal(cardsTo(house, 'channel').at(-1)?.how, 'update');
  });

  it('draws what is true when it sends, not when it began', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.duringSend = async () => {
      house.duringSend = () => Promise.resolve();
      await move(house, key, erik, 'startReview');
    };
    await settle(house);
    assert.equal(statusAt(house, ana.name), 'Review');
    assert.equal(statusAt(house, 'channel'), 'Review');
  });

  it('leaves a slot alone that somebody else is sending to, and comes back in a second', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    const message = { key, version: 1, announcedAt: house.ports.clock.real().toISOString(), tries: 0 };
    let other: Promise<void> | undefined;
    house.duringSend = () => {
      house.duringSend = () => Promise.resolve();
      other = syncRequest(house.ports, message);
      return other;
    };
    await syncRequest(house.ports, message);
    await other;
    assert.deepEqual([...new Set(house.stores.messages.map((queued) => queued.delayMs))], [1_000]);
    await settle(house);
    assert.equal(cardsTo(house, ana.name).length, 1);
    assert.equal(cardsTo(house, 'channel').length, 1);
  });

  it('takes over a claim whose holder died', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.duringSend = () => Promise.reject(new Error('killed'));
    const message = house.stores.messages.splice(0)[0]?.message;
    assert.ok(message);
    await assert.rejects(syncRequest(house.ports, message));
    house.duringSend = () => Promise.resolve();
    await syncRequest(house.ports, message);
    assert.equal(cardsTo(house, ana.name).length, 0);
    await settle(house);
    assert.equal(cardsTo(house, ana.name).length, 1);
    assert.equal(cardsTo(house, 'channel').length, 1);
    assert.equal((await house.stores.slots.slotsOf(key)).every(({ slot }) => slot.state.kind === 'delivered'), true);
  });

  it('waits as long as Teams asks it to, and serves the others meanwhile', async () => {
    const house = aHouse();
    await submitted(house);
    house.teamsAnswers.push(later(20_000));
    const message = house.stores.messages.splice(0)[0]?.message;
    assert.ok(message);
    await syncRequest(house.ports, message);
    assert.equal(cardsTo(house, 'channel').length, 1);
    assert.equal(house.stores.messages[0]?.delayMs, 20_000);
    await settle(house);
    assert.equal(cardsTo(house, ana.name).length, 1);
  });

  it('tries again after 1 s, doubling, at most 30 s', async () => {
    const house = aHouse();
    await submitted(house);
    const delays: number[] = [];
    for (let tries = 0; tries < 7; tries++) {
      const next = house.stores.messages.splice(0)[0];
      assert.ok(next);
      house.pass(next.delayMs);
      house.teamsAnswers.length = 0;
      house.teamsAnswers.push(...Array<(to: { kind: string }) => ReturnType<typeof later> | undefined>(3).fill((to) => (to.kind === 'channel' ? undefined : later())));
      await syncRequest(house.ports, next.message);
      delays.push(house.stores.messages[0]?.delayMs ?? 0);
    }
    assert.deepEqual(delays, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('posts a fresh card where the old one was deleted, and remembers it', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await settle(house);
    house.teamsAnswers.push({ kind: 'gone', why: 'deleted' });
    await move(house, key, erik, 'startReview');
    await settle(house);
    assert.deepEqual(cardsTo(house, ana.name).map(({ how }) => how), ['post', 'post']);
    await move(house, key, erik, 'comment', { comment: 'Hello.' });
    await settle(house);
    assert.equal(cardsTo(house, ana.name).at(-1)?.activityId, cardsTo(house, ana.name).at(-2)?.activityId);
  });

  it('says on the channel card who could not be reached, and does not try them in vain', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    house.teamsAnswers.push({ kind: 'undeliverable', why: 'has not added the app' });
    await settle(house);
    assert.deepEqual(cardsTo(house, 'channel').at(-1)?.message.card?.['unreachable'], [{ name: ana.name, why: 'has not added the app' }]);
    assert.equal(await house.stores.slots.undeliverableCount(), 1);
    assert.equal(house.logged.some((line) => line.includes('undeliverable')), true);
    const tried = house.sent.length;
    await syncRequest(house.ports, { key, version: 1, announcedAt: house.ports.clock.real().toISOString(), tries: 0 });
    assert.equal(house.sent.length, tried);
  });

  it('puts off a message that comes before its commit, and drops it when no commit can still come', async () => {
    const house = aHouse();
    const message = { key: 'PLAT-7', version: 1, announcedAt: house.ports.clock.real().toISOString(), tries: 0 };
    await syncRequest(house.ports, message);
    assert.equal(house.stores.messages.length, 1);
    await settle(house);
    assert.equal(house.sent.length, 0);
    assert.ok(house.ports.clock.real().getTime() - Date.parse(message.announcedAt) >= 230_000);
  });
});

describe('who is told', () => {
  it('tells the requester once when asked, and the asker once when answered', async () => {
    const house = aHouse();
    const { key } = await submitted(house);
    await move(house, key, erik, 'startReview');
    await move(house, key, erik, 'ask', { question: 'Which cluster?' });
    await settle(house);
    await move(house, key, ana, 'answer', { answer: 'The blue one.' });
    await settle(house);
    const told = house.sent.flatMap(({ to, message }) => (message.text === undefined ? [] : [`${to}: ${message.text}`]));
    assert.deepEqual(told, [`${ana.name}: asked ${key}`, `${erik.name}: answered ${key}`]);
  });

  it('asks the manager and the INFRA group with cards of their own, and updates them once it is decided', async () => {
    const house = aHouse();
    const key = await inAuthorize(house);
    for (const person of [mara, ines, iris]) assert.equal(statusAt(house, person.name), 'Authorize', person.name);
    const { request } = (await house.stores.store.load(key)) ?? assert.fail();
    await move(house, key, ines, 'approve', {}, 'a', request.approvalRound);
    await move(house, key, mara, 'approve', {}, 'b', request.approvalRound);
    await settle(house);
    for (const person of [mara, ines, iris]) assert.equal(statusAt(house, person.name), 'Pending', person.name);
    assert.equal(cardsTo(house, iris.name).filter(({ how }) => how === 'post').length, 1);
  });

  it('does not ask the manager about a change', async () => {
    const house = aHouse();
    await inAuthorize(house, CHANGE as unknown as typeof ACCESS);
    assert.equal(cardsTo(house, mara.name).length, 0);
    assert.equal(cardsTo(house, ines.name).length, 1);
  });
});

describe('what follows by itself', () => {
  it('unblocks those who waited when the blocking request is Done', async () => {
    const house = aHouse();
    const [blocking, waiting] = [await submitted(house, 'a'), await submitted(house, 'b')];
    await move(house, waiting.key, erik, 'startReview');
    await move(house, waiting.key, erik, 'block', { blockedBy: blocking.key });
    await settle(house);
    assert.equal((await house.stores.store.load(waiting.key))?.request.status, 'Blocked');
    await move(house, blocking.key, edda, 'cancel', { reason: 'Done elsewhere.' });
    await settle(house);
    const after = (await house.stores.store.load(waiting.key))?.request;
    assert.deepEqual([after?.status, after?.lastMoves[0]?.by.id], ['Review', 'timer']);
    assert.deepEqual(await house.stores.hints.blockedBy(blocking.key), []);
  });

  it('unblocks also when the blocking request became Done in between', async () => {
    const house = aHouse();
    const [blocking, waiting] = [await submitted(house, 'a'), await submitted(house, 'b')];
    await move(house, waiting.key, erik, 'startReview');
    house.stores.store.beforeCommit = async () => {
      house.stores.store.beforeCommit = () => undefined;
      await move(house, blocking.key, edda, 'cancel', { reason: 'Quick.' });
      await house.stores.hints.dropBlocked(blocking.key, waiting.key);
    };
    await move(house, waiting.key, erik, 'block', { blockedBy: blocking.key });
    await settle(house);
    assert.equal((await house.stores.store.load(waiting.key))?.request.status, 'Review');
  });
});
