/** Retries run in real time: after 1 s, doubling, at most 30 s (running.md, "Playing people"). */
export const retryDelayMs = (tries: number): number => Math.min(30_000, 1_000 * 2 ** Math.min(tries, 10));
