import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { openFakeFiles } from './fakeFiles';
import { isObject, parsed } from './json';
import type { JsonObject } from './json';
import { openFaults } from './teamsFaults';
import type { PlannedFault } from './teamsFaults';
import { openRecord } from './teamsRecord';
import type { Call, Operation, Post } from './teamsRecord';
import { CODES, answerTo, chatOpenedBy } from './teamsRules';
import type { Answer, Conversation, World } from './teamsRules';

export { baseOf, currentActivity, currentCard, textsOfPost, threadOf } from './teamsRecord';
export type { Call, Operation, Post } from './teamsRecord';
export type { PlannedFault, SeenFault } from './teamsFaults';
export type { Conversation, Member } from './teamsRules';

export type FakeTeams = Awaited<ReturnType<typeof openFakeTeams>>;

/** A Bot Framework connector on 127.0.0.1 that keeps all it receives, holds the bot to Teams' rules, and fails on request. */
export async function openFakeTeams() {
  const record = openRecord();
  const faults = openFaults();
  const conversations = new Map<string, Conversation>();
  let lastId = Date.now();
  const world: World = { ...record, conversations, newId: () => String(++lastId) };
  const files = openFakeFiles();
  const server = createServer((request, response) => void (files.takes(request) ? files.serve(request, response) : receive(world, faults, request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...record,
    url,
    faults,
    /** Files that people drop and paste, at the same address. */
    files,
    conversations,
    newId: world.newId,
    /** Tells the fake of a chat that exists without the bot having made it. */
    know: (conversation: Conversation): void => { conversations.set(conversation.id, conversation); },
    /** Somebody deletes the message in Teams: from now on updates of it are answered 404. */
    removeByHand: (post: Post): void => { post.deleted = true; },
    close: (): Promise<void> => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function receive(world: World, faults: ReturnType<typeof openFaults>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const method = request.method ?? 'GET';
  const call = readCall(world, method, request.url ?? '/', body);
  world.calls.push(call);
  const fault = faults.take(method, call);
  const answer = fault && !fault.applied && (fault.status !== undefined || fault.cutOff)
    ? { status: fault.status ?? 0 }
    : answerTo(world, call);
  const status = fault?.cutOff ? 0 : (fault?.status ?? answer.status);
  if (fault) faults.seen.push({ call, status, reason: 'ordered by the test', planned: true });
  else if (answer.violation !== undefined) faults.seen.push({ call, status, reason: answer.violation, planned: false });
  if (fault?.delayMs === undefined) call.status = status;
  world.arrived();
  if (fault?.delayMs !== undefined) {
    await pause(fault.delayMs);
    call.status = status;
    world.arrived();
  }
  if (fault?.cutOff) request.socket.destroy();
  else reply(response, status, fault ? bodyUnder(fault, answer) : answer.body, fault?.headers);
}

/** A body may arrive in pieces that split a character: it is decoded whole. */
async function bodyOf(request: IncomingMessage): Promise<JsonObject> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = parsed(Buffer.concat(pieces).toString('utf8'));
  return isObject(body) ? body : {};
}

function readCall(world: World, method: string, address: string, body: JsonObject): Call {
  const [, conversationPart, rest, activityPart] =
    /^\/v3\/conversations(?:\/([^/?]+))?(?:\/(activities|members|pagedmembers)(?:\/([^/?]+))?)?\/?(?:\?.*)?$/.exec(address) ?? [];
  const operation = address.startsWith('/v3/conversations') ? operationOf(method, conversationPart, rest, activityPart) : 'other';
  const conversation = operation === 'create' ? chatOpenedBy(world, body) : decodeURIComponent(conversationPart ?? address);
  const named = activityPart === undefined ? {} : { [operation === 'members' ? 'memberId' : 'activityId']: decodeURIComponent(activityPart) };
  return { operation, conversation, ...named, ...(rest === 'pagedmembers' ? { paged: true } : {}), body, atMs: Date.now() };
}

function operationOf(method: string, conversation?: string, rest?: string, activity?: string): Operation {
  if (conversation === undefined) return method === 'POST' ? 'create' : 'other';
  if (method === 'GET') return rest === 'members' || rest === 'pagedmembers' ? 'members' : 'other';
  if (rest !== 'activities') return 'other';
  if (method === 'POST') return activity === undefined ? 'send' : 'reply';
  if (method === 'PUT') return 'update';
  return method === 'DELETE' ? 'delete' : 'other';
}

const bodyUnder = (fault: PlannedFault, answer: Answer): unknown =>
  fault.status === undefined ? answer.body : { error: { code: fault.code ?? CODES[fault.status] ?? 'ServiceError', message: 'ordered by the test' } };

function reply(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
