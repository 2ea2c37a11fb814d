import type { Actor } from '../../src/domain/people';
import type { RawInput } from '../../src/domain/readGiven';
import type { RequestKey, WorkRequest } from '../../src/domain/workRequest';
import type { Move } from '../../src/domain/workflow';
import { listDirectory } from '../../src/directory/listDirectory';
import { handleCommand, type Outcome } from '../../src/usecases/handleCommand';
import type { Delivered, Log, Outgoing, Ports, Recipient, SyncMessage } from '../../src/usecases/ports';
import { submitRequest } from '../../src/usecases/submitRequest';
import { syncRequest } from '../../src/usecases/syncRequest';
import { ANSWERS, POLICY } from '../domain/given';
import { ana, edda, erik, ines, iris, mara } from '../domain/people';
import { memoryStores, type MemoryStores } from '../store/memoryStores';

/** What the messenger was asked to do, in order. */
export interface Sent {
  readonly how: 'post' | 'update';
  readonly to: string;
  readonly activityId: string;
  readonly message: Outgoing;
}

export interface House {
  readonly ports: Ports;
  readonly stores: MemoryStores;
  readonly sent: Sent[];
  readonly logged: string[];
  /** The next answers of Teams, first come first served; after them everything is delivered. */
  readonly teamsAnswers: (Delivered | ((to: Recipient) => Delivered | undefined))[];
  /** Runs just before the messenger answers: what happens meanwhile. */
  duringSend: () => Promise<void>;
  /** Moves both clocks forward. */
  pass(ms: number): void;
}

const MORNING = Date.parse('2026-03-02T08:00:00.000Z');

/** The use cases over stores in memory, a directory of six people, and a Teams that does as it is told. */
export function aHouse(policy: Partial<Ports['policy']> = {}): House {
  const stores = memoryStores();
  let now = MORNING;
  const logged: string[] = [];
  const note = (level: string): Log['info'] => (message, facts) => void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`);
  const house: House = {
    stores, sent: [], logged, teamsAnswers: [],
    duringSend: () => Promise.resolve(),
    pass: (ms) => void (now += ms),
    ports: {
      requests: stores.store, numbering: stores.numbering, submissions: stores.submissions, hints: stores.hints, search: stores.search, slots: stores.slots, files: stores.files, duty: stores.duty, conversations: stores.conversations,
      directory: listDirectory({
        people: [ana, mara, erik, edda, ines, iris].map(({ id, name, roles }) => ({
          id, name, roles: roles.filter((role) => role !== 'timer'), ...(id === ana.id && { managerId: mara.id }),
        })),
        closed: true, conversations: stores.conversations,
      }),
      drawing: {
        card: (audience, { request, unreachable, incident }) => ({ card: { audience: audience.id, version: request.version, status: request.status, unreachable, incident: incident?.what }, summary: request.key }),
        dutyNotice: (notice) => ({ text: notice.kind, summary: notice.kind }),
        notice: (notice, request) => ({ text: `${notice.kind} ${request.key}`, summary: request.key }),
      },
      messenger: {
        post: (to, message) => answer('post', to, message, `activity-${house.sent.length + 1}`),
        update: (_conversationId, activityId, to, message) => answer('update', to, message, activityId),
      },
      clock: { now: () => new Date(now), real: () => new Date(now) },
      log: { info: note('info'), warn: note('warn'), error: note('error') },
      policy: { ...POLICY, ...policy },
    },
  };
  const answer = async (how: Sent['how'], to: Recipient, message: Outgoing, activityId: string): Promise<Delivered> => {
    await house.duringSend();
    const name = to.kind === 'person' ? to.person.name : to.kind;
    const told = house.teamsAnswers.shift();
    const scripted = typeof told === 'function' ? told(to) : told;
    if (scripted && scripted.kind !== 'delivered') return scripted;
    house.sent.push({ how, to: name, activityId, message });
    return { kind: 'delivered', conversationId: `chat of ${name}`, activityId };
  };
  return house;
}

export async function submitted(house: House, nonce = 'form-1', input: RawInput = ANSWERS): Promise<WorkRequest> {
  const outcome = await submitRequest(house.ports, { actor: ana, nonce, input });
  if (outcome.kind !== 'done') throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.request;
}

export const move = (house: House, key: RequestKey, actor: Actor, name: Move, input: RawInput = {}, nonce = `${name}-${actor.id}-${Math.floor(house.stores.messages.length)}`, seenRound?: number): Promise<Outcome> =>
  handleCommand(house.ports, { move: name, key, actor, at: house.ports.clock.now().toISOString(), nonce, input, ...(seenRound !== undefined && { seenRound }) });

/** Plays the queue until it is empty, moving time on to each message's hour. */
export async function settle(house: House): Promise<void> {
  for (let rounds = 0; house.stores.messages.length > 0; rounds++) {
    if (rounds > 200) throw new Error('the queue does not come to rest');
    const { message, delayMs } = house.stores.messages.shift() as { message: SyncMessage; delayMs: number };
    house.pass(delayMs);
    await syncRequest(house.ports, message);
  }
}
