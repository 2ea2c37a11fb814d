import type { Person } from '../domain/people';
import type { ManagerLookup } from '../usecases/ports';
import { entraId } from './entraId';
import type { Grants } from './grants';
import type { GraphClient } from './graphClient';
import { readUser, textIn, USER_FIELDS, type GraphUser } from './graphShapes';

interface Needed {
  readonly graph: GraphClient;
  readonly grants: Grants;
}

/** Graph answered, but with something that cannot be read as a person. */
const UNREADABLE: ManagerLookup = { kind: 'later', retryAfterMs: 30_000 };

/**
 * The manager of a person and whether the person leads a team (Microsoft Learn, "List manager", "List directReports").
 * Only a clear "there is none" is none; a manager who cannot decide (disabled, the person's own self, a mere contact) does not count.
 */
export async function lookUpManager({ graph, grants }: Needed, person: Person): Promise<ManagerLookup> {
  const id = entraId(person.id);
  if (id === undefined) return { kind: 'none' };
  const [answer, leads] = await Promise.all([graph.get(`users/${id}/manager?${USER_FIELDS}`), leadsTeam(graph, id)]);
  grants.note('managers', answer);
  if (answer.kind === 'later') return answer;
  if (answer.kind === 'forbidden' || answer.kind === 'refused') return { kind: 'notGranted' };
  if (answer.kind === 'notFound') return { kind: 'none', ...leads };
  if (textIn(answer.body, 'id') === undefined) return UNREADABLE;
  const manager = decider(readUser(answer.body), id);
  return manager ? { kind: 'found', person: manager, ...leads } : { kind: 'none', ...leads };
}

function decider(manager: GraphUser | undefined, personId: string): Person | undefined {
  if (!manager || manager.disabled || manager.id === personId) return undefined;
  return { id: manager.id, name: manager.name ?? 'the manager' };
}

/** Left out when it cannot be told. */
async function leadsTeam(graph: GraphClient, id: string): Promise<{ readonly leadsTeam?: boolean }> {
  const answer = await graph.get(`users/${id}/directReports?$select=id&$top=1`);
  const reports = answer.kind === 'ok' && typeof answer.body === 'object' && answer.body !== null && 'value' in answer.body ? answer.body.value : undefined;
  return Array.isArray(reports) ? { leadsTeam: reports.length > 0 } : {};
}
