import type { Actor, Person, StandingRole } from '../../src/domain/people';

/** A fixed person of the tests, who can be given other standing roles for one sentence: `ana.as('approver')`. */
export interface TestPerson extends Actor {
  as(...roles: StandingRole[]): Actor;
}

function person(id: string, name: string, ...roles: StandingRole[]): TestPerson {
  return { id, name, roles, as: (...others) => ({ id, name, roles: others }) };
}

export const ana = person('00000000-0000-4000-8000-00000000000a', 'Ana Requester');
export const mara = person('00000000-0000-4000-8000-00000000000b', 'Mara Manager');
export const otto = person('00000000-0000-4000-8000-00000000000c', 'Otto Othermanager');
export const erik = person('00000000-0000-4000-8000-0000000000e1', 'Erik Engineer', 'engineer');
export const edda = person('00000000-0000-4000-8000-0000000000e2', 'Edda Engineer', 'engineer');
export const ines = person('00000000-0000-4000-8000-0000000000f1', 'Ines Infra', 'approver');
export const ivan = person('00000000-0000-4000-8000-0000000000f2', 'Ivan Infra', 'approver');
export const iris = person('00000000-0000-4000-8000-0000000000f3', 'Iris Both', 'engineer', 'approver');
export const nora = person('00000000-0000-4000-8000-000000000099', 'Nora Nobody');

/** Just who somebody is, without roles: as histories and cards keep people. */
export const who = ({ id, name }: Person): Person => ({ id, name });
