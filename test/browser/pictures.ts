import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { reducedPng } from '../../.build/reducedPng';

const DOCS = join(__dirname, '..', '..', 'docs', 'pictures');

const IN_DOCS = process.env['SCREENSHOTS'] === '1';

/** One temp folder a run. */
let folder: Promise<string> | undefined;
const openFolder = (): Promise<string> => (IN_DOCS ? mkdir(DOCS, { recursive: true }).then(() => DOCS) : mkdtemp(join(tmpdir(), 'browser-pictures-')));

/** Pictures of what people see: with SCREENSHOTS=1 those of the docs are drawn anew, else they are left in the temp folder. */
export const picturesOf = (page: Page) => ({
  picture: async (name: string, what: Locator): Promise<void> => {
    const png = await shotOf(page, what);
    await writeFile(join(await (folder ??= openFolder()), `browser-${name}.png`), IN_DOCS ? await reducedPng(page, png) : png);
  },
});

/** What is taller than the window is shown whole in a taller one. */
async function shotOf(page: Page, what: Locator): Promise<Buffer> {
  const size = page.viewportSize();
  const height = Math.ceil((await what.boundingBox())?.height ?? 0) + AROUND;
  if (!size || height <= size.height) return what.screenshot();
  await page.setViewportSize({ ...size, height });
  const png = await what.screenshot();
  await page.setViewportSize(size);
  return png;
}

/** What the client shows above and below a chat. */
const AROUND = 300;
