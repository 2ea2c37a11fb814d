import { strict as assert } from 'node:assert';
import { appInPlayground } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { browserOrSkip, openPlayground } from '../support/browser';
import type { PlaygroundPage } from '../support/browser';
import { actsOn } from './acts';
import { cardsOn } from './cards';
import { picturesOf } from './pictures';

/** How long the first start of the product and of the browser may take: bundling included, on a busy machine. */
const STARTED_WITHIN_MS = 120_000;

/** The real app behind the real Playground, in a browser of its own. */
export type Stage = Readonly<{ app: App; close: () => Promise<void> }> & PlaygroundPage
  & ReturnType<typeof cardsOn> & ReturnType<typeof actsOn> & ReturnType<typeof picturesOf>;

/** For a file's `before`: without a browser its tests are skipped, and say so. */
export async function openStage(context: Mocha.Context): Promise<Stage> {
  context.timeout(STARTED_WITHIN_MS);
  const executablePath = browserOrSkip(context);
  const app = await appInPlayground();
  const playground = await openPlayground(app.playgroundUrl ?? assert.fail('there is no Playground'), { executablePath });
  const cards = cardsOn(playground.page);
  return { app, ...playground, ...cards, ...actsOn(app, playground, cards), ...picturesOf(playground.page) };
}
