/** How often an act completes in a second, with so many at once, for so long. Fails when one of them fails. */
export async function ratePerSecond(act: (worker: number) => Promise<void>, { atOnce = 16, seconds = 4 } = {}): Promise<number> {
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  let done = 0;
  const work = async (worker: number): Promise<void> => {
    while (performance.now() < endMs) {
      await act(worker);
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
  return done / ((performance.now() - startMs) / 1_000);
}

/** The median of several runs: the machines are noisy. */
export async function medianMs(run: () => Promise<number>, times: number): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time++) all.push(await run());
  return all.sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? NaN;
}

export async function elapsedMs(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
}
