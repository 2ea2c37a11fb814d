import type { Actor, Person } from '../domain/people';
import type { Clock, Conversations, Directory, Log } from '../usecases/ports';
import { spelled } from './entraId';
import type { Grants } from './grants';
import type { GraphClient } from './graphClient';
import { lookUpManager } from './lookUpManager';
import { graphPeople, type People } from './people';
import { roleGroup, type Holders, type RoleGroupNeeds } from './roleGroup';

/** Who holds a role: the members of one Entra group, or people listed in the settings, by object id. */
export type GroupOrIds = { readonly groupId: string } | { readonly ids: readonly string[] };

export interface GraphDirectoryOptions {
  readonly graph: GraphClient;
  readonly engineers: GroupOrIds;
  readonly approvers: GroupOrIds;
  readonly conversations: Pick<Conversations, 'met'>;
  readonly clock: Pick<Clock, 'real'>;
  readonly log: Log;
  readonly grants: Grants;
  /** How long a person who pressed a button waits for Graph at most, once for the groups and once for a person named. */
  readonly limitMs?: number;
}

/** The directory proper: Microsoft Graph, asked as seldom as may be. Teams vouches that whoever acts is of the tenant. */
export function graphDirectory(options: GraphDirectoryOptions): Directory {
  const needs = { limitMs: 2_000, ...options };
  const people = graphPeople(needs);
  const engineers = holdersOf(needs, needs.engineers);
  const approvers = holdersOf(needs, needs.approvers);
  const rolesOf = async (personId: string): Promise<Actor['roles']> => {
    const [engineer, approver] = await Promise.all([engineers(), approvers()]);
    const id = spelled(personId);
    return [...(engineer.has(id) ? ['engineer' as const] : []), ...(approver.has(id) ? ['approver' as const] : [])];
  };
  return {
    actor: async ({ id, name }) => ({ id: spelled(id), name, roles: await rolesOf(id) }),
    rolesOf,
    person: (id) => people.person(id),
    engineers: async () => named(await engineers(), people),
    approvers: async () => named(await approvers(), people),
    managerOf: (person) => lookUpManager(needs, person),
  };
}

/** A list is known at once and never asked for. */
function holdersOf(needs: RoleGroupNeeds, source: GroupOrIds): () => Promise<Holders> {
  if ('groupId' in source) return roleGroup(needs, source.groupId);
  const listed: Holders = new Map(source.ids.map(spelled).map((id) => [id, { id, name: undefined }]));
  return () => Promise.resolve(listed);
}

const named = (holders: Holders, people: People): Promise<readonly Person[]> =>
  Promise.all([...holders.values()].map(async ({ id, name }) => ({ id, name: name ?? (await people.nameOf(id)) })));
