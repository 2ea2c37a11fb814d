import { strict as assert } from 'node:assert';
import { appInPlayground, settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { browserOrSkip, openPlayground } from '../support/browser';
import type { PlaygroundPage } from '../support/browser';
import { actsOn, PERSONAL } from './acts';
import { cardsOn } from './cards';
import { picturesOf } from './pictures';

/** How long the first start of the product and of the browser may take: bundling included, on a busy machine. */
const STARTED_WITHIN_MS = 120_000;

/** The real app behind the real Playground, in a browser of its own. */
export type Stage = Readonly<{ app: App }> & PlaygroundPage
  & ReturnType<typeof cardsOn> & ReturnType<typeof actsOn> & ReturnType<typeof picturesOf>;

/** A story of a dozen presses, each answered within a second where nothing else runs. */
export const STORY_MS = 60_000;

/** When the page begins anew, its chats empty: it becomes slow with the cards in them, so a test with many of them has its own. */
const ONCE = { open: before, close: after };
const FOR_EACH_TEST = { open: beforeEach, close: afterEach };

/** The stage for a `describe`. Without a browser its tests are skipped, and say so. */
export const useStage = (starting = appInPlayground): (() => Stage) => staged(ONCE, starting);
export const useStageForEachTest = (starting = appInPlayground): (() => Stage) => staged(FOR_EACH_TEST, starting);

function staged({ open, close }: typeof ONCE | typeof FOR_EACH_TEST, starting: () => Promise<App>): () => Stage {
  let stage: Stage | undefined;
  open(async function () {
    this.timeout(STARTED_WITHIN_MS);
    stage = await openStage(browserOrSkip(this), await starting());
  });
  close(async function () {
    this.timeout(STARTED_WITHIN_MS);
    if (stage) await settled(stage.app.appUrl); // A page that begins anew stumbles over an update of a card that it does not know.
    stage = undefined;
  });
  return () => stage ?? assert.fail('the stage is not open');
}

async function openStage(executablePath: string, app: App): Promise<Stage> {
  const playground = await showing(app.playgroundUrl ?? assert.fail('there is no Playground'), executablePath);
  const cards = cardsOn(playground.page);
  return { app, ...playground, ...cards, ...actsOn(app, playground, cards), ...picturesOf(playground.page) };
}

/** One browser for the whole run; it closes with it. */
let browser: PlaygroundPage | undefined;
after(() => browser?.close());

async function showing(url: string, executablePath: string): Promise<PlaygroundPage> {
  if (!browser) return (browser = await openPlayground(url, { executablePath }));
  await browser.page.goto(url);
  await browser.page.getByRole('treeitem', { name: PERSONAL }).waitFor();
  return browser;
}
