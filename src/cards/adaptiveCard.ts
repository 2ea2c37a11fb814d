import type { Policy } from '../domain/commands';
import type { Person } from '../domain/people';

/** The JSON of an Adaptive Card, as Teams takes it. */
export type AdaptiveCard = Readonly<Record<string, unknown>>;

/** Somebody whose card or message Teams would not take, and why. */
export interface Unreachable {
  readonly name: string;
  readonly why: string;
}

/** What a card needs to know besides its request. */
export interface CardContext {
  readonly policy: Policy;
  /** Teams' own ids ('29:…') of people who are shown their own view of a shared card; at most 60 are used. */
  readonly refreshUserIds?: readonly string[];
  readonly unreachable?: readonly Unreachable[];
  /** The incident that is on, where it concerns the request. */
  readonly incident?: { readonly what: string; readonly link: string | undefined };
  /** The INFRA group as it is now, to name whom a request waits for. */
  readonly approvers?: readonly Person[];
  /** Only for words such as "in 3 hours" in a private answer: a posted card must stay the same while nothing happens. */
  readonly now?: Date;
}
