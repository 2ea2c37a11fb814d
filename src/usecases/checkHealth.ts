import type { Ports } from './ports';

/** How the app fares, for the operator and for outside probes (running.md, `GET /api/health`). */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly lastSweepAt: string | null;
  readonly pendingDeliveries: number;
  readonly undeliverable: number;
  readonly version: string;
  /** What Microsoft Graph was seen to grant; the app works without each, with less comfort. `null`: nothing was asked yet. */
  readonly grants: Readonly<Record<string, boolean | null>>;
}

type Needed = Pick<Ports, 'hints' | 'slots' | 'log'> & { readonly ready: () => Promise<void>; readonly ping: () => Promise<void>; readonly grants: () => Readonly<Record<string, boolean | undefined>> };

/** Asks storage how much is under way. Storage that cannot be reached is an answer, not an error. */
export async function checkHealth(needs: Needed, version: string): Promise<Health> {
  const grants = Object.fromEntries(Object.entries(needs.grants()).map(([area, granted]) => [area, granted ?? null]));
  try {
    await needs.ready();
    await needs.ping();
    const [pendingDeliveries, undeliverable, lastSweepAt = null] = await Promise.all([needs.hints.pendingCount(), needs.slots.undeliverableCount(), needs.hints.lastSweepAt()]);
    return { status: 'ok', lastSweepAt, pendingDeliveries, undeliverable, version, grants };
  } catch (error) {
    needs.log.error('storage cannot be reached', { error: error instanceof Error ? error.message : String(error) });
    return { status: 'unavailable', lastSweepAt: null, pendingDeliveries: 0, undeliverable: 0, version, grants };
  }
}
