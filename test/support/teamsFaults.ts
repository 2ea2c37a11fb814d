import { baseOf } from './teamsRecord';
import type { Call, Operation } from './teamsRecord';

/** Which calls shall go wrong, how often, and how. Without a status the call succeeds, late or with its answer lost. */
export type PlannedFault = {
  readonly method?: 'POST' | 'PUT' | 'DELETE' | 'GET';
  readonly operation?: Operation;
  /** With or without `;messageid=…`; of a create: the chat that it would open. */
  readonly conversation?: string;
  /** How many calls; 1 unless told. */
  readonly times?: number;
  readonly status?: 429 | 400 | 401 | 403 | 404 | 405 | 412 | 500 | 502 | 503 | 504;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** The line breaks instead of an answer. */
  readonly cutOff?: boolean;
  /** The call takes effect all the same: only its answer is lost. */
  readonly applied?: boolean;
};

/** A call that did not go well: planned by the test, or because the app broke a rule of Teams. */
export type SeenFault = { readonly call: Call; readonly status: number; readonly reason: string; readonly planned: boolean };

/** The faults that a test ordered, and a log of all that happened. */
export function openFaults() {
  const planned: { readonly fault: PlannedFault; left: number }[] = [];
  const seen: SeenFault[] = [];
  return {
    seen,
    /** Orders a fault for the next calls that fit; earlier orders come first. */
    next: (fault: PlannedFault): void => { planned.push({ fault, left: fault.times ?? 1 }); },
    /** Forgets what was ordered and has not happened. */
    clear: (): void => { planned.length = 0; },
    /** Rules that the app broke; empty in a good run. */
    violations: (): SeenFault[] => seen.filter((fault) => !fault.planned),
    take(method: string, call: Call): PlannedFault | undefined {
      const match = planned.find(({ fault, left }) => left > 0 && fits(fault, method, call));
      if (match) match.left -= 1;
      return match?.fault;
    },
  };
}

function fits(fault: PlannedFault, method: string, call: Call): boolean {
  return (fault.method === undefined || fault.method === method)
    && (fault.operation === undefined || fault.operation === call.operation)
    && (fault.conversation === undefined || baseOf(fault.conversation) === baseOf(call.conversation));
}
