import type { DutyEvent } from '../../src/domain/decideDuty';
import type { Duty } from '../../src/domain/duty';
import { evolveDuty } from '../../src/domain/evolveDuty';
import type { DutyStore } from '../../src/usecases/ports';
import { AT, ben } from './samples';

/** Ben takes over for some hours; the nonce is new with each version. */
export function aTakeOver(duty: Duty, change: Partial<DutyEvent> = {}): DutyEvent {
  const version = duty.version + 1;
  return { version, at: AT, by: ben, move: 'takeOver', nonce: `press ${version}`, override: { person: ben, from: AT, until: '2026-03-02T17:00:00.000Z' }, ...change };
}

/** Loads, takes over and commits. Gives the duty as it was committed. */
export async function takenOver(store: DutyStore, change: Partial<DutyEvent> = {}): Promise<Duty> {
  const before = await store.load();
  const event = aTakeOver(before.duty, change);
  const after = evolveDuty(before.duty, event);
  await store.commit(before, after, event);
  return after;
}
