import { CardFactory, type TurnContext } from 'botbuilder';
import { helpCard, offerCard } from '../cards';
import type { Person } from '../domain/people';
import { retryUnreached } from '../usecases/retryUnreached';
import { requestsOf } from '../usecases/requestsOf';
import { replyMine, replyQueue } from './lists';
import { shown } from './pressDuty';
import { isPersonal, senderOf } from './readActivity';
import { replyReport } from './report';
import type { ChatCommand, Reply, Room } from './room';
import { keyNamed, takeFiles } from './takeFiles';

/** A message to the bot, in the 1:1 chat or by mention in the channel: a command, words for a request, or help. */
export async function readMessage(room: Room, context: TurnContext): Promise<void> {
  const sender = senderOf(context.activity);
  const words = typeof context.activity.text === 'string' ? context.activity.text.trim() : '';
  const hasFiles = sender !== undefined && (await takeFiles(room, context, sender, words));
  const reply = sender && (await replyTo(room, sender, hasFiles ? withoutKey(room, words) : words, isPersonal(context.activity)));
  if (reply ?? !hasFiles) await send(context, reply ?? help(room));
}

/** A key alone beside a file only said whose it is. */
const withoutKey = (room: Room, words: string): string => (keyNamed(room, words) !== undefined && !/\s/u.test(words) ? '' : words);

async function replyTo(room: Room, sender: Person, words: string, isPrivate: boolean): Promise<Reply | undefined> {
  const text = words.replace(/\s+/gu, ' ').toLowerCase();
  const command = commandsOf(room).find(({ word }) => text === word || text.startsWith(`${word} `));
  if (command) return command.run(sender, words.slice(command.word.length).trim(), isPrivate);
  return isPrivate && words !== '' ? offer(room, sender, words) : undefined;
}

/** Somebody added the bot: say hello in the 1:1 chat, where what could not be delivered so far arrives now; a channel is not disturbed. */
export async function greet(room: Room, context: TurnContext): Promise<void> {
  if (!isPersonal(context.activity)) return;
  const sender = senderOf(context.activity);
  await Promise.all([send(context, help(room)), sender && retryUnreached(room.ports, sender.id)]);
}

export const commandsOf = (room: Room): readonly ChatCommand[] => [
  { word: 'my requests', says: 'what you have asked for, and what each waits for', run: (sender, _rest, isPrivate) => replyMine(room, sender, isPrivate) },
  { word: 'queue', says: 'all open requests, for engineers', run: (sender) => replyQueue(room, sender) },
  { word: 'report', says: 'how the team did, for engineers: report, report 30 days, report last month, report 2026-01-01 2026-03-31', run: (sender, rest) => replyReport(room, sender, rest) },
  { word: 'help', says: 'this card', run: () => Promise.resolve(help(room)) },
  { word: 'on-call', says: 'who is on call now and next', run: (sender) => duty(room, sender, 'onCall') },
  { word: 'incident', says: 'the incident that is on; engineers declare and end it here', run: (sender) => duty(room, sender, 'incident') },
  ...room.extraCommands,
];

async function duty(room: Room, sender: Person, what: 'onCall' | 'incident'): Promise<Reply> {
  return { card: await shown(room, await room.ports.directory.actor(room.playing(sender)), what) };
}

/** So many requests fit on the card that offers to use the words. */
const MOST_OFFERED = 5;

/** Words that are no command can be an answer or a comment: nothing that somebody writes falls on the floor (issue of the promises). */
async function offer(room: Room, sender: Person, words: string): Promise<Reply | undefined> {
  const actor = await room.ports.directory.actor(room.playing(sender));
  const requests = actor ? await requestsOf(room.ports, actor, MOST_OFFERED) : [];
  return requests.length === 0 ? undefined : { card: offerCard({ text: words, requests, nonce: room.mintNonce() }) };
}

const help = (room: Room): Reply => ({
  card: helpCard({ commands: commandsOf(room).map(({ word, says }) => ({ name: word, does: says })), people: room.playable }),
});

async function send(context: TurnContext, { text, card }: Reply): Promise<void> {
  await context.sendActivity({
    type: 'message',
    ...(text !== undefined && { text }),
    ...(card && { attachments: [CardFactory.adaptiveCard(card)], summary: 'Platform Requests' }),
  });
}
