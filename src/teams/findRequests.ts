import type { TurnContext } from 'botbuilder';
import { queryFaultSentence, readQuery } from '../domain/searchQuery';
import { findRequests, type Page } from '../usecases/findRequests';
import { sentenceFor } from './answers';
import { foundResults } from './found';
import { actorOf, UNKNOWN_PERSON } from './people';
import { isObject, itemsIn, textIn } from './readValue';
import type { Room } from './room';

/** A page as the client asks for it; Teams' own is 25 (Microsoft Learn, "Respond to user requests"). */
const PAGE_SIZE = 25;

/** The search message extension: what was typed, or at its first opening the person's own requests and the newest. */
export async function searchRequests(room: Room, context: TurnContext): Promise<object> {
  const { name } = context.activity;
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  if (!actor) return sentenceFor(name, UNKNOWN_PERSON);
  const reading = readQuery(typedIn(context.activity.value), room.ports.policy.keyPrefix);
  if ('fault' in reading) return sentenceFor(name, queryFaultSentence(reading.fault));
  return foundResults(room, await findRequests(room.ports, reading.query, actor.id, pageIn(context.activity.value)));
}

/** The parameter `text`; the Playground names none, and the first opening comes as `initialRun` (facts, "Invokes"). */
function typedIn(value: unknown): string {
  const parameters = itemsIn(value, 'parameters');
  const typed = parameters.find((parameter) => textIn(parameter, 'name') === 'text') ?? parameters.find((parameter) => textIn(parameter, 'name') === undefined);
  return (typed && textIn(typed, 'value')) ?? '';
}

function pageIn(value: unknown): Page {
  const options = isObject(value) ? value['queryOptions'] : undefined;
  const numberOf = (name: string): number | undefined => {
    const number = isObject(options) ? options[name] : undefined;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  };
  return { skip: numberOf('skip') ?? 0, count: Math.min(numberOf('count') || PAGE_SIZE, PAGE_SIZE) };
}
