import { wordsOf, type RequestEvent } from '../domain/workRequest';
import type { EntryData } from './cardData';
import { EMPTY_ENTRY, noted, titled } from './entries';
import { momentOf } from './moments';
import { didInFull } from './moveWords';
import { boldRuns, cutLines, nameOf, runsOf } from './safeText';

/** Who did what, when, and where it led. */
export const eventTitle = (event: RequestEvent): Pick<EntryData, 'hasTitle' | 'title' | 'hasNote' | 'note'> => ({
  ...titled([...boldRuns(nameOf(event.by)), ...runsOf(` ${didInFull(event)}`)]),
  ...noted(event.from === undefined || event.from === event.to ? momentOf(event.at) : `${momentOf(event.at)} · ${event.from} → ${event.to}`),
});

/** A short history, with the beginning of the words. */
export const historyEntries = (events: readonly RequestEvent[], maxBytes: number): readonly EntryData[] =>
  events.map((event) => ({ ...EMPTY_ENTRY, ...eventTitle(event), lines: cutLines(wordsOf(event) ?? '', maxBytes).lines }));
