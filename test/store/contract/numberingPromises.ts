import { strict as assert } from 'node:assert';
import type { MakePlace, Place } from '../place';

/** What every Numbering promises (usecases/ports.ts). */
export function numberingPromises(makePlace: MakePlace): void {
  let place: Place;
  beforeEach(async () => {
    place = await makePlace();
  });

  it('begins with 1 and goes on where it was, whoever asks', async () => {
    const [one, other] = [place.open().numbering, place.open().numbering];
    assert.deepEqual([await one.next(), await one.next(), await other.next(), await one.next(), await other.next()], [1, 2, 3, 4, 5]);
  });

  it('gives no number twice, to 50 at once from each of 3 instances', async () => {
    const instances = [place.open().numbering, place.open().numbering, place.open().numbering];
    const numbers = await Promise.all(instances.flatMap((instance) => Array.from({ length: 50 }, () => instance.next())));
    assert.equal(new Set(numbers).size, 150);
    assert.deepEqual([...numbers].sort((one, other) => one - other), Array.from({ length: 150 }, (_, at) => at + 1));
  });

  it('gives no number twice to instances that ask one at a time, all the time', async () => {
    const tenEach = async () => {
      const { numbering } = place.open();
      const numbers: number[] = [];
      for (let count = 0; count < 10; count++) numbers.push(await numbering.next());
      return numbers;
    };
    const numbers = (await Promise.all([tenEach(), tenEach(), tenEach(), tenEach()])).flat();
    assert.equal(new Set(numbers).size, 40);
  });
}
