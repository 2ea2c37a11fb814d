import type { PressData } from './cardData';
import type { Runs } from './safeText';

/** A list of requests, one page of it. */
export interface ListCardData {
  readonly fallbackText: string;
  readonly speak: string;
  readonly title: string;
  /** Our own words: how many there are, and which page this is. */
  readonly count: string;
  readonly groups: readonly ListGroupData[];
  readonly hasPaging: boolean;
  readonly paging: readonly PagingButton[];
}

export interface ListGroupData {
  readonly hasHeading: boolean;
  readonly heading: string;
  readonly rows: readonly ListRowData[];
}

export interface ListRowData {
  /** The key, the status and what else is short. */
  readonly head: Runs;
  readonly summary: Runs;
  /** Names are typed: never where text is formatted. */
  readonly awaits: Runs;
  readonly hasDue: boolean;
  /** Our own words, with dates as card functions. */
  readonly due: string;
  readonly dueColor: 'Default' | 'Attention';
  readonly key: string;
  readonly data: PressData;
  readonly url: string;
}

/** Turns a page. What list it is says the verb, whose list it is says the presser's identity. */
export interface PagingButton {
  readonly title: 'Next' | 'Back';
  readonly verb: string;
  readonly data: { readonly page: number; readonly nonce: string };
}
