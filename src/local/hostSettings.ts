import { readFile } from 'node:fs/promises';

export interface QueueSettings {
  readonly batchSize: number;
  /** A new batch is fetched when no more than this many messages are still being worked on. */
  readonly newBatchThreshold: number;
  readonly maxDequeueCount: number;
  readonly visibilityTimeoutMs: number;
  readonly maxPollingIntervalMs: number;
}

export interface HostSettings {
  readonly routePrefix: string;
  readonly queues: QueueSettings;
}

interface HostJson {
  readonly extensions?: {
    readonly http?: { readonly routePrefix?: string };
    readonly queues?: {
      readonly batchSize?: number;
      readonly newBatchThreshold?: number;
      readonly maxDequeueCount?: number;
      readonly visibilityTimeout?: string;
      readonly maxPollingInterval?: string;
    };
  };
}

/** The settings that deployment uses too. Throws when the file is missing or no JSON. */
export async function readHostSettings(file: string): Promise<HostSettings> {
  return hostSettings(JSON.parse(await readFile(file, 'utf8')) as HostJson);
}

/** Settings with the real host's defaults for what is left out (Microsoft Learn, host.json reference for Functions 2.x and later). */
export function hostSettings({ extensions = {} }: HostJson): HostSettings {
  const queues = extensions.queues ?? {};
  const batchSize = queues.batchSize ?? 16;
  return {
    routePrefix: extensions.http?.routePrefix ?? 'api',
    queues: {
      batchSize,
      newBatchThreshold: queues.newBatchThreshold ?? Math.floor(batchSize / 2),
      maxDequeueCount: queues.maxDequeueCount ?? 5,
      visibilityTimeoutMs: spanMs(queues.visibilityTimeout ?? '00:00:00'),
      maxPollingIntervalMs: spanMs(queues.maxPollingInterval ?? '00:01:00'),
    },
  };
}

function spanMs(text: string): number {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(text);
  if (!match) throw new Error(`host.json: "${text}" is not a time span like 00:00:05.`);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part || 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

/** Fills in `%NAME%` from the environment, as bindings may say it. Throws when a name is not set. */
export function fillIn(text: string, env: NodeJS.ProcessEnv = process.env): string {
  return text.replace(/%([^%]+)%/g, (_whole, name: string) => {
    const value = env[name];
    if (value === undefined) throw new Error(`A binding names the setting ${name}, which is not set.`);
    return value;
  });
}
