import type { Actor, Person, StandingRole } from '../domain/people';
import type { Conversations, Directory, ManagerLookup } from '../usecases/ports';
import { spelled } from './entraId';

/** A person as a list names them; without a name, the one by which the bot met them is used. */
export interface ListedPerson {
  readonly id: string;
  readonly name?: string;
  readonly roles: readonly StandingRole[];
  readonly managerId?: string;
}

export interface ListOptions {
  readonly people: readonly ListedPerson[];
  /** Nobody else exists: local mode. Otherwise everybody of the tenant does, as Teams vouches for them. */
  readonly closed: boolean;
  readonly conversations: Pick<Conversations, 'met'>;
}

/** A directory that is a list in the settings: who is an engineer and who an approver, by Entra object id. */
export function listDirectory({ people, closed, conversations }: ListOptions): Directory {
  const listed = new Map(people.map((person) => [spelled(person.id), person]));
  const rolesOf = (id: string): Actor['roles'] => listed.get(spelled(id))?.roles ?? [];
  const named = async (text: string): Promise<Person | undefined> => {
    const id = spelled(text);
    const known = listed.get(id);
    const name = known?.name ?? (await conversations.met(id))?.name;
    if (name !== undefined) return { id, name };
    return known && { id, name: 'a member of the team' };
  };
  const withRole = async (role: StandingRole): Promise<readonly Person[]> =>
    (await Promise.all(people.filter(({ roles }) => roles.includes(role)).map(({ id }) => named(id)))).flatMap((person) => (person ? [person] : []));
  return {
    actor: ({ id, name }) => Promise.resolve(closed && !listed.has(spelled(id)) ? undefined : { id: spelled(id), name: listed.get(spelled(id))?.name ?? name, roles: rolesOf(id) }),
    rolesOf: (id) => Promise.resolve(rolesOf(id)),
    person: (id) => (closed && !listed.has(spelled(id)) ? Promise.resolve(undefined) : named(id)),
    engineers: () => withRole('engineer'),
    approvers: () => withRole('approver'),
    managerOf: ({ id }) => managerIn(listed, spelled(id), closed, named),
  };
}

/** An open list knows no managers: that is for the directory proper to tell. */
async function managerIn(listed: ReadonlyMap<string, ListedPerson>, id: string, closed: boolean, named: (id: string) => Promise<Person | undefined>): Promise<ManagerLookup> {
  if (!closed) return { kind: 'notGranted' };
  const leadsTeam = [...listed.values()].some(({ managerId }) => managerId !== undefined && spelled(managerId) === id);
  const managerId = listed.get(id)?.managerId;
  const person = managerId === undefined || spelled(managerId) === id ? undefined : await named(managerId);
  return person ? { kind: 'found', person, leadsTeam } : { kind: 'none', leadsTeam };
}
