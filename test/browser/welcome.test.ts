import { strict as assert } from 'node:assert';
import { readSetup } from '../support/appUnderTest';
import { textAt } from '../support/json';
import { STORY_MS, useStage } from './stage';

describe('the welcome in a Teams client', function () {
  this.timeout(STORY_MS);
  const on = useStage();

  it('comes with the installation and lists who can be played, and what to write', async () => {
    const { app, cardWith, shows, picture } = on();
    const card = cardWith('On this machine you can be');
    await shows(card, 'How to start', 'my requests', 'queue', 'on-call', 'incident', 'be NAME');
    for (const { name, roles } of (await readSetup(app.appUrl)).people) await shows(card, `${name} (${roles.join(', ')})`);
    await picture('welcome', card);
  });

  it('lets its reader be somebody with one press', async () => {
    const { cardWith, press, shows } = on();
    const welcome = cardWith('On this machine you can be');
    await on().openChat('Personal Chat');
    assert.equal(textAt(await press(welcome, 'Erik Holm (engineer)'), 'value'), 'You are Erik Holm now (engineer).');
    await on().sendMessage('on-call');
    await shows(cardWith(/^On-call/u), 'Take over');
    assert.equal(textAt(await press(welcome, 'Ana Costa (requester)'), 'value'), 'You are Ana Costa now (requester).');
    await on().sendMessage('queue');
    await on().page.getByRole('paragraph').filter({ hasText: 'The queue is for the engineers' }).waitFor();
  });
});
