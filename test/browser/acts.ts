import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import type { PlaygroundPage } from '../support/browser';
import type { Values } from '../support/formFilling';
import { textAt } from '../support/json';
import type { cardsOn } from './cards';

export const PERSONAL = 'Personal Chat';
export const CHANNEL = 'Platform - Requests';

export const ANSWERS = {
  Summary: 'A cache for the shop', Service: 'Redis', Environments: ['devtest (dev)', 'nonprod (npd)'], Details: 'We need **one** more cache.',
} satisfies Values;

/** What people do, each in a word. */
export function actsOn(app: App, playground: PlaygroundPage, { cardWith, channelCard, pinned, press, shows }: ReturnType<typeof cardsOn>) {
  const { page } = playground;

  /** All that follows is done by this person. */
  async function be(name: string): Promise<void> {
    await playground.openChat(PERSONAL);
    const told = page.getByRole('paragraph').filter({ hasText: new RegExp(`^You are ${name} .*now`, 'u') });
    const before = await told.count();
    await playground.sendMessage(`be ${name}`);
    await told.nth(before).waitFor();
  }

  /** Fills in the dialog and sends it; the key of the new request. */
  async function submit(values: Values = {}): Promise<string> {
    await playground.openChat(PERSONAL);
    const dialog = await playground.openActionCommand();
    await playground.fill(dialog, { ...ANSWERS, ...values });
    const key = keyIn(await playground.pressInDialog(dialog, 'Submit request'));
    await playground.closeDialog();
    return key;
  }

  /** Opens the person's own view from a list; a list's newest card is the last. */
  async function openFrom(list: 'queue' | 'my requests', key: string): Promise<Locator> {
    await playground.openChat(PERSONAL);
    const title = list === 'queue' ? /^Queue/u : /^My requests/u;
    const lists = await page.locator('.ac-adaptiveCard').filter({ hasText: title }).count();
    await playground.sendMessage(list);
    await page.locator('.ac-adaptiveCard').filter({ hasText: title }).nth(lists).waitFor();
    const card = await pinned(cardWith(title));
    while (!(await card.getByRole('button', { name: key, exact: true }).count())) await press(card, 'Next');
    await press(card, key);
    return card;
  }

  /** Opens a form once nothing is on its way any more: a message that arrives scrolls the chat and draws anew what is being filled in. */
  async function openForm(view: Locator, title: string): Promise<void> {
    await settled(app.appUrl);
    await press(view, title);
  }

  /** A press on the person's own view, through the move's form where words are given. */
  async function move(view: Locator, title: string, values?: Values): Promise<void> {
    if (values !== undefined) await openForm(view, title);
    await press(view, title, values);
  }

  /** Type and priority first, then what the type needs. */
  async function classify(view: Locator, { Type, Priority, ...rest }: Values): Promise<void> {
    await openForm(view, 'Classify');
    await press(view, 'Next', { ...(Type === undefined ? {} : { Type }), ...(Priority === undefined ? {} : { Priority }) });
    await press(view, 'Classify', rest);
  }

  /** The channel card once all is delivered: everybody's version, with this status. */
  async function sharedCard(key: string, status: string): Promise<Locator> {
    await settled(app.appUrl);
    await playground.openChat(CHANNEL);
    const card = channelCard(key);
    await shows(card, new RegExp(`^${key}${status}`, 'u'));
    await card.filter({ hasNot: page.getByRole('button', { name: 'History', exact: true }) }).waitFor();
    return card;
  }

  /** The presser's own view in place of the channel card. */
  async function myActions(key: string, status: string): Promise<Locator> {
    const card = await sharedCard(key, status);
    await press(card, 'My actions');
    return card;
  }

  return { be, submit, openFrom, openForm, move, classify, sharedCard, myActions };
}

export function keyIn(answer: unknown): string {
  const [key] = /PLAT-\d+/u.exec(textAt(answer, 'task', 'value') ?? '') ?? assert.fail(`No key in ${JSON.stringify(answer).slice(0, 2_000)}`);
  return key;
}
