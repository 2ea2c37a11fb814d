import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { AdaptiveCard } from '../src/cards';
import { findBrowser, HOW_TO_GET_A_BROWSER } from '../test/support/findBrowser';
import { SAMPLE_CARDS } from './sampleCards';
import { reducedPng } from './reducedPng';

/**
 * `npm run pictures`: draws every card with the public renderer, as wide as a desktop chat and as a phone, into docs/pictures.
 * Names follow from the samples; a picture whose card is gone is removed. Those of the browser tests (browser-*.png) are theirs.
 */
const FOLDER = join(__dirname, '..', 'docs', 'pictures');
const WIDTHS = { desktop: 600, phone: 360 } as const;
/** Cards whose phone picture shows something that the desktop's does not. */
const ON_PHONE: ReadonlySet<string> = new Set(['questionnaire', 'channel-waiting', 'own-in-progress', 'approval-manager', 'form-classify-2']);

const FONT = "'Segoe UI', 'Liberation Sans', Arial, sans-serif";
const HOST_CONFIG = {
  fontFamily: FONT,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#E0E0E0' },
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  containerStyles: {
    default: { backgroundColor: '#FFFFFF', foregroundColors: colors('#242424', '#616161') },
    emphasis: { backgroundColor: '#F5F5F5', foregroundColors: colors('#242424', '#616161') },
    warning: { backgroundColor: '#FBF6D9', foregroundColors: colors('#242424', '#616161') },
  },
  actions: {
    maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
  },
  inputs: { label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } } },
};

function colors(dark: string, subtle: string): Readonly<Record<string, { default: string; subtle: string }>> {
  return {
    default: { default: dark, subtle },
    accent: { default: '#5B5FC7', subtle: '#5B5FC7' },
    good: { default: '#237B4B', subtle: '#237B4B' },
    warning: { default: '#835C00', subtle: '#835C00' },
    attention: { default: '#C4314B', subtle: '#C4314B' },
  };
}

const STYLES = `
  body { margin: 0; padding: 12px; background: #F0F0F0; font-family: ${FONT}; }
  #card { background: #FFF; border: 1px solid #E0E0E0; border-radius: 6px; }
  .ac-pushButton { font: 600 14px ${FONT}; padding: 5px 12px; min-height: 32px; background: #FFF; border: 1px solid #D1D1D1; border-radius: 4px; color: #242424; }
  .ac-pushButton.style-positive { background: #5B5FC7; border-color: #5B5FC7; color: #FFF; }
  .ac-pushButton.style-destructive { color: #C4314B; border-color: #C4314B; }
  .ac-input { font: 14px ${FONT}; } .ac-textInput, .ac-multichoiceInput:not(div) { border: 1px solid #D1D1D1; border-bottom-color: #616161; border-radius: 4px; padding: 5px 10px; box-sizing: border-box; }
  textarea.ac-textInput { min-height: 64px; } select.ac-input { background: #FFF; height: 32px; }
  a { color: #5B5FC7; } p { margin: 0; } p + p, ul + p, ol + p, p + ul, p + ol { margin-top: 8px; } ul, ol { margin: 0; padding-left: 20px; }
`;

async function openRenderer(page: Page): Promise<void> {
  const locate = createRequire(__filename);
  await page.setContent(`<!doctype html><html lang="en"><style>${STYLES}</style><body><div id="card"></div></body></html>`);
  await page.addScriptTag({ path: locate.resolve('adaptivecards/dist/adaptivecards.min.js') });
  await page.addScriptTag({ path: join(locate.resolve('markdown-it/package.json'), '..', 'dist', 'browser', 'markdown-it.umd.min.js') });
}

async function draw(page: Page, card: AdaptiveCard, width: number, path: string): Promise<void> {
  await page.setViewportSize({ width, height: 10 });
  await page.evaluate(DRAW, [card, HOST_CONFIG] as const);
  const shot = await page.screenshot({ fullPage: true });
  await writeFile(path, await reducedPng(page, shot));
}

/** The page's own global, as little of it as is used: the DOM's types would be there for the whole house. */
declare const document: { getElementById(id: string): { replaceChildren(child: object): void } | null };

/** Runs in the page. */
const DRAW = ([card, config]: readonly [unknown, unknown]): void => {
  const { AdaptiveCards, markdownit } = globalThis as unknown as PageGlobals;
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(config);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit().render(text);
    result.didProcess = true;
  };
  drawn.parse(card);
  const place = document.getElementById('card');
  const element = drawn.render();
  if (place && element) place.replaceChildren(element);
};

interface PageGlobals {
  readonly AdaptiveCards: {
    readonly HostConfig: new (config: unknown) => unknown;
    readonly AdaptiveCard: (new () => { hostConfig: unknown; parse(card: unknown): void; render(): object | undefined }) & {
      onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
    };
  };
  readonly markdownit: () => { render(text: string): string };
}

async function main(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(HOW_TO_GET_A_BROWSER);
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] });
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'UTC' });
  await openRenderer(page);
  const names = new Set<string>();
  for (const [card, content] of Object.entries(SAMPLE_CARDS))
    for (const [device, width] of Object.entries(WIDTHS)) {
      if (device === 'phone' && !ON_PHONE.has(card) && process.env['ALL_PHONE'] !== '1') continue;
      const name = `${card}${device === 'phone' ? '-phone' : ''}.png`;
      names.add(name);
      await draw(page, content, width, join(FOLDER, name));
    }
  await browser.close();
  const stale = (await readdir(FOLDER)).filter((name) => name.endsWith('.png') && !name.startsWith('browser-') && !names.has(name));
  await Promise.all(stale.map((name) => rm(join(FOLDER, name))));
  process.stdout.write(`${names.size} pictures in docs/pictures\n`);
}

void main();
