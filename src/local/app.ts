import { localDoors } from './doors';
import { installFunctionsCore } from './functionsCore';
import { readHostSettings } from './hostSettings';
import { keptInTable } from './keptValues';
import { PEOPLE } from './people';
import { createPlaying } from './playing';
import { serveUntilStopped } from './serve';
import { createVirtualClock } from './virtualClock';

void main();

async function main(): Promise<void> {
  const core = installFunctionsCore();
  const kept = await keptInTable(process.env['STORAGE_CONNECTION'] ?? '');
  const clock = await createVirtualClock(kept);
  await createPlaying(kept, PEOPLE); // Handed to the wiring together with the clock.
  // await import('../functions');
  await serveUntilStopped(core, await readHostSettings('host.json'), localDoors(clock));
}
