import { CannotStart } from './cannotStart';

export interface LocalSettings {
  /** 0 takes a free one. */
  readonly port: number;
  readonly playgroundPort: number | 'off';
  /** A folder, or 'memory' to keep nothing. */
  readonly dataDir: string;
}

const MAX_PORT = 65_535;

/** The settings of local mode. Throws CannotStart with all that is wrong with them, each with what would be right. */
export function readLocalSettings(env: NodeJS.ProcessEnv): LocalSettings {
  const faults: string[] = [];
  const port = readPort(env, 'PORT', 3978, faults);
  const playgroundPort = readPort(env, 'PLAYGROUND_PORT', 56150, faults);
  const playground = env['PLAYGROUND'] ?? 'on';
  if (playground !== 'on' && playground !== 'off') faults.push(`PLAYGROUND is "${playground}", but must be "on" or "off".`);
  if (playground === 'on' && port === playgroundPort && port !== 0) faults.push('PORT and PLAYGROUND_PORT are the same. Change one of them.');
  if (faults.length > 0) throw new CannotStart(faults.join('\n'));
  return { port, playgroundPort: playground === 'off' ? 'off' : playgroundPort, dataDir: env['DATA_DIR'] || '.local/data' };
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number, faults: string[]): number {
  const text = env[name] || String(fallback);
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port <= MAX_PORT) return port;
  faults.push(`${name} is "${text}", but must be a whole number from 0 (take a free one) to ${MAX_PORT}.`);
  return fallback;
}
