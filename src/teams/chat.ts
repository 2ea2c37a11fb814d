import { CardFactory, type TurnContext } from 'botbuilder';
import { helpCard } from '../cards';
import { isPersonal, senderOf } from './readActivity';
import type { ChatCommand, Reply, Room } from './room';

/** A message to the bot, in the 1:1 chat or by mention in the channel: a command, or help. */
export async function readMessage(room: Room, context: TurnContext): Promise<void> {
  const sender = senderOf(context.activity);
  const text = context.activity.text.replace(/\s+/gu, ' ').trim();
  const command = commandsOf(room).find(({ word }) => text.toLowerCase() === word || text.toLowerCase().startsWith(`${word} `));
  const reply = sender && command ? await command.run(sender, text.slice(command.word.length).trim()) : await help(room);
  await send(context, reply);
}

/** Somebody added the bot: say hello in the 1:1 chat; a channel is not disturbed. */
export async function greet(room: Room, context: TurnContext): Promise<void> {
  if (isPersonal(context.activity)) await send(context, await help(room));
}

const commandsOf = (room: Room): readonly ChatCommand[] => [
  { word: 'help', says: 'this card', run: () => help(room) },
  ...room.extraCommands,
];

const help = (room: Room): Promise<Reply> => Promise.resolve({
  card: helpCard({ commands: commandsOf(room).map(({ word, says }) => ({ name: word, does: says })), people: room.playable }),
});

async function send(context: TurnContext, { text, card }: Reply): Promise<void> {
  await context.sendActivity({
    type: 'message',
    ...(text !== undefined && { text }),
    ...(card && { attachments: [CardFactory.adaptiveCard(card)], summary: 'Platform Requests' }),
  });
}
