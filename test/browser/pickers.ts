import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';

/** The box of an input that a form shows. */
const inputOf = (form: Locator, label: string): Locator =>
  form.locator('label.ac-richTextBlock').filter({ hasText: label }).locator('xpath=..').getByRole('combobox');

/** Types the beginning of a name and takes the person that the directory offers. */
export async function choosePerson(form: Locator, label: string, name: string): Promise<void> {
  await inputOf(form, label).pressSequentially(name.slice(0, 3));
  await form.page().getByRole('option').filter({ hasText: name }).first().click();
}

/** Opens the calendar, which begins with today, and takes the first day of the week after. */
export async function chooseDayNextWeek(form: Locator, label: string): Promise<void> {
  const [box, days] = [inputOf(form, label), form.page().getByRole('grid')];
  await box.click();
  await days.locator('td[aria-selected=true]').first().locator('xpath=ancestor::tr/following-sibling::tr[1]/td[1]//button').click();
  await days.waitFor({ state: 'hidden' });
  assert.notEqual(await box.inputValue(), '');
}
