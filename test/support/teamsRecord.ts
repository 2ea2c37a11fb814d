import { EventEmitter } from 'node:events';
import { buttonsOf, cardOf, textsOf } from './cardReading';
import type { Card } from './cardReading';
import { textAt } from './json';
import type { JsonObject } from './json';

export type Operation = 'create' | 'send' | 'reply' | 'update' | 'delete' | 'members' | 'other';

/** One call that reached the fake, whatever became of it. */
export type Call = {
  readonly operation: Operation;
  /** As it stood in the address, `;messageid=…` included; of a create: the chat that it opens. */
  readonly conversation: string;
  readonly activityId?: string;
  readonly memberId?: string;
  readonly paged?: boolean;
  readonly body: JsonObject;
  readonly atMs: number;
  /** What was answered; 0 where the line was cut. Undefined while the answer is held back. */
  status?: number;
};

/** One message in a conversation, with all that became of it. */
export type Post = {
  readonly conversation: string;
  /** The thread it stands in: its own id when it began one. */
  readonly rootId: string;
  readonly activityId: string;
  readonly activity: JsonObject;
  readonly updates: JsonObject[];
  deleted: boolean;
};

export type TeamsRecord = ReturnType<typeof openRecord>;

/** `19:…;messageid=1` is a thread of the conversation `19:…`. */
export const baseOf = (conversation: string): string => conversation.replace(/;messageid=.*$/, '');
export const threadOf = (conversation: string): string | undefined => /;messageid=(.+)$/.exec(conversation)?.[1];

/** What the post looks like now. */
export const currentActivity = (post: Post): JsonObject => post.updates.at(-1) ?? post.activity;
export const currentCard = (post: Post): Card | undefined => cardOf(currentActivity(post));

/** All that a reader of the post sees now: its text and its card's texts. */
export function textsOfPost(post: Post): string[] {
  const card = currentCard(post);
  return [...(textAt(currentActivity(post), 'text') ?? '').split('\n').filter(Boolean), ...(card ? textsOf(card) : [])];
}

/** Keeps what arrived, in order, and wakes those who wait for something to arrive. */
export function openRecord() {
  const calls: Call[] = [];
  const posts: Post[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);

  /** Resolves with what the probe finds as soon as it finds something; looks again at each arrival, never by the clock. */
  function until<Found>(
    probe: () => Found | undefined | false | null,
    { timeoutMs = 10_000, what = 'something to arrive' }: { timeoutMs?: number; what?: string } = {},
  ): Promise<Found> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(deadline);
        arrivals.off('arrival', look);
        finish();
      };
      const look = (): void => {
        try {
          const found = probe();
          if (found !== undefined && found !== false && found !== null) settle(() => resolve(found));
        } catch (error) {
          settle(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const deadline = setTimeout(() => settle(() => reject(new Error(
        `Waited ${timeoutMs} ms for ${what}. Arrived so far:\n${calls.map(lineOf).join('\n') || '  nothing'}`))), timeoutMs);
      arrivals.on('arrival', look);
      look();
    });
  }

  return {
    calls,
    posts,
    until,
    arrived: (): void => { arrivals.emit('arrival'); },
    postsIn: (conversation: string): Post[] => posts.filter((post) => post.conversation === baseOf(conversation)),
    findPost: (conversation: string, activityId: string): Post | undefined =>
      posts.find((post) => post.conversation === baseOf(conversation) && post.activityId === activityId),
  };
}

/** One call as a line of a failure message. */
function lineOf(call: Call): string {
  const card = cardOf(call.body);
  const says = card ? `card: ${textsOf(card).slice(0, 6).join(' | ')} [${buttonsOf(card).join(', ')}]` : (textAt(call.body, 'text') ?? '');
  return `  ${call.operation} ${call.conversation} -> ${call.status ?? 'held back'} ${says.slice(0, 300)}`;
}
