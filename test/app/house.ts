import { strict as assert } from 'node:assert';
import { appUnderTest, installedTeams, settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { findButton, textsOf } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import type { Client, Person, PressAnswer, SubmitAnswer } from '../support/client';
import { currentCard, textsOfPost } from '../support/fakeTeams';
import type { FakeTeams, Post } from '../support/fakeTeams';
import type { Values } from '../support/formFilling';
import { at, textAt } from '../support/json';

/** The running app with a Teams around it, and the people that these tests play. */
export type House = {
  readonly app: App;
  readonly teams: FakeTeams;
  readonly client: Client;
  readonly channel: string;
  /** The requester; her manager is Mara. */
  readonly ana: Person;
  readonly mara: Person;
  readonly erik: Person;
  readonly edda: Person;
  readonly ines: Person;
  /** Engineer and approver. */
  readonly iris: Person;
};

export async function openHouse(starting: Promise<App> = appUnderTest()): Promise<House> {
  const app = await starting;
  const { teams, client } = await installedTeams(app);
  const [ana, mara, erik, edda, ines, iris] = ['Ana', 'Mara', 'Erik', 'Edda', 'Ines', 'Iris'].map((name) => client.person(name)) as [Person, Person, Person, Person, Person, Person];
  return { app, teams, client, channel: client.setup.channel.id, ana, mara, erik, edda, ines, iris };
}

/** Waits for what is still under way, so that the next file's Teams hears nothing of it; no rule of Teams was broken. */
export async function closeHouse({ app, teams }: House): Promise<void> {
  await settled(app.appUrl);
  await teams.close();
  assert.deepEqual(teams.faults.violations().map(({ call, reason }) => `${call.operation} ${call.conversation}: ${reason}`), []);
}

/** How long the first start of the product may take: bundling included, on a busy machine. */
export const STARTED_WITHIN_MS = 60_000;

export const ANSWERS: Values = { Summary: 'A cache for the shop', Service: 'redis', Environments: ['dev', 'npd'], Details: 'We need **one** more.' };

/** Fills in the dialog and sends it; the key of the new request. */
export async function submit({ client, ana }: House, { by = ana, ...values }: { by?: Person } & Record<string, unknown> = {}): Promise<string> {
  return keyIn(messageIn(await client.submitForm(by, await client.openForm(by), { ...ANSWERS, ...(values as Values) }, { unvalidated: true })));
}

export function messageIn(answer: SubmitAnswer): string {
  return answer.kind === 'message' ? answer.text : assert.fail(`Instead of a message came: ${JSON.stringify(answer).slice(0, 2_000)}`);
}

export function formIn(answer: SubmitAnswer): Card {
  return answer.kind === 'card' ? answer.card : assert.fail(`Instead of a form came: ${JSON.stringify(answer)}`);
}

export function keyIn(text: string): string {
  const [key] = /PLAT-\d+/.exec(text) ?? assert.fail(`No key in "${text}"`);
  return key;
}

/** What a press of a button of that verb says, as if the card that has it were at hand. */
export const pressVerb = ({ client }: House, person: Person, verb: string, data: Record<string, unknown>): Promise<PressAnswer> =>
  client.act(person, { action: { type: 'Action.Execute', title: verb, verb, data }, trigger: 'manual' });

/** The person's own view of a request. */
export const viewOf = async (house: House, person: Person, key: string): Promise<Card> =>
  cardIn(await pressVerb(house, person, 'myActions', { requestKey: key, seenVersion: 1, nonce: 'view' }));

/** A press on the person's own view, through the move's form where it has one; what is seen after. */
export async function move(house: House, person: Person, key: string, title: string, values: Values = {}): Promise<Card> {
  return pressed(house, person, await viewOf(house, person, key), title, values);
}

/** The same from a card at hand. */
export async function pressed(house: House, person: Person, card: Card, title: string, values: Values = {}): Promise<Card> {
  const opensForm = textAt(findButton(card, title), 'verb')?.startsWith('open:') === true;
  const first = cardIn(await house.client.press(person, card, title, opensForm ? {} : values));
  return opensForm ? cardIn(await house.client.press(person, first, title, values)) : first;
}

/** The form of a move, not yet filled in. */
export const formOf = async (house: House, person: Person, key: string, title: string): Promise<Card> =>
  cardIn(await house.client.press(person, await viewOf(house, person, key), title));

export function cardIn(answer: PressAnswer): Card {
  assert.equal(answer.statusCode, 200);
  return answer.card ?? assert.fail(`Instead of a card came: ${String(answer.text)}`);
}

const STATUSES = ['Submitted', 'Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue', 'Waiting on Customer', 'Blocked', 'Done'];

/** The status that a card shows: the first text that is a status word (running.md, "Names that stay"). */
export const statusOn = (card: Card): string => textsOf(card).find((text) => STATUSES.includes(text)) ?? assert.fail('the card shows no status');

export const says = (card: Card, words: string | RegExp): boolean =>
  textsOf(card).some((text) => (typeof words === 'string' ? text.includes(words) : words.test(text)));

export function assertSays(card: Card, ...all: readonly (string | RegExp)[]): void {
  for (const words of all) assert.ok(says(card, words), `no "${String(words)}" on the card: ${textsOf(card).join(' | ')}`);
}

/** What was done to the request, the newest first: "Erik Holm started the review". */
export async function historyOf(house: House, key: string): Promise<readonly string[]> {
  const card = cardIn(await pressVerb(house, house.erik, 'showHistory', { requestKey: key, seenVersion: 1, nonce: 'view' }));
  const names = house.client.setup.people.map((person) => person.name);
  return textsOf(card).filter((text) => names.some((name) => text.startsWith(`${name} `)));
}

export const timesDone = async (house: House, key: string, did: string): Promise<number> =>
  (await historyOf(house, key)).filter((line) => line.endsWith(did)).length;

/** All posts of a request in a conversation, the oldest first. */
export const postsOf = ({ teams }: House, conversation: string, key: string): readonly Post[] =>
  teams.postsIn(conversation).filter((post) => textsOfPost(post).includes(key));

/** The request's post in the channel, once it is there. */
export const channelPost = (house: House, key: string): Promise<Post> =>
  house.teams.until(() => postsOf(house, house.channel, key)[0], { what: `${key} in the channel` });

/** The person's own card of a request, once it is there: the first one, or the first that says so. */
export const ownPost = (house: House, person: Person, key: string, words?: string): Promise<Post> => house.teams.until(
  () => postsOf(house, house.client.chatOf(person), key).find((post) => words === undefined || textsOfPost(post).some((text) => text.includes(words))),
  { what: `${key} with "${words ?? ''}" for ${person.name}` });

/** Waits until a post shows the status, and holds what it shows to Teams' rules. */
export async function shows(house: House, post: Post, status: string): Promise<Card> {
  const card = await house.teams.until(() => {
    const now = currentCard(post);
    return now && statusOn(now) === status ? now : undefined;
  }, { what: `the status ${status} on ${post.activityId}` });
  assertTeamsCard(card);
  return card;
}

export const CHANGE: Values = { Type: 'change', Priority: 'medium', 'Implementation plan': 'Turn it on.', 'Backout plan': 'Turn it off.' };
export const ACCESS: Values = {
  Type: 'access', Priority: 'low', Scope: 'The shop cluster', Reason: 'On call from May', 'Access level': 'read', Environment: 'production', Project: 'none',
};
export const DEBUG: Values = { Type: 'debug' };

/** Classifies in steps, as the form asks: the type first, with Next, then what the type needs. */
export async function classify(house: House, person: Person, key: string, values: Values): Promise<Card> {
  const { Type = 'change', Priority, ...rest } = values;
  const first = await formOf(house, person, key, 'Classify');
  const second = cardIn(await house.client.press(person, first, 'Next', { Type, ...(Priority === undefined ? {} : { Priority }) }));
  return cardIn(await house.client.press(person, second, 'Classify', rest));
}

/** A request that an engineer has reviewed: in Authorize, or Pending for debug. */
export async function reviewed(house: House, values: Values = CHANGE, key?: string): Promise<string> {
  const made = key ?? (await submit(house));
  await move(house, house.erik, made, 'Start review');
  await classify(house, house.erik, made, values);
  assert.notEqual(statusOn(await move(house, house.erik, made, 'Finish review')), 'Review');
  return made;
}

/** A debug request that Erik works on: the shortest way there. */
export async function inProgress(house: House): Promise<string> {
  const key = await reviewed(house, DEBUG);
  await move(house, house.erik, key, 'Start work');
  return key;
}

/** What no answer may ever hold. */
export function assertLeaksNothing(answer: unknown): void {
  assert.doesNotMatch(JSON.stringify([answer]), /at [\w.<>]+ \(|node_modules|\.ts:\d|\.js:\d|TypeError|SyntaxError|RestError|AccountKey|azurite/i);
}

/** The body of an invoke's answer, which came with 200 and says nothing of what is inside. */
export async function invoked({ client }: House, person: Person, name: string, value: unknown, fields: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await client.raw(client.activityOf(person, 'personal', { type: 'invoke', name, value, ...fields }));
  assert.equal(answer.status, 200, `${name}: ${answer.text}`);
  assertLeaksNothing(answer.body);
  return answer.body;
}

/** The sentence in an answer, wherever its kind of invoke carries it. */
export const sentenceIn = (body: unknown): string =>
  textAt(body, 'value') ?? textAt(body, 'task', 'value') ?? textAt(body, 'composeExtension', 'text') ?? JSON.stringify(at(body) ?? null);
