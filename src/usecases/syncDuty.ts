import { dutyNoticesOf } from '../domain/dutyAudience';
import { deliver, type Delivery, type Progress } from './deliver';
import { DUTY, type Ports } from './ports';

/** Tells what changed of the duty, and has the cards drawn anew that show it: those of requests whose review an incident holds up. */
export async function syncDuty(ports: Ports): Promise<readonly Progress[]> {
  const [history, slots] = await Promise.all([ports.duty.history(), ports.slots.slotsOf(DUTY)]);
  const known = new Map(slots.map((stored) => [stored.slot.id, stored]));
  const progress: Progress[] = [];
  for (const notice of dutyNoticesOf(history)) {
    const message = ports.drawing.dutyNotice(notice);
    const delivery: Delivery = {
      id: notice.id, once: true, to: notice.to === 'channel' ? { kind: 'channel' } : { kind: 'person', person: notice.to },
      draw: () => message, drawFresh: () => Promise.resolve(message),
    };
    progress.push((await deliver(ports, DUTY, delivery, known.get(notice.id))).progress);
  }
  if (history.at(-1)?.incident) await announceSubmitted(ports);
  return progress;
}

async function announceSubmitted({ requests, hints, clock }: Ports): Promise<void> {
  for (const key of await hints.openKeys()) {
    const stored = await requests.load(key);
    if (stored?.request.status !== 'Submitted') continue;
    await hints.announce({ key, version: stored.request.version, announcedAt: clock.real().toISOString(), tries: 0 });
  }
}
