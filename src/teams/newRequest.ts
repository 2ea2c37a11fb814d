import type { TurnContext } from 'botbuilder';
import { questionnaireDialog } from '../cards';
import type { Person } from '../domain/people';
import { sentenceOf } from '../domain/refusals';
import type { RawInput } from '../domain/readGiven';
import { submitRequest } from '../usecases/submitRequest';
import { taskCard, taskMessage } from './answers';
import { askedAgain, filledFromMessage, requesterIn } from './fromMessage';
import { messageIn } from './messageIn';
import { actorOf, UNKNOWN_PERSON } from './people';
import { nonceIn } from './readPress';
import type { Room } from './room';

const TITLE = 'New platform request';

/** The dialog is opened: the four questions, with a nonce of its own; on a message, with its words as the details. */
export async function openQuestionnaire(room: Room, context: TurnContext): Promise<object> {
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  if (!actor) return taskMessage(UNKNOWN_PERSON);
  const nonce = room.mintNonce();
  const message = messageIn(context.activity.value);
  return taskCard(TITLE, questionnaireDialog({ nonce, typed: {}, faults: [], ...(message && (await filledFromMessage(room.ports, actor, nonce, message))) }));
}

/** The dialog is sent: the key in a message, or the form again with everything kept and the message at the field. */
export async function sendQuestionnaire(room: Room, context: TurnContext): Promise<object> {
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  if (!actor) return taskMessage(UNKNOWN_PERSON);
  const input = dataOf(context.activity.value);
  const nonce = nonceIn(input);
  const form = await requesterIn(room.ports, actor, nonce, input);
  if (form?.fault !== undefined) return taskCard(TITLE, questionnaireDialog({ nonce, typed: input, faults: [], ...askedAgain(form, actor) }));
  const submitted = await submitRequest(room.ports, { actor, nonce, input, ...(form?.requester && { requester: form.requester }) });
  if (submitted.kind === 'done') return taskMessage(thanks(submitted.request.key, form?.requester));
  if (submitted.refusal.kind !== 'faulty') return taskMessage(sentenceOf(submitted.refusal));
  return taskCard(TITLE, questionnaireDialog({ nonce, typed: input, faults: submitted.refusal.faults, ...(form && askedAgain(form, actor)) }));
}

const thanks = (key: string, requester: Person | undefined): string => requester
  ? `Thank you: the request of ${requester.name} is ${key}. The Platform team sees it now, and its card goes to ${requester.name}.`
  : `Thank you: your request is ${key}. The Platform team sees it now, and its card comes to you here in Teams.`;

function dataOf(value: unknown): RawInput {
  const data: unknown = typeof value === 'object' && value !== null && Object.hasOwn(value, 'data') ? (value as { data: unknown }).data : undefined;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as RawInput) : {};
}
