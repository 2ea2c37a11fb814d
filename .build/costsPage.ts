import { ASSUMED, billOf, COUNTED, DEFAULT_SIZE, operationsOf, PRICES, PRICES_AS_OF, totalOf, type Bill, type Price } from './costs';
import { table, writtenPage } from './markdown';

const MONTHLY = [100, 1_000, 10_000] as const;
const BILL_LINES: Readonly<Record<keyof Bill, string>> = {
  ready: 'One warm instance of 2 GB for Teams\' 5 seconds',
  running: 'Running: messages, syncs, sweeps',
  storage: 'Storage: calls and what is kept, after a year',
  logs: 'Logs',
  alerts: 'Alerts',
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const money = (value: number): string => value.toFixed(2);
const months = (act: (requests: number) => string): readonly string[] => MONTHLY.map(act);

const billTable = (): string => table(['US dollars a month, for requests a month', ...MONTHLY.map(whole)], [
  ...(Object.keys(BILL_LINES) as (keyof Bill)[]).map((line) => [BILL_LINES[line], ...months((requests) => money(billOf(requests)[line]))]),
  ['**Together**', ...months((requests) => `**${money(totalOf(billOf(requests)))}**`)],
  ['Without the warm instance (answers after a pause may come too late for Teams)', ...months((requests) => money(totalOf(billOf(requests, { ...DEFAULT_SIZE, alwaysReadyInstances: 0 }))))],
]);

const operationsTable = (): string => table(['A month', ...MONTHLY.map(whole)], [
  ['Calls of Teams', ...months((requests) => whole(operationsOf(requests).invokes))],
  ['Runs by queue and timer', ...months((requests) => whole(operationsOf(requests).backgroundRuns))],
  ['Storage calls of the app', ...months((requests) => whole(operationsOf(requests).storageCalls))],
  ['Queue calls of the Functions host', ...months((requests) => whole(operationsOf(requests).queueCalls))],
  ['Logs, GB', ...months((requests) => operationsOf(requests).logGb.toFixed(2))],
  ['Kept in tables after a year, GB', ...months((requests) => operationsOf(requests).tableGb.toFixed(2))],
  ['Kept in files after a year, GB', ...months((requests) => operationsOf(requests).fileGb.toFixed(1))],
]);

const priceTable = (): string => table(['What', 'US dollars', 'For'], Object.values<Price>(PRICES).map(({ what, usd, per }) => [what, String(usd), per]));

/** A storage account takes so many calls a second, one partition so many (Microsoft Learn, "Scalability and performance targets for standard storage accounts" and "... for Table Storage"). */
const ACCOUNT_CALLS_A_SECOND = 20_000;
const PARTITION_CALLS_A_SECOND = 2_000;

/** What it costs to run, from counted operations and the prices of a stated time. */
export const costsPage = (): string => writtenPage('What it costs', '.build/costs.ts', [
  `**The prices are list prices of West Europe in US dollars, before tax and discounts, written down ${PRICES_AS_OF} from memory of the public price lists. They were not looked up: check each in the Azure pricing calculator before you rely on it.** The operations are counted.`,
  billTable(),
  'The bot is free (F0: Teams is a standard channel), as are the identity, the locks and the workbook. The Log Analytics workspace and the action group exist already. Not in it: e-mails of alerts (the first 1,000 a month are free), private endpoints (about 7 dollars a month each, three of them) and what the Functions host itself writes to storage (leases of its timers, a few cents).',
  '## What is counted',
  `A change from its submission to Done, with a question that is answered and a comment: ${COUNTED.movesOfARequest} moves. On real tables it takes ${COUNTED.storageCallsOfARequest} storage round trips in all, the updates of its cards by ${COUNTED.syncsOfARequest} runs of syncCards and its words in the search included. A sweep with nothing due takes ${COUNTED.storageCallsOfASweep}, the nightly walk ${COUNTED.storageCallsOfHealAnOpenRequest} for each open request. A test counts them again and fails when they grow.`,
  operationsTable(),
  '## What is assumed',
  `Not counted, and chosen on the high side: Teams calls ${ASSUMED.invokesOfAMove} times a move (a form is opened and sent, cards refresh) and ${ASSUMED.looksOfARequest} times a request for searches, links and chat commands, each with ${ASSUMED.storageCallsOfALook} storage calls; a message takes ${ASSUMED.secondsOfAnInvoke} s of an instance's time (Azure bills no less), a sync ${ASSUMED.secondsOfASync} s; a run writes ${ASSUMED.kilobytesOfLogOfARun} KB of logs; a request keeps ${ASSUMED.kilobytesKeptOfARequest} KB in tables and ${ASSUMED.megabytesOfFilesOfARequest} MB of files; a quarter of a month's requests is open; an instance looks into the queue every two seconds all month.`,
  '## Prices',
  priceTable(),
  '## The formula',
  [
    '- warm instance = instances × GB × seconds of the month × baseline price',
    '- running = GB × (seconds of messages × ready price + (seconds of syncs and sweeps − 100,000 free GB-s) × on-demand price) + executions × price',
    '- storage = calls × price + queue calls × price + GB kept × price',
    '- logs = runs × KB × price; alerts = rules × price',
  ].join('\n'),
  'To see it for another size or month: change `DEFAULT_SIZE` or the numbers in `.build/costs.ts` and run `npm run docs`.',
  '## How far one storage account carries',
  `An account takes ${whole(ACCOUNT_CALLS_A_SECOND)} calls a second, one partition of a table about ${whole(PARTITION_CALLS_A_SECOND)}. At ${whole(MONTHLY[2])} requests a month the app makes ${(operationsOf(MONTHLY[2]).storageCalls / (30 * 86_400)).toFixed(1)} calls a second on average, and ${whole(operationsOf(MONTHLY[2]).storageCalls / 21 / 3_600)} if each working day's fell into one hour. So the account carries about ${whole(ACCOUNT_CALLS_A_SECOND / COUNTED.storageCallsOfARequest)} whole requests a second. What comes first is the hints, whose lists are one partition each: they bear some ${whole(PARTITION_CALLS_A_SECOND / 4)} moves a second, which is more than a company has people to press.`,
  'In size there is no limit that this product meets (5 PiB). Cost and speed of a sweep and of a search follow what is due and what is found, not what exists (`npm run bench`). The nightly walk does follow the number of open requests.',
]);
