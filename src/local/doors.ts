import type { LocalDoor } from './functionsHost';
import { json } from './httpDoor';
import { PEOPLE, PLACE } from './people';
import { MAX_AHEAD_HOURS, type VirtualClock } from './virtualClock';

/** Local mode's own doors, as running.md promises them, for the Functions host's `extraRoutes`. */
export function localDoors(clock: VirtualClock): ReadonlyMap<string, LocalDoor> {
  return new Map<string, LocalDoor>([
    ['GET /local/setup', () => json(200, setup())],
    ['GET /local/clock', () => json(200, { now: clock.now().toISOString() })],
    ['POST /local/clock', (body) => moveClock(clock, body)],
  ]);
}

function setup(): Record<string, unknown> {
  const { tenantId, bot, team, channel } = PLACE;
  return { tenantId, bot, team: { id: team.id }, channel: { id: channel.id }, people: PEOPLE };
}

async function moveClock(clock: VirtualClock, body: unknown): Promise<ReturnType<typeof json>> {
  const hours: unknown = typeof body === 'object' && body !== null && 'advanceHours' in body ? body.advanceHours : undefined;
  if (typeof hours !== 'number' || !Number.isFinite(hours) || hours < 0) {
    return json(400, { error: 'advanceHours must be a number of 0 or more, as in {"advanceHours": 24}.' });
  }
  try {
    return json(200, { now: (await clock.advanceHours(hours)).toISOString() });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return json(400, { error: `The clock can be at most ${MAX_AHEAD_HOURS} hours ahead of the real time.` });
  }
}
