import { evolve } from '../../src/domain/evolve';
import type { Given } from '../../src/domain/fields';
import type { Person } from '../../src/domain/people';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import type { RequestStore } from '../../src/usecases/ports';

export const ana: Person = { id: '11111111-aaaa-4aaa-8aaa-111111111111', name: 'Ana Árvai' };
export const ben: Person = { id: '22222222-bbbb-4bbb-8bbb-222222222222', name: 'Ben' };

export const AT = '2026-03-02T09:00:00.000Z';

export function aSubmission(key = 'PLAT-1', change: Partial<RequestEvent> = {}): RequestEvent {
  const given: Given = { summary: 'Open port 443', service: 'redis', environments: ['prd', 'dev'], details: 'Please.' };
  return { key, version: 1, at: AT, by: ana, as: 'anyone', move: 'submit', from: undefined, to: 'Submitted', given, nonce: 'form 1', ...change };
}

/** A comment by Ben on the request as it is; its nonce is new with each version. */
export function aComment(request: WorkRequest, change: Partial<RequestEvent> = {}): RequestEvent {
  const version = request.version + 1;
  return {
    key: request.key, version, at: AT, by: ben, as: 'engineer', move: 'comment', from: request.status, to: request.status,
    given: { comment: `Word ${version}` }, nonce: `press ${version}`, ...change,
  };
}

/** Makes a request there. Gives it as it was committed. */
export async function submitted(store: RequestStore, key = 'PLAT-1', change: Partial<RequestEvent> = {}): Promise<WorkRequest> {
  const event = aSubmission(key, change);
  const request = evolve(undefined, event);
  await store.commit(undefined, request, event);
  return request;
}

/** Loads, comments and commits. Gives the request as it was committed. */
export async function commented(store: RequestStore, key = 'PLAT-1', change: Partial<RequestEvent> = {}): Promise<WorkRequest> {
  const before = await store.load(key);
  if (!before) throw new Error(`no request ${key}`);
  const event = aComment(before.request, change);
  const after = evolve(before.request, event);
  await store.commit(before, after, event);
  return after;
}

/** Everything that has hurt a store: quotes, what keys refuse, filters in disguise, controls, emoji, lone surrogates. */
export const ODD_TEXTS = [
  '', ' ', "'", '"', '/', '\\', '#', '?', '%', '%2F', '|', '!', '!002f', '~', '}', '.', '..', '\u0000', '\n', '\u007f', '\u0085', '\ud83d', '\udc4d', '👍', 'Ünï',
  "' or PartitionKey ne '", "x' or 'x' eq 'x", 'a|b', 'a!007cb', '19:meeting_abc@thread.tacv2;messageid=17', '29:1a/b+c==', '__proto__', 'a'.repeat(2_000), 'b'.repeat(2_000),
] as const;
