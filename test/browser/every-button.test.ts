import { strict as assert } from 'node:assert';
import { settled } from '../support/appUnderTest';
import { PERSONAL } from './acts';
import { chooseDayNextWeek, choosePerson } from './pickers';
import { STORY_MS, useStageForEachTest } from './stage';

const CHANGE = { Type: 'Change', Priority: 'Low', 'Implementation plan': 'Turn it on.', 'Backout plan': 'Turn it off.' };

describe('every other button in a Teams client', function () {
  this.timeout(STORY_MS);
  const on = useStageForEachTest();

  it('Ask the requester, Answer, Comment, History', async () => {
    const { app, be, submit, openFrom, openForm, move, press, shows, cardTo, pinned, picture } = on();
    await be('Ana');
    const key = await submit();
    await be('Erik');
    const view = await openFrom('queue', key);
    await move(view, 'Start review');
    await move(view, 'Ask the requester', { Question: 'In which region?' });
    await shows(view, `${key}Waiting on Customer`);
    await settled(app.appUrl);
    await be('Ana');
    await shows(cardTo('Ana Costa', key, 'asks you'), 'In which region?');
    const card = await pinned(cardTo('Ana Costa', key, 'History'));
    await shows(card, `${key}Waiting on Customer`, 'In which region?');
    await picture('buttons-01-question', card);
    await openForm(card, 'Answer');
    await picture('buttons-02-answer', card);
    await press(card, 'Answer', { Answer: 'West Europe, please.' });
    await shows(card, `${key}Review`);
    await be('Erik');
    await press(view, 'My actions');
    await shows(view, `${key}Review`, 'West Europe, please.');
    await move(view, 'Comment', { Comment: 'That fits.' });
    await shows(view, 'That fits.');
    await press(view, 'History');
    await shows(view, 'Ana Costa answered', 'Erik Holm asked the requester', 'In which region?', 'Submitted → Review');
    await press(view, 'Back');
    await shows(view, 'Last moves');
    await shows(cardTo('Erik Holm', key), 'Ana Costa has answered');
  });

  it('Block, which says when there is no such request, and Unblock', async () => {
    const { be, submit, openFrom, move, press, shows, picture } = on();
    await be('Ana');
    const first = await submit({ Summary: 'A new network' });
    const key = await submit({ Summary: 'A machine in the new network' });
    await be('Erik');
    const view = await openFrom('queue', key);
    await move(view, 'Start review');
    await move(view, 'Block', { 'Blocked by': 'PLAT-99' });
    await shows(view, 'no request PLAT-99');
    assert.equal(await view.locator('input').inputValue(), 'PLAT-99');
    await picture('buttons-03-block', view);
    await press(view, 'Block', { 'Blocked by': first });
    await shows(view, `${key}Blocked`, `Blocked by${first}`);
    await move(view, 'Unblock');
    await shows(view, `${key}Review`, 'Erik Holm unblocked the request');
  });

  it('Amend answers, Assign, Set priority, Cancel request, Reopen', async () => {
    const { be, submit, openFrom, openForm, move, press, shows, cardTo, picture } = on();
    await be('Ana');
    const key = await submit();
    const mine = await openFrom('my requests', key);
    await openForm(mine, 'Amend answers');
    await shows(mine, 'Amend answers');
    assert.equal(await mine.locator('textarea').inputValue(), 'We need **one** more cache.');
    await press(mine, 'Amend answers', { Summary: 'Two caches for the shop' });
    await shows(mine, 'Two caches for the shop', 'Ana Costa amended the answers');
    await be('Erik');
    const view = await openFrom('queue', key);
    await move(view, 'Assign', { Assignee: 'Edda Brandt' });
    await shows(view, 'AssigneeEdda Brandt');
    await move(view, 'Set priority', { Priority: 'Critical' });
    await shows(view, 'PriorityCritical');
    await shows(cardTo('Edda Brandt', key), 'Erik Holm has assigned this request to you.');
    await be('Ana');
    await move(mine, 'My actions');
    await move(mine, 'Cancel request', { Reason: 'We found a spare one.' });
    await shows(mine, `${key}Done`, 'ResolutionCanceled', 'We found a spare one.');
    await picture('buttons-04-canceled', mine);
    await move(mine, 'Reopen', { Reason: 'It is gone again.' });
    await shows(mine, `${key}Review`, 'It is gone again.');
  });

  it('Delegate, Reject', async () => {
    const { be, submit, openFrom, openForm, press, move, classify, shows, cardTo, pinned, sharedCard } = on();
    await be('Ana');
    const key = await submit();
    await be('Iris');
    const view = await openFrom('queue', key);
    await move(view, 'Start review');
    await classify(view, CHANGE);
    await move(view, 'Finish review');
    await openForm(view, 'Delegate');
    await shows(view, 'Until');
    await chooseDayNextWeek(view, 'Until');
    await press(view, 'Delegate', { Approver: 'Ines Moreau' });
    await shows(view, 'Ines Moreau decides for Iris Novak');
    await be('Ines');
    await shows(cardTo('Ines Moreau', key, 'on to you'), 'Iris Novak has handed their say');
    const card = await pinned(cardTo('Ines Moreau', key, 'Your approval is asked'));
    await move(card, 'Reject', { Reason: 'Not in December.' });
    await shows(await sharedCard(key, 'Review'), 'Ines Moreau rejected', 'Not in December.');
    await on().openChat(PERSONAL);
    await shows(cardTo('Ines Moreau', key, 'This round of approval is void'), 'Ines Moreau rejected');
  });

  it('Name manager, Back to review', async () => {
    const { be, submit, openFrom, openForm, move, classify, press, shows, picture } = on();
    await be('Ana');
    const key = await submit();
    await be('Erik');
    const view = await openFrom('queue', key);
    await move(view, 'Start review');
    await openForm(view, 'Name manager');
    await shows(view, 'Manager');
    await choosePerson(view, 'Manager', 'Edda Brandt');
    await picture('buttons-05-name-manager', view);
    await press(view, 'Name manager', { Reason: 'She stands in for Mara.' });
    await classify(view, { ...CHANGE, 'Ask the manager': true });
    await shows(view, 'Will be asked');
    await move(view, 'Finish review');
    await shows(view, `${key}Authorize`, 'Waits for Edda Brandt, the manager');
    await move(view, 'Back to review', { Reason: 'The plan changes.' });
    await shows(view, `${key}Review`, 'The plan changes.');
  });

  it('See all in pages, Link', async () => {
    const { app, be, submit, sharedCard, press, shows, assertButtons } = on();
    await be('Ana');
    const details = Array.from({ length: 120 }, (_, line) => `Line ${line + 1} of the log: the service answered with an error, and then once more.`).join('\n\n');
    const key = await submit({ Summary: 'A long log', Details: details });
    const card = await sharedCard(key, 'Submitted');
    await assertButtons(card, ['See all', 'My actions', 'Link']);
    await press(card, 'See all');
    await shows(card, 'Line 1 of the log');
    await press(card, 'Next');
    await shows(card, 'Page 2 of', 'Line 120 of the log');
    await press(card, 'Back');
    await shows(card, 'Page 1 of', 'Line 1 of the log');
    await press(card, 'Back');
    await assertButtons(card, ['Amend answers', 'Comment', 'Cancel request', 'See all', 'History', 'My actions', 'Link']);
    assert.equal(await on().followLink(`${key}Submitted`, 'Link'), `${app.appUrl}/r/${key}`);
    await on().openChat(PERSONAL);
  });

  it('My actions of somebody who has no part in the request', async () => {
    const { be, submit, myActions, shows, assertButtons } = on();
    await be('Mara');
    const key = await submit({ Summary: 'A matter of her own' });
    await be('Ana');
    const card = await myActions(key, 'Submitted');
    await shows(card, 'Mara Klein', 'see more here');
    await assertButtons(card, ['My actions', 'Link']);
  });
});
