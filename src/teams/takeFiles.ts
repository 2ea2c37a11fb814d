import { CardFactory, type TurnContext } from 'botbuilder';
import { attachCard } from '../cards';
import { sentenceOfFault, sizeWords } from '../domain/files';
import { readKey } from '../domain/keys';
import type { Actor, Person } from '../domain/people';
import { sentenceOf } from '../domain/refusals';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { attachPutBy, attachSent, putSentBy, type Attached } from '../usecases/attachFiles';
import type { SentFile } from '../usecases/ports';
import { requestsOf } from '../usecases/requestsOf';
import { UNKNOWN_PERSON } from './people';
import { isPersonal } from './readActivity';
import { filesOf, threadOf } from './readFiles';
import type { Room } from './room';

const IN_CHANNELS = 'Teams does not hand files of a channel or a group chat to apps. Please drop the file into your 1:1 chat with me; pictures can be pasted here.';
const NO_THREAD = 'I could not tell which request this is for. Please paste it below the card of the request, or write its key as well, such as PLAT-12.';
const NO_REQUEST = 'You have no open request that this could belong to, so nothing was attached. Please submit one with New platform request, or send it again with the key of the request, such as PLAT-12.';

/** Attaches what a message brought, or asks to what. Gives whether it brought anything; the words beside it are for others to read. */
export async function takeFiles(room: Room, context: TurnContext, sender: Person, words: string): Promise<boolean> {
  const { files, unreadableCount } = filesOf(context.activity);
  if (files.length > 0) await takeAll(room, context, sender, words, files);
  if (unreadableCount > 0) await say(context, IN_CHANNELS);
  return files.length > 0 || unreadableCount > 0;
}

async function takeAll(room: Room, context: TurnContext, sender: Person, words: string, files: readonly SentFile[]): Promise<void> {
  const actor = await room.ports.directory.actor(room.playing(sender));
  if (!actor) return say(context, UNKNOWN_PERSON);
  const key = (await keyOfThread(room, context)) ?? keyNamed(room, words);
  const candidates = key === undefined && isPersonal(context.activity) ? await requestsOf(room.ports, actor, MOST_CHOICES + 1) : [];
  const only = key ?? (candidates.length === 1 ? candidates[0]?.key : undefined);
  if (only !== undefined) return say(context, toldOf(await attachSent(needs(room), actor, only, files, nonceOf(context)), only));
  if (candidates.length > 1) return ask(room, context, actor, candidates, files);
  return say(context, isPersonal(context.activity) ? NO_REQUEST : NO_THREAD);
}

/** The same message delivered twice is the same message; without an id it is one of its own. */
const nonceOf = ({ activity: { id, conversation } }: TurnContext): string => `${conversation.id}|${id ?? ''}`;

const needs = (room: Room) => ({ ...room.ports, fileSource: room.fileSource, mintId: room.mintNonce });

/** Below the card of a request everything is about that request. */
async function keyOfThread({ ports }: Room, context: TurnContext): Promise<RequestKey | undefined> {
  const root = isPersonal(context.activity) ? undefined : threadOf(context.activity);
  return root === undefined ? undefined : ports.hints.keyOfThread(root);
}

/** A key that was written beside the files says which request they are for. */
export function keyNamed({ ports: { policy } }: Room, words: string): RequestKey | undefined {
  return words.split(/[^A-Za-z0-9-]+/u).map((word) => readKey(word, policy.keyPrefix)).find((key) => key !== undefined);
}

/** So many fit on one card; whoever has more writes the key. */
const MOST_CHOICES = 8;

/** What is to be attached waits on the server, under a nonce: the card only says which request was chosen. */
async function ask(room: Room, context: TurnContext, actor: Actor, requests: readonly WorkRequest[], sent: readonly SentFile[]): Promise<void> {
  const nonce = room.mintNonce();
  const results = await putSentBy(needs(room), { personId: actor.id, nonce }, sent);
  const faults = faultsOf(results);
  if (faults.length > 0) await say(context, faults.join('\n\n'));
  const files = namesOf(results);
  if (files.length === 0) return;
  const card = attachCard({ files, requests: requests.slice(0, MOST_CHOICES), hasMore: requests.length > MOST_CHOICES, nonce });
  await context.sendActivity({ type: 'message', attachments: [CardFactory.adaptiveCard(card)], summary: 'Which request is it for?' });
}

/** What is answered to a choice: a request to show with some words, or only the words. */
export interface ChoiceTold {
  readonly request?: WorkRequest;
  readonly words: string;
}

/** The request was chosen that some files are for. */
export async function chooseRequest(room: Room, actor: Actor, key: RequestKey, nonce: string): Promise<ChoiceTold> {
  const chosen = await attachPutBy(needs(room), actor, key, { personId: actor.id, nonce });
  switch (chosen.kind) {
    case 'done':
      return { request: chosen.request, words: `Attached to ${key}. Files shows all of them.` };
    case 'busy':
      return { request: chosen.request, words: 'Several people moved this request at the same moment. Please press Attach once more.' };
    case 'refused':
      return { words: sentenceOf(chosen.refusal) };
    case 'elsewhere':
      return { words: `These files were attached to ${chosen.key} already. To have them here as well, please send them again with the key ${key}.` };
    case 'gone':
      return { words: 'These files are not waiting any more, so nothing was attached. Please send them again.' };
  }
}

const namesOf = (results: readonly Attached[]): readonly string[] =>
  results.flatMap((result) => (result.kind === 'attached' ? [`${result.name} (${sizeWords(result.bytes)})`] : []));

/** The same sentence once, however many files it is about. */
const faultsOf = (results: readonly Attached[]): readonly string[] => [...new Set(results.flatMap((result) => {
  if (result.kind === 'refused') return [sentenceOfFault(result.fault, result.name)];
  return result.kind === 'notTaken' ? [sentenceOf(result.refusal)] : [];
}))];

function toldOf(results: readonly Attached[], key: RequestKey): string {
  const names = namesOf(results);
  return [...(names.length > 0 ? [`Attached to ${key}: ${names.join(', ')}.`] : []), ...faultsOf(results)].join('\n\n');
}

/** Names of files are in it, so it is plain text: nothing in it is a link, a mention or bold. */
async function say(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity({ type: 'message', textFormat: 'plain', text });
}

