import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { quoted } from './cardReading';
import type { Place } from './driveChats';
import { fill } from './formDriver';
import type { Values } from './formFilling';
import { answerTo, buttonIn } from './pageActs';

/** Cards in the chat: neither those in a dialog nor those inside a card. */
const CARDS = '.ac-adaptiveCard:not(.ac-adaptiveCard *):not([role=dialog] *)';

export function driveCards(page: Page, place: Place) {
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
