import { strict as assert } from 'node:assert';
import { browserOrSkip, findBrowser, openPlayground } from './browser';
import type { PlaygroundPage } from './browser';
import { allInputs, card, execute, messageWith, text } from './fixtures/cards';
import { startPlayground } from './fixtures/playground';
import { openTinyBot } from './fixtures/tinyBot';
import type { TinyBot } from './fixtures/tinyBot';
import { at, textAt } from './json';
import type { JsonObject } from './json';

const STARTED_WITHIN_MS = 60_000;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const rows = ['Start review', 'Comment', 'Assign', 'Files', 'Set priority', 'Cancel request', 'Seventh'];
const request = card([
  text('PLAT-1'),
  { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'as **typed**' }, { type: 'TextRun', text: ' and bold', weight: 'bolder' }] },
  { type: 'ActionSet', actions: rows.map((title) => execute(title, title)) },
  { type: 'ActionSet', actions: [execute('Open form', 'form'), { type: 'Action.OpenUrl', title: 'Link', url: 'http://127.0.0.1:9/r/PLAT-1' }] },
], { actions: [{ type: 'Action.ShowCard', title: 'More', card: card([{ type: 'Input.Text', id: 'note', label: 'Note' }], { actions: [execute('Send note', 'note')] }) }] });
const form = card([text('The form'), ...allInputs, { type: 'ActionSet', actions: [execute('Send', 'send', { data: { requestKey: 'PLAT-1' } })] }]);
const dialogForm = card(allInputs, { actions: [{ type: 'Action.Submit', title: 'Submit', data: { nonce: 'n' } }] });

function answer(activity: JsonObject): unknown {
  const [name, verb] = [activity['name'], textAt(activity, 'value', 'action', 'verb') ?? ''];
  if (activity['type'] === 'message') void say(activity);
  if (name === 'composeExtension/fetchTask') return { task: { type: 'continue', value: { title: 'New request', card: { contentType: ADAPTIVE, content: dialogForm } } } };
  if (name === 'composeExtension/submitAction') return { task: { type: 'message', value: 'Thanks' } };
  return name === 'adaptiveCard/action' ? { statusCode: 200, type: ADAPTIVE, value: verb === 'form' ? form : card([text(`Answer to ${verb}`)]) } : undefined;
}

const say = (activity: JsonObject): Promise<Response> =>
  fetch(`${String(activity['serviceUrl'])}/v3/conversations/${encodeURIComponent(String(at(activity, 'conversation', 'id')))}/activities`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(messageWith(request)),
  });

describe('the driver of the Playground', () => {
  let bot: TinyBot;
  let page: PlaygroundPage;
  const closers: (() => Promise<void>)[] = [];
  const sentData = (): unknown => at(bot.received.at(-1), 'value', 'action', 'data') ?? at(bot.received.at(-1), 'value', 'data');

  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    const executablePath = browserOrSkip(this);
    bot = await openTinyBot(answer);
    closers.unshift(bot.close);
    const playground = await startPlayground(bot.url);
    closers.unshift(playground.stop);
    page = await openPlayground(playground.url, { executablePath });
    closers.unshift(page.close);
  });
  after(async () => {
    for (const close of closers) await close();
  });
  beforeEach(async () => {
    await page.openChat('Personal Chat');
    await page.sendMessage('hello there');
    await page.waitForCard('PLAT-1');
  });

  it('presses any button of the newest card, also one behind the dots', async () => {
    for (const title of ['Start review', 'Seventh']) {
      await page.pressInCard('PLAT-1', title);
      await page.waitForCard(`Answer to ${title}`);
      await page.sendMessage('again');
      await page.waitForCard('PLAT-1');
    }
    await assert.rejects(page.pressInCard('PLAT-1', 'Approve'), /No button "Approve" on the page. There is: "Start review"/);
  });

  it('shows text runs as typed', async () => assert.match(await page.cardWith('PLAT-1').innerText(), /as \*\*typed\*\* and bold/));

  it('fills in every kind of input of a form in place', async () => {
    await page.pressInCard('PLAT-1', 'Open form');
    await page.pressInCard('The form', 'Send', {
      Summary: 'New cache', Service: 'Azure DevOps: Repositories', Environments: ['production (prd)', 'devtest (dev)'], Several: ['One', 'Three'],
      Details: 'line one\nline **two**', Urgency: true, Count: '3',
    });
    assert.deepEqual(sentData(), {
      requestKey: 'PLAT-1', summary: 'New cache', service: 'devops.repositories', environments: 'prd,dev', several: 'one,three',
      details: 'line one\nline **two**', urgent: 'true', count: '3',
    });
    await page.waitForCard('Answer to send');
  });

  it('opens a ShowCard and follows a link', async () => {
    await page.pressLocally('PLAT-1', 'More');
    assert.equal(await page.followLink('PLAT-1', 'Link'), 'http://127.0.0.1:9/r/PLAT-1');
    await page.pressInCard('PLAT-1', 'Send note', { Note: 'in there' });
    assert.deepEqual(sentData(), { note: 'in there' });
  });

  it('opens a form in a dialog, from the compose box and from a message', async () => {
    const onMessage = await page.openActionCommandOn('hello there', 'newRequest');
    assert.equal(at(bot.received.at(-1), 'value', 'messagePayload', 'body', 'content'), 'hello there');
    await assert.rejects(page.fill(onMessage, { Sumary: 'x' }), /No input "Sumary" on the page. There is: "Summary", "Service"/);
    await page.closeDialog();
    const dialog = await page.openActionCommand();
    assert.equal(at(bot.received.at(-1), 'value', 'commandId'), undefined);
    await page.fill(dialog, { Summary: 'From a dialog', Environments: [], Several: ['Two'] });
    assert.deepEqual(await page.pressInDialog(dialog, 'Submit'), { task: { type: 'message', value: 'Thanks' } });
    assert.deepEqual(sentData(), { nonce: 'n', summary: 'From a dialog', service: 'redis', several: 'two', urgent: 'false' });
    await dialog.getByText('Thanks').waitFor();
    await page.closeDialog();
  });

  it('posts in the channel, where the newest is on top', async () => {
    await page.openChat('Requests');
    for (const words of ['queue', 'report']) {
      await page.post(words, 'Tiny Bot');
      await page.waitForCard('PLAT-1');
    }
    assert.equal(bot.received.at(-1)?.['text'], '<at>Tiny Bot</at> report');
  });
});

describe('finding a browser', () => {
  it('takes CHROME_PATH first, and complains when nothing is there', () => {
    assert.equal(findBrowser({ CHROME_PATH: '/my/chrome' }, () => true), '/my/chrome');
    assert.throws(() => findBrowser({ CHROME_PATH: '/my/chrome' }, () => false), /CHROME_PATH is \/my\/chrome.*apt install chromium/);
  });
  it('says nothing when there is none', () => assert.equal(findBrowser({}, () => false), undefined));
});
