import { strict as assert } from 'node:assert';

export type Role = 'requester' | 'engineer' | 'approver' | 'manager';
export type Person = {
  readonly name: string;
  /** Entra object id. */
  readonly id: string;
  readonly teamsId: string;
  readonly roles: readonly Role[];
  readonly managerId?: string;
};
/** The answer of GET /local/setup. */
export type Setup = {
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly team: { readonly id: string };
  readonly channel: { readonly id: string };
  readonly people: readonly Person[];
};

/** Somebody who holds the role and as few others as possible. */
export function someone(setup: Setup, role: Role, ...except: readonly Person[]): Person {
  const holders = setup.people.filter((person) => person.roles.includes(role) && !except.includes(person));
  const [first] = [...holders].sort((one, other) => one.roles.length - other.roles.length);
  if (!first) assert.fail(`Nobody is ${role}. People: ${JSON.stringify(setup.people)}`);
  return first;
}

/** By name, or its beginning. */
export function findPerson(setup: Setup, name: string): Person {
  const found = setup.people.find((person) => person.name === name) ?? setup.people.find((person) => person.name.startsWith(name));
  if (!found) assert.fail(`No person "${name}". There is: ${setup.people.map((person) => person.name).join(', ')}`);
  return found;
}
