import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { keyOf } from '../../src/domain/keys';
import {
  blockedByKeys, DEADLINE_PARTITION, deadlineKeys, deadlinesBy, DUTY_KEYS, DUTY_PARTITION, EVENT_ROWS, eventRow, LAST_SWEEP, metKeys, NUMBER_COUNTER, OPEN_PARTITION,
  openKeys, personalChatKeys, pressRow, requestPartition, serviceUrlKeys, SLOT_ROWS, slotRow, storageNames, submissionKeys, UNDELIVERABLE_PARTITION, undeliverableKeys,
} from '../../src/store/keys';
import { checkRow } from '../../src/store/limits';
import { ODD_TEXTS } from './samples';

/** Any UTF-16 units at all, often those that storage refuses. */
const anyText = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(...Array.from("|!/\\#?'%0a", (sign) => sign.charCodeAt(0)))), { maxLength: 120 })
    .map((units) => String.fromCharCode(...units)),
);

const KINDS = {
  request: (one: string) => ({ partitionKey: requestPartition(one), rowKey: 'request' }),
  press: (one: string, two: string) => ({ partitionKey: 'p', rowKey: pressRow(one, two) }),
  slot: (one: string) => ({ partitionKey: 'p', rowKey: slotRow(one) }),
  blockedBy: (one: string, two: string) => blockedByKeys(one, two),
  deadline: (one: string, two: string) => deadlineKeys({ at: one, subject: two }),
  open: (one: string) => openKeys(one),
  undeliverable: (one: string, two: string) => undeliverableKeys(one, two),
  submission: (one: string, two: string) => submissionKeys(one, two),
  personal: (one: string) => personalChatKeys(one),
  met: (one: string) => metKeys(one),
  serviceUrl: (one: string) => serviceUrlKeys(one),
} as const;

describe('keys', () => {
  for (const [kind, keysOf] of Object.entries(KINDS)) {
    it(`of ${kind} are taken by storage, and two inputs never share one`, () => {
      fc.assert(fc.property(anyText, anyText, anyText, anyText, (one, two, three, four) => {
        const [first, second] = [keysOf(one, two), keysOf(three, four)];
        checkRow({ ...first });
        const isSameInput = one === three && (keysOf.length === 1 || two === four);
        assert.equal(JSON.stringify(first) === JSON.stringify(second), isSameInput);
      }), { numRuns: 2_000 });
    });
  }

  it('keep the kinds of rows in a request apart', () => {
    for (const id of ['request', 'event|00000001', 'press|x', '']) assert.ok(!['request', eventRow(1), 'press|x'].includes(slotRow(id)));
    assert.ok(eventRow(1) >= EVENT_ROWS.from && eventRow(99_999_999) < EVENT_ROWS.before);
    assert.ok(['', '}', '~', '\uffff'].every((id) => slotRow(id) >= SLOT_ROWS.from && slotRow(id) < SLOT_ROWS.before));
    assert.ok(slotRow('a') >= EVENT_ROWS.before && 'request' >= EVENT_ROWS.before);
  });

  it('keep the duty apart from every request, whatever its number and prefix', () => {
    for (const prefix of ['DUTY', 'duty', 'PLAT']) assert.notEqual(requestPartition(keyOf(prefix, 1)), DUTY_PARTITION);
    assert.ok(!['request', eventRow(1), pressRow('a', 'b'), slotRow('')].includes(DUTY_KEYS.rowKey));
  });

  it('keep the kinds of hints apart', () => {
    const partitions = [DEADLINE_PARTITION, OPEN_PARTITION, UNDELIVERABLE_PARTITION, LAST_SWEEP.partitionKey, NUMBER_COUNTER.partitionKey];
    assert.equal(new Set(partitions).size, partitions.length);
    assert.ok(partitions.every((partition) => !partition.includes('|')), 'the others have a bar');
  });

  it('sort deadlines by time, whatever their subject, and end the due ones with those of this very instant', () => {
    const [early, now, late] = ['2026-03-02T08:59:59.999Z', '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.001Z'] as const;
    const { from, before } = deadlinesBy(now);
    const isDue = (rowKey: string): boolean => from <= rowKey && rowKey < before;
    for (const subject of ODD_TEXTS) {
      const [first, second, third] = [early, now, late].map((at) => deadlineKeys({ at, subject }).rowKey);
      assert.ok(first && second && third);
      assert.deepEqual([first, second, third].map(isDue), [true, true, false]);
      assert.ok(ODD_TEXTS.every((other) => deadlineKeys({ at: early, subject: other }).rowKey < second));
    }
  });

  it('stay readable where they can', () => {
    assert.equal(requestPartition('PLAT-123'), 'PLAT-123');
    assert.equal(eventRow(7), 'event|00000007');
    assert.equal(deadlineKeys({ at: '2026-03-02T09:00:00.000Z', subject: 'PLAT-7' }).rowKey, '2026-03-02T09:00:00.000Z|PLAT-7');
    assert.equal(slotRow('card|approval|2|0f-1'), 'slot|card|approval|2|0f-1');
  });

  it('sort events as they were made', () => {
    const rows = [1, 9, 10, 99, 100, 12_345].map(eventRow);
    assert.deepEqual([...rows].sort(), rows);
  });

  it('come with names that storage takes, kept apart by a prefix', () => {
    for (const prefix of [undefined, '', 'test1', 'a'.repeat(20)]) {
      const { syncQueue, ...tables } = storageNames(prefix);
      for (const table of Object.values(tables)) assert.match(table, /^[A-Za-z][A-Za-z0-9]{2,62}$/);
      assert.match(syncQueue, /^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/);
    }
    assert.equal(storageNames().syncQueue, 'sync-cards');
    for (const prefix of ['Test', '1a', 'a-b', 'a'.repeat(21)]) assert.throws(() => storageNames(prefix), RangeError);
  });
});
