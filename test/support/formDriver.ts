import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { quoted } from './cardReading';
import type { Values } from './formFilling';

/** Puts values into the inputs of a card on the page, named by their labels, as a person would: by clicking and typing. */
export async function fill(scope: Locator, values: Values): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const input = await inputLabelled(scope, label);
    if (typeof value === 'boolean') await input.locator('input[type=checkbox]').setChecked(value);
    else if (typeof value === 'string') await fillOne(input, value);
    else await chooseSeveral(input, value);
  }
}

/** Labels of all inputs in the scope, in order. */
export async function labelsIn(scope: Locator): Promise<string[]> {
  const labels = await scope.locator('div > label.ac-richTextBlock').allTextContents();
  return labels.map((label) => label.replace(/ \*$/, ''));
}

/** The box of one input; the label of a required one ends in a star. */
async function inputLabelled(scope: Locator, label: string): Promise<Locator> {
  await scope.locator('label.ac-richTextBlock').first().waitFor();
  const labels = await labelsIn(scope);
  const place = labels.indexOf(label);
  if (place < 0) assert.fail(`No input "${label}" on the page. There is: ${quoted(labels)}`);
  return scope.locator('div > label.ac-richTextBlock').nth(place).locator('xpath=..');
}

async function fillOne(input: Locator, value: string): Promise<void> {
  if (await input.getByRole('radiogroup').count()) return input.getByRole('radio', { name: value, exact: true }).check();
  const combobox = input.getByRole('combobox');
  if (await combobox.count()) return pick(input, [value]);
  const box = input.locator('textarea, input').first();
  await box.fill(value);
  return box.blur();
}

/** Exactly these choices are ticked afterwards. */
async function chooseSeveral(input: Locator, titles: readonly string[]): Promise<void> {
  if (await input.getByRole('combobox').count()) return pick(input, titles);
  const boxes = await input.getByRole('checkbox').all();
  const names = await Promise.all(boxes.map((box) => box.getAttribute('aria-label')));
  const unknown = titles.filter((title) => !names.includes(title));
  if (unknown.length > 0) assert.fail(`No choice ${quoted(unknown)}. There is: ${quoted(names.map(String))}`);
  for (const [place, box] of boxes.entries()) await box.setChecked(titles.includes(names[place] ?? ''));
}

/** Opens a dropdown and picks from it; the list is drawn at the end of the page. */
async function pick(input: Locator, titles: readonly string[]): Promise<void> {
  const combobox = input.getByRole('combobox');
  await combobox.click();
  for (const title of titles) {
    const choice = input.page().locator('[role=option]:visible, [role=menuitemcheckbox]:visible').filter({ has: input.page().getByText(title, { exact: true }) });
    await choice.first().click();
  }
  if ((await combobox.getAttribute('aria-expanded')) === 'true') await combobox.press('Escape');
}
