import { PERSONAL } from './acts';
import { STORY_MS, useStage } from './stage';

describe('lists and the report in a Teams client', function () {
  this.timeout(STORY_MS);
  const on = useStage();

  it('shows a person their own requests, and leads from a row to the request', async () => {
    const { be, submit, cardWith, pinned, press, shows, picture } = on();
    await be('Ana');
    const key = await submit({ Summary: 'A queue for the shop' });
    await on().sendMessage('my requests');
    const card = await pinned(cardWith(/^My requests.*A queue for the shop/su));
    await shows(card, key, 'Waits for review from the Platform team', 'Review due in 2 days');
    await picture('lists-01-my-requests', card);
    await press(card, key);
    await shows(card, new RegExp(`^${key}Submitted`, 'u'));
  });

  it('shows engineers the queue', async () => {
    const { be, cardWith, shows, picture } = on();
    await be('Erik');
    await on().sendMessage('queue');
    const card = cardWith(/^Queue/u);
    await shows(card, /\d+ requests?/u, 'no assignee');
    await picture('lists-02-queue', card);
  });

  it('shows engineers the report with its charts, and its numbers as text to copy', async () => {
    const { be, cardWith, pinned, press, shows, picture, page } = on();
    await be('Erik');
    await on().openChat(PERSONAL);
    await on().sendMessage('report');
    const card = await pinned(cardWith(/^Report/u));
    await shows(card, 'Open by status', 'By service');
    await card.locator('svg').first().waitFor();
    await picture('lists-03-report', card);
    await press(card, 'CSV');
    await shows(card, 'Part,Name,Measure,Value');
    await picture('lists-04-csv', card);
    await page.getByText(/could not be reached|error/iu).waitFor({ state: 'hidden' });
    await press(card, 'Back');
    await shows(card, 'Open by status');
  });
});
