import { randomUUID } from 'node:crypto';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { CardJson, Log } from '../usecases/ports';

/** What Teams takes as the answer to `adaptiveCard/action` (facts, "Invokes"): never empty, always status 200 outside. */
export type PressAnswer =
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.card.adaptive'; readonly value: CardJson }
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string };

export const withCard = (card: CardJson): PressAnswer => ({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
export const withMessage = (text: string): PressAnswer => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text });

/** The body of a dialog's answer: a short message that closes it, or a card that goes on. */
export const taskMessage = (text: string): object => ({ task: { type: 'message', value: text } });
export const taskCard = (title: string, card: CardJson): object => ({
  task: { type: 'continue', value: { title, height: 'large', width: 'medium', card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card } } },
});

/** No result for a search or a link: the shape that Teams takes without a complaint. */
export const noResults = (): object => ({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } });

/** Answers an invoke by its own response: teams-ai's way would show a private card to the whole channel (Agents-for-js#1202). */
export async function answerInvoke(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
}

/** What a person reads when something broke; the number leads an operator to the log. */
const sorry = (id: string): string => `Sorry, that did not work, and nothing is lost. Please try again in a moment. If it goes on, tell the Platform team this number: ${id}`;

/** The shape that each kind of invoke expects, with a sentence in it; also for names that are not known here. */
export function sentenceFor(invokeName: string | undefined, sentence: string): object {
  switch (invokeName) {
    case 'adaptiveCard/action':
      return withMessage(sentence);
    case 'composeExtension/fetchTask':
    case 'composeExtension/submitAction':
    case 'task/fetch':
    case 'task/submit':
      return taskMessage(sentence);
    case 'composeExtension/query':
    case 'composeExtension/queryLink':
    case 'composeExtension/anonymousQueryLink':
      return { composeExtension: { type: 'message', text: sentence } };
    default:
      return {};
  }
}

/** Logs what broke under an id and gives the person that id and nothing else. */
export function apologize(log: Log, invokeName: string | undefined, error: unknown): object {
  const id = randomUUID().slice(0, 8);
  log.error('turn failed', { id, invoke: invokeName ?? '', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return sentenceFor(invokeName, sorry(id));
}
