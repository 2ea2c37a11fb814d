import type { Command, Facts } from '../domain/commands';
import { activeIncident, NO_DUTY, onCallAt, type Duty } from '../domain/duty';
import { evolveDuty } from '../domain/evolveDuty';
import { readBlocker } from '../domain/keys';
import { dueOf } from '../domain/promises';
import type { Instant, RequestKey, WorkRequest } from '../domain/workRequest';
import type { Directory, DutyStore, Ports, RequestStore } from './ports';

type Needed = Pick<Ports, 'requests' | 'directory' | 'duty' | 'policy'>;

/** Looks up what lies outside the request and the decision needs, so that deciding stays pure. Most moves need nothing. */
export async function gatherFacts(ports: Needed, request: WorkRequest, command: Command): Promise<Facts> {
  const { policy } = ports;
  if (command.move === 'block') return { policy, ...(await blockingFacts(ports.requests, blockerNamed(command, ports))) };
  if (command.move === 'unblock' && request.blocker?.kind === 'request') return { policy, ...(await blockingFacts(ports.requests, request.blocker.key)) };
  if (command.move === 'assign') return { policy, ...(await namedFacts(ports.directory, command.input.assignee)) };
  if (command.move === 'nameManager') return { policy, ...(await namedFacts(ports.directory, command.input.manager)) };
  if (command.move === 'delegate') return { policy, ...(await namedFacts(ports.directory, command.input.delegate)) };
  if (command.move === 'remind' || command.move === 'breach') return { policy, watch: await watchFacts(ports, request, command) };
  return { policy };
}

function blockerNamed(command: Command, { policy }: Needed): RequestKey | undefined {
  const text = command.input.blockedBy;
  const blocker = typeof text === 'string' ? readBlocker(text, policy.linkBase, policy.keyPrefix) : undefined;
  return blocker?.kind === 'request' ? blocker.key : undefined;
}

/** Chains of waiting requests are short; a limit keeps a damaged one from running on. */
const LONGEST_CHAIN = 20;

async function blockingFacts(requests: RequestStore, key: RequestKey | undefined): Promise<Pick<Facts, 'blocking'>> {
  if (key === undefined) return {};
  const first = await requests.load(key);
  if (!first) return { blocking: { exists: false, done: false, waitsFor: [] } };
  const waitsFor: RequestKey[] = [];
  let next = waitedFor(first.request);
  while (next !== undefined && !waitsFor.includes(next) && waitsFor.length < LONGEST_CHAIN) {
    waitsFor.push(next);
    const stored = await requests.load(next);
    next = stored && waitedFor(stored.request);
  }
  return { blocking: { exists: true, done: first.request.status === 'Done', waitsFor } };
}

const waitedFor = (request: WorkRequest): RequestKey | undefined =>
  request.status === 'Blocked' && request.blocker?.kind === 'request' ? request.blocker.key : undefined;

async function namedFacts(directory: Directory, id: unknown): Promise<Pick<Facts, 'named'>> {
  if (typeof id !== 'string' || id.trim() === '') return {};
  const person = await directory.person(id.trim());
  if (!person) return { named: 'unknown' };
  const roles = await directory.rolesOf(person.id);
  return { named: { person, engineer: roles.includes('engineer'), approver: roles.includes('approver') } };
}

/** Who looks after promises at this moment. A breach is excused by the incident that was on when the time ran out, however late the timer is. */
async function watchFacts({ duty, directory, policy }: Needed, request: WorkRequest, command: Command): Promise<NonNullable<Facts['watch']>> {
  const [stored, approvers] = await Promise.all([duty.load(), directory.approvers()]);
  const due = dueOf(request, policy);
  const incident = activeIncident(command.move === 'breach' && due ? await dutyAt(duty, due.at) : stored.duty);
  return { onCall: onCallAt(stored.duty, command.at), incident: incident && { id: incident.id, what: incident.what }, approvers };
}

const dutyAt = async (store: DutyStore, at: Instant): Promise<Duty> => (await store.history()).filter((event) => event.at <= at).reduce(evolveDuty, NO_DUTY);
