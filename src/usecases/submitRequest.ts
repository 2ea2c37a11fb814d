import type { Refusal } from '../domain/commands';
import { decide } from '../domain/decide';
import { evolve } from '../domain/evolve';
import { keyOf } from '../domain/keys';
import type { Actor, Person } from '../domain/people';
import type { RawInput } from '../domain/readGiven';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { announceMove, noteDeadline } from './handleCommand';
import { PressedBefore, StaleWrite, type Ports } from './ports';

export interface Submission {
  readonly actor: Actor;
  /** Minted when the form was opened: the same form sent again is the same request. */
  readonly nonce: string;
  readonly input: RawInput;
  /** Whose request it is, where it is not the actor's; the directory vouches for them. */
  readonly requester?: Person;
}

export type Submitted =
  | { readonly kind: 'done'; readonly request: WorkRequest; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Needed = Pick<Ports, 'requests' | 'numbering' | 'submissions' | 'hints' | 'clock' | 'policy'>;

/** Makes a request out of a filled-in questionnaire, once for each form. */
export async function submitRequest(ports: Needed, submission: Submission): Promise<Submitted> {
  const { requester } = submission;
  const at = ports.clock.now().toISOString();
  const decideFor = (key: RequestKey) =>
    decide(undefined, { move: 'submit', key, actor: submission.actor, nonce: submission.nonce, input: submission.input, at }, { policy: ports.policy, ...(requester && { requester }) });
  const dryRun = decideFor('');
  if (!dryRun.accepted) return { kind: 'refused', refusal: dryRun.refusal };
  const key = await keyFor(ports, submission);
  const decision = decideFor(key);
  if (!decision.accepted) return { kind: 'refused', refusal: decision.refusal };
  const request = evolve(undefined, decision.event);
  await Promise.all([announceMove(ports, request), noteDeadline(ports, undefined, request), ports.hints.noteOpen(key), ports.hints.noteRequester(request.requester.id, key)]);
  try {
    await ports.requests.commit(undefined, request, decision.event);
    return { kind: 'done', request, repeated: false };
  } catch (error) {
    if (!(error instanceof StaleWrite) && !(error instanceof PressedBefore)) throw error;
    const stored = await ports.requests.load(key);
    return { kind: 'done', request: stored?.request ?? request, repeated: true };
  }
}

/** The number of this form: a form sent again does not use up another. */
async function keyFor(ports: Needed, { actor, nonce }: Submission): Promise<RequestKey> {
  const claimed = await ports.submissions.claimed(actor.id, nonce);
  if (claimed !== undefined) return claimed;
  const number = await ports.numbering.next();
  return ports.submissions.claim(actor.id, nonce, keyOf(ports.policy.keyPrefix, number));
}
