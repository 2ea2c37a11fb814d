import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { quoted } from './cardReading';
import { HOW_TO_GET_A_BROWSER, findBrowser } from './findBrowser';
import { fill } from './formDriver';
import type { Values } from './formFilling';

export { HOW_TO_GET_A_BROWSER, findBrowser } from './findBrowser';
export { fill, labelsIn } from './formDriver';
export type PlaygroundPage = Awaited<ReturnType<typeof openPlayground>>;

const WAIT_MS = 10_000;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--lang=en-US',
];
const LOCAL = /^(data|blob|about):|^(https?|wss?):\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/;
/** Cards in the chat: neither those in a dialog nor those inside a card. */
const CARDS = '.ac-adaptiveCard:not(.ac-adaptiveCard *):not([role=dialog] *)';

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
    return { page, close, fill, ...driveChats(page), ...driveForms(page), ...driveCards(page), screenshot: (path: string) => page.screenshot({ path, fullPage: true }) };
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

function driveChats(page: Page) {
  const textbox = page.locator('[role=textbox][contenteditable=true]');

  async function type(text: string): Promise<void> {
    await textbox.last().click();
    await textbox.last().pressSequentially(text);
  }

  return {
    /** 'Personal Chat', or a channel by its name. */
    async openChat(name: string): Promise<void> {
      await page.getByRole('treeitem', { name }).first().click();
    },
    /** Says something in the chat that is open. */
    async sendMessage(text: string): Promise<void> {
      await type(text);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    /** Posts in the channel that is open; the bot hears a post only when it is mentioned. */
    async post(text: string, mention?: string): Promise<void> {
      if (mention !== undefined) {
        await type(`@${mention.slice(0, 3)}`);
        await page.locator('#typeahead-menu [role=menuitem]').filter({ hasText: mention }).first().click();
      }
      await type(text);
      await page.getByRole('button', { name: 'Post', exact: true }).click();
    },
  };
}

const invokeAnswered = (page: Page) => page.waitForResponse(
  (response) => response.url().includes('/_conversation/v1/invoke') && response.request().method() === 'POST');

/** Does something that makes the page call the bot, and gives the bot's answer. */
async function answerTo(page: Page, what: string, act: () => Promise<void>): Promise<unknown> {
  const [response] = await Promise.all([
    invokeAnswered(page).catch(() => assert.fail(`${what}: the page did not call the bot within ${WAIT_MS} ms (a required input may be empty)`)),
    act(),
  ]);
  const text = await response.text();
  if (!response.ok()) assert.fail(`${what}: the bot's answer came through as ${response.status()} ${text.slice(0, 500)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function driveForms(page: Page) {
  async function create(commandId: string): Promise<Locator> {
    await page.getByRole('menuitem', { name: 'Action Command' }).click();
    const asked = page.getByPlaceholder('Input command id or leave blanks');
    await asked.fill(commandId);
    await answerTo(page, 'Action Command', () => page.getByRole('button', { name: 'Create' }).click());
    const dialog = page.getByRole('dialog').last();
    await dialog.locator('.ac-adaptiveCard').waitFor();
    return dialog;
  }

  return {
    /** Opens the messaging extension's form from the compose box; its dialog. */
    async openActionCommand(commandId = ''): Promise<Locator> {
      await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
      return create(commandId);
    },
    /** The same from the menu of a message. */
    async openActionCommandOn(messageText: string, commandId = ''): Promise<Locator> {
      await page.getByText(messageText, { exact: true }).last().hover();
      await page.getByRole('button', { name: 'More Options' }).last().click();
      return create(commandId);
    },
    /** Presses a button of the dialog's form; the bot's answer. */
    pressInDialog: (dialog: Locator, title: string): Promise<unknown> =>
      answerTo(page, `"${title}" in the dialog`, async () => (await buttonIn(dialog, title)).click()),
  };
}

function driveCards(page: Page) {
  /** The last card of the chat that contains the text. */
  const cardWith = (text: string): Locator => page.locator(CARDS).filter({ hasText: text }).last();

  return {
    cardWith,
    /** Waits until the last card with this text is on the page. */
    async waitForCard(text: string): Promise<Locator> {
      await cardWith(text).waitFor().catch(async () => {
        assert.fail(`No card with "${text}" came. There is: ${quoted(await page.locator(CARDS).allInnerTexts())}`);
      });
      return cardWith(text);
    },
    /** Fills in what is given, presses the button of the last card with this text, and gives the bot's answer. */
    async pressInCard(cardText: string, title: string, values: Values = {}): Promise<unknown> {
      const card = cardWith(cardText);
      await card.waitFor();
      await fill(card, values);
      return answerTo(page, `"${title}" in the card "${cardText}"`, async () => (await buttonIn(card, title)).click());
    },
    /** Presses a button that the page handles alone: Action.ShowCard, ToggleVisibility. */
    async pressLocally(cardText: string, title: string): Promise<void> {
      await (await buttonIn(cardWith(cardText), title)).click();
    },
    /** Presses an Action.OpenUrl; the address that it opens. */
    async followLink(cardText: string, title: string): Promise<string> {
      const [popup] = await Promise.all([page.waitForEvent('popup'), (await buttonIn(cardWith(cardText), title)).click()]);
      await popup.waitForURL(/^(?!about:blank)/, { waitUntil: 'commit' }).catch(() => undefined);
      const address = popup.url();
      await popup.close();
      return address;
    },
  };
}

/** The button with exactly this title, also one behind "…", where a row's seventh and later buttons go. */
async function buttonIn(scope: Locator, title: string): Promise<Locator> {
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
