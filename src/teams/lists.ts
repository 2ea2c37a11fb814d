import { myRequestsCard, queueCard, type ListName } from '../cards';
import type { Actor, Person } from '../domain/people';
import type { RawInput } from '../domain/readGiven';
import { myRequests, teamQueue } from '../usecases/listRequests';
import type { CardJson } from '../usecases/ports';
import { withCard, withMessage, type PressAnswer } from './answers';
import { UNKNOWN_PERSON } from './people';
import { pageIn } from './readPress';
import type { Reply, Room } from './room';

const ENGINEERS_ONLY = 'The queue is for the engineers of the Platform team. To see your own requests, write: my requests';
const SENT = 'Your requests are in your 1:1 chat with me.';
const NO_CHAT = 'I cannot reach you in a 1:1 chat yet. Please add the app for yourself in Teams, and write there: my requests';

/** `my requests`: what is one person's business is shown to that person alone. */
export async function replyMine(room: Room, sender: Person, isPrivate: boolean): Promise<Reply> {
  const actor = await room.ports.directory.actor(room.playing(sender));
  if (!actor) return { text: UNKNOWN_PERSON };
  const card = await mineCard(room, actor, 0);
  if (isPrivate) return { card };
  const delivered = await room.ports.messenger.post({ kind: 'person', person: actor }, { card, summary: 'My requests' });
  return { text: delivered.kind === 'delivered' ? SENT : NO_CHAT };
}

/** `queue`: for engineers, wherever they ask. */
export async function replyQueue(room: Room, sender: Person): Promise<Reply> {
  const actor = await room.ports.directory.actor(room.playing(sender));
  if (!actor) return { text: UNKNOWN_PERSON };
  return isEngineer(actor) ? { card: await openCard(room, 0) } : { text: ENGINEERS_ONLY };
}

/** A page of a list is turned. Whose list it is says the presser's own identity, whatever card the button was on. */
export async function pressList(room: Room, actor: Actor | undefined, list: ListName, data: RawInput): Promise<PressAnswer> {
  if (!actor) return withMessage(UNKNOWN_PERSON);
  if (list === 'mine') return withCard(await mineCard(room, actor, pageIn(data)));
  return isEngineer(actor) ? withCard(await openCard(room, pageIn(data))) : withMessage(ENGINEERS_ONLY);
}

export const isEngineer = ({ roles }: Actor): boolean => roles.includes('engineer');

const mineCard = async (room: Room, actor: Actor, page: number): Promise<CardJson> =>
  myRequestsCard(await myRequests(room.ports, actor), room.cardContext(), viewOf(room, page));

const openCard = async (room: Room, page: number): Promise<CardJson> => queueCard(await teamQueue(room.ports), room.cardContext(), viewOf(room, page));

const viewOf = (room: Room, page: number) => ({ page, nonce: room.mintNonce(), now: room.ports.clock.now() });
