import type { Locator, Page } from 'playwright-core';
import { answerTo, buttonIn } from './pageActs';

/** The messaging extension: dialogs, search, links. */
export function driveForms(page: Page) {
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
