import { createApp, DEFAULT_KEEP_MONTHS, defaultPolicy, type App, type ChatCommand, type Config, type ListedPerson, type Person as Sender } from '../wiring';
import { keptInTable } from './keptValues';
import { PEOPLE, PLACE, type Person } from './people';
import { createPlaying, type Playing } from './playing';
import { addressed, inSharedChat, type SharedChat } from './sharedChat';
import { createVirtualClock, type VirtualClock } from './virtualClock';

export interface LocalPlace {
  readonly port: number;
  readonly storageConnection: string;
  /** The Playground's, or undefined without one. */
  readonly playgroundPort: string | undefined;
}

/** The product with local mode's seams filled: six people who can be played, a clock that can be moved, one personal chat. */
export async function createLocalApp(place: LocalPlace): Promise<{ readonly app: App; readonly clock: VirtualClock }> {
  const kept = await keptInTable(place.storageConnection);
  const clock = await createVirtualClock(kept);
  const playing = await createPlaying(kept, PEOPLE);
  const shared = sharedChat(place.playgroundPort);
  const firstEngineer = PEOPLE.find(({ roles }) => roles.includes('engineer'));
  const app = createApp(localConfig(place, shared), {
    clock: { now: () => clock.now(), real: () => new Date() },
    playing: (sender) => playing.actsAs(sender.id) ?? sender,
    botId: PLACE.bot.id,
    ...(firstEngineer && { firstOnCall: { id: firstEngineer.id, name: firstEngineer.name } }),
    commands: [beCommand(playing)],
    press: (sender, verb, data) => (verb === 'be' && typeof data['person'] === 'string' ? becoming(playing, sender, data['person']) : Promise.resolve(undefined)),
    playable: PEOPLE.map(({ name, roles }) => ({ name, roles })),
    people: PEOPLE.map(listed),
    takesFilesFrom: isOwnConnector,
    conversations: inSharedChat(shared),
    messenger: addressed(shared),
  });
  return { app, clock };
}

/** Here Teams is whoever plays it on this machine, so its files lie at the very address that the message came from. */
const isOwnConnector = (address: URL, serviceUrl: string): boolean =>
  address.hostname === '127.0.0.1' && URL.canParse(serviceUrl) && new URL(serviceUrl).origin === address.origin;

/** The Playground's own connector, which a chat that nobody has written in yet is reached at. */
function sharedChat(playgroundPort: string | undefined): SharedChat {
  if (playgroundPort === undefined || !/^\d+$/u.test(playgroundPort)) return undefined;
  return { conversationId: PLACE.personalChatId, serviceUrl: `http://127.0.0.1:${playgroundPort}/_connector` };
}

function localConfig({ port, storageConnection }: LocalPlace, shared: SharedChat): Config {
  return {
    bot: { appId: '', appType: 'none', tenantId: PLACE.tenantId },
    storage: { connectionString: storageConnection },
    teamId: PLACE.team.id,
    channelId: PLACE.channel.id,
    defaultServiceUrl: shared?.serviceUrl ?? '',
    engineers: { ids: [] },
    approvers: { ids: [] },
    keepMonths: DEFAULT_KEEP_MONTHS,
    policy: defaultPolicy(`http://127.0.0.1:${port}`),
  };
}

const listed = ({ id, name, roles, managerId }: Person): ListedPerson => ({
  id, name, roles: roles.filter((role) => role === 'engineer' || role === 'approver'), ...(managerId !== undefined && { managerId }),
});

/** `be NAME`: all that this sender does from now on, that person does (running.md, "Playing people"). */
const beCommand = (playing: Playing): ChatCommand => ({
  word: 'be',
  says: `be NAME: play somebody else (${PEOPLE.map(({ name }) => name.split(' ')[0]).join(', ')})`,
  run: async (sender: Sender, rest) => ({ text: await becoming(playing, sender, rest) }),
});

async function becoming(playing: Playing, sender: Sender, name: string): Promise<string> {
  const person = await playing.be(sender.id, name);
  if (!person) return `Nobody here is called "${name.slice(0, 40)}". You can be ${PEOPLE.map((known) => known.name.split(' ')[0]).join(', ')}.`;
  return `You are ${person.name} now (${person.roles.join(', ')}).`;
}
