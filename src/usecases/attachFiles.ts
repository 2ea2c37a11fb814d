import { MAX_FILES, type FileFault } from '../domain/files';
import type { Refusal } from '../domain/commands';
import type { Actor } from '../domain/people';
import { takesPart } from '../domain/roles';
import type { FileKept, RequestKey, WorkRequest } from '../domain/workRequest';
import { rowOf } from '../domain/workflow';
import { handleCommand, type Outcome } from './handleCommand';
import type { Ports, PutBy, SentFile } from './ports';
import { receiveFile, type Receiving } from './receiveFile';

type Needed = Parameters<typeof handleCommand>[0] & Pick<Ports, 'submissions'> & Receiving;

/** What became of each file, in the order in which they were sent. */
export type Attached =
  | { readonly kind: 'attached'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly fault: FileFault; readonly name: string | undefined }
  /** The request itself does not take it. */
  | { readonly kind: 'notTaken'; readonly refusal: Refusal };

/** Why a request would not take so many more files of this person; asked before anything is fetched. */
function refusalFor(request: WorkRequest, actor: Actor, more: number): Refusal | undefined {
  if (!takesPart(request, actor)) return { kind: 'notAllowed', move: 'attach', needs: rowOf('attach').by };
  return request.fileCount + more > MAX_FILES ? { kind: 'tooManyFiles', most: MAX_FILES } : undefined;
}

/**
 * Fetches what a message brought and attaches it, one after the other: each is a move of its own.
 * @param nonce of the message: the same message again attaches nothing twice
 */
export async function attachSent(needs: Needed, actor: Actor, key: RequestKey, sent: readonly SentFile[], nonce: string): Promise<readonly Attached[]> {
  const results: Attached[] = [];
  for (const [at, one] of sent.entries()) results.push(await attachOne(needs, actor, key, one, `${nonce}|${at}`));
  return results;
}

async function attachOne(needs: Needed, actor: Actor, key: RequestKey, sent: SentFile, nonce: string): Promise<Attached> {
  const stored = await needs.requests.load(key);
  const refusal: Refusal | undefined = stored ? refusalFor(stored.request, actor, 1) : { kind: 'unknownRequest', key };
  if (refusal) return refusal.kind === 'tooManyFiles' ? { kind: 'refused', fault: 'tooMany', name: undefined } : { kind: 'notTaken', refusal };
  const received = await receiveFile(needs, key, sent);
  if (received.kind === 'refused') return received;
  const outcome = await command(needs, actor, key, received.file, nonce);
  if (outcome.kind !== 'done' || outcome.repeated) await needs.files.drop(key, received.file.id);
  return attachedBy(outcome, received.file, key);
}

/** The bytes are there already, so others who move the request meanwhile are let pass more often than usual. */
const MAX_TRIES = 4;

async function command(needs: Needed, actor: Actor, key: RequestKey, file: FileKept, nonce: string): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    const outcome = await handleCommand(needs, { move: 'attach', key, actor, at: needs.clock.now().toISOString(), nonce: `attach|${nonce}`, input: { file: file.name }, file });
    if (outcome.kind !== 'busy' || tries === MAX_TRIES) return outcome;
  }
}

function attachedBy(outcome: Outcome, { name, bytes }: FileKept, key: RequestKey): Attached {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'attached', name, bytes };
    case 'busy':
      return { kind: 'refused', fault: 'broken', name };
    case 'refused':
      return outcome.refusal.kind === 'tooManyFiles' ? { kind: 'refused', fault: 'tooMany', name } : { kind: 'notTaken', refusal: outcome.refusal };
    case 'unknownRequest':
      return { kind: 'notTaken', refusal: { kind: 'unknownRequest', key } };
  }
}

/** Fetches what a message brought and puts it by, until the sender has said which request it is for. */
export async function putSentBy(needs: Receiving, place: PutBy, sent: readonly SentFile[]): Promise<readonly Attached[]> {
  const results: Attached[] = [];
  for (const [at, one] of sent.entries()) {
    const inOrder = { ...needs, mintId: () => `${String(at).padStart(2, '0')}-${needs.mintId()}` };
    const received = at < MAX_FILES ? await receiveFile(inOrder, place, one) : { kind: 'refused' as const, fault: 'tooMany' as const, name: undefined };
    results.push(received.kind === 'kept' ? { kind: 'attached', name: received.file.name, bytes: received.file.bytes } : received);
  }
  return results;
}

/** What came of the choice. */
export type Chosen =
  | { readonly kind: 'done'; readonly request: WorkRequest }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly request: WorkRequest | undefined }
  /** Others moved the request each time; pressing again goes on. */
  | { readonly kind: 'busy'; readonly request: WorkRequest }
  /** They are with another request already. */
  | { readonly kind: 'elsewhere'; readonly key: RequestKey }
  /** Nothing was put by, or it has been forgotten. */
  | { readonly kind: 'gone' };

/** Attaches what this person put by to the request they chose: once, and to the first they chose. */
export async function attachPutBy(needs: Needed, actor: Actor, key: RequestKey, place: PutBy): Promise<Chosen> {
  const [stored, files, claimedBefore] = await Promise.all([needs.requests.load(key), needs.files.putBy(place), needs.submissions.claimed(place.personId, claimOf(place))]);
  if (claimedBefore !== undefined && claimedBefore !== key) return { kind: 'elsewhere', key: claimedBefore };
  if (!stored) return { kind: 'refused', refusal: { kind: 'unknownRequest', key }, request: undefined };
  if (files.length === 0) return claimedBefore === key ? { kind: 'done', request: stored.request } : { kind: 'gone' };
  const refusal = claimedBefore === key ? undefined : refusalFor(stored.request, actor, files.length);
  if (refusal) return { kind: 'refused', refusal, request: stored.request };
  const claimed = await needs.submissions.claim(place.personId, claimOf(place), key);
  if (claimed !== key) return { kind: 'elsewhere', key: claimed };
  return giveAll(needs, actor, stored.request, files, place);
}

const claimOf = ({ nonce }: PutBy): string => `files|${nonce}`;

/** Each is given before it is told of, and put away after: a crash in between is mended by pressing again. */
async function giveAll(needs: Needed, actor: Actor, request: WorkRequest, files: readonly FileKept[], place: PutBy): Promise<Chosen> {
  const { key } = request;
  await Promise.all(files.map(({ id }) => needs.files.give(place, id, key)));
  let after = request;
  for (const file of files) {
    const outcome = await command(needs, actor, key, file, file.id);
    if (outcome.kind === 'busy') return outcome;
    if (outcome.kind !== 'done') {
      await needs.files.drop(key, file.id);
      return outcome.kind === 'refused' ? outcome : { kind: 'refused', refusal: { kind: 'unknownRequest', key }, request: undefined };
    }
    after = outcome.request;
  }
  await Promise.all(files.map(({ id }) => needs.files.drop(place, id)));
  return { kind: 'done', request: after };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What nobody said a request for within a day goes. Gives how many. */
export const forgetPutBy = ({ files, clock }: Pick<Ports, 'files' | 'clock'>): Promise<number> => files.forgetPutBy(new Date(clock.real().getTime() - DAY_MS));
