/** Does something that stops when its signal says so, after `limitMs` at the latest. */
export async function within<T>(limitMs: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limitMs);
  try {
    return await act(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The result of something that knows of no signal, or an error once the signal says stop. */
export function orAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('took too long')), { once: true }));
  return Promise.race([work(), aborted]);
}
