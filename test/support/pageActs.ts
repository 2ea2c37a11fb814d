import { strict as assert } from 'node:assert';
import type { Locator, Page, Response } from 'playwright-core';
import { quoted } from './cardReading';

/** How long an act on the page may take. */
export const WAIT_MS = 10_000;

const invokeAnswered = (page: Page): Promise<Response> => page.waitForResponse(
  (response) => response.url().includes('/_conversation/v1/invoke') && response.request().method() === 'POST');

/** Does something that makes the page call the bot, and gives the bot's answer. */
export async function answerTo(page: Page, what: string, act: () => Promise<void>): Promise<unknown> {
  const [response] = await Promise.all([
    invokeAnswered(page).catch(() => assert.fail(`${what}: the page did not call the bot within ${WAIT_MS} ms (a required input may be empty)`)),
    act(),
  ]);
  const text = await response.text();
  if (!response.ok()) assert.fail(`${what}: the bot's answer came through as ${response.status()} ${text.slice(0, 500)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** The button with exactly this title, also one behind "…", where a row's seventh and later buttons go. */
export async function buttonIn(scope: Locator, title: string): Promise<Locator> {
  const button = scope.locator(`button[aria-label=${JSON.stringify(title)}]`);
  await button.or(scope.locator('button')).first().waitFor();
  if (await button.count()) return button.last();
  for (const more of await scope.locator('button[aria-label="More options"]').all()) {
    await more.click();
    const item = scope.page().getByRole('menuitem', { name: title, exact: true });
    if (await item.count()) return item;
    await scope.page().keyboard.press('Escape');
  }
  const buttons = await scope.locator('button[aria-label]').all();
  const titles = (await Promise.all(buttons.map((one) => one.getAttribute('aria-label')))).map(String);
  assert.fail(`No button "${title}" on the page. There is: ${quoted(titles)}`);
}
