import type { KeptValues } from './keptValues';
import type { Person } from './people';

export interface Playing {
  /** Whom a sender plays, or undefined for a sender who plays nobody. */
  actsAs(senderId: string): Person | undefined;
  /** Lets a sender play somebody until the next time, by first or full name in any case; undefined when nobody is called so. */
  be(senderId: string, name: string): Promise<Person | undefined>;
}

const KEPT_AS = 'playing';

/** Who plays whom, kept over restarts. */
export async function createPlaying(kept: KeptValues, people: readonly Person[]): Promise<Playing> {
  const played = readPlayed(await kept.get(KEPT_AS));
  let saved = Promise.resolve();
  const save = (): Promise<void> => kept.set(KEPT_AS, JSON.stringify([...played]));
  return {
    actsAs: (senderId) => people.find(({ id }) => id === played.get(senderId)),
    be: async (senderId, name) => {
      const person = findByName(people, name);
      if (!person) return undefined;
      played.set(senderId, person.id);
      saved = saved.then(save, save); // One after the other, so that an older state never overwrites a newer one.
      await saved;
      return person;
    },
  };
}

/** Someone by first or full name, in any case. */
export function findByName(people: readonly Person[], name: string): Person | undefined {
  const wanted = name.trim().toLowerCase();
  return people.find((person) => {
    const fullName = person.name.toLowerCase();
    return fullName === wanted || fullName.split(' ')[0] === wanted;
  });
}

function readPlayed(text: string | undefined): Map<string, string> {
  return new Map(JSON.parse(text ?? '[]') as [string, string][]);
}
