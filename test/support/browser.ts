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

export { HOW_TO_GET_A_BROWSER, browserOrSkip, findBrowser } from './findBrowser';
export { fill, labelsIn } from './formDriver';
export type PlaygroundPage = Awaited<ReturnType<typeof openPlayground>>;

const WAIT_MS = 10_000;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--lang=en-US',
  // Requests are aborted one by one below, but redirects pass by there.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
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

/** Where the page is: in a channel the newest thread stands on top, in a chat the newest message at the bottom. */
type Place = { isChannel: boolean };

function driveChats(page: Page, place: Place) {
  /** Types in the box that begins a message or a post; each thread below has one more. */
  async function type(text: string): Promise<void> {
    const box = page.locator('[role=textbox][contenteditable=true]').first();
    await box.click();
    await box.pressSequentially(text);
  }

  return {
    /** 'Personal Chat', a group chat, or a channel by its name. */
    async openChat(name: string): Promise<void> {
      const item = page.getByRole('treeitem', { name }).first();
      await item.click();
      place.isChannel = (await item.getAttribute('aria-label'))?.includes(' - ') === true; // TEAM - CHANNEL
      await page.getByRole('button', { name: 'Post', exact: true }).waitFor({ state: place.isChannel ? 'visible' : 'hidden' });
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
        await type(' ');
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
  async function trigger(kind: string): Promise<void> {
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click();
    await page.getByRole('menuitem', { name: kind }).click();
  }

  async function create(commandId: string): Promise<Locator> {
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
      await trigger('Action Command');
      return create(commandId);
    },
    /** The same from the menu of a message. */
    async openActionCommandOn(messageText: string, commandId = ''): Promise<Locator> {
      const more = page.getByRole('button', { name: 'Show more information' });
      await page.locator('div').filter({ hasText: messageText }).filter({ has: more }).last().getByRole('button', { name: 'Show more information' }).first().click();
      await page.getByRole('menuitem', { name: 'Action Command' }).click();
      return create(commandId);
    },
    /** Searches from the compose box; the bot's answer. */
    async search(text: string): Promise<unknown> {
      await trigger('Search Command');
      return answerTo(page, 'Search Command', () => page.getByPlaceholder('Enter a search term').fill(text));
    },
    /** Pastes a link into Link Unfurling; the bot's answer. */
    async unfurl(url: string): Promise<unknown> {
      await trigger('Link Unfurling');
      const dialog = page.getByRole('dialog', { name: 'Link Unfurling' });
      return answerTo(page, 'Link Unfurling', () => dialog.getByLabel('Enter an URL').fill(url));
    },
    /** Closes the dialog that is open. */
    async closeDialog(): Promise<void> {
      await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    },
    /** Presses a button of the dialog's form; the bot's answer. */
    pressInDialog: (dialog: Locator, title: string): Promise<unknown> =>
      answerTo(page, `"${title}" in the dialog`, async () => (await buttonIn(dialog, title)).click()),
  };
}

function driveCards(page: Page, place: Place) {
  /** The newest card of the open chat that contains the text. */
  function cardWith(text: string): Locator {
    const cards = page.locator(CARDS).filter({ hasText: text });
    return place.isChannel ? cards.first() : cards.last();
  }

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
      const [request, popup] = await Promise.all([
        page.context().waitForEvent('request', (one) => one.isNavigationRequest()),
        page.waitForEvent('popup'),
        buttonIn(cardWith(cardText), title).then((button) => button.click()),
      ]);
      const address = request.url();
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
