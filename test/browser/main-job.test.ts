import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { ANSWERS, keyIn, PERSONAL } from './acts';
import { STORY_MS, useStage } from './stage';

const PLANS = { 'Implementation plan': 'Create the cache.\nTell the shop its address.', 'Backout plan': 'Delete the cache.' };

describe('the main job in a Teams client', function () {
  this.timeout(STORY_MS);
  const on = useStage();

  describe('one request, from the dialog to Done', () => {
    let key = '';

    it('asks four questions, keeps what was typed when one is faulty, and tells the key', async () => {
      const { be, picture, fill } = on();
      await be('Ana');
      await on().openChat(PERSONAL);
      const dialog = await on().openActionCommand();
      await picture('job-01-dialog', dialog);
      await fill(dialog, { ...ANSWERS, Summary: 'one two three four five six seven eight nine ten eleven' });
      await on().pressInDialog(dialog, 'Submit request');
      await dialog.getByText('Summary: please use 10 words or fewer, this has 11.').waitFor();
      await picture('job-02-dialog-fault', dialog);
      assert.deepEqual(await typedIn(dialog), {
        texts: ['one two three four five six seven eight nine ten eleven', ANSWERS.Details], service: 'Redis', environments: ANSWERS.Environments,
      });
      await fill(dialog, { Summary: ANSWERS.Summary });
      key = keyIn(await on().pressInDialog(dialog, 'Submit request'));
      await dialog.getByText(`your request is ${key}`).waitFor();
      await picture('job-03-thanks', dialog);
      await on().closeDialog();
    });

    it('shows one card in the channel and one to the requester', async () => {
      const { sharedCard, assertButtons, shows, cardTo, picture } = on();
      const card = await sharedCard(key, 'Submitted');
      await shows(card, ANSWERS.Summary, 'Redis', 'devtest (dev), nonprod (npd)', 'We need one more cache.', 'Ana Costa submitted the request');
      await assertButtons(card, ['My actions', 'Link']);
      await picture('job-04-channel', card);
      await on().openChat(PERSONAL);
      await assertButtons(cardTo('Ana Costa', key), ['Amend answers', 'Comment', 'Cancel request', 'See all', 'History', 'My actions', 'Link']);
    });

    it('lets an engineer review and classify it on the channel card', async () => {
      const { be, myActions, openForm, press, move, shows, classify, picture } = on();
      await be('Erik');
      const first = await myActions(key, 'Submitted');
      await picture('job-05-my-actions', first);
      await move(first, 'Start review');
      const second = await myActions(key, 'Review');
      await openForm(second, 'Classify');
      await picture('job-06-classify-type', second);
      await press(second, 'Back');
      await classify(second, { Type: 'Change', Priority: 'Medium', ...PLANS });
      const third = await myActions(key, 'Review');
      await shows(third, 'Change', 'Medium', 'Erik Holm classified the request');
      await picture('job-07-review', third);
      await press(third, 'See all');
      await shows(third, 'Tell the shop its address.', 'Delete the cache.');
      await press(third, 'Back');
      await move(third, 'Finish review');
    });

    it('asks the approver in her own chat', async () => {
      const { sharedCard, shows, be, cardTo, press, picture } = on();
      await shows(await sharedCard(key, 'Authorize'), 'Ines Moreau');
      await be('Ines');
      const card = cardTo('Ines Moreau', key);
      await shows(card, `${key}Authorize`, 'Your approval is asked', 'Create the cache.', 'Delete the cache.');
      await picture('job-08-approval', card);
      await press(card, 'Approve', { Comment: 'Go ahead' });
      await sharedCard(key, 'Pending');
    });

    it('is worked on, queued with a fix version, and done', async () => {
      const { be, myActions, openForm, press, move, shows, sharedCard, cardTo, picture } = on();
      await be('Erik');
      await move(await myActions(key, 'Pending'), 'Start work');
      const working = await myActions(key, 'In Progress');
      await openForm(working, 'Queue for deployment');
      await working.locator('button[aria-label="Queue for deployment"]').click();
      await shows(working, 'Fix version: please fill this in.');
      await picture('job-09-fix-version', working);
      await press(working, 'Queue for deployment', { 'Fix version': '2026.12' });
      const queued = await myActions(key, 'Deployment Queue');
      await shows(queued, '2026.12');
      await move(queued, 'Complete', { 'Closing words': 'The cache is there.' });
      const done = await sharedCard(key, 'Done');
      await shows(done, 'Completed', 'Erik Holm', 'The cache is there.');
      await picture('job-10-done', done);
      await on().openChat(PERSONAL);
      await shows(cardTo('Ana Costa', key, 'Reopen'), `${key}Done`);
      await shows(cardTo('Ana Costa', key, 'has completed your request'), 'The cache is there.');
    });
  });
});

/** What the questionnaire's inputs hold. */
async function typedIn(dialog: Locator): Promise<unknown> {
  const boxes = await dialog.getByRole('checkbox', { checked: true }).all();
  return {
    texts: [await dialog.locator('input[type=text]').first().inputValue(), await dialog.locator('textarea').first().inputValue()],
    service: await dialog.getByRole('combobox').first().inputValue(),
    environments: await Promise.all(boxes.map((box) => box.getAttribute('aria-label'))),
  };
}
