import type { Activity } from 'botbuilder';
import type { Actor, Person } from '../domain/people';
import type { Directory } from '../usecases/ports';
import { senderOf } from './readActivity';

/** Lets somebody play somebody else; only local mode has one. */
export type Playing = (sender: Person) => Person;

/** The person who acts, from the signed activity alone; `undefined` when nobody can be told or the directory knows nobody. */
export async function actorOf(activity: Activity, directory: Directory, playing: Playing): Promise<Actor | undefined> {
  const sender = senderOf(activity);
  return sender && (await directory.actor(playing(sender)));
}

export const UNKNOWN_PERSON = 'You are not known to the directory of this company, so nothing was done. Please sign in with your work account.';
