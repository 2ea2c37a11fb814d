import { strict as assert } from 'node:assert';
import type { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { evolve } from '../../src/domain/evolve';
import { openTable } from '../../src/store/connection';
import { tableConversations } from '../../src/store/conversations';
import { storageNames } from '../../src/store/keys';
import { openStores } from '../../src/store/openTables';
import type { Stores } from '../../src/store/stores';
import { commitRows, createRow, dropRow, rowsOf } from '../../src/store/table';
import { PressedBefore } from '../../src/usecases/ports';
import { losingAnswers, refusingToMake } from './badStorage';
import { takenOver } from './dutySamples';
import { aComment, ana, AT, commented, submitted } from './samples';

const HEALTHY = { conversationId: 'a:ana', serviceUrl: 'https://smba.example/' };

/** What only real storage can show: the wire, its costs and its failures. */
export function azurePromises(connectionString: () => string): void {
  let prefix: string;
  let stores: Stores;
  let places = 0;
  beforeEach(async () => {
    prefix = `azure${++places}`;
    stores = openStores({ connectionString: connectionString() }, { prefix });
    await stores.ready();
  });
  const tableOf = (name: 'requests' | 'hints' | 'people'): TableClient => openTable({ connectionString: connectionString() }, storageNames(prefix)[name], () => undefined);
  const cost = async (act: () => Promise<unknown>): Promise<number> => {
    const before = stores.callCount();
    await act();
    return stores.callCount() - before;
  };

  describe('costs', () => {
    it('a round trip each for a load, a commit, a claim, a message; nothing for being ready again', async () => {
      await submitted(stores.store);
      assert.equal(await cost(() => stores.store.load('PLAT-1')), 1);
      assert.equal(await cost(() => commented(stores.store)), 2);
      assert.equal(await cost(() => stores.store.history('PLAT-1')), 1);
      assert.equal(await cost(() => stores.submissions.claim(ana.id, 'n', 'PLAT-1')), 1);
      assert.equal(await cost(() => stores.hints.announce({ key: 'PLAT-1', version: 1, announcedAt: AT, tries: 0 })), 1);
      assert.equal(await cost(() => stores.ready()), 0);
    });

    it('a round trip each for a load and a commit of the duty, the first too', async () => {
      assert.equal(await cost(() => takenOver(stores.duty)), 2);
      assert.equal(await cost(() => takenOver(stores.duty)), 2);
    });

    it('one for a number, and one for fifty at once', async () => {
      await stores.numbering.next();
      assert.equal(await cost(() => stores.numbering.next()), 1);
      assert.equal(await cost(() => Promise.all(Array.from({ length: 50 }, () => stores.numbering.next()))), 1);
    });

    it('one for counting what is undeliverable, however many requests there are', async () => {
      for (let at = 1; at <= 5; at++) await stores.slots.save({ key: `PLAT-${at}`, id: 'card|channel', state: { kind: 'undeliverable', why: '' }, attempts: 1 }, undefined);
      assert.equal(await cost(async () => assert.equal(await stores.slots.undeliverableCount(), 5)), 1);
    });
  });

  describe('conversations', () => {
    it('are not written again within a minute while nothing changes, even when many come at once', async () => {
      const remember = () => stores.conversations.rememberPersonal(ana, HEALTHY);
      assert.equal(await cost(() => Promise.all([remember(), remember(), remember()])), 1);
      assert.equal(await cost(remember), 0);
      assert.equal(await cost(() => stores.conversations.rememberPersonal(ana, { ...HEALTHY, serviceUrl: 'https://moved.example/' })), 1);
    });

    it('are written again after a minute', async () => {
      let nowMs = 0;
      const conversations = tableConversations(tableOf('people'), () => nowMs);
      const table = tableOf('people');
      await conversations.rememberServiceUrl('19:x', 'one');
      for (const row of await rowsOf(table, 'conversation|19:x')) await dropRow(table, { partitionKey: 'conversation|19:x', rowKey: String(row['rowKey']) });
      nowMs = 59_999;
      await conversations.rememberServiceUrl('19:x', 'one');
      assert.equal((await rowsOf(table, 'conversation|19:x')).length, 0);
      nowMs = 60_000;
      await conversations.rememberServiceUrl('19:x', 'one');
      assert.equal((await rowsOf(table, 'conversation|19:x')).length, 1);
    });
  });

  describe('transactions and pages', () => {
    it('write all rows or none', async () => {
      const table = tableOf('hints');
      await createRow(table, { partitionKey: 'p', rowKey: '3' });
      await assert.rejects(commitRows(table, ['1', '2', '3', '4'].map((rowKey) => ({ row: { partitionKey: 'p', rowKey } }))));
      assert.equal((await rowsOf(table, 'p')).length, 1);
    });

    it('read on past the thousand rows that one answer holds', async () => {
      const table = tableOf('hints');
      for (let hundred = 0; hundred < 11; hundred++) {
        await commitRows(table, Array.from({ length: 100 }, (_, at) => ({ row: { partitionKey: 'p', rowKey: String(hundred * 100 + at).padStart(5, '0') } })));
      }
      assert.deepEqual((await rowsOf(table, 'p')).map((row) => Number(row['rowKey'])), Array.from({ length: 1_100 }, (_, at) => at));
    });

    it('tell a commit that got through, though its answer was lost, from one that did not', async () => {
      await submitted(stores.store);
      const before = await stores.store.load('PLAT-1');
      assert.ok(before);
      const event = aComment(before.request);
      const unlucky = await losingAnswers(connectionString(), 1);
      try {
        const { store } = openStores({ connectionString: unlucky.connectionString }, { prefix });
        await assert.rejects(store.commit(before, evolve(before.request, event), event), PressedBefore);
      } finally {
        await unlucky.stop();
      }
      assert.equal((await stores.store.load('PLAT-1'))?.request.version, 2);
    });
  });

  describe('the first change of the duty', () => {
    it('is told from somebody else’s when it got through and its answer was lost', async () => {
      const unlucky = await losingAnswers(connectionString(), 1);
      try {
        await assert.rejects(takenOver(openStores({ connectionString: unlucky.connectionString }, { prefix }).duty), PressedBefore);
      } finally {
        await unlucky.stop();
      }
      assert.equal((await stores.duty.load()).duty.version, 1);
    });
  });

  describe('the queue', () => {
    const queue = () => new QueueClient(connectionString(), storageNames(prefix).syncQueue);
    const message = { key: 'PLAT-1', version: 3, announcedAt: AT, tries: 1 };

    it('holds base64 of JSON, as the Functions host reads it', async () => {
      await stores.hints.announce(message);
      const { receivedMessageItems } = await queue().receiveMessages();
      assert.deepEqual(JSON.parse(Buffer.from(receivedMessageItems[0]?.messageText ?? '', 'base64').toString('utf8')), message);
    });

    it('counts a message that is being worked on or waits for its retry', async () => {
      await stores.hints.announce(message);
      await queue().receiveMessages({ visibilityTimeout: 60 });
      assert.deepEqual((await queue().receiveMessages()).receivedMessageItems, []);
      assert.equal(await stores.hints.pendingCount(), 1);
    });

    it('counts what the host put aside, and none where it has put nothing aside yet', async () => {
      const aside = new QueueClient(connectionString(), `${storageNames(prefix).syncQueue}-poison`);
      assert.equal(await stores.poisonedCount(), 0);
      await aside.create();
      await aside.sendMessage('a message');
      assert.equal(await stores.poisonedCount(), 1);
      await aside.delete();
    });

    it('hides a message for as long as it was told, in whole seconds', async () => {
      await stores.hints.announce(message, 1);
      assert.deepEqual((await queue().receiveMessages()).receivedMessageItems, []);
      const [one] = (await queue().peekMessages()).peekedMessageItems;
      assert.equal(one, undefined);
    });
  });

  describe('opening', () => {
    it('is safe for several that start at once, and again later', async () => {
      const several = Array.from({ length: 4 }, () => openStores({ connectionString: connectionString() }, { prefix: `${prefix}x` }));
      await Promise.all(several.flatMap((one) => [one.ready(), one.ready()]));
      await openStores({ connectionString: connectionString() }, { prefix: `${prefix}x` }).ready();
      await Promise.all(several.map((one) => one.ping()));
    });

    it('is content where making tables is forbidden and they are there', async () => {
      const azure = await refusingToMake({ areThere: true });
      try {
        await openStores({ connectionString: azure.connectionString }).ready();
      } finally {
        await azure.stop();
      }
    });

    it('says what storage said where they are not, and tries again when asked again', async () => {
      const azure = await refusingToMake({ areThere: false });
      try {
        const opened = openStores({ connectionString: azure.connectionString });
        await assert.rejects(opened.ready(), { statusCode: 403 });
        const calls = opened.callCount();
        await assert.rejects(opened.ready(), { statusCode: 403 });
        assert.ok(opened.callCount() > calls);
      } finally {
        await azure.stop();
      }
    });

    it('shows in its health what is missing or cannot be reached', async () => {
      await stores.ping();
      await assert.rejects(openStores({ connectionString: connectionString() }, { prefix: 'never' }).ping(), { statusCode: 404 });
      const gone = await refusingToMake({ areThere: true });
      await gone.stop();
      await assert.rejects(openStores({ connectionString: gone.connectionString }).ping());
    });

    it('does not take a missing table for a missing request', async () => {
      await assert.rejects(openStores({ connectionString: connectionString() }, { prefix: 'never' }).store.load('PLAT-1'), { statusCode: 404 });
    });
  });
}
