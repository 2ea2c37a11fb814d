import { createGrants } from '../../src/directory/grants';
import { createGraphClient } from '../../src/directory/graphClient';
import type { GraphOptions } from '../../src/directory/graphClient';
import { graphDirectory } from '../../src/directory/graphDirectory';
import type { GraphDirectoryOptions } from '../../src/directory/graphDirectory';
import { memoryConversations } from '../store/memoryConversations';
import { GRAPH_TOKEN, openFakeGraph } from '../support/fakeGraph';

export const ENGINEERS = '11111111-0000-4000-8000-000000000001';
export const APPROVERS = '11111111-0000-4000-8000-000000000002';
export const NESTED = '11111111-0000-4000-8000-000000000003';

/** A time of its own, that moves only when it is told to. */
export function handClock(start = '2026-03-02T09:00:00.000Z') {
  let nowMs = Date.parse(start);
  return { real: () => new Date(nowMs), advanceMinutes: (minutes: number): void => void (nowMs += minutes * 60_000) };
}

/** A log that keeps its lines. */
export function keptLog() {
  const lines: string[] = [];
  const keep = (message: string, facts: object = {}): void => void lines.push(JSON.stringify({ message, ...facts }));
  return { lines, info: keep, warn: keep, error: keep };
}

/** The real client and directory on a fake Graph. */
export async function openGraph() {
  const graph = await openFakeGraph();
  const clock = handClock();
  const log = keptLog();
  const grants = createGrants();
  const conversations = memoryConversations();
  const client = (options: Partial<GraphOptions> = {}) =>
    createGraphClient({ getToken: () => Promise.resolve(GRAPH_TOKEN), baseUrl: graph.baseUrl, clock, log, ...options });
  const directory = (options: Partial<GraphDirectoryOptions> = {}) =>
    graphDirectory({ graph: client(), engineers: { groupId: ENGINEERS }, approvers: { ids: [] }, conversations, clock, log, grants, ...options });
  return { graph, clock, log, grants, conversations, client, directory };
}
export type OpenGraph = Awaited<ReturnType<typeof openGraph>>;
