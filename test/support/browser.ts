import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { driveCards } from './driveCards';
import { driveChats } from './driveChats';
import type { Place } from './driveChats';
import { driveForms } from './driveForms';
import { HOW_TO_GET_A_BROWSER, findBrowser } from './findBrowser';
import { fill } from './formDriver';
import { WAIT_MS } from './pageActs';

export { HOW_TO_GET_A_BROWSER, browserOrSkip, findBrowser } from './findBrowser';
export { fill, labelsIn } from './formDriver';
export type PlaygroundPage = Awaited<ReturnType<typeof openPlayground>>;

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--lang=en-US',
  // Requests are aborted one by one below, but redirects pass by there.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];
const LOCAL = /^(data|blob|about):|^(https?|wss?):\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/;

/** The Agents Playground in a headless browser with a profile of its own, driven as a person would. Nothing leaves this machine. */
export async function openPlayground(url: string, { executablePath = findBrowser() }: { executablePath?: string | undefined } = {}) {
  if (executablePath === undefined) throw new Error(HOW_TO_GET_A_BROWSER);
  const profile = await mkdtemp(join(tmpdir(), 'playground-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, args: FLAGS, viewport: { width: 1280, height: 1000 }, locale: 'en-US', timezoneId: 'UTC',
  });
  const close = async (): Promise<void> => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await firstPage(context, url);
    const place: Place = { isChannel: false };
    return {
      page, close, fill, ...driveChats(page, place), ...driveForms(page), ...driveCards(page, place),
      screenshot: (path: string) => page.screenshot({ path, fullPage: true }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function firstPage(context: BrowserContext, url: string): Promise<Page> {
  context.setDefaultTimeout(WAIT_MS);
  await context.route((address) => !LOCAL.test(address.href), (route) => route.abort());
  const page = context.pages()[0] ?? await context.newPage();
  await page.goto(url);
  await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  return page;
}
