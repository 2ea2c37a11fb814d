import { setTimeout as pause } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { Numbering } from '../usecases/ports';
import { NUMBER_COUNTER } from './keys';
import { createRow, isConflict, readRow, replaceRow } from './table';

interface Counter {
  readonly last: number;
  /** `undefined`: nobody has counted yet. */
  readonly etag: string | undefined;
}
interface Waiting {
  readonly give: (number: number) => void;
  readonly fail: (error: unknown) => void;
}

/** Enough for dozens of instances that start at once: each round, one of them gets through. */
const MAX_ATTEMPTS = 40;
const LONGEST_PAUSE_MS = 200;

/**
 * Numbers from one counter row. Whoever asks while an update is under way is served by the next one, all together; the counter is
 * remembered, so that a number costs one round trip as long as no other instance counts. A crash loses numbers, and gives none twice.
 */
export function tableNumbering(hints: TableClient): Numbering {
  let waiting: Waiting[] = [];
  let isCounting = false;
  let known: Counter | undefined;

  async function take(count: number): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const before = known ?? (await readCounter(hints));
      try {
        known = await writeCounter(hints, before, before.last + count);
        return before.last;
      } catch (error) {
        known = undefined;
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      }
    }
  }

  async function serve(): Promise<void> {
    isCounting = true;
    await Promise.resolve(); // everyone who asks in this very tick comes along
    while (waiting.length > 0) {
      const served = waiting;
      waiting = [];
      try {
        const last = await take(served.length);
        served.forEach(({ give }, at) => give(last + 1 + at));
      } catch (error) {
        served.forEach(({ fail }) => fail(error));
      }
    }
    isCounting = false;
  }

  return {
    next: () =>
      new Promise((give, fail) => {
        waiting.push({ give, fail });
        if (!isCounting) void serve(); // never rejects, and is over when the last of its callers is answered
      }),
  };
}

async function readCounter(hints: TableClient): Promise<Counter> {
  const row = await readRow(hints, NUMBER_COUNTER);
  if (!row) return { last: 0, etag: undefined };
  if (typeof row['last'] !== 'number') throw new Error('the counter of request numbers holds no number');
  return { last: row['last'], etag: row.etag };
}

async function writeCounter(hints: TableClient, { etag }: Counter, last: number): Promise<Counter> {
  const row = { ...NUMBER_COUNTER, last };
  return { last, etag: etag === undefined ? await createRow(hints, row) : await replaceRow(hints, row, etag) };
}
