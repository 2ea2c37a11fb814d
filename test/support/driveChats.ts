import type { Page } from 'playwright-core';

/** Where the page is: in a channel the newest thread stands on top, in a chat the newest message at the bottom. */
export type Place = { isChannel: boolean };

export function driveChats(page: Page, place: Place) {
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
