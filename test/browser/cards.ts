import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { quoted } from '../support/cardReading';
import { fill } from '../support/formDriver';
import type { Values } from '../support/formFilling';
import { answerTo, buttonIn } from '../support/pageActs';

/** Cards in the chat: neither those in a dialog nor those inside a card. */
const CARDS = '.ac-adaptiveCard:not(.ac-adaptiveCard *):not([role=dialog] *)';

/** The cards of the open chat, found by the request's key, which each is read out with first. */
export function cardsOn(page: Page) {
  const ofRequest = (key: string, words: string | RegExp): Locator =>
    page.locator(CARDS).and(page.locator(`[aria-label^="${key}, "], [aria-label^="${key}:"]`)).filter({ hasText: words });

  return {
    /** The newest card in the chat with such words. */
    cardWith: (words: string | RegExp): Locator => page.locator(CARDS).filter({ hasText: words }).last(),
    /** The request's post in the channel, which comes before what stands in its thread. */
    channelCard: (key: string): Locator => ofRequest(key, '').first(),
    /** The newest of the request with such words. */
    cardOf: (key: string, words: string | RegExp): Locator => ofRequest(key, words).last(),
    /** The newest that would be in that person's own chat. */
    cardTo: (name: string, key: string, words = ''): Locator => ofRequest(key, new RegExp(`^To ${name}.*${words}`, 'su')).last(),
    /** The same card also when it says something else afterwards: chats only grow at their end. */
    pinned: async (card: Locator): Promise<Locator> => {
      await card.waitFor();
      const all = page.locator(CARDS);
      const [cards, wanted] = [await all.elementHandles(), await card.elementHandle()];
      for (const [at, one] of cards.entries()) if (await one.evaluate((element, other) => element === other, wanted)) return all.nth(at);
      return assert.fail('the card is gone');
    },
    press,
    shows,
    assertButtons,
  };
}

/** Fills in what is given and presses the button, once they are there; the bot's answer. */
async function press(card: Locator, title: string, values: Values = {}): Promise<unknown> {
  await hasButton(card, title, Object.keys(values));
  await fill(card, values);
  return answerTo(card.page(), `"${title}"`, async () => (await buttonIn(card, title)).click());
}

async function hasButton(card: Locator, title: string, labels: readonly string[]): Promise<void> {
  await card.locator(`button[aria-label=${JSON.stringify(title)}]`).first().waitFor().catch(() => complain(card, `No button "${title}"`));
  for (const label of labels) {
    await card.locator('label.ac-richTextBlock').filter({ hasText: label }).first().waitFor().catch(() => complain(card, `No input "${label}"`));
  }
}

/** Waits until the card says all of this. */
async function shows(card: Locator, ...all: readonly (string | RegExp)[]): Promise<void> {
  for (const words of all) await card.filter({ hasText: words }).waitFor().catch(() => complain(card, `No "${String(words)}" on the card`));
}

/** Exactly these buttons are on the card, in this order. */
async function assertButtons(card: Locator, titles: readonly string[]): Promise<void> {
  await hasButton(card, titles.at(-1) ?? '', []);
  const buttons = await card.locator('button[aria-label]').all();
  assert.deepEqual(await Promise.all(buttons.map((button) => button.getAttribute('aria-label'))), titles);
}

async function complain(card: Locator, what: string): Promise<never> {
  const there = await card.page().locator(CARDS).allInnerTexts();
  assert.fail(`${what}. ${(await card.count()) > 0 ? `It says: ${await card.innerText()}` : `There is: ${quoted(there)}`}`);
}
