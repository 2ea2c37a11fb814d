/** What a report can be looked at as: the numbers as a card, the numbers as a table, the requests behind them as a table. */
export const REPORT_VIEWS = ['show', 'csv', 'requests'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

const PREFIX = 'report:';

export const reportVerb = (view: ReportView): string => `${PREFIX}${view}`;

/** Reads the verb of a report's button; `undefined` for anything that no button of ours says. */
export const readReportVerb = (verb: string): ReportView | undefined =>
  verb.startsWith(PREFIX) ? REPORT_VIEWS.find((view) => view === verb.slice(PREFIX.length)) : undefined;
