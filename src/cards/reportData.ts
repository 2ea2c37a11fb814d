import type { Line } from './safeText';

/** A report as a card. Everything in it is our own words and numbers. */
export interface ReportCardData {
  readonly fallbackText: string;
  readonly speak: string;
  readonly period: string;
  readonly facts: readonly Fact[];
  readonly promises: readonly Fact[];
  readonly hours: readonly Fact[];
  readonly hasOpen: boolean;
  readonly openBars: readonly Bar[];
  readonly openFacts: readonly Fact[];
  readonly hasTime: boolean;
  readonly timeBars: readonly Bar[];
  readonly timeRows: readonly { readonly status: string; readonly hours: string; readonly requests: string }[];
  readonly waitedOnParts: readonly Part[];
  readonly waitedOnFacts: readonly Fact[];
  readonly hasKinds: boolean;
  readonly serviceBars: readonly Bar[];
  readonly serviceFacts: readonly Fact[];
  readonly typeGroups: readonly BarGroup[];
  readonly typeFacts: readonly Fact[];
  readonly buttons: readonly ReportButton[];
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** As Teams' bar charts take it. */
export interface Bar {
  readonly x: string;
  readonly y: number;
}

export interface BarGroup {
  readonly legend: string;
  readonly values: readonly Bar[];
}

/** As Teams' round charts take it. */
export interface Part {
  readonly legend: string;
  readonly value: number;
}

/** Shows a report or a table of it. The period is looked at again; whose it may be says the presser's identity. */
export interface ReportButton {
  readonly title: string;
  readonly verb: string;
  readonly data: { readonly from: string; readonly to: string; readonly page: number; readonly nonce: string };
}

/** A table of a report as text that can be copied. */
export interface CsvCardData {
  readonly fallbackText: string;
  readonly speak: string;
  readonly title: string;
  readonly count: string;
  readonly lines: readonly Line[];
  readonly buttons: readonly ReportButton[];
}
