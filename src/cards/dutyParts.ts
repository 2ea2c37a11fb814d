import { dutyRowOf, type DutyMove } from '../domain/dutyMoves';
import type { Instant } from '../domain/workRequest';
import { rowsOf } from './buttons';
import type { ButtonData, DutyButtonRow, DutyCardData, DutyPressData, DutySectionData, EntryData, SectionData } from './cardData';
import { dutyPressVerb } from './dutyVerbs';
import { section } from './entries';
import { runsOf, typedLine } from './safeText';

/** For whom a duty card is drawn, and when. */
export interface DutyView {
  readonly now: Instant;
  readonly isEngineer: boolean;
  readonly nonce: string;
  /** A kind sentence at the top: why nothing was done. */
  readonly banner?: string;
}

const BANNER_BYTES = 1_200;

/** The parts that every duty card has; the rest is added. */
export const dutyParts = (title: string, spoken: string, banner?: string): DutyCardData => ({
  fallbackText: spoken, speak: spoken, title,
  hasBanner: banner !== undefined && banner !== '', banner: runsOf(typedLine(banner ?? '', BANNER_BYTES)),
  hasIntro: false, intro: [], fields: [], sections: [], buttonRows: [],
});

export const dutySection = (heading: string, entries: readonly EntryData[], style?: SectionData['style']): DutySectionData => ({
  ...section(heading, entries, style), facts: [], buttonRows: [],
});

/** The button of a duty move, titled as the table says. */
export const dutyButton = (move: DutyMove, data: DutyPressData): ButtonData => ({
  title: dutyRowOf(move).caption ?? move, verb: dutyPressVerb(move), data, style: STYLES[move] ?? 'default', inputs: 'none',
});

const STYLES: Readonly<Partial<Record<DutyMove, ButtonData['style']>>> = { declareIncident: 'destructive' };

export const dutyRows = (buttons: readonly ButtonData[]): readonly DutyButtonRow[] => rowsOf([buttons]).map((row) => ({ ...row, linkTitle: '' }));

/** A link that leads out of Teams, in a row of its own. */
export const linkRow = (linkTitle: string, url: string): DutyButtonRow => ({ spacing: 'Small', buttons: [], hasLink: true, url, linkTitle });
