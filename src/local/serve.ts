import type { FunctionsCore } from './functionsCore';
import { startFunctionsHost, type LocalDoor } from './functionsHost';
import type { HostSettings } from './hostSettings';

/** Serves the registered functions, tells the supervisor the port, and ends the process in order when it says so. */
export async function serveUntilStopped(
  core: FunctionsCore, settings: HostSettings, extraRoutes: ReadonlyMap<string, LocalDoor>, port: number,
): Promise<void> {
  const host = await startFunctionsHost({
    port,
    core,
    settings,
    queueConnectionString: process.env['STORAGE_CONNECTION'] ?? '',
    extraRoutes,
  });
  const stop = (): void => {
    void host.stop().finally(() => process.exit(0));
  };
  process.on('message', (message) => {
    if (message === 'shutdown') stop();
  });
  process.once('SIGTERM', stop);
  process.send?.({ ready: true, port: host.port });
}
