import fc from 'fast-check';
import { ana, ctx, eve, kim, mia, pat, policy, STORIES } from '../../.build/sampleCards';
import type { CardContext } from '../../src/cards';
import { ENVIRONMENTS, SERVICES } from '../../src/domain/questionnaire';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { MOVES, STATUSES, type Move } from '../../src/domain/workflow';

export { ana, ctx, eve, kim, mia, pat, policy, STORIES };

/** Everything about a request that is not what a test is about. */
export const aRequest = (with_: Partial<WorkRequest> = {}): WorkRequest => ({ ...STORIES.submitted.request, ...with_ });

/** Letters that are heavy, that grow in JSON, that hide, that pretend to be something. */
const ATOMS = ['a', '👩‍👩‍👧‍👦', '😀', '漢', '"', '\\', '\n', 'x\n', '\t', '\u0007', '\u202E', '\u200B', '{{DATE(2020-01-01T00:00:00Z, SHORT)}}', '{{', '${x}', '<at>', '**', '_b_ ', '`c`', '[', '[ok](https://evil.example) ', '- ', '1. ', 'e\u0301\u0301\u0301', '\uD800', '&lt;', '|'];

/** A text of exactly so many characters (as people count them): one or two atoms over and over. */
export const longText = (chars: number): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...ATOMS)).map(([one, other]) => filled(`${one}${other}`, chars));

const filled = (atom: string, chars: number): string => Array.from(atom.repeat(Math.ceil(chars / Array.from(atom).length))).slice(0, chars).join('');

const anyPerson = fc.record({ id: fc.constantFrom('entra-ana', 'entra-eve', 'entra-pat', 'entra-mia'), name: longText(256) });
const at = '2026-01-06T10:00:00.000Z';
const moves = MOVES.map((row): Move => row.move);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Requests with the longest texts that the rules let through, in every status and every half-done state. */
export const anyRequest: fc.Arbitrary<WorkRequest> = fc.record({
  key: fc.constant('PLAT-999999999'),
  version: fc.nat(),
  status: fc.constantFrom(...STATUSES),
  statusSince: fc.constant(at),
  requester: anyPerson,
  submittedAt: fc.constant(at),
  answers: fc.record({
    summary: longText(200), service: fc.constantFrom(...SERVICES.map((service) => service.id)),
    environments: fc.subarray(ENVIRONMENTS.map((row) => row.id)), details: longText(10_000),
  }),
  reviewer: maybe(anyPerson),
  reviewStartedAt: fc.constant(at),
  assignee: maybe(anyPerson),
  classification: fc.record({
    type: maybe(fc.constantFrom('change', 'access', 'debug')), priority: maybe(fc.constantFrom('critical', 'high', 'medium', 'low')), priorityByHand: fc.boolean(),
    implementationPlan: maybe(longText(6_000)), backoutPlan: maybe(longText(6_000)), scope: maybe(longText(4_000)), accessReason: maybe(longText(4_000)),
    accessLevel: maybe(fc.constantFrom('read', 'write', 'sourceContributor', 'sourceOther')), environment: maybe(fc.constantFrom('production', 'nonproduction', 'other')),
    project: maybe(fc.constantFrom('crypto', 'none')), ownTeam: fc.boolean(), askManager: fc.boolean(),
  }),
  manager: maybe(fc.oneof(
    fc.record({ kind: fc.constantFrom('found', 'named'), person: anyPerson, leadsTeam: fc.boolean() }),
    fc.record({ kind: fc.constant('none') }), fc.record({ kind: fc.constant('notGranted') }),
  )),
  approvalRound: fc.nat(9),
  approvals: fc.array(fc.record({ by: anyPerson, as: fc.constantFrom('approver', 'manager'), at: fc.constant(at) }), { maxLength: 9 }),
  managerAsk: maybe(fc.record({ asked: fc.boolean(), because: longText(300), assumed: longText(600) }, { requiredKeys: ['asked', 'because'] })),
  cameFrom: fc.constant(undefined),
  reviewPromise: fc.record({ passedHours: fc.nat(48), breach: maybe(fc.record({ at: fc.constant(at), excusedBy: maybe(fc.record({ id: fc.constant('incident-1'), what: longText(200) })) })) }),
  delegations: fc.array(fc.record({ from: anyPerson, to: anyPerson, until: fc.constant(at) }), { maxLength: 3 }),
  question: maybe(fc.record({ text: longText(4_000), askedBy: anyPerson, askedAt: fc.constant(at), since: fc.constant(at), passedHours: fc.nat(72), overdueAt: maybe(fc.constant(at)) })),
  blocker: maybe(fc.oneof(
    fc.record({ kind: fc.constant('request'), key: fc.constant('PLAT-77') }),
    fc.record({ kind: fc.constant('web'), url: longText(1_900).map((text) => `https://example.com/${encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).slice(0, 1_900)}`) }),
  )),
  fixVersion: maybe(longText(200)),
  resolution: maybe(fc.constantFrom('completed', 'canceled')),
  fileCount: fc.nat(99),
  lastMoves: fc.array(fc.record({
    version: fc.nat(), at: fc.constant(at), by: anyPerson, move: fc.constantFrom(...moves), to: fc.constantFrom(...STATUSES), words: maybe(longText(400)),
  }), { maxLength: 5 }),
});

export const anyEvent: fc.Arbitrary<RequestEvent> = fc.record({
  key: fc.constant('PLAT-1'), version: fc.nat(), at: fc.constant(at), by: anyPerson, as: fc.constantFrom('requester', 'engineer', 'approver', 'manager'),
  move: fc.constantFrom(...moves), from: maybe(fc.constantFrom(...STATUSES)), to: fc.constantFrom(...STATUSES), given: fc.record({ comment: longText(4_000) }), nonce: fc.constant('n'),
});

/** A channel where sixty people get their own view, and many of them cannot be reached. */
export const crowded: CardContext = {
  policy,
  refreshUserIds: Array.from({ length: 70 }, (_, person) => `29:${String(person).padStart(100, 'x')}`),
  unreachable: Array.from({ length: 12 }, (_, person) => ({ name: `"${'漢'.repeat(250)}${person}`, why: '\\"😀'.repeat(200) })),
};
