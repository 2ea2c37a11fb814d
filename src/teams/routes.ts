import { ActivityTypes, type TurnContext } from 'botbuilder';
import { Application } from '@microsoft/teams-ai/lib/Application';
import { answerInvoke, apologize, sentenceFor } from './answers';
import { greet, readMessage } from './chat';
import { searchRequests } from './findRequests';
import { answerConsent } from './fileConsent';
import { openQuestionnaire, sendQuestionnaire } from './newRequest';
import { pressCard } from './pressCard';
import { textIn } from './readValue';
import { remember } from './remember';
import type { Room } from './room';
import { unfoldLink } from './unfoldLink';

type InvokeAnswer = (room: Room, context: TurnContext) => Promise<object>;

const NOT_KNOWN = 'This is not known here. Please update the app, or type help in the chat with it.';

/** Message extensions by command id, as in appPackage/manifest.json (a test compares); clients that send none mean the first. */
export const FORMS: Readonly<Record<string, { readonly open: InvokeAnswer; readonly send: InvokeAnswer }>> = {
  newRequest: { open: openQuestionnaire, send: sendQuestionnaire },
};

export const SEARCHES: Readonly<Record<string, InvokeAnswer>> = { findRequests: searchRequests };

export const INVOKES: Readonly<Record<string, InvokeAnswer>> = {
  'adaptiveCard/action': pressCard,
  'fileConsent/invoke': answerConsent,
  'composeExtension/fetchTask': (room, context) => formOf(context)?.open(room, context) ?? unknown(context),
  'composeExtension/submitAction': (room, context) => formOf(context)?.send(room, context) ?? unknown(context),
  'composeExtension/query': (room, context) => searchOf(context)?.(room, context) ?? unknown(context),
  'composeExtension/queryLink': unfoldLink,
  'composeExtension/anonymousQueryLink': unfoldLink,
};

const unknown = (context: TurnContext): Promise<object> => Promise.resolve(sentenceFor(context.activity.name, NOT_KNOWN));

const commandOf = (context: TurnContext, otherwise: string): string => textIn(context.activity.value, 'commandId') ?? otherwise;

const named = <T>(answers: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(answers, name) ? answers[name] : undefined);
const formOf = (context: TurnContext): (typeof FORMS)[string] | undefined => named(FORMS, commandOf(context, 'newRequest'));
const searchOf = (context: TurnContext): InvokeAnswer | undefined => named(SEARCHES, commandOf(context, 'findRequests'));

/** The routes of the product: what kind of activity leads where. Every invoke is answered in its own shape, also when something breaks. */
export function createRoutes(room: Room): Application {
  const app = new Application({ startTypingTimer: false });
  app.addRoute(isInvoke, (context) => answered(room, context), true);
  app.activity(ActivityTypes.Message, (context) => guarded(room, context, readMessage));
  app.activity(ActivityTypes.InstallationUpdate, (context) => guarded(room, context, installed));
  app.addRoute(() => Promise.resolve(true), (context) => guarded(room, context, nothingMore));
  return app;
}

const isInvoke = (context: TurnContext): Promise<boolean> => Promise.resolve(context.activity.type === (ActivityTypes.Invoke as string));
const nothingMore = (): Promise<void> => Promise.resolve();
const installed = (room: Room, context: TurnContext): Promise<void> => (context.activity.action === 'remove' ? nothingMore() : greet(room, context));

async function answered(room: Room, context: TurnContext): Promise<void> {
  const { name } = context.activity;
  const answer = name !== undefined && Object.hasOwn(INVOKES, name) ? INVOKES[name] : undefined;
  const [body] = await Promise.all([
    answer ? answer(room, context).catch((error: unknown) => apologize(room.ports.log, name, error)) : unknown(context),
    rememberQuietly(room, context),
  ]);
  await answerInvoke(context, body);
}

/** A message that could not be answered is logged; nobody is told what broke. */
async function guarded(room: Room, context: TurnContext, act: (room: Room, context: TurnContext) => Promise<void>): Promise<void> {
  await rememberQuietly(room, context);
  await act(room, context).catch((error: unknown) => {
    apologize(room.ports.log, undefined, error);
  });
}

/** An address that could not be noted is seen again with the next activity; the answer does not wait for it to work. */
async function rememberQuietly({ ports }: Room, context: TurnContext): Promise<void> {
  await remember(ports.conversations, context.activity).catch((error: unknown) => {
    apologize(ports.log, undefined, error);
  });
}
