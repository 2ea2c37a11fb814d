import { build, start, type AppName } from './apps';
import { commentOn, openForm, post, submit } from './invokes';
import { elapsedMs, medianMs, ratePerSecond } from './load';

const STARTS = 5;
const WORKERS = 16;

export interface AppFigures {
  readonly coldStartRatio: number;
  readonly moveRatio: number;
  readonly moveFloorRatio: number;
  readonly rssRatio: number;
}

/** Start, speed and memory of the product beside bare apps in the same host, all in one run. */
export async function measureApp(storageConnection: string): Promise<AppFigures> {
  const scripts = { product: await build('product'), hello: await build('hello'), echo: await build('echo') };
  const startMs = (name: AppName): Promise<number> => medianMs(() => elapsedMs(async () => {
    const app = await start(scripts[name], storageConnection);
    await post(app.url, openForm());
    await app.stop();
  }), STARTS);
  const coldStartRatio = (await startMs('product')) / (await startMs('hello'));
  const product = await load(scripts.product, storageConnection, {});
  const echo = await load(scripts.echo, storageConnection, {});
  const floor = await load(scripts.echo, storageConnection, { BENCH_FLOOR: '1' });
  const hello = await load(scripts.hello, storageConnection, {});
  return { coldStartRatio, moveRatio: product.rate / echo.rate, moveFloorRatio: product.rate / floor.rate, rssRatio: product.peakKb / hello.peakKb };
}

/** Moves by 16 people at once, each on a request of their own. */
async function load(script: string, storageConnection: string, env: Readonly<Record<string, string>>): Promise<{ readonly rate: number; readonly peakKb: number }> {
  const app = await start(script, storageConnection, env);
  const isProduct = script.includes('product');
  const keys: string[] = [];
  for (let worker = 0; worker < WORKERS; worker++) keys.push(isProduct ? await submit(app.url) : `PLAT-${worker + 1}`);
  const act = async (worker: number): Promise<void> => {
    await post(app.url, commentOn(keys[worker] ?? ''));
  };
  await ratePerSecond(act, { atOnce: WORKERS, seconds: 1 });
  const rate = await ratePerSecond(act, { atOnce: WORKERS });
  const figures = { rate, peakKb: app.peakKb() };
  await app.stop();
  return figures;
}
