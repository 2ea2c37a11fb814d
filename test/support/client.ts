import { strict as assert } from 'node:assert';
import { placedButton } from './cardReading';
import type { Card } from './cardReading';
import { readActionAnswer, readResults, readTask } from './clientAnswers';
import type { PressAnswer, SearchAnswer, SubmitAnswer } from './clientAnswers';
import { baseOf, currentCard } from './fakeTeams';
import type { FakeTeams, Member, Post } from './fakeTeams';
import { filledIn } from './formFilling';
import type { Values } from './formFilling';
import { isObject, objectsIn, parsed, textAt } from './json';
import type { JsonObject } from './json';
import { findPerson, someone } from './people';
import type { Person, Setup } from './people';

export type { PressAnswer, SearchAnswer, SubmitAnswer } from './clientAnswers';
export { someone } from './people';
export type { Person, Role, Setup } from './people';

/** Where somebody is: their 1:1 chat with the bot, the Platform channel, or a group chat without the bot. */
export type Where = 'personal' | 'channel' | 'groupChat';
export type Opening = {
  readonly where?: Where;
  readonly context?: 'compose' | 'commandBox' | 'message';
  readonly messagePayload?: JsonObject;
  /** newRequest unless told; null leaves it out, as the Playground does. */
  readonly commandId?: string | null;
};
/** Where a button was pressed, when not in the person's own 1:1 chat. */
export type Place = { readonly conversation?: string; readonly replyToId?: string };
export type DoorAnswer = { readonly status: number; readonly body: unknown; readonly text: string };
export type Client = ReturnType<typeof createClient>;

let clients = 0;
let activities = 0;

/** Plays the people of the setup towards the app, as Teams would: what they do arrives at its door, what it says arrives at the fake. */
export function createClient({ appUrl, teams, setup }: { appUrl: string; teams: FakeTeams; setup: Setup }) {
  const mark = `${process.pid}-${Date.now().toString(36)}-${++clients}`;
  const members = setup.people.map((person) => memberOf(setup, person));
  teams.know({ id: setup.channel.id, kind: 'channel', members, tenantId: setup.tenantId, botIsMember: true });

  /** The conversation that the person is in, which the fake then knows of. */
  function enter(person: Person, where: Where): string {
    if (where === 'channel') return setup.channel.id;
    const id = where === 'personal' ? `a:${person.name.toLowerCase().replace(/\W+/g, '-')}-${mark}` : `19:group-${mark}@thread.v2`;
    if (!teams.conversations.has(id))
      teams.know({
        id, kind: where, members: where === 'personal' ? [memberOf(setup, person)] : members,
        tenantId: setup.tenantId, botIsMember: where === 'personal',
      });
    return id;
  }

  /** What every activity of a person carries. */
  function activityOf(person: Person, where: Where, fields: JsonObject): JsonObject {
    const conversation = { id: enter(person, where), conversationType: where, tenantId: setup.tenantId, ...(where === 'personal' ? {} : { isGroup: true }) };
    return {
      id: `${where === 'channel' ? '' : 'f:'}${Date.now()}${String(++activities).padStart(4, '0')}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: teams.url,
      from: { id: person.teamsId, aadObjectId: person.id, name: person.name },
      recipient: { id: setup.bot.id, name: setup.bot.name },
      conversation,
      channelData: { tenant: { id: setup.tenantId }, ...(where === 'channel' ? { team: { id: setup.team.id }, channel: { id: setup.channel.id } } : {}) },
      locale: 'en-US',
      entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin' }],
      ...fields,
    };
  }

  /** Posts a body as it is, also one that Teams would never send. */
  async function raw(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<DoorAnswer> {
    const response = await fetch(`${appUrl}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), text };
  }

  async function deliver(activity: JsonObject): Promise<unknown> {
    const answer = await raw(activity);
    const what = `${String(activity['type'])} ${textAt(activity, 'name') ?? ''}`.trim();
    if (answer.status < 200 || answer.status > 299) assert.fail(`${what} was answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    return answer.body;
  }

  /** An invoke of any name; the body of its answer, which Teams takes with 200 only. */
  const invoke = (person: Person, name: string, value: unknown, where: Where = 'personal', fields: JsonObject = {}): Promise<unknown> =>
    deliver(activityOf(person, where, { type: 'invoke', name, value, ...fields }));

  /** The app is added to the team: the two activities that Teams sends for it. */
  async function installInChannel(by: Person = someone(setup, 'engineer')): Promise<void> {
    const channelData = {
      tenant: { id: setup.tenantId }, team: { id: setup.team.id }, channel: { id: setup.channel.id }, settings: { selectedChannel: { id: setup.channel.id } },
    };
    await deliver(activityOf(by, 'channel', { type: 'conversationUpdate', membersAdded: [{ id: setup.bot.id }], channelData: { ...channelData, eventType: 'teamMemberAdded' } }));
    await deliver(activityOf(by, 'channel', { type: 'installationUpdate', action: 'add', channelData }));
  }

  /** The app is added for one person; the id of their 1:1 chat. */
  async function installFor(person: Person): Promise<string> {
    await deliver(activityOf(person, 'personal', { type: 'conversationUpdate', membersAdded: [{ id: setup.bot.id }] }));
    await deliver(activityOf(person, 'personal', { type: 'installationUpdate', action: 'add' }));
    return enter(person, 'personal');
  }

  const commandOf = (opening: Opening): JsonObject => ({
    ...(opening.commandId === null ? {} : { commandId: opening.commandId ?? 'newRequest' }),
    commandContext: opening.context ?? (opening.messagePayload ? 'message' : 'compose'),
    context: { theme: 'default' },
    ...(opening.messagePayload ? { messagePayload: opening.messagePayload } : {}),
  });

  /** Opens the messaging extension's form. */
  async function openForm(person: Person, opening: Opening = {}): Promise<Card> {
    const body = await invoke(person, 'composeExtension/fetchTask', commandOf(opening), opening.where);
    const answer = readTask(body);
    if (answer.kind !== 'card') assert.fail(`Instead of a form came: ${JSON.stringify(body)}`);
    return answer.card;
  }

  /** Sends a form with its Action.Submit: its inputs as filled in, by label or id, the others as they stand. */
  async function submitForm(
    person: Person, card: Card, values: Values, options: Opening & { title?: string; unvalidated?: boolean; extraData?: JsonObject } = {},
  ): Promise<SubmitAnswer> {
    const title = options.title ?? submitTitles(card)[0] ?? 'Submit';
    const button = placedButton(card, title, 'Action.Submit');
    const data = { ...dataOf(button.element), ...filledIn(button, values, options), ...options.extraData };
    return readTask(await invoke(person, 'composeExtension/submitAction', { ...commandOf(options), data }, options.where));
  }

  /**
   * Presses a button of a card, or of a post where it stands; of a view of a post, with the post as `on`. The card's
   * inputs go along, by label or id.
   */
  async function press(
    person: Person, shown: Card | Post, title: string, inputs: Values = {},
    options: Place & { on?: Post; unvalidated?: boolean; extraData?: JsonObject } = {},
  ): Promise<PressAnswer> {
    const post = isPost(shown) ? shown : options.on;
    const card = isPost(shown) ? currentCard(shown) : shown;
    if (!card) assert.fail(`The post ${String(post?.activityId)} has no card`);
    const button = placedButton(card, title, 'Action.Execute');
    if (button.element['isEnabled'] === false) assert.fail(`"${title}" is disabled`);
    const { id, verb } = button.element;
    const data = { ...dataOf(button.element), ...filledIn(button, inputs, options), ...options.extraData };
    const value = { action: { type: 'Action.Execute', ...(id === undefined ? {} : { id }), title, verb, data }, trigger: 'manual' };
    const { conversation, replyToId } = { ...(post && placeOf(post)), ...options };
    return act(person, value, { ...(conversation ? { conversation } : {}), ...(replyToId ? { replyToId } : {}) });
  }

  /** Where a press on the post comes from: in a channel, from its thread. */
  function placeOf(post: Post): { conversation: string; replyToId: string } {
    const isChannel = teams.conversations.get(post.conversation)?.kind === 'channel';
    return { conversation: isChannel ? `${post.conversation};messageid=${post.rootId}` : post.conversation, replyToId: post.activityId };
  }

  /** The post's card as this person sees it: Teams fetches their own view by itself when the card's `refresh` names them. */
  async function view(person: Person, post: Post): Promise<Card> {
    const card = currentCard(post);
    if (!card) assert.fail(`The post ${post.activityId} has no card`);
    const { userIds, action } = isObject(card['refresh']) ? card['refresh'] : {};
    if (!isObject(action) || !Array.isArray(userIds) || !userIds.includes(person.teamsId)) return card;
    const { verb, data = {} } = action;
    const answer = await act(person, { action: { type: 'Action.Execute', verb, data }, trigger: 'automatic' }, placeOf(post));
    return answer.card ?? card;
  }

  /** An adaptiveCard/action with exactly this value; its answer, held to the shape that Teams demands. */
  async function act(person: Person, value: JsonObject, place: Place = {}): Promise<PressAnswer> {
    const where = teams.conversations.get(baseOf(place.conversation ?? ''))?.kind ?? 'personal';
    const activity = activityOf(person, where, { type: 'invoke', name: 'adaptiveCard/action', value });
    const conversation = { ...(activity['conversation'] as JsonObject), ...(place.conversation ? { id: place.conversation } : {}) };
    const answer = await raw({ ...activity, conversation, ...(place.replyToId ? { replyToId: place.replyToId } : {}) });
    if (answer.status !== 200) assert.fail(`adaptiveCard/action was answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    return readActionAnswer(answer.body);
  }

  /** Says something to the bot, in the channel with a mention of it; the id of the message. */
  async function message(person: Person, text: string, where: Where = 'personal'): Promise<string> {
    const mention = `<at>${setup.bot.name}</at>`;
    const said: JsonObject = where === 'channel'
      ? { text: `${mention} ${text}`, entities: [{ type: 'mention', mentioned: { id: setup.bot.id, name: setup.bot.name }, text: mention }] }
      : { text };
    const activity = activityOf(person, where, { type: 'message', textFormat: 'plain', ...said });
    const id = String(activity['id']);
    const conversation = activity['conversation'] as JsonObject;
    await deliver(where === 'channel' ? { ...activity, conversation: { ...conversation, id: `${String(conversation['id'])};messageid=${id}` } } : activity);
    return id;
  }

  /** Searches with the messaging extension; without a text as when it opens. */
  async function search(person: Person, text = '', options: { where?: Where; commandId?: string | null } = {}): Promise<SearchAnswer> {
    const { commandId = 'findRequests' } = options;
    return readResults(await invoke(person, 'composeExtension/query', {
      ...(commandId === null ? {} : { commandId }),
      parameters: [text === '' ? { name: 'initialRun', value: 'true' } : { name: 'text', value: text }],
      queryOptions: { skip: 0, count: 25 },
    }, options.where));
  }

  /** Pastes a link into a chat. */
  const unfurl = async (person: Person, url: string, where: Where = 'personal'): Promise<SearchAnswer> =>
    readResults(await invoke(person, 'composeExtension/queryLink', { url }, where));

  return {
    setup, teams, activityOf, raw, deliver, invoke, act,
    installInChannel, installFor, openForm, submitForm, press, view, message, search, unfurl,
    /** The id of the person's own 1:1 chat. */
    chatOf: (person: Person): string => enter(person, 'personal'),
    person: (nameOrRole: string): Person => findPerson(setup, nameOrRole),
  };
}

const memberOf = (setup: Setup, person: Person): Member =>
  ({ id: person.teamsId, aadObjectId: person.id, name: person.name, tenantId: setup.tenantId });

const isPost = (shown: Card | Post): shown is Post => typeof shown['activityId'] === 'string' && Array.isArray(shown['updates']);
const dataOf = (action: JsonObject): JsonObject => (isObject(action['data']) ? action['data'] : {});

function submitTitles(card: Card): string[] {
  return objectsIn(card['actions']).filter((action) => action['type'] === 'Action.Submit').flatMap((action) => textAt(action, 'title') ?? []);
}
