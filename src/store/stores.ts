import type { Conversations, DutyStore, FileStore, Hints, Numbering, RequestStore, SearchIndex, SlotStore, Submissions } from '../usecases/ports';

/** Everything that is kept, behind its ports; `openStores` gives it on Azure Storage, the tests' double in memory. */
export interface Stores {
  readonly store: RequestStore;
  readonly numbering: Numbering;
  readonly submissions: Submissions;
  readonly hints: Hints;
  readonly search: SearchIndex;
  readonly slots: SlotStore;
  readonly files: FileStore;
  readonly duty: DutyStore;
  readonly conversations: Conversations;
  /** Makes the tables and the queue where they are missing; after the first success it costs nothing. Rejects when storage cannot be used. */
  ready(): Promise<void>;
  /** Rejects when storage cannot be reached or read. */
  ping(): Promise<void>;
  /** Sync messages that failed too often and wait for an operator. */
  poisonedCount(): Promise<number>;
  /** Storage round trips since the stores were opened. */
  callCount(): number;
}
