import type { Locator } from 'playwright-core';

/** The box of an input that a form shows. */
const inputOf = (form: Locator, label: string): Locator =>
  form.locator('label.ac-richTextBlock').filter({ hasText: label }).locator('xpath=..').getByRole('combobox');

/** Types the beginning of a name and takes the person that the directory offers. */
export async function choosePerson(form: Locator, label: string, name: string): Promise<void> {
  await inputOf(form, label).pressSequentially(name.slice(0, 3));
  await form.page().getByRole('option').filter({ hasText: name }).first().click();
}
