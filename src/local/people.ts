export type Role = 'requester' | 'engineer' | 'approver' | 'manager';

export interface Person {
  readonly name: string;
  /** The Entra object id. */
  readonly id: string;
  /** The same as `id`: then the Playground looks people up as Teams does. */
  readonly teamsId: string;
  readonly roles: readonly Role[];
  /** The Entra object id of the person's manager. */
  readonly managerId?: string;
}

const MARA_ID = '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a02';

/** The people of local mode; the first one is who the Playground's user is until somebody says `be NAME`. */
export const PEOPLE: readonly Person[] = [
  person('Ana Costa', '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a01', ['requester'], MARA_ID),
  person('Mara Klein', MARA_ID, ['manager']),
  person('Erik Holm', '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a03', ['engineer']),
  person('Edda Brandt', '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a04', ['engineer']),
  person('Ines Moreau', '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a05', ['approver']),
  person('Iris Novak', '5e2b7c1a-3f04-4d6b-9a17-2c8d0e4f6a06', ['engineer', 'approver']),
];

/** The tenant, team and chats of local mode; fixed, so that data and bookmarks outlive a restart. */
export const PLACE = {
  tenantId: '7d1f9a30-88c2-4b0e-a5d4-61f3b2c9e700',
  bot: { id: '28:9c4e1d72-05ab-4f3c-8e6d-b7a2f0c5d100', name: 'Platform Requests' },
  team: { id: '19:platform-general@thread.tacv2', name: 'Platform', aadGroupId: 'b3a6c8d4-1e2f-4a5b-8c7d-9e0f1a2b3c00' },
  channel: { id: '19:platform-requests@thread.tacv2', name: 'Requests' },
  personalChatId: 'a:platform-requests-personal',
} as const;

function person(name: string, id: string, roles: readonly Role[], managerId?: string): Person {
  return { name, id, teamsId: id, roles, ...(managerId ? { managerId } : {}) };
}
