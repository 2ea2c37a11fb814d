import type { TurnContext } from 'botbuilder';
import { keyInLink } from '../domain/keys';
import { foundResults, nothingFound } from './found';
import { textIn } from './readValue';
import type { Room } from './room';

/**
 * A link that was pasted into a chat unfolds to the request's card, which shows what everybody of the company may see: Teams keeps it for
 * half an hour and shows it to whoever is there (facts, "Invokes"). The door has seen that the tenant is ours, also where the app is not
 * installed (anonymousQueryLink). Any other link unfolds to nothing.
 */
export async function unfoldLink(room: Room, context: TurnContext): Promise<object> {
  const { linkBase, keyPrefix } = room.ports.policy;
  const key = keyInLink(textIn(context.activity.value, 'url') ?? '', linkBase, keyPrefix);
  const stored = key === undefined ? undefined : await room.ports.requests.load(key);
  return stored ? foundResults(room, [stored.request]) : nothingFound();
}
