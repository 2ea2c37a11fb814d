/** What one thing costs in calls and runs. `test/package/costs.test.ts` counts them again on Azurite. */
export const COUNTED = {
  /** Moves of the counted life: a change from its submission to Done, with a question answered and a comment. */
  movesOfARequest: 11,
  /** Round trips to tables, queue and files that such a life takes, all its syncs and the index of its words included. */
  storageCallsOfARequest: 330,
  /** Runs of syncCards of such a life. */
  syncsOfARequest: 11,
  /** Round trips of a sweep when nothing is due, with what it logs of the queue. */
  storageCallsOfASweep: 5,
  /** Round trips of the nightly walk for each open request. */
  storageCallsOfHealAnOpenRequest: 5,
} as const;

/** What is not counted but taken for granted, each on the high side. */
export const ASSUMED = {
  /** Calls of Teams for a move: a form is opened and sent, a card refreshes for two who look at it. */
  invokesOfAMove: 4,
  /** Searches, links and chat commands for each request, each with so many round trips. */
  looksOfARequest: 6,
  storageCallsOfALook: 25,
  openRequestsShare: 0.25,
  secondsOfAnInvoke: 1,
  secondsOfASync: 1.5,
  secondsOfASweep: 1,
  kilobytesOfLogOfARun: 6,
  kilobytesKeptOfARequest: 120,
  /** Screenshots and logs that people add. */
  megabytesOfFilesOfARequest: 1,
  /** The queue is asked every two seconds at the most (host.json). */
  queuePollsAMonth: (30 * 86_400) / 2,
} as const;

/** One price; US dollars before tax and discounts. */
export interface Price {
  readonly what: string;
  readonly usd: number;
  readonly per: string;
}

/** When the prices were written down, from memory of the public price lists and looked up nowhere: check them before relying on any. */
export const PRICES_AS_OF = 'mid-2025';

export const PRICES = {
  alwaysReadyGbS: { what: 'Flex Consumption, always ready, baseline', usd: 0.000004, per: 'GB-s' },
  alwaysReadyRunGbS: { what: 'Flex Consumption, always ready, running', usd: 0.000016, per: 'GB-s' },
  onDemandGbS: { what: 'Flex Consumption, on demand, running (100,000 GB-s a month are free)', usd: 0.000026, per: 'GB-s' },
  executions: { what: 'Flex Consumption, executions (on demand 250,000 a month are free)', usd: 0.4, per: '1,000,000' },
  tableCalls: { what: 'Table Storage, transactions', usd: 0.00036, per: '10,000' },
  queueCalls: { what: 'Queue Storage, operations', usd: 0.004, per: '10,000' },
  storedGb: { what: 'Tables, zone redundant, kept', usd: 0.0563, per: 'GB and month' },
  blobGb: { what: 'Files, hot, zone redundant, kept', usd: 0.025, per: 'GB and month' },
  logGb: { what: 'Log Analytics, ingested', usd: 2.76, per: 'GB' },
  logAlert: { what: 'Log search alert every 5 minutes', usd: 1.5, per: 'rule and month' },
  metricAlert: { what: 'Metric alert', usd: 0.1, per: 'series and month' },
} as const satisfies Readonly<Record<string, Price>>;

/** What infra/modules/alerts.bicep makes; a test counts. */
export const LOG_ALERTS = 5;
export const METRIC_ALERTS = 1;

const SWEEPS_A_MONTH = 30 * 24 * 12;
const SECONDS_A_MONTH = 30 * 86_400;
const FREE = { onDemandGbS: 100_000, onDemandExecutions: 250_000 } as const;

/** How the app is deployed, as far as it costs. */
export interface Size {
  readonly alwaysReadyInstances: number;
  readonly instanceGb: number;
  /** For how many months of requests storage holds already. */
  readonly monthsKept: number;
}

export const DEFAULT_SIZE: Size = { alwaysReadyInstances: 1, instanceGb: 2, monthsKept: 12 };

export interface Operations {
  readonly invokes: number;
  readonly backgroundRuns: number;
  readonly storageCalls: number;
  readonly queueCalls: number;
  readonly logGb: number;
  readonly tableGb: number;
  readonly fileGb: number;
}

/** What happens in a month of so many requests. */
export function operationsOf(requests: number, { monthsKept }: Size = DEFAULT_SIZE): Operations {
  const moves = requests * COUNTED.movesOfARequest;
  const invokes = moves * ASSUMED.invokesOfAMove + requests * ASSUMED.looksOfARequest;
  const syncs = requests * COUNTED.syncsOfARequest;
  const backgroundRuns = syncs + SWEEPS_A_MONTH + 30;
  const heals = 30 * requests * ASSUMED.openRequestsShare * COUNTED.storageCallsOfHealAnOpenRequest;
  return {
    invokes, backgroundRuns,
    storageCalls: requests * (COUNTED.storageCallsOfARequest + ASSUMED.looksOfARequest * ASSUMED.storageCallsOfALook) + SWEEPS_A_MONTH * COUNTED.storageCallsOfASweep + heals,
    // Sent is counted above; each is fetched and deleted as well.
    queueCalls: ASSUMED.queuePollsAMonth + syncs * 3,
    logGb: ((invokes + backgroundRuns) * ASSUMED.kilobytesOfLogOfARun) / 1_000_000,
    tableGb: (requests * monthsKept * ASSUMED.kilobytesKeptOfARequest) / 1_000_000,
    fileGb: (requests * monthsKept * ASSUMED.megabytesOfFilesOfARequest) / 1_000,
  };
}

export type Bill = Readonly<Record<'ready' | 'running' | 'storage' | 'logs' | 'alerts', number>>;

/** What that costs, in US dollars. */
export function billOf(requests: number, size: Size = DEFAULT_SIZE): Bill {
  const done = operationsOf(requests, size);
  const { alwaysReadyInstances, instanceGb } = size;
  const httpGbS = done.invokes * ASSUMED.secondsOfAnInvoke * instanceGb;
  const backgroundGbS = (requests * COUNTED.syncsOfARequest * ASSUMED.secondsOfASync + SWEEPS_A_MONTH * ASSUMED.secondsOfASweep) * instanceGb;
  const isReady = alwaysReadyInstances > 0;
  const onDemandGbS = Math.max(0, backgroundGbS + (isReady ? 0 : httpGbS) - FREE.onDemandGbS);
  const paidRuns = (isReady ? done.invokes : 0) + Math.max(0, done.backgroundRuns + (isReady ? 0 : done.invokes) - FREE.onDemandExecutions);
  return {
    ready: alwaysReadyInstances * instanceGb * SECONDS_A_MONTH * PRICES.alwaysReadyGbS.usd,
    running: (isReady ? httpGbS * PRICES.alwaysReadyRunGbS.usd : 0) + onDemandGbS * PRICES.onDemandGbS.usd + (paidRuns / 1_000_000) * PRICES.executions.usd,
    storage: (done.storageCalls / 10_000) * PRICES.tableCalls.usd + (done.queueCalls / 10_000) * PRICES.queueCalls.usd + done.tableGb * PRICES.storedGb.usd + done.fileGb * PRICES.blobGb.usd,
    logs: done.logGb * PRICES.logGb.usd,
    alerts: LOG_ALERTS * PRICES.logAlert.usd + METRIC_ALERTS * PRICES.metricAlert.usd,
  };
}

export const totalOf = (bill: Bill): number => Object.values(bill).reduce((sum, each) => sum + each, 0);
