import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, SETTINGS, type Setting } from '../../src/config';
import { INFRA } from './bicepCli';
import { appSettings, SHAPES, TENANT, type Shape } from './predicted';

/** Read by the Functions host alone. */
const OF_THE_HOST = ['AzureWebJobsStorage__credential', 'APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'];
/** Only a bot with a secret has one, and this one has none. */
const NEVER_SET = ['MicrosoftAppPassword'];
/** Flex Consumption refuses them or does not start with them; the last two are secrets. */
const FORBIDDEN = /^(FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_.*|SCM_DO_BUILD.*|ENABLE_ORYX_BUILD|AzureWebJobsStorage|AzureWebJobsDashboard|APPINSIGHTS_INSTRUMENTATIONKEY)$/u;
const CLIENT_ID = '00000000-0000-0000-0000-0000000000c1';

/** As the app would find them, with an id for what only Azure knows. */
const asDeployed = (shape: Shape): Record<string, string> =>
  Object.fromEntries(Object.entries(appSettings(shape)).map(([name, value]) => [name, value.startsWith('[reference(') && value.endsWith('.clientId]') ? CLIENT_ID : value]));

describe('the app settings of the deployment', () => {
  for (const shape of SHAPES) {
    it(`are exactly those that config.ts reads and three of the host (${shape})`, () => {
      const wanted = SETTINGS.map(({ name }) => name).filter((name) => !NEVER_SET.includes(name));
      assert.deepEqual(Object.keys(appSettings(shape)).sort(), [...wanted, ...OF_THE_HOST].sort());
    });

    it(`satisfy config.ts (${shape})`, () => {
      const config = readConfig(asDeployed(shape));
      assert.deepEqual(config.bot, { appId: CLIENT_ID, appType: 'UserAssignedMSI', tenantId: TENANT });
      assert.deepEqual([config.teamId, config.channelId], ['19:team@thread.tacv2', '19:channel@thread.tacv2']);
    });

    it(`are none of those that Flex Consumption forbids (${shape})`, () => assert.deepEqual(Object.keys(appSettings(shape)).filter((name) => FORBIDDEN.test(name)), []));
  }

  it('let the host in by the identity, not by a key', () => {
    const settings = asDeployed('public');
    assert.equal(settings['AzureWebJobsStorage__credential'], 'managedidentity');
    assert.equal(settings['AzureWebJobsStorage__clientId'], CLIENT_ID);
    assert.match(settings['APPLICATIONINSIGHTS_AUTHENTICATION_STRING'] ?? '', /^\[format\('ClientId=\{0\};Authorization=AAD', reference\(.*\)\.clientId\)\]$/u);
  });

  it('hold people as config.ts reads them', () => {
    const { engineers, approvers } = readConfig(asDeployed('private'));
    assert.deepEqual([engineers, approvers], [
      { ids: ['00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000e2'] }, { ids: ['00000000-0000-0000-0000-0000000000a1'] },
    ]);
  });

  it('have the defaults of config.ts', () => {
    const settings = asDeployed('public');
    const given = new Set(['ENGINEERS_GROUP', 'APPROVERS_GROUP', ...NEVER_SET]);
    for (const { name, fallback } of SETTINGS as readonly Setting[]) {
      if (fallback !== undefined && !given.has(name)) assert.equal(settings[name], fallback, name);
    }
  });

  it('have the limits of config.ts', () => {
    const template = readFileSync(join(INFRA, 'main.bicep'), 'utf8');
    const limited = [...template.matchAll(/'(?<setting>[A-Z_]+): [^\n]*'\)\n@minValue\((?<least>\d+)\)\n@maxValue\((?<most>\d+)\)/gu)].map(({ groups }) => groups as { setting: string; least: string; most: string });
    const whole = (SETTINGS as readonly Setting[]).filter(({ fault }) => fault('1') === undefined && fault('x')?.startsWith('must be a whole number'));
    assert.deepEqual(limited.map(({ setting }) => setting).sort(), whole.map(({ name }) => name).sort());
    for (const { setting, least, most } of limited) {
      const fault = whole.find(({ name }) => name === setting)?.fault;
      assert.deepEqual([-1, 0].map((step) => fault?.(String(Number(least) + step)) === undefined), [false, true], setting);
      assert.deepEqual([0, 1].map((step) => fault?.(String(Number(most) + step)) === undefined), [true, false], setting);
    }
  });
});
