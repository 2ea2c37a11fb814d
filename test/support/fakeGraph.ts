import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsed, textAt } from './json';

export type GraphUser = { readonly id: string; readonly displayName: string; readonly accountEnabled?: boolean; readonly managerId?: string };
/** Ids of users, of other groups, or of things that are neither. */
export type GraphGroup = { readonly id: string; readonly members: readonly string[] };
export type GraphCall = { readonly method: string; readonly path: string; readonly query: string };

/** Which calls shall go wrong, and how. Without an order of how, the call is answered as ever. */
export type GraphFault = {
  /** A part of the path. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  /** How many calls; all of them unless told. */
  readonly times?: number;
  readonly status?: 400 | 401 | 403 | 404 | 429 | 500 | 503;
  /** Of Retry-After: seconds or a date. */
  readonly retryAfter?: string;
  /** No answer until `release()`. */
  readonly hold?: boolean;
  /** The line breaks: before anything was said, or in the middle of the body. */
  readonly cutOff?: 'before' | 'middle';
  /** The status is fine, the body is no JSON. */
  readonly malformed?: boolean;
};

export type FakeGraph = Awaited<ReturnType<typeof openFakeGraph>>;
type Answer = { readonly status: number; readonly body?: unknown };
type Asked = GraphCall & { readonly address: string; readonly params: URLSearchParams; readonly body: unknown; readonly headers: IncomingMessage['headers'] };

export const GRAPH_TOKEN = 'a-token-for-graph';

function openWorld() {
  return {
    users: new Map<string, GraphUser>(),
    groups: new Map<string, GraphGroup>(),
    /** Managers who are no users of the tenant: organizational contacts, by the id of who they manage. */
    contactManagers: new Map<string, { readonly id: string; readonly displayName: string }>(),
    /** What an administrator granted: User.Read.All, GroupMember.Read.All, TeamsAppInstallation.ReadWriteSelfForUser.All. */
    granted: { users: true, groups: true, installs: true },
    catalog: new Set<string>(),
    installed: new Map<string, Set<string>>(),
    /** People for whom a permission policy of Teams blocks the app. */
    blocked: new Set<string>(),
    /** Installations whose chat is not there yet. */
    chatless: new Set<string>(),
    pageSize: 2,
    /** Where the next page is said to be, instead of here. */
    nextLinkBase: undefined as string | undefined,
    calls: [] as GraphCall[],
  };
}
type World = ReturnType<typeof openWorld>;

/** A Microsoft Graph on 127.0.0.1: the few calls that the app makes, held to Graph's rules, and failing on request. */
export async function openFakeGraph() {
  const world = openWorld();
  const faults: { readonly fault: GraphFault; left: number }[] = [];
  const held: (() => void)[] = [];
  const waiting: { readonly count: number; readonly tell: () => void }[] = [];
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(request);
    world.calls.push({ method: asked.method, path: asked.path, query: asked.query });
    const match = faults.find(({ fault, left }) => left > 0 && asked.path.includes(fault.path) && (fault.method ?? asked.method) === asked.method);
    if (match) match.left -= 1;
    for (const { count, tell } of waiting) if (world.calls.length >= count) tell();
    if (match?.fault.hold) await new Promise<void>((resolve) => held.push(resolve));
    reply(request, response, match?.fault ?? { path: '' }, match?.fault.status === undefined ? answerTo(world, asked, baseUrl) : failure(match.fault.status));
  }

  return Object.assign(world, {
    baseUrl,
    user: (user: GraphUser): void => void world.users.set(user.id, user),
    group: (id: string, ...members: readonly string[]): void => void world.groups.set(id, { id, members }),
    fail: (fault: GraphFault): void => void faults.unshift({ fault, left: fault.times ?? Infinity }),
    /** Lets go all calls that are held. */
    release: (): void => held.splice(0).forEach((answer) => answer()),
    /** Calls so far whose path contains this. */
    count: (path = ''): number => world.calls.filter((call) => call.path.includes(path)).length,
    /** Comes back once so many calls have arrived. */
    arrived: (count: number): Promise<void> => new Promise((tell) => (world.calls.length >= count ? tell() : waiting.push({ count, tell }))),
    close: (): Promise<void> => new Promise((resolve) => {
      held.splice(0).forEach((answer) => answer());
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  });
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://graph');
  const path = decodeURIComponent(pathname).replace(/^\/v1\.0\//, '');
  return { method: request.method ?? 'GET', path, query: search, address: pathname, params: searchParams, body: parsed(Buffer.concat(pieces).toString('utf8')), headers: request.headers };
}

function reply(request: IncomingMessage, response: ServerResponse, fault: GraphFault, { status, body }: Answer): void {
  const text = fault.malformed ? '<html>Service unavailable</html>' : body === undefined ? '' : JSON.stringify(body);
  if (fault.cutOff === 'before') return void request.socket.destroy();
  response.writeHead(status, {
    'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), 'request-id': 'a-request-id',
    ...(fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter }),
  });
  if (fault.cutOff === 'middle') return void response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  response.end(text);
}

const CODES: Readonly<Record<number, string>> = {
  400: 'Request_UnsupportedQuery', 401: 'InvalidAuthenticationToken', 403: 'Authorization_RequestDenied', 404: 'Request_ResourceNotFound', 409: 'Conflict', 429: 'TooManyRequests',
};
const failure = (status: number, message = 'the fake says so'): Answer => ({ status, body: { error: { code: CODES[status] ?? 'InternalServerError', message } } });

function answerTo(world: World, asked: Asked, baseUrl: string): Answer {
  if (asked.headers.authorization !== `Bearer ${GRAPH_TOKEN}`) return failure(401);
  const [, kind, id = '', rest = ''] = /^(users|groups)\/([^/]+)(?:\/(.+))?$/.exec(asked.path) ?? [];
  if (kind === 'groups' && rest === 'transitiveMembers/microsoft.graph.user') return members(world, asked, id, baseUrl);
  if (kind !== 'users') return failure(400, `no such door: ${asked.path}`);
  if (rest.startsWith('teamwork/installedApps')) return installations(world, asked, id, rest.slice('teamwork/installedApps'.length), baseUrl);
  return people(world, asked, id, rest, baseUrl);
}

function people(world: World, asked: Asked, id: string, rest: string, baseUrl: string): Answer {
  if (!world.granted.users) return failure(403);
  const user = world.users.get(id);
  if (!user) return failure(404);
  if (rest === '') return { status: 200, body: selected(user, asked) };
  if (rest === 'directReports') return page(world, asked, [...world.users.values()].filter(({ managerId }) => managerId === id), baseUrl);
  if (rest !== 'manager') return failure(400, `no such door: ${asked.path}`);
  const contact = world.contactManagers.get(id);
  if (contact) return { status: 200, body: { '@odata.type': '#microsoft.graph.orgContact', ...contact } };
  const manager = world.users.get(user.managerId ?? '');
  return manager ? { status: 200, body: { '@odata.type': '#microsoft.graph.user', ...selected(manager, asked) } } : failure(404);
}

/** Only what was selected is told; `accountEnabled` is never told by itself. */
function selected(user: GraphUser, { params }: Asked): Record<string, unknown> {
  const fields = (params.get('$select') ?? 'id,displayName').split(',');
  const all: Record<string, unknown> = { accountEnabled: true, ...user };
  return Object.fromEntries(fields.map((field) => [field, all[field] ?? null]));
}

/** A cast without its count is refused; without leave to read people, only their ids are told. */
function members(world: World, asked: Asked, id: string, baseUrl: string): Answer {
  if (!world.granted.groups) return failure(403);
  if (asked.headers['consistencylevel'] !== 'eventual' || asked.params.get('$count') !== 'true') return failure(400);
  if (!world.groups.has(id)) return failure(404);
  const users = [...new Set(within(world, id, []))].flatMap((member) => world.users.get(member) ?? []);
  return page(world, asked, world.granted.users ? users : users.map((user) => ({ id: user.id, displayName: null, accountEnabled: null })), baseUrl);
}

function within(world: World, groupId: string, seen: readonly string[]): readonly string[] {
  if (seen.includes(groupId)) return [];
  return (world.groups.get(groupId)?.members ?? []).flatMap((member) => (world.groups.has(member) ? within(world, member, [...seen, groupId]) : [member]));
}

function page(world: World, asked: Asked, items: readonly object[], baseUrl: string): Answer {
  const from = Number(asked.params.get('$skiptoken') ?? 0);
  const to = from + Math.min(world.pageSize, Number(asked.params.get('$top') ?? 100));
  const value = items.slice(from, to).map((item) => selected(item as GraphUser, asked));
  const next = new URLSearchParams(asked.params);
  next.set('$skiptoken', String(to));
  return { status: 200, body: { value, ...(to < items.length && { '@odata.nextLink': `${world.nextLinkBase ?? baseUrl}/${asked.path}?${next.toString()}` }) } };
}

function installations(world: World, asked: Asked, id: string, rest: string, baseUrl: string): Answer {
  if (!world.granted.installs) return failure(403, 'Missing role permissions on the request.');
  if (!world.users.has(id)) return failure(404);
  const installed = world.installed.get(id) ?? new Set<string>();
  if (asked.method === 'POST') return install(world, asked, id, installed, baseUrl);
  if (rest === '') {
    const appId = /^teamsApp\/id eq '([^']+)'$/.exec(asked.params.get('$filter') ?? '')?.[1];
    const found = [...installed].filter((one) => one === appId && asked.params.get('$expand') === 'teamsApp');
    return { status: 200, body: { value: found.map((one) => ({ id: installationId(id, one), teamsApp: { id: one } })) } };
  }
  const appId = [...installed].find((one) => asked.address.endsWith(`/${encodeURIComponent(installationId(id, one))}/chat`));
  return appId === undefined || world.chatless.has(id) ? failure(404) : { status: 200, body: { id: chatId(id, appId) } };
}

function install(world: World, { body }: Asked, id: string, installed: Set<string>, baseUrl: string): Answer {
  const appId = textAt(body, 'teamsApp@odata.bind')?.replace(`${baseUrl}/appCatalogs/teamsApps/`, '') ?? '';
  if (!world.catalog.has(appId)) return failure(404);
  if (world.blocked.has(id)) return failure(403, 'App is blocked by app permission policy.');
  if (installed.has(appId)) return failure(409);
  world.installed.set(id, installed.add(appId));
  return { status: 201 };
}

/** As Teams makes them: with characters that an address must not carry as they are. */
const installationId = (personId: string, appId: string): string => Buffer.from(`???${personId}##${appId}`).toString('base64');
export const chatId = (personId: string, appId: string): string => `19:${personId}_${appId}@unq.gbl.spaces`;
