import { strict as assert } from 'node:assert';
import { appOfItsOwn, type App } from '../support/appUnderTest';
import type { Card } from '../support/cardReading';
import type { Person } from '../support/client';
import { currentCard, textsOfPost, type Post } from '../support/fakeTeams';
import type { JsonObject } from '../support/json';
import { sendFiles, type Sending } from '../support/sendFiles';
import { cardIn, openHouse, pressVerb, viewOf, type House } from './house';

let starting: Promise<App> | undefined;

/** A copy of the app for the tests of files: to which request a file goes depends on which ones are open. */
export const openFileHouse = (): Promise<House> => openHouse((starting ??= appOfItsOwn()));

after(async () => {
  await (await starting)?.stop();
});

/** What the bot says to a message with files, from the moment it is sent. */
export async function sent(house: House, person: Person, attachments: readonly JsonObject[], sending: Sending = {}): Promise<readonly Post[]> {
  const chat = sending.below === undefined ? house.client.chatOf(person) : house.channel;
  const id = await sendFiles(house.client, person, attachments, sending);
  const answers = house.teams.postsIn(chat).filter(({ activity }) => activity['replyToId'] === id);
  assert.ok(answers.length > 0, 'nothing was answered');
  return answers;
}

export function assertTold(posts: readonly Post[], ...all: readonly string[]): void {
  const told = posts.flatMap(textsOfPost).join('\n');
  for (const words of all) assert.ok(told.includes(words), `no "${words}" in: ${told}`);
}

export const cardOf = (post: Post | undefined): Card => (post && currentCard(post)) ?? assert.fail('no card was sent');

export const filesOf = async (house: House, person: Person, key: string): Promise<Card> =>
  cardIn(await house.client.press(person, await viewOf(house, person, key), 'Files'));

export const linksIn = (card: Card): readonly string[] => [...JSON.stringify(card).matchAll(/\]\((http[^)]+)\)/gu)].map(([, link]) => link ?? '').filter((link) => link.includes('sig='));

/** The names of a request's files, as an engineer sees them. */
export async function namesOn(house: House, key: string): Promise<readonly string[]> {
  const card = cardIn(await pressVerb(house, house.erik, 'showFiles', { requestKey: key, seenVersion: 1, nonce: 'view' }));
  return [...JSON.stringify(card).matchAll(/\[Download ([^\]]+)\]\(/gu)].map(([, name]) => (name ?? '').replaceAll('\\', ''));
}
