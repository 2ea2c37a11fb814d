import { startLocal } from '../../src/local/supervisor';
import type { Local } from '../../src/local/supervisor';
import { createClient } from './client';
import type { Client } from './client';
import { readSetup } from './doors';
import { openFakeTeams } from './fakeTeams';
import type { FakeTeams } from './fakeTeams';

export { advanceHours, readHealth, readSetup, runFunction, settled } from './doors';
export type App = Local;

const started = new Map<'plain' | 'playground', Promise<Local>>();

/** The product on this machine without a Teams client, once in a run: the first who asks starts it, the hooks stop it. */
export const appUnderTest = (): Promise<Local> => once('plain', 'off');

/** A second copy, with the Playground in front: the two would take each other's channel. */
export const appInPlayground = (): Promise<Local> => once('playground', 0);

/** A copy of its own, for tests that kill it; the test stops it. */
export const appOfItsOwn = (): Promise<Local> => startLocal({ port: 0, playgroundPort: 'off', dataDir: 'memory' });

function once(kind: 'plain' | 'playground', playgroundPort: 'off' | 0): Promise<Local> {
  const running = started.get(kind) ?? startLocal({ port: 0, playgroundPort, dataDir: 'memory' });
  started.set(kind, running);
  return running;
}

/** Stops what was started; a copy that could not start is no one's to stop. */
export async function stopApps(): Promise<void> {
  const apps = await Promise.allSettled([...started.values()]);
  started.clear();
  await Promise.all(apps.flatMap((app) => (app.status === 'fulfilled' ? [app.value.stop()] : [])));
}

/** A fake Teams with the people of the app in it, the app installed in the channel and for everyone. */
export async function installedTeams(app: Local): Promise<{ teams: FakeTeams; client: Client }> {
  const teams = await openFakeTeams();
  const client = createClient({ appUrl: app.appUrl, teams, setup: await readSetup(app.appUrl) });
  await client.installInChannel();
  for (const person of client.setup.people) await client.installFor(person);
  return { teams, client };
}
