import { randomUUID } from 'node:crypto';
import { ManagedIdentityCredential } from '@azure/identity';
import packageJson from '../package.json';
import { defaultPolicy, readConfig, type Config } from './config';
import { listDirectory, type ListedPerson } from './directory/listDirectory';
import { readKey } from './domain/keys';
import type { Person } from './domain/people';
import { consoleLog } from './log';
import type { Connection } from './store/connection';
import { openStores } from './store/openTables';
import type { Stores } from './store/stores';
import { createAuthentication, createConnectors } from './teams/connectors';
import { createDoor, type Door } from './teams/door';
import { createDrawing } from './teams/drawing';
import { createMessenger } from './teams/messenger';
import type { ChatCommand } from './teams/room';
import { createRoutes } from './teams/routes';
import { channelLink } from './teams/channelLink';
import { checkHealth, type Health } from './usecases/checkHealth';
import type { Clock, Conversations, Messenger, Ports, SyncMessage } from './usecases/ports';
import { syncRequest } from './usecases/syncRequest';

export type { ChatCommand, Clock, Config, Conversations, ListedPerson, Messenger, Person, SyncMessage };
export type { ConversationReference, Outgoing, Recipient } from './usecases/ports';
export { defaultPolicy };

/** The app as its functions see it. */
export interface App {
  readonly messages: Door;
  readonly syncCards: (message: SyncMessage) => Promise<void>;
  readonly health: () => Promise<Health>;
  /** Where the link of a request leads in a browser; `undefined` when this is no key of ours. */
  readonly linkTarget: (key: string) => string | undefined;
}

/** Where local mode reaches in. The deployed bundle has nothing that fills these. */
export interface Seams {
  readonly clock?: Clock;
  readonly playing?: (sender: Person) => Person;
  readonly commands?: readonly ChatCommand[];
  readonly press?: (sender: Person, verb: string, data: Readonly<Record<string, unknown>>) => Promise<string | undefined>;
  readonly playable?: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly people?: readonly ListedPerson[];
  readonly conversations?: (inner: Conversations) => Conversations;
  readonly messenger?: (inner: Messenger, conversations: Conversations) => Messenger;
}

const REAL_CLOCK: Clock = { now: () => new Date(), real: () => new Date() };

/** Puts the rooms together. Nothing is asked of anybody before the first call. */
export function createApp(config: Config, seams: Seams = {}): App {
  const stores = openStores(connectionOf(config));
  const authentication = createAuthentication(config.bot);
  const ports = portsOf(config, seams, stores, createConnectors(authentication, config.bot));
  const routes = createRoutes({
    ports,
    tenantId: config.bot.tenantId,
    playing: seams.playing ?? ((sender) => sender),
    extraCommands: seams.commands ?? [],
    extraPress: seams.press ?? (() => Promise.resolve(undefined)),
    playable: seams.playable ?? [],
    mintNonce: randomUUID,
    cardContext: () => ({ policy: ports.policy, now: ports.clock.now() }),
  });
  const door = createDoor(authentication, routes, config.bot.tenantId, ports.log);
  return {
    messages: async (call) => {
      await stores.ready();
      return door(call);
    },
    syncCards: async (message) => {
      await stores.ready();
      await syncRequest(ports, message);
    },
    health: () => checkHealth({ ...stores, log: ports.log }, packageJson.version),
    linkTarget: (key) => (readKey(key, config.policy.keyPrefix) === undefined ? undefined : channelLink(config.channelId, config.teamId, config.bot.tenantId)),
  };
}

function portsOf(config: Config, seams: Seams, stores: Stores, connectors: ReturnType<typeof createConnectors>): Ports {
  const { teamId, channelId, defaultServiceUrl, policy, bot } = config;
  const clock = seams.clock ?? REAL_CLOCK;
  const conversations = seams.conversations?.(stores.conversations) ?? stores.conversations;
  const settings = { tenantId: bot.tenantId, botId: `28:${bot.appId}`, teamId, channelId, defaultServiceUrl };
  const messenger = createMessenger({ connectors, conversations, clock, settings });
  return {
    requests: stores.store, numbering: stores.numbering, submissions: stores.submissions, hints: stores.hints, slots: stores.slots, conversations,
    directory: listDirectory({ people: seams.people ?? listedIn(config), closed: seams.people !== undefined, conversations }),
    drawing: createDrawing(policy), messenger: seams.messenger?.(messenger, conversations) ?? messenger, clock, log: consoleLog, policy,
  };
}

const listedIn = ({ engineerIds, approverIds }: Config): readonly ListedPerson[] =>
  [...new Set([...engineerIds, ...approverIds])].map((id) => ({
    id, roles: [...(engineerIds.includes(id) ? ['engineer' as const] : []), ...(approverIds.includes(id) ? ['approver' as const] : [])],
  }));

const connectionOf = ({ storage }: Config): Connection =>
  'connectionString' in storage ? storage : { accountName: storage.accountName, credential: new ManagedIdentityCredential({ clientId: storage.clientId }) };

let current: App | undefined;

/** The app of this process: made at first use from the environment. Throws SettingsError, which names what is missing. */
export const theApp = (): App => (current ??= createApp(readConfig(process.env)));

/** Puts another app in its place before the first use; local mode does. */
export function provideApp(app: App): void {
  current = app;
}
