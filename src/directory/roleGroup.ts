import type { Clock, Log } from '../usecases/ports';
import type { Grants } from './grants';
import type { GraphAnswer } from './graphAnswer';
import type { GraphClient } from './graphClient';
import { readUser, USER_FIELDS } from './graphShapes';

/** Who holds a role: by id, each with the name that came with it. */
export type Holders = ReadonlyMap<string, { readonly id: string; readonly name: string | undefined }>;

export interface RoleGroupNeeds {
  readonly graph: GraphClient;
  readonly clock: Pick<Clock, 'real'>;
  readonly log: Log;
  readonly grants: Grants;
  /** The answer to a press must be there within 5 s (facts, "Invokes"). */
  readonly limitMs: number;
}

/** An ex-member loses the role after this long. */
const FRESH_MS = 5 * 60_000;
/** While Graph cannot be asked, an older answer counts for this long. */
const USABLE_MS = 15 * 60_000;
/** An answer that will not change by asking again at once. */
const SETTLED_WAIT_MS = 60_000;

const NOBODY: Holders = new Map();

/**
 * The members of an Entra group, through nested groups, without disabled accounts. Never throws; closed on failure: nobody holds the role.
 * However many ask at once, Graph is asked once, and after a failure not again before its time.
 */
export function roleGroup(needs: RoleGroupNeeds, groupId: string): () => Promise<Holders> {
  let known: { readonly holders: Holders; readonly askedAtMs: number } | undefined;
  let quietUntilMs = 0;
  let asking: Promise<void> | undefined;

  const nowMs = (): number => needs.clock.real().getTime();
  const knownFor = (ageMs: number): Holders | undefined => (known && nowMs() - known.askedAtMs < ageMs ? known.holders : undefined);

  async function ask(): Promise<void> {
    const askedAtMs = nowMs();
    const answer = await needs.graph.list(membersPath(groupId), needs.limitMs);
    needs.grants.note('groups', answer);
    if (answer.kind === 'ok') known = { holders: holdersIn(answer.body), askedAtMs };
    else quietUntilMs = nowMs() + (answer.kind === 'later' ? answer.retryAfterMs : SETTLED_WAIT_MS);
    if (answer.kind !== 'ok') needs.log.error(adviceFor(answer), { groupId, stillKnown: String(knownFor(USABLE_MS) !== undefined) });
  }

  return async () => {
    const fresh = knownFor(FRESH_MS);
    if (fresh) return fresh;
    if (nowMs() >= quietUntilMs) await (asking ??= ask().finally(() => (asking = undefined)));
    return knownFor(USABLE_MS) ?? NOBODY;
  };
}

/** Microsoft Learn, "List group transitive members": a cast needs the count, and a page holds at most 999. */
const membersPath = (groupId: string): string => `groups/${groupId}/transitiveMembers/microsoft.graph.user?${USER_FIELDS}&$count=true&$top=999`;

function holdersIn(body: readonly unknown[]): Holders {
  const users = body.flatMap((item) => readUser(item) ?? []).filter(({ disabled }) => !disabled);
  return new Map(users.map(({ id, name }) => [id, { id, name }]));
}

function adviceFor({ kind }: GraphAnswer): string {
  if (kind === 'notFound') return 'the group of a role does not exist: is its object id right in the settings?';
  if (kind === 'forbidden') return 'the group of a role may not be read: grant GroupMember.Read.All, or list the people in the settings';
  return 'the group of a role could not be read';
}
