import { ANSWERS, attempt, liveOn, type Life } from './given';
import { stepOf, type RandomLife } from './randomLives';

/** A random life, lived: what is refused did not happen. */
export function lived(random: RandomLife): Life {
  let life = liveOn(undefined, [[random.requester, 'submit', ANSWERS]]);
  for (const press of random.presses) {
    const step = stepOf(press, life.request, random);
    if (attempt(life.request, step).accepted) life = liveOn(life, [step]);
  }
  return life;
}
