import type { SyncMessage } from './ports';

/** Reads what a queue delivered; `undefined` for anything that nobody here sends: trying it again would not make it one. */
export function readSyncMessage(message: unknown): SyncMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { key, version, announcedAt, tries } = message as Readonly<Record<string, unknown>>;
  if (typeof key !== 'string' || typeof version !== 'number' || typeof announcedAt !== 'string') return undefined;
  return { key, version, announcedAt, tries: typeof tries === 'number' ? tries : 0 };
}
