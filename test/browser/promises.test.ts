import { startLocal } from '../../src/local/supervisor';
import { advanceHours, runFunction, settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { CHANNEL } from './acts';
import { STORY_MS, useStage } from './stage';

describe('promises in a Teams client', function () {
  this.timeout(STORY_MS);
  // Their clock runs ahead, and a sweep looks at every request: an app of their own leaves the others in peace.
  let app: Promise<App> | undefined;
  const on = useStage(() => (app ??= startLocal({ port: 0, playgroundPort: 0, dataDir: 'memory' })));
  after(async () => (await app)?.stop());

  async function hoursLater(hours: number): Promise<void> {
    const { app } = on();
    await settled(app.appUrl);
    await advanceHours(app.appUrl, hours);
    await runFunction(app.appUrl, 'sweepPromises');
    await settled(app.appUrl);
  }

  it('tells in the thread of the request that nobody started its review within 48 hours', async () => {
    const { be, submit, cardOf, channelCard, shows, picture } = on();
    await be('Ana');
    const key = await submit({ Summary: 'Why is the pipeline slow' });
    await hoursLater(49);
    await on().openChat(CHANNEL);
    await shows(cardOf(key, 'was missed'), `The review of ${key} was missed: nobody has started it within 48 hours.`);
    await shows(channelCard(key), 'Review overdue since');
    await picture('promises-01-breach', channelCard(key));
  });

  it('offers the engineers more time or the end when a question was not answered within 72 hours', async () => {
    const { be, submit, openFrom, move, cardOf, pinned, press, shows, assertButtons, picture } = on();
    await be('Ana');
    const key = await submit({ Summary: 'A bigger disk' });
    await be('Erik');
    const view = await openFrom('queue', key);
    await move(view, 'Start review');
    await move(view, 'Ask the requester', { Question: 'How many gigabytes?' });
    await shows(view, `${key}Waiting on Customer`);
    await hoursLater(73);
    await on().openChat(CHANNEL);
    const offer = await pinned(cardOf(key, 'The answer is overdue'));
    await shows(offer, 'Ana Costa has not answered within 72 hours', 'How many gigabytes?');
    await assertButtons(offer, ['Give 72 more hours', 'Cancel request', 'My actions', 'Link']);
    await picture('promises-02-overdue', offer);
    await press(offer, 'Give 72 more hours');
    await settled(on().app.appUrl);
    await shows(cardOf(key, 'This has been settled'), 'Erik Holm gave more time to answer');
  });

  it('shows who is on call, and lets an engineer take over', async () => {
    const { be, cardWith, pinned, move, shows, picture } = on();
    await be('Edda');
    await on().sendMessage('on-call');
    const card = await pinned(cardWith(/^On-call/u));
    await shows(card, 'Erik Holm');
    await move(card, 'Take over', { Hours: '8' });
    await shows(card, /On call nowEdda Brandt/u, 'Instead of the rota');
    await picture('promises-03-on-call', card);
  });

  it('lets an engineer declare an incident and end it, and everybody see it', async () => {
    const { be, cardWith, pinned, press, move, shows, assertButtons, picture } = on();
    await be('Erik');
    await on().sendMessage('incident');
    const card = await pinned(cardWith(/^Incident/u));
    await shows(card, 'No incident is declared.');
    await move(card, 'Declare incident', { Incident: 'The storage account is down' });
    await shows(card, 'The storage account is down', 'Erik Holm');
    await picture('promises-04-incident', card);
    await be('Ana');
    await on().sendMessage('incident');
    await shows(cardWith(/^Incident/u).filter({ hasNotText: /Declare incident|End incident/u }), 'The storage account is down', 'Erik Holm');
    await be('Erik');
    await press(card, 'End incident');
    await shows(card, 'No incident is declared.');
    await assertButtons(card, ['Declare incident']);
  });
});
