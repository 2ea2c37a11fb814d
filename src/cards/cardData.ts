import type { AdaptiveCard } from './adaptiveCard';
import type { ListCardData } from './listData';
import type { CsvCardData, ReportCardData } from './reportData';
import type { Line, Runs } from './safeText';

/** What the templates need: complete, so that no `${field}` is ever left for people to see. */
export interface CardData {
  readonly request: RequestCardData;
  readonly form: FormCardData;
  readonly questionnaire: QuestionnaireData;
  readonly notice: NoticeCardData;
  readonly help: HelpCardData;
  readonly duty: DutyCardData;
  readonly list: ListCardData;
  readonly report: ReportCardData;
  readonly csv: CsvCardData;
}

/** What every card of a request begins with. */
export interface HeaderData {
  readonly fallbackText: string;
  readonly speak: string;
  readonly key: string;
  readonly status: string;
  /** Only an extra: the status is told in words. */
  readonly statusColor: 'Default' | 'Accent' | 'Good' | 'Warning' | 'Attention';
  readonly summary: Runs;
  readonly hasBanner: boolean;
  readonly banner: Runs;
}

export interface RequestCardData extends HeaderData {
  /** What comes before everything else: what is asked of the reader. */
  readonly lead: readonly SectionData[];
  readonly facts: readonly FactData[];
  readonly sections: readonly SectionData[];
  readonly fields: readonly FieldData[];
  readonly buttonRows: readonly ButtonRow[];
}

/** One row of the two columns: typed words are runs, our own words a text, which may hold dates and links. */
export interface FactData {
  readonly label: string;
  readonly isTyped: boolean;
  readonly runs: Runs;
  readonly isOwn: boolean;
  readonly text: string;
}

export interface SectionData {
  readonly heading: string;
  readonly hasHeading: boolean;
  readonly style: 'default' | 'emphasis' | 'warning';
  readonly entries: readonly EntryData[];
}

/** A part of a section: who and what, when, and the words. */
export interface EntryData {
  readonly hasTitle: boolean;
  readonly title: Runs;
  readonly hasNote: boolean;
  /** Our own words; dates as card functions. */
  readonly note: string;
  readonly lines: readonly Line[];
  readonly hasMarkdown: boolean;
  readonly markdown: string;
}

export interface ButtonRow {
  /** A group of buttons keeps some distance from the one before. */
  readonly spacing: 'Small' | 'Medium';
  readonly buttons: readonly ButtonData[];
  readonly hasLink: boolean;
  readonly url: string;
}

export interface ButtonData {
  readonly title: string;
  readonly verb: string;
  readonly data: PressData | DutyPressData;
  readonly style: 'default' | 'positive' | 'destructive';
  /** Whether the card's inputs go along and must be valid. */
  readonly inputs: 'auto' | 'none';
}

/** Exactly what a button carries beside its verb; nothing else from a card is believed (facts, "Forms"). */
export interface PressData {
  readonly requestKey: string;
  readonly seenVersion: number;
  readonly nonce: string;
  readonly seenRound?: number;
  readonly page?: number;
  readonly section?: string;
  readonly step?: number;
}

/** The same for a button about the team's duty. */
export interface DutyPressData {
  readonly nonce: string;
  /** The incident that the card shows. */
  readonly incidentId?: string;
}

/** One input with its message and hint. Exactly one of the `is…` kinds is true. */
export interface FieldData {
  readonly id: string;
  readonly label: string;
  readonly hasFault: boolean;
  readonly fault: string;
  readonly hints: readonly { readonly runs: Runs }[];
  readonly value: string;
  readonly isRequired: boolean;
  readonly errorMessage: string;
  readonly isText: boolean;
  readonly isMultiline: boolean;
  readonly maxLength: number;
  readonly placeholder: string;
  readonly isChoice: boolean;
  readonly isMultiSelect: boolean;
  readonly choiceStyle: 'compact' | 'expanded';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly isPerson: boolean;
  readonly isDate: boolean;
  readonly isToggle: boolean;
}

export interface FormCardData extends HeaderData {
  readonly title: string;
  readonly hasIntro: boolean;
  readonly intro: Runs;
  readonly fields: readonly FieldData[];
  readonly buttonRows: readonly ButtonRow[];
}

export interface QuestionnaireData {
  readonly hasFaults: boolean;
  readonly faultsTitle: string;
  readonly fields: readonly FieldData[];
  readonly data: { readonly verb: 'submit'; readonly nonce: string };
}

export interface NoticeCardData extends Omit<HeaderData, 'hasBanner' | 'banner'> {
  readonly sentence: Runs;
  readonly lines: readonly Line[];
  readonly buttonRows: readonly ButtonRow[];
}

export interface HelpCardData {
  readonly commands: readonly { readonly name: string; readonly does: string }[];
  readonly hasPeople: boolean;
  readonly peopleRows: readonly { readonly people: readonly { readonly title: string; readonly data: { readonly person: string } }[] }[];
}

/** What is not about one request: on-call, incidents, and what to do with somebody's words. */
export interface DutyCardData {
  readonly fallbackText: string;
  readonly speak: string;
  readonly title: string;
  readonly hasBanner: boolean;
  readonly banner: Runs;
  readonly hasIntro: boolean;
  readonly intro: Runs;
  readonly fields: readonly FieldData[];
  readonly sections: readonly DutySectionData[];
  readonly buttonRows: readonly DutyButtonRow[];
}

export interface DutySectionData extends SectionData {
  readonly facts: readonly FactData[];
  readonly buttonRows: readonly DutyButtonRow[];
}

/** A row whose link leads somewhere of its own. */
export interface DutyButtonRow extends ButtonRow {
  readonly linkTitle: string;
}

export type TemplateName = keyof CardData;
export type Render = <Name extends TemplateName>(name: Name, data: CardData[Name]) => AdaptiveCard;
