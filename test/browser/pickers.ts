import type { Locator } from 'playwright-core';

/** The box of an input that a form shows. */
const inputOf = (form: Locator, label: string): Locator =>
  form.locator('label.ac-richTextBlock').filter({ hasText: label }).locator('xpath=..').getByRole('combobox');

/** Types the beginning of a name and takes the person that the directory offers. */
export async function choosePerson(form: Locator, label: string, name: string): Promise<void> {
  await inputOf(form, label).pressSequentially(name.slice(0, 3));
  await form.page().getByRole('option').filter({ hasText: name }).first().click();
}

/** Opens the calendar, which begins with today, and takes the day a week later. */
export async function chooseDayInAWeek(form: Locator, label: string): Promise<void> {
  const page = form.page();
  await inputOf(form, label).click();
  await page.locator('td[aria-selected=true] button, td button[aria-current=date]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('grid').waitFor({ state: 'hidden' });
}
