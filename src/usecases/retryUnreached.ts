import type { Ports } from './ports';

type Needed = Pick<Ports, 'requests' | 'slots' | 'hints' | 'clock'>;

/** Somebody has added the app: what could not be delivered to them is wanted again, and arrives by itself. */
export async function retryUnreached(ports: Needed, personId: string): Promise<void> {
  for (const key of await ports.hints.unreached(personId)) {
    for (const { slot, etag } of await ports.slots.slotsOf(key)) {
      const isTheirs = slot.state.kind === 'undeliverable' && slot.id.split('|').includes(personId);
      if (isTheirs) await ports.slots.save({ ...slot, state: { kind: 'wanted' }, attempts: 0 }, etag);
    }
    const version = (await ports.requests.load(key))?.request.version ?? 0;
    await ports.hints.announce({ key, version, announcedAt: ports.clock.real().toISOString(), tries: 0 });
    await ports.hints.dropUnreached(personId, key);
  }
}
