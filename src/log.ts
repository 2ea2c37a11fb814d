import type { Log } from './usecases/ports';

/** One line of JSON a message, as Application Insights and people with grep both read it. */
export const consoleLog: Log = {
  info: (message, facts) => console.log(line(message, facts)),
  warn: (message, facts) => console.warn(line(message, facts)),
  error: (message, facts) => console.error(line(message, facts)),
};

const line = (message: string, facts: Readonly<Record<string, string | number>> = {}): string => JSON.stringify({ message, ...facts });
