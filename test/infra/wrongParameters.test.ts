import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, SettingsError } from '../../src/config';
import { bicep, describeWithBicep, INFRA } from './bicepCli';
import { paramsOf, runSnapshot } from './predicted';

const ROTA = '00000000-0000-0000-0000-0000000000e1';

describeWithBicep('wrong parameters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'params-'));
  before(async () => {
    const { code, said } = await bicep(['build', join(INFRA, 'main.bicep'), '--outfile', join(folder, 'main.json')]);
    assert.equal(code, 0, said);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What is said of the public shape with these parameters in place of its own; fails when it is taken. */
  async function saidOf(wrong: Readonly<Record<string, string>>): Promise<string> {
    const kept = readFileSync(paramsOf('public'), 'utf8').split('\n').filter((line) => !line.startsWith('using') && !Object.keys(wrong).some((name) => line.startsWith(`param ${name} `)));
    const file = join(folder, 'wrong.bicepparam');
    writeFileSync(file, ["using './main.json'", ...kept, ...Object.entries(wrong).map(([name, value]) => `param ${name} = ${value}`)].join('\n'));
    const { code, out, said } = await runSnapshot(file, 'overwrite');
    assert.notEqual(code, 0, 'they were taken');
    return `${out}${said}`;
  }

  it('are all named at once, before anything is made', async () => {
    const said = await saidOf({
      namePattern: "'{workload}-{environment}-of-a-name-without-any-end'", logAnalyticsWorkspaceId: "'log-estate'", actionGroupId: "'/subscriptions/x'", functionSubnetId: "'vnet/functions'",
      privateEndpointSubnetId: "'vnet/endpoints'", teamId: "'team'", channelId: "'channel'", serviceUrl: "'http://smba.example.com/'", engineers: `['${ROTA}']`, approversGroup: "''",
      reviewReminderHours: '[36, 24]', answerReminderHours: '[24, 72]', sweepSchedule: "'*/5 * * * *'",
    });
    for (const sentence of [
      'namePattern must contain {kind}', /make a storage account name of \d+ characters \(\w+\); Azure takes 24/u, 'logAnalyticsWorkspaceId is not the resource id of a Log Analytics workspace',
      'actionGroupId is not the resource id of an action group', 'functionSubnetId is not the resource id of a subnet', 'privateEndpointSubnetId is not the resource id of a subnet',
      'privateDnsZoneIds must name the private DNS zones', 'teamId must begin with 19:', 'channelId must begin with 19:', 'serviceUrl must begin with https://',
      'exactly one of engineersGroup and engineers must be given', 'exactly one of approversGroup and approvers must be given',
      'reviewReminderHours must be hours above 0, ascending, and all before reviewHours (48)', 'answerReminderHours must be hours above 0, ascending, and all before answerHours (72)',
      'sweepSchedule must be NCRONTAB with six fields', 'See docs/deploy.md',
    ]) assert.ok(typeof sentence === 'string' ? said.includes(sentence) : sentence.test(said), `${String(sentence)} is not in ${said}`);
  });

  it('are named when storage is private and the app has no way to it', async () => {
    assert.match(await saidOf({ privateEndpointSubnetId: `'/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/virtualNetworks/z/subnets/e'` }), /functionSubnetId is missing/u);
  });

  it('are stopped when they are out of bounds', async () => assert.match(await saidOf({ approvalsNeeded: '6' }), /maximum allowable value is 5/u));

  it('are named when they are missing', async () => {
    const file = join(folder, 'missing.bicepparam');
    writeFileSync(file, "using './main.json'\n");
    const { code, said } = await runSnapshot(file, 'overwrite');
    assert.notEqual(code, 0);
    assert.match(said, /missing an assignment.*"actionGroupId", "channelId", "environmentName", "logAnalyticsWorkspaceId", "teamId"/u);
  });

  it('stop main.bicepparam when the environment lacks one, and name it', async () => {
    const { code, said } = await bicep(['build-params', join(INFRA, 'main.bicepparam'), '--stdout'], { PATH: process.env['PATH'], HOME: process.env['HOME'], BICEP: process.env['BICEP'] });
    assert.notEqual(code, 0);
    assert.match(said, /Environment variable "ENVIRONMENT_NAME" does not exist/u);
  });

  it('are what the app refuses too: hours out of order', () => {
    const env = { REVIEW_REMINDER_HOURS: '36,24', ANSWER_REMINDER_HOURS: '24,72' };
    assert.throws(() => readConfig(env), (error) => error instanceof SettingsError && /REVIEW_REMINDER_HOURS/u.test(error.message) && /ANSWER_REMINDER_HOURS/u.test(error.message));
  });
});
