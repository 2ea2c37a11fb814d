import { createApp, DEFAULT_KEEP_MONTHS, defaultPolicy, provideApp, type ChatCommand, type Config, type ListedPerson, type Person as Sender } from '../wiring';
import { localDoors } from './doors';
import { findFreePort } from './ports';
import { installFunctionsCore } from './functionsCore';
import { readHostSettings } from './hostSettings';
import { keptInTable } from './keptValues';
import { PEOPLE, PLACE, type Person } from './people';
import { createPlaying, type Playing } from './playing';
import { serveUntilStopped } from './serve';
import { addressed, inSharedChat, type SharedChat } from './sharedChat';
import { createVirtualClock } from './virtualClock';

void main();

async function main(): Promise<void> {
  const core = installFunctionsCore();
  const kept = await keptInTable(process.env['STORAGE_CONNECTION'] ?? '');
  const clock = await createVirtualClock(kept);
  const playing = await createPlaying(kept, PEOPLE);
  const port = Number(process.env['PORT'] ?? 0) || (await findFreePort());
  const shared = sharedChat(process.env['PLAYGROUND_PORT']);
  const firstEngineer = PEOPLE.find(({ roles }) => roles.includes('engineer'));
  provideApp(createApp(localConfig(port, shared), {
    clock: { now: () => clock.now(), real: () => new Date() },
    playing: (sender) => playing.actsAs(sender.id) ?? sender,
    botId: PLACE.bot.id,
    ...(firstEngineer && { firstOnCall: { id: firstEngineer.id, name: firstEngineer.name } }),
    commands: [beCommand(playing)],
    press: (sender, verb, data) => (verb === 'be' && typeof data['person'] === 'string' ? becoming(playing, sender, data['person']) : Promise.resolve(undefined)),
    playable: PEOPLE.map(({ name, roles }) => ({ name, roles })),
    people: PEOPLE.map(listed),
    conversations: inSharedChat(shared),
    messenger: addressed(shared),
  }));
  await import('../functions');
  await serveUntilStopped(core, await readHostSettings('host.json'), localDoors(clock), port);
}

/** The Playground's own connector, which a chat that nobody has written in yet is reached at. */
function sharedChat(playgroundPort: string | undefined): SharedChat {
  if (playgroundPort === undefined || !/^\d+$/u.test(playgroundPort)) return undefined;
  return { conversationId: PLACE.personalChatId, serviceUrl: `http://127.0.0.1:${playgroundPort}/_connector` };
}

function localConfig(port: number, shared: SharedChat): Config {
  return {
    bot: { appId: '', appType: 'none', tenantId: PLACE.tenantId },
    storage: { connectionString: process.env['STORAGE_CONNECTION'] ?? '' },
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
