import type { EntryData, SectionData } from './cardData';
import type { Runs } from './safeText';

/** The parts that sections are put together from. */
export const EMPTY_ENTRY: EntryData = { hasTitle: false, title: [], hasNote: false, note: '', lines: [], hasMarkdown: false, markdown: '' };
export const titled = (title: Runs): Pick<EntryData, 'hasTitle' | 'title'> => ({ hasTitle: true, title });
export const noted = (note: string): Pick<EntryData, 'hasNote' | 'note'> => ({ hasNote: true, note });
export const section = (heading: string, entries: readonly EntryData[], style: SectionData['style'] = 'default'): SectionData => ({
  heading, hasHeading: heading !== '', style, entries,
});
