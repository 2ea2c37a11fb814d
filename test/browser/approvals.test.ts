import { PERSONAL } from './acts';
import { STORY_MS, useStage } from './stage';

const ACCESS = {
  Type: 'Access', Priority: 'High', Scope: 'The shop cluster, read only.', Reason: 'Ana is on call for the shop from December.',
  'Access level': 'Read', Environment: 'Production (includes preview)', Project: 'Not the Crypto project',
};

describe('approvals in a Teams client', function () {
  this.timeout(STORY_MS);
  const on = useStage();

  describe('access to production', () => {
    let key = '';

    it('shows the engineer, before the review is finished, that the manager is asked, and why', async () => {
      const { be, submit, openFrom, move, classify, shows, sharedCard, picture } = on();
      await be('Ana');
      key = await submit({ Summary: 'Read access to the shop cluster', Service: 'Kubernetes (AKS)', Environments: ['production (prd)'] });
      await be('Erik');
      const view = await openFrom('queue', key);
      await move(view, 'Start review');
      await move(view, 'Finish review');
      await shows(view, 'please give: Type and Priority');
      await classify(view, ACCESS);
      await shows(view, 'Will be asked: read access to production');
      await picture('approvals-01-matrix', view);
      await move(view, 'Finish review');
      await shows(await sharedCard(key, 'Authorize'), 'Waits for Mara Klein, the manager', 'Ines Moreau, Iris Novak');
    });

    it('lets the manager approve on her card, and waits for the group', async () => {
      const { be, cardTo, press, shows, sharedCard, picture } = on();
      await be('Mara');
      const card = cardTo('Mara Klein', key);
      await shows(card, "You are asked as Ana Costa's manager: read access to production", ACCESS.Scope, ACCESS.Reason);
      await picture('approvals-02-manager', card);
      await press(card, 'Approve');
      await shows(await sharedCard(key, 'Authorize'), 'Mara Klein approved as manager', 'Waits for 1 approval of the INFRA group');
    });

    it("lets one approver decide, and tells the other on hers who did", async () => {
      const { be, cardTo, press, shows, sharedCard, assertButtons, picture } = on();
      await be('Ines');
      await shows(cardTo('Iris Novak', key), 'Your approval is asked', 'Approve');
      await press(cardTo('Ines Moreau', key), 'Approve', { Comment: 'Fine for December' });
      await shows(await sharedCard(key, 'Pending'), 'Ines Moreau approved as approver');
      await on().openChat(PERSONAL);
      const card = cardTo('Iris Novak', key);
      await shows(card, `${key}Pending`, 'Ines Moreau approved as approver');
      await assertButtons(card, ['See all', 'History', 'My actions', 'Link']);
      await picture('approvals-03-decided', card);
      await shows(cardTo('Ana Costa', key, 'is approved'), 'waits for somebody to start');
    });
  });
});
