/** Who someone is to a request or to the team (spec, "People and their roles"). */
export const ROLES = ['requester', 'engineer', 'approver', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** The roles that a person holds whatever the request; the others are relative to one request. */
export const STANDING_ROLES = ['engineer', 'approver'] as const;
export type StandingRole = (typeof STANDING_ROLES)[number];

/** A person of the tenant: `id` is the Entra object id, the only thing people are keyed by. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who issues a command: a person with the roles the server found, or the product's own timer. */
export interface Actor extends Person {
  readonly roles: readonly (StandingRole | 'timer')[];
}

/** The product acting by itself, where the spec lets it (unblock, reminders). */
export const TIMER: Actor = { id: 'timer', name: 'Platform Requests', roles: ['timer'] };
