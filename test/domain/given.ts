import { strict as assert } from 'node:assert';
import type { Command, Facts, Policy, Refusal } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import { evolve } from '../../src/domain/evolve';
import { TIMER, type Actor } from '../../src/domain/people';
import type { RawInput } from '../../src/domain/readGiven';
import type { ManagerKnown, RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import type { Move, Status } from '../../src/domain/workflow';
import { ana, edda, erik, ines, mara, who } from './people';

export const KEY = 'PLAT-1';
export const POLICY: Policy = {
  keyPrefix: 'PLAT', linkBase: 'https://requests.example', approvalsNeeded: 1, onePersonMayGiveBoth: false, reopenDays: 14, reviewHours: 48, answerHours: 72,
  reviewReminderHours: [24, 36, 44], answerReminderHours: [24, 48], incidentHours: 12,
};

/** A Monday morning; the moves of a life follow a minute apart. */
export const MONDAY = '2026-03-02T08:00:00.000Z';
export const laterThan = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

export const ANSWERS = { summary: 'Read access to the orders database logs', service: 'kubernetes-aks', environments: 'prd,dev', details: 'I look after **orders**.' };
export const CHANGE = { type: 'change', priority: 'medium', implementationPlan: 'Add the node pool.', backoutPlan: 'Remove it again.' };
export const ACCESS = { type: 'access', priority: 'medium', scope: 'Logs of orders', accessReason: 'On call for orders', accessLevel: 'read', environment: 'production', project: 'none' };
export const DEBUG = { type: 'debug' };
const CLASSIFIED = { change: CHANGE, access: ACCESS, debug: DEBUG };

export interface Options {
  readonly at?: string;
  readonly nonce?: string;
  /** The round that the pressed card showed; the present one where nothing is said. */
  readonly seenRound?: number | undefined;
  readonly managerKnown?: ManagerKnown;
  readonly policy?: Partial<Policy>;
  readonly facts?: Omit<Facts, 'policy'>;
}

/** A request with the whole history that made it. */
export interface Life {
  readonly request: WorkRequest;
  readonly history: readonly RequestEvent[];
}
export type Step = readonly [actor: Actor, move: Move, input?: RawInput | undefined, options?: Options | undefined];

/** Everything below is frozen to the bottom, so that a rule that writes into what it was given throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

export function attempt(request: WorkRequest | undefined, [actor, move, input = {}, options = {}]: Step) {
  const command: Command = {
    move, actor, input, key: request?.key ?? KEY,
    at: options.at ?? laterThan(MONDAY, (request?.version ?? 0) * 60_000),
    nonce: options.nonce ?? `nonce-${request?.version ?? 0}`,
    ...roundOf(request, options),
    ...(options.managerKnown && { managerKnown: options.managerKnown }),
  };
  return decide(request, deepFreeze(command), deepFreeze({ ...FACTS, ...options.facts, policy: { ...POLICY, ...options.policy } }));
}

function roundOf(request: WorkRequest | undefined, options: Options): { readonly seenRound?: number } {
  const seenRound = 'seenRound' in options ? options.seenRound : request?.approvalRound;
  return seenRound === undefined ? {} : { seenRound };
}

/** The world as it is where a test says nothing: PLAT-2 exists and is open, and the person field names Edda. */
const FACTS: Omit<Facts, 'policy'> = {
  blocking: { exists: true, done: false, waitsFor: [] },
  named: { person: who(edda), engineer: true, approver: false },
};

/** Lives on through some moves, all of which must be accepted. */
export function liveOn(life: Life | undefined, steps: readonly Step[]): Life {
  let { request, history }: { request: WorkRequest | undefined; history: readonly RequestEvent[] } = life ?? { request: undefined, history: [] };
  for (const step of steps) {
    const decision = attempt(request, step);
    if (!decision.accepted) assert.fail(`${step[1]} was refused: ${JSON.stringify(decision.refusal)}`);
    request = deepFreeze(evolve(request, deepFreeze(decision.event)));
    history = [...history, decision.event];
  }
  if (!request) assert.fail('a life begins with a move');
  return { request, history };
}

export interface Wanted {
  readonly type?: keyof typeof CLASSIFIED;
  readonly requester?: Actor;
  /** What the directory said of the manager; Mara where nothing is said, `nobodyLooked` for no answer yet. */
  readonly manager?: ManagerKnown | 'nobodyLooked';
  /** Laid over the usual classification of the type. */
  readonly classification?: RawInput;
  readonly policy?: Partial<Policy>;
  /** Where Waiting on Customer and Blocked were entered from; In Progress where nothing is said. */
  readonly from?: Status;
}

/** A request in a status, reached by the shortest way through real moves. */
export const requestIn = (status: Status, wanted: Wanted = {}): WorkRequest => lifeTo(status, wanted).request;

export function lifeTo(status: Status, wanted: Wanted = {}): Life {
  const { type = 'change', requester = ana, manager = MARA_FOUND, classification = {}, policy = {}, from = 'In Progress' } = wanted;
  const options: Options = { policy };
  const before = (earlier: Status, ...steps: Step[]): Life => liveOn(lifeTo(earlier, wanted), steps);
  switch (status) {
    case 'Submitted':
      return liveOn(undefined, [[requester, 'submit', ANSWERS], ...(manager === 'nobodyLooked' ? [] : [[TIMER, 'noteManager', {}, { managerKnown: manager }] as const])]);
    case 'Review':
      return before('Submitted', [erik, 'startReview']);
    case 'Authorize':
      return before('Review', [erik, 'classify', { ...CLASSIFIED[type], ...classification }], [erik, 'finishReview', {}, options]);
    case 'Pending':
      return approved(before('Authorize'), options);
    case 'In Progress':
      return before('Pending', [erik, 'startWork']);
    case 'Deployment Queue':
      return before('In Progress', [erik, 'queueForDeployment', { fixVersion: '1.2.3' }]);
    case 'Waiting on Customer':
      return before(from, [erik, 'ask', { question: 'Which namespace?' }]);
    case 'Blocked':
      return before(from, [erik, 'block', { blockedBy: 'PLAT-2' }]);
    case 'Done':
      return before('In Progress', [erik, 'complete']);
  }
}
export const MARA_FOUND: ManagerKnown = { kind: 'found', person: who(mara) };

/** Debug is in Pending by now; the others have the manager's and one approver's word still to come. */
function approved(life: Life, options: Options): Life {
  if (life.request.status === 'Pending') return life;
  const managerOpen = life.request.managerAsk?.asked === true && life.request.managerAsk.assumed === undefined;
  return liveOn(life, [...(managerOpen ? [[mara, 'approve', {}, options] as const] : []), ...(life.request.classification.type === 'debug' ? [] : [[ines, 'approve', {}, options] as const])]);
}

/** `given(request).when(ines, 'approve').accepted('Pending')`: a test reads as the rule. */
export const given = (request: WorkRequest) => ({
  when(actor: Actor, move: Move, input: RawInput = {}, options: Options = {}) {
    const decision = attempt(deepFreeze(request), [actor, move, input, options]);
    return {
      /** The move is made and leads to this status; gives the request after it. */
      accepted(to: Status): WorkRequest {
        if (!decision.accepted) assert.fail(`refused: ${JSON.stringify(decision.refusal)}`);
        const after = deepFreeze(evolve(request, deepFreeze(decision.event)));
        assert.equal(after.status, to);
        return after;
      },
      refused<Kind extends Refusal['kind']>(kind: Kind): Extract<Refusal, { kind: Kind }> {
        if (decision.accepted) assert.fail(`accepted, and leads to ${decision.event.to}`);
        assert.equal(decision.refusal.kind, kind, JSON.stringify(decision.refusal));
        return decision.refusal as Extract<Refusal, { kind: Kind }>;
      },
    };
  },
});
