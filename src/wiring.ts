import { randomUUID } from 'node:crypto';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { version } from '../package.json';
import { DEFAULT_KEEP_MONTHS, defaultPolicy, readConfig, readSweepSchedule, type Config } from './config';
import { createGrants, type Grants } from './directory/grants';
import { createGraphClient } from './directory/graphClient';
import { graphDirectory } from './directory/graphDirectory';
import { listDirectory, type ListedPerson } from './directory/listDirectory';
import { createInstaller } from './directory/proactiveInstall';
import { mondayOf, NO_DUTY } from './domain/duty';
import { readKey } from './domain/keys';
import type { Person } from './domain/people';
import { consoleLog } from './log';
import type { Connection } from './store/connection';
import { openStores } from './store/openTables';
import type { Stores } from './store/stores';
import { createAuthentication, createConnectors } from './teams/connectors';
import { createDoor, type Door } from './teams/door';
import { createDrawing } from './teams/drawing';
import { createFileSource } from './teams/fileSource';
import { createMessenger } from './teams/messenger';
import type { ChatCommand } from './teams/room';
import { createRoutes } from './teams/routes';
import { postLink, standInId, type PostPlace } from './teams/postLink';
import { forgetPutBy } from './usecases/attachFiles';
import { checkHealth, type Health } from './usecases/checkHealth';
import { findPost } from './usecases/findPost';
import { forgetOld } from './usecases/forgetOld';
import { heal } from './usecases/heal';
import type { Clock, Conversations, Directory, DutyStore, Installer, Messenger, Ports } from './usecases/ports';
import { readSyncMessage } from './usecases/readSyncMessage';
import { sweepPromises } from './usecases/sweepPromises';
import { syncRequest } from './usecases/syncRequest';

export type { ChatCommand, Clock, Config, Conversations, ListedPerson, Messenger, Person };
export type { ConversationReference, Outgoing, Recipient } from './usecases/ports';
export { DEFAULT_KEEP_MONTHS, defaultPolicy, readConfig };

/** The app as its functions see it. */
export interface App {
  readonly messages: Door;
  /** Takes what the queue delivered, whatever it is. */
  readonly syncCards: (message: unknown) => Promise<void>;
  readonly sweepPromises: () => Promise<void>;
  readonly heal: () => Promise<void>;
  readonly health: () => Promise<Health>;
  /** Where the link of a request leads in a browser; `undefined` when this is no key of ours. */
  readonly linkTarget: (key: string) => Promise<string | undefined>;
}

/** Where local mode reaches in. The deployed bundle has nothing that fills these. */
export interface Seams {
  readonly clock?: Clock;
  readonly playing?: (sender: Person) => Person;
  readonly commands?: readonly ChatCommand[];
  readonly press?: (sender: Person, verb: string, data: Readonly<Record<string, unknown>>) => Promise<string | undefined>;
  readonly playable?: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly people?: readonly ListedPerson[];
  /** The bot's id in Teams, where it is not made from the app id. */
  readonly botId?: string;
  /** Who is on call until the rota says otherwise. */
  readonly firstOnCall?: Person;
  /** Places of files beside Teams' own. */
  readonly takesFilesFrom?: (address: URL, serviceUrl: string) => boolean;
  readonly conversations?: (inner: Conversations) => Conversations;
  readonly messenger?: (inner: Messenger, conversations: Conversations) => Messenger;
}

const REAL_CLOCK: Clock = { now: () => new Date(), real: () => new Date() };

/** Puts the rooms together. Nothing is asked of anybody before the first call. */
export function createApp(config: Config, seams: Seams = {}): App {
  const stores = openStores(connectionOf(config));
  const authentication = createAuthentication(config.bot);
  const connectors = createConnectors(authentication, config.bot);
  const ports = portsOf(config, seams, stores, connectors);
  const routes = createRoutes({
    ports,
    fileSource: createFileSource({ tokenFor: (serviceUrl) => connectors.tokenFor(serviceUrl), takesFilesFrom: seams.takesFilesFrom }),
    tenantId: config.bot.tenantId,
    playing: seams.playing ?? ((sender) => sender),
    extraCommands: seams.commands ?? [],
    extraPress: seams.press ?? (() => Promise.resolve(undefined)),
    playable: seams.playable ?? [],
    mintNonce: randomUUID,
    cardContext: () => ({ policy: ports.policy, now: ports.clock.now() }),
  });
  const messages = createDoor({ authentication, routes, tenantId: config.bot.tenantId, log: ports.log, ready: () => stores.ready() });
  return {
    messages,
    syncCards: async (delivered) => {
      const message = readSyncMessage(delivered);
      if (!message) {
        ports.log.warn('not a sync message, left out');
        return;
      }
      await stores.ready();
      await syncRequest(ports, message);
    },
    sweepPromises: async () => {
      await stores.ready();
      const report = await sweepPromises(ports);
      ports.log.info('swept', { ...report, ...(await backlogOf(stores)) });
    },
    heal: async () => {
      await stores.ready();
      ports.log.info('healed', { ...(await heal(ports)), ...(await forgetOld(ports, config.keepMonths)), putByForgotten: await forgetPutBy(ports) });
    },
    health: () => checkHealth({ ...stores, grants: () => ports.grants.seen(), log: ports.log }, version),
    linkTarget: async (text) => {
      const key = readKey(text, config.policy.keyPrefix);
      if (key === undefined) return undefined;
      await stores.ready();
      const place = postPlaceOf(config);
      const standIn = standInId(key, place);
      return postLink(place, (await findPost(ports, key)) ?? standIn);
    },
  };
}

/** What waits, for the alerts and the workbook (infra/), which read the log. */
async function backlogOf(stores: Stores): Promise<Readonly<Record<'queued' | 'poisoned' | 'undeliverable', number>>> {
  const [queued, poisoned, undeliverable] = await Promise.all([stores.hints.pendingCount(), stores.poisonedCount(), stores.slots.undeliverableCount()]);
  return { queued, poisoned, undeliverable };
}

const postPlaceOf = ({ bot: { tenantId }, teamId, channelId, storage }: Config): PostPlace =>
  ({ tenantId, teamId, channelId, salt: 'accountName' in storage ? storage.accountName : 'local' });

function portsOf(config: Config, seams: Seams, stores: Stores, connectors: ReturnType<typeof createConnectors>): Ports & { readonly grants: Grants } {
  const { teamId, channelId, defaultServiceUrl, policy, bot } = config;
  const clock = seams.clock ?? REAL_CLOCK;
  const conversations = seams.conversations?.(stores.conversations) ?? stores.conversations;
  const settings = { tenantId: bot.tenantId, botId: seams.botId ?? `28:${bot.appId}`, teamId, channelId, defaultServiceUrl };
  const { directory, installer, grants } = seams.people ? localDirectory(seams.people, conversations) : directoryOf(config, conversations, clock);
  const messenger = createMessenger({ connectors, conversations, clock, settings, ...(installer && { installer }) });
  return {
    requests: stores.store, numbering: stores.numbering, submissions: stores.submissions, hints: stores.hints, search: stores.search, slots: stores.slots, files: stores.files, duty: withFirstOnCall(stores.duty, seams.firstOnCall), conversations,
    directory, grants,
    drawing: createDrawing(policy), messenger: seams.messenger?.(messenger, conversations) ?? messenger, clock, log: consoleLog, policy,
  };
}

/** Before anything of the duty is kept, somebody can be on call all the same: a rota of one, from long ago. */
function withFirstOnCall(inner: DutyStore, person: Person | undefined): DutyStore {
  if (!person) return inner;
  const first = { duty: { ...NO_DUTY, rota: { since: mondayOf('2020-01-06T00:00:00.000Z'), weeks: [person] } }, etag: undefined };
  return { ...inner, load: async () => { const stored = await inner.load(); return stored.etag === undefined ? first : stored; } };
}

/** Microsoft Graph behind the directory's ports, signed in as the app's identity. */
function directoryOf(config: Config, conversations: Conversations, clock: Clock): { directory: Directory; installer: Installer | undefined; grants: Grants } {
  const grants = createGrants();
  const graph = createGraphClient({ getToken: tokensOf(config), clock, log: consoleLog });
  const { engineers, approvers, catalogAppId } = config;
  return {
    grants,
    directory: graphDirectory({ graph, engineers, approvers, conversations, clock, log: consoleLog, grants }),
    installer: catalogAppId === undefined ? undefined : createInstaller({ graph, teamsAppId: catalogAppId, grants, log: consoleLog }),
  };
}

/** One credential for good: it remembers its token. */
function tokensOf({ bot }: Config): () => Promise<string> {
  const credential = bot.appType === 'SingleTenant' && bot.appPassword !== undefined
    ? new ClientSecretCredential(bot.tenantId, bot.appId, bot.appPassword)
    : new ManagedIdentityCredential({ clientId: bot.appId });
  return async () => (await credential.getToken('https://graph.microsoft.com/.default')).token;
}

/** Local mode's six people, who are all there are. */
const localDirectory = (people: readonly ListedPerson[], conversations: Conversations): ReturnType<typeof directoryOf> => ({
  directory: listDirectory({ people, closed: true, conversations }), installer: undefined, grants: createGrants(),
});

const connectionOf = ({ storage }: Config): Connection =>
  'connectionString' in storage ? storage : { accountName: storage.accountName, credential: new ManagedIdentityCredential({ clientId: storage.clientId }) };

/** When the promises are watched, as NCRONTAB in UTC. */
export const sweepSchedule = (): string => readSweepSchedule();

let current: App | undefined;

/** The app of this process: made at first use from the environment. Throws SettingsError, which names what is missing. */
export const theApp = (): App => (current ??= createApp(readConfig()));

/** Puts another app in its place before the first use; local mode does. */
export function provideApp(app: App): void {
  current = app;
}
