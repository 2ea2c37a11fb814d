import { inspect } from 'node:util';

/** Tells the person at the terminal what went wrong where; the outside never sees it. */
export function reportFailure(where: string, error: unknown): void {
  process.stderr.write(`${where} failed: ${error instanceof Error ? error.stack ?? error.message : inspect(error)}\n`);
}
