import type { Report, Share, Spread, Tally } from '../domain/report';
import { PARTIES, percentOf, shareTitle, WAITED_ON_TITLES } from '../domain/reportCsv';
import type { Period } from '../domain/reportPeriod';
import type { AdaptiveCard } from './adaptiveCard';
import { counted } from './moments';
import { render } from './render';
import type { Bar, BarGroup, Fact, ReportButton } from './reportData';
import { reportVerb, type ReportView } from './reportVerbs';

/** How the team did in a period, with charts where the client has them and tables where not. */
export function reportCard(report: Report, nonce: string): AdaptiveCard {
  const { period, submitted, completed, canceled, open, promises } = report;
  const openCount = open.reduce((total, { count }) => total + count, 0);
  const spoken = `Report, ${periodWords(period)}: ${submitted} submitted, ${completed + canceled} done, ${openCount} open at the end`;
  const waited = PARTIES.map((party) => ({ legend: WAITED_ON_TITLES[party], value: tenths(report.waitedOn[party]) }));
  return render('report', {
    fallbackText: spoken,
    speak: spoken,
    period: periodWords(period),
    facts: [
      { title: 'Submitted', value: String(submitted) },
      { title: 'Done', value: `${completed + canceled} (${completed} completed, ${canceled} canceled)` },
      { title: 'Open at the end', value: String(openCount) },
    ],
    promises: [{ title: 'Review', value: tallyWords(promises.review) }, { title: 'Answer', value: tallyWords(promises.answer) }],
    hours: [{ title: 'To review', value: spreadWords(report.toReview) }, { title: 'To approval', value: spreadWords(report.toApproval) }, { title: 'To done', value: spreadWords(report.toDone) }],
    hasOpen: openCount > 0,
    openBars: open.filter(({ count }) => count > 0).map(({ status, count }) => ({ x: status, y: count })),
    openFacts: open.map(({ status, count }) => ({ title: status, value: String(count) })),
    hasTime: waited.some(({ value }) => value > 0),
    timeBars: report.inStatus.filter(({ hours }) => hours > 0).map(({ status, hours }) => ({ x: status, y: tenths(hours) })),
    timeRows: report.inStatus.map(({ status, hours, requests }) => ({ status, hours: String(tenths(hours)), requests: String(requests) })),
    waitedOnParts: waited.filter(({ value }) => value > 0),
    waitedOnFacts: waited.map(({ legend, value }) => ({ title: legend, value: counted(value, 'hour') })),
    hasKinds: submitted + completed + canceled > 0,
    serviceBars: serviceBars(report.byService),
    serviceFacts: shares('service', report.byService),
    typeGroups: typeGroups(report.byType),
    typeFacts: shares('type', report.byType),
    buttons: [reportButton('CSV', 'csv', period, 0, nonce), reportButton('CSV of requests', 'requests', period, 0, nonce)],
  });
}

export const reportButton = (title: string, view: ReportView, { from, to }: Period, page: number, nonce: string): ReportButton => ({
  title, verb: reportVerb(view), data: { from, to, page, nonce },
});

const tenths = (hours: number): number => Math.round(hours * 10) / 10;

function tallyWords(tally: Tally): string {
  const part = (count: number): string => {
    const percent = percentOf(count, tally);
    return percent === undefined ? String(count) : `${count} (${tenths(percent)} %)`;
  };
  return `kept ${part(tally.kept)}, missed ${part(tally.missed)}, excused ${part(tally.excused)}`;
}

function spreadWords({ count, medianHours, p90Hours }: Spread): string {
  if (medianHours === undefined || p90Hours === undefined) return 'none in this period';
  return `median ${counted(tenths(medianHours), 'hour')}, 90th percentile ${counted(tenths(p90Hours), 'hour')} (${counted(count, 'request')})`;
}

/** The bar is what was submitted; what was done stands beside the name. */
const serviceBars = (all: Report['byService']): readonly Bar[] => all.map(({ id, submitted, done }) => ({ x: `${shareTitle('service', id)} (${done} done)`, y: submitted }));

const typeGroups = (all: Report['byType']): readonly BarGroup[] => [
  { legend: 'Submitted', values: all.map(({ id, submitted }) => ({ x: shareTitle('type', id), y: submitted })) },
  { legend: 'Done', values: all.map(({ id, done }) => ({ x: shareTitle('type', id), y: done })) },
];

const shares = (field: 'service' | 'type', all: readonly Share<string | undefined>[]): readonly Fact[] =>
  all.map(({ id, submitted, done }) => ({ title: shareTitle(field, id), value: `${submitted} submitted, ${done} done` }));

/** Whole days by their dates, the last one included; anything else by the minute. */
export function periodWords({ from, to }: Period): string {
  const wholeDays = from.endsWith(MIDNIGHT) && to.endsWith(MIDNIGHT);
  return wholeDays ? `${from.slice(0, 10)} to ${dayBefore(to)} (UTC)` : `${minuteOf(from)} to ${minuteOf(to)} (UTC)`;
}

const MIDNIGHT = 'T00:00:00.000Z';
const dayBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString().slice(0, 10);
const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
