import { PressedBefore, StaleWrite } from '../../src/usecases/ports';
import type { KeptEvent } from '../../src/store/commitEvent';
import { frozenCopy } from './frozenCopy';

export type Hook = () => void | Promise<void>;

export interface KeptState<State> {
  readonly state: State;
  readonly etag: string;
}

/** Lives by name, each a state, its history and its presses: what the doubles of requests and of the duty share. */
export interface MemoryLives<State, Event> {
  load(name: string): KeptState<State> | undefined;
  all(): readonly State[];
  history(name: string): readonly Event[];
  wasPressed(name: string, actorId: string, nonce: string): boolean;
  /** Puts a state there as if somebody had just committed it; its history stays as it is. */
  put(name: string, state: State): void;
  /** Takes everything of that name away. */
  drop(name: string): void;
  /** @param before runs first, except for a commit that it makes itself */
  commit(name: string, etag: string | undefined, after: State, event: Event, before?: Hook): Promise<void>;
}

export function memoryLives<State extends object, Event extends KeptEvent>(): MemoryLives<State, Event> {
  const states = new Map<string, KeptState<State>>();
  const histories = new Map<string, readonly Event[]>();
  const presses = new Set<string>();
  let writes = 0;
  let hookRuns = false;

  const runHook = async (hook: Hook | undefined): Promise<void> => {
    if (hookRuns || !hook) return;
    hookRuns = true;
    try {
      await hook();
    } finally {
      hookRuns = false;
    }
  };

  const lives: MemoryLives<State, Event> = {
    load: (name) => states.get(name),
    all: () => [...states.values()].map(({ state }) => state),
    history: (name) => [...(histories.get(name) ?? [])],
    wasPressed: (name, actorId, nonce) => presses.has(pressOf(name, actorId, nonce)),
    put: (name, state) => void states.set(name, { state: frozenCopy(state), etag: `"${++writes}"` }),
    drop: (name) => {
      states.delete(name);
      histories.delete(name);
      for (const press of presses) if ((JSON.parse(press) as string[])[0] === name) presses.delete(press);
    },
    commit: async (name, etag, after, event, before) => {
      await runHook(before);
      const press = pressOf(name, event.by.id, event.nonce);
      if (presses.has(press)) throw new PressedBefore(`${name}: this press is committed already`);
      const events = histories.get(name) ?? [];
      const isTaken = events.some((other) => other.version === event.version);
      if (states.get(name)?.etag !== etag || isTaken) throw new StaleWrite(`${name}: somebody was first`);
      presses.add(press);
      histories.set(name, [...events, frozenCopy(event)].sort((one, other) => one.version - other.version));
      lives.put(name, after);
    },
  };
  return lives;
}

const pressOf = (name: string, actorId: string, nonce: string): string => JSON.stringify([name, actorId, nonce]);
