import type { Refusal } from '../domain/commands';
import { decideDuty, type DutyCommand } from '../domain/decideDuty';
import { askAgainAt, type Duty } from '../domain/duty';
import { evolveDuty } from '../domain/evolveDuty';
import { DUTY, PressedBefore, StaleWrite, type Ports, type StoredDuty } from './ports';

export type DutyOutcome =
  | { readonly kind: 'done'; readonly duty: Duty }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly duty: Duty }
  /** Others changed the duty each time we tried; pressing again is safe. */
  | { readonly kind: 'busy'; readonly duty: Duty };

type Needed = Pick<Ports, 'duty' | 'hints' | 'directory' | 'policy' | 'clock'>;

const MAX_ATTEMPTS = 3;

/** The one door to the team's duty: on-call and incidents. The same way as a request's: decide, hints, then the truth. */
export async function handleDuty(ports: Needed, command: DutyCommand): Promise<DutyOutcome> {
  const engineers = await ports.directory.engineers();
  for (let attempt = 1; ; attempt++) {
    const before = await ports.duty.load();
    const decision = decideDuty(before.duty, command, { engineers, incidentHours: ports.policy.incidentHours });
    if (!decision.accepted) return refusedOrRepeated(ports, command, before.duty, decision.refusal);
    const after = evolveDuty(before.duty, decision.event);
    await announce(ports, after);
    const committed = await commit(ports, before, after, decision.event);
    if (committed !== 'stale') return { kind: 'done', duty: committed === 'done' ? after : (await ports.duty.load()).duty };
    if (attempt === MAX_ATTEMPTS) return { kind: 'busy', duty: before.duty };
  }
}

async function announce({ hints, clock, policy }: Needed, after: Duty): Promise<void> {
  await Promise.all([
    hints.announce({ key: DUTY, version: after.version, announcedAt: clock.real().toISOString(), tries: 0 }),
    ...after.incidents.map((incident) => hints.noteDeadline(DUTY, askAgainAt(incident, policy.incidentHours))),
  ]);
}

async function commit({ duty }: Needed, before: StoredDuty, after: Duty, event: Parameters<Ports['duty']['commit']>[2]): Promise<'done' | 'pressedBefore' | 'stale'> {
  try {
    await duty.commit(before, after, event);
    return 'done';
  } catch (error) {
    if (error instanceof PressedBefore) return 'pressedBefore';
    if (error instanceof StaleWrite) return 'stale';
    throw error;
  }
}

/** A press that was made before answers as it did then: an incident ended by a double click was ended once. */
async function refusedOrRepeated({ duty }: Needed, command: DutyCommand, now: Duty, refusal: Refusal): Promise<DutyOutcome> {
  const pressed = (await duty.history()).some((event) => event.by.id === command.actor.id && event.nonce === command.nonce);
  return pressed ? { kind: 'done', duty: now } : { kind: 'refused', refusal, duty: now };
}
