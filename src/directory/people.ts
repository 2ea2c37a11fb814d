import type { Person } from '../domain/people';
import type { Clock, Conversations } from '../usecases/ports';
import { entraId } from './entraId';
import type { Grants } from './grants';
import type { GraphClient } from './graphClient';
import { readUser, USER_FIELDS } from './graphShapes';

export interface PeopleNeeds {
  readonly graph: GraphClient;
  readonly conversations: Pick<Conversations, 'met'>;
  readonly clock: Pick<Clock, 'real'>;
  readonly grants: Grants;
  readonly limitMs: number;
}

export interface People {
  /** A person with an account that can sign in. Where Graph cannot tell, whoever the bot has met is known. */
  person(id: string): Promise<Person | undefined>;
  /** What to call somebody whose id is known to be right. Remembered, so that lists are quick. */
  nameOf(id: string): Promise<string>;
}

const NAMELESS = 'a member of the team';
const NAME_KEPT_MS = 3_600_000;
const NAMELESS_KEPT_MS = 60_000;

/** People by their Entra object id (Microsoft Learn, "Get a user"). */
export function graphPeople(needs: PeopleNeeds): People {
  const names = new Map<string, { readonly name: string; readonly untilMs: number }>();
  const nowMs = (): number => needs.clock.real().getTime();
  return {
    person: (id) => personIn(needs, id),
    async nameOf(id) {
      const kept = names.get(id);
      if (kept && kept.untilMs > nowMs()) return kept.name;
      const name = (await needs.conversations.met(id))?.name ?? (await personIn(needs, id))?.name;
      names.set(id, { name: name ?? NAMELESS, untilMs: nowMs() + (name === undefined ? NAMELESS_KEPT_MS : NAME_KEPT_MS) });
      return name ?? NAMELESS;
    },
  };
}

async function personIn({ graph, conversations, grants, limitMs }: PeopleNeeds, text: string): Promise<Person | undefined> {
  const id = entraId(text);
  if (id === undefined) return undefined;
  const answer = await graph.get(`users/${id}?${USER_FIELDS}`, limitMs);
  grants.note('managers', answer);
  if (answer.kind === 'notFound') return undefined;
  const user = answer.kind === 'ok' ? readUser(answer.body) : undefined;
  if (user?.disabled) return undefined;
  const name = user?.name ?? (await conversations.met(id))?.name;
  return name === undefined ? undefined : { id, name };
}
