import { strict as assert } from 'node:assert';
import { ENVIRONMENTS, HINTS, SERVICES, SERVICE_CHOICES, environmentTitle, serviceTitle } from '../../src/domain/questionnaire';

/** The services of spec.md, "The questionnaire", 2, typed by hand. */
const SERVICES_OF_THE_SPEC = [
  'AVD', 'Skybot', 'Azure DevOps: Pipelines', 'Azure DevOps: Repositories', 'Azure DevOps: Other', 'Kubernetes (AKS)', 'Networking: Application Gateway', 'Networking: Palo Alto',
  'Networking: Cloudflare WAF', 'Networking: GoDaddy (DNS)', 'Networking: Other', 'Virtual Machines: Web', 'Virtual Machines: Skybot (app)', 'Virtual Machines: Proxy',
  'Virtual Machines: Gateway', 'Virtual Machines: Other', 'Azure Functions', 'Azure Batch', 'Cloudflare WARP', 'New Relic', 'Redis', 'Other',
];

describe('the questionnaire', () => {
  it('offers the services of the spec, with their group', () => assert.deepEqual(SERVICE_CHOICES.map(({ title }) => title), SERVICES_OF_THE_SPEC));

  it('offers the environments of the spec', () => {
    assert.deepEqual(ENVIRONMENTS.map(({ id, title }) => [id, title]), [
      ['prd', 'production (prd)'], ['xat', 'preview (xat)'], ['qar', 'regression (qar)'], ['iat', 'UAT (iat)'], ['dev', 'devtest (dev)'], ['npd', 'nonprod (npd)'], ['other', 'Other / Not applicable'],
    ]);
  });

  it('says what the team does not manage, what helps, and thanks', () => {
    assert.match(HINTS.service, /database and the CRM are not managed by this team/u);
    assert.match(HINTS.summary, /10 words or fewer/u);
    const details = HINTS.details.join('\n');
    for (const help of [/access: why it is needed and what it is for/u, /issue: logs, screenshots and links/u, /change: exactly what should change, and why/u]) assert.match(details, help);
    assert.match(HINTS.thanks, /Thank you/u);
  });

  it('tells choices by their titles', () => {
    assert.deepEqual(SERVICES.map(({ id }) => serviceTitle(id)), SERVICES_OF_THE_SPEC);
    assert.equal(environmentTitle('xat'), 'preview (xat)');
  });
});
