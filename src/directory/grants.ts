import type { GraphAnswer } from './graphAnswer';

/** What the app may ask Graph for; each is one permission that an administrator grants (User.Read.All, GroupMember.Read.All, TeamsAppInstallation.ReadWriteSelfForUser.All). */
export type GrantArea = 'managers' | 'groups' | 'installs';

/** What the last answer of each area told; `undefined`: nothing was asked yet. */
export type GrantsSeen = Readonly<Record<GrantArea, boolean | undefined>>;

export interface Grants {
  note(area: GrantArea, answer: GraphAnswer): void;
  seen(): GrantsSeen;
}

/** Remembers from the answers seen what is granted and what is not; asks nothing by itself. */
export function createGrants(): Grants {
  let seen: GrantsSeen = { managers: undefined, groups: undefined, installs: undefined };
  return {
    note(area, { kind }) {
      if (kind === 'ok' || kind === 'notFound') seen = { ...seen, [area]: true };
      if (kind === 'forbidden') seen = { ...seen, [area]: false };
    },
    seen: () => seen,
  };
}
