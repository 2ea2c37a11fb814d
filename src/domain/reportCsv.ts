import { csvOf, type CsvCell } from './csv';
import { choiceTitle } from './fields';
import { environmentTitle, serviceTitle, SERVICES } from './questionnaire';
import { OPEN_STATUSES, type Report, type Spread, type Tally } from './report';
import type { ReportRow } from './reportRows';
import type { Instant } from './workRequest';

/** In hundredths, as a spreadsheet shows them. */
const hundredths = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value * 100) / 100);

/** As spreadsheets read a date with a time. */
const timeCell = (instant: Instant | undefined): string | undefined => instant?.slice(0, 19).replace('T', ' ');

export const percentOf = (count: number, { kept, missed, excused }: Tally): number | undefined => {
  const all = kept + missed + excused;
  return all === 0 ? undefined : (count / all) * 100;
};

export const shareTitle = (field: 'service' | 'type', id: string | undefined): string => {
  if (id === undefined) return 'No type yet';
  const service = SERVICES.find((one) => one.id === id);
  return field === 'service' && service ? serviceTitle(service.id) : choiceTitle('type', id);
};

export const WAITED_ON_TITLES = { team: 'The Platform team', approvers: 'Approvers and managers', requester: 'Requesters', blocker: 'Something else first' } as const;
export const PARTIES = ['team', 'approvers', 'requester', 'blocker'] as const;

/** Every number of a report, one a line. */
export function numbersCsv(report: Report): string {
  const rows: (readonly CsvCell[])[] = [
    ['Part', 'Name', 'Measure', 'Value'],
    ['Period', '', 'From (UTC)', timeCell(report.period.from)],
    ['Period', '', 'Before (UTC)', timeCell(report.period.to)],
    ['Requests', '', 'Submitted', report.submitted],
    ['Requests', '', 'Completed', report.completed],
    ['Requests', '', 'Canceled', report.canceled],
    ...report.open.map(({ status, count }) => ['Open at the end', status, 'Requests', count]),
    ...tallyRows('Review', report.promises.review),
    ...tallyRows('Answer', report.promises.answer),
    ...spreadRows('To review', report.toReview),
    ...spreadRows('To approval', report.toApproval),
    ...spreadRows('To done', report.toDone),
    ...report.inStatus.flatMap(({ status, hours, requests }) => [['Time in status', status, 'Hours', hundredths(hours)], ['Time in status', status, 'Requests', requests]]),
    ...PARTIES.map((party) => ['Waiting on', WAITED_ON_TITLES[party], 'Hours', hundredths(report.waitedOn[party])]),
    ...report.byService.flatMap(({ id, submitted, done }) => shareRows('Service', shareTitle('service', id), submitted, done)),
    ...report.byType.flatMap(({ id, submitted, done }) => shareRows('Type', shareTitle('type', id), submitted, done)),
  ];
  return csvOf(rows);
}

const tallyRows = (name: string, tally: Tally): readonly (readonly CsvCell[])[] =>
  ([['Kept', tally.kept], ['Missed', tally.missed], ['Excused', tally.excused]] as const).flatMap(([result, count]) => [
    ['Promise', name, result, count], ['Promise', name, `${result} per cent`, hundredths(percentOf(count, tally))],
  ]);

const spreadRows = (name: string, { count, medianHours, p90Hours }: Spread): readonly (readonly CsvCell[])[] => [
  ['Hours', name, 'Count', count], ['Hours', name, 'Median', hundredths(medianHours)], ['Hours', name, '90th percentile', hundredths(p90Hours)],
];

const shareRows = (part: string, name: string, submitted: number, done: number): readonly (readonly CsvCell[])[] => [[part, name, 'Submitted', submitted], [part, name, 'Done', done]];

const HEADINGS = [
  'Key', 'Summary', 'Service', 'Environments', 'Type', 'Priority', 'Status', 'Resolution', 'Requester', 'Assignee', 'Submitted (UTC)', 'Review started (UTC)', 'Approved (UTC)', 'Done (UTC)',
  'Hours to review', 'Hours to approval', 'Hours to done', 'Review promise', 'Answers in time', 'Answers late', ...OPEN_STATUSES.map((status) => `Hours in ${status}`),
];

/** The requests behind the numbers, one a line. */
export const requestsCsv = (rows: readonly ReportRow[]): string => csvOf([HEADINGS, ...rows.map(cellsOf)]);

function cellsOf({ request, ...row }: ReportRow): readonly CsvCell[] {
  const { key, answers, classification, status, resolution, requester, assignee, submittedAt } = request;
  return [
    key, answers.summary, serviceTitle(answers.service), answers.environments.map(environmentTitle).join('; '), classification.type, classification.priority, status, resolution,
    requester.name, assignee?.name, ...[submittedAt, row.reviewStartedAt, row.approvedAt, row.doneAt].map(timeCell),
    hundredths(row.hoursToReview), hundredths(row.hoursToApproval), hundredths(row.hoursToDone), row.review, row.answersKept, row.answersMissed,
    ...row.hoursIn.map(({ hours }) => hundredths(hours)),
  ];
}
