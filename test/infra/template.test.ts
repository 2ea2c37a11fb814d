import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storageNames } from '../../src/store/keys';
import { bicep, describeWithBicep, INFRA } from './bicepCli';
import { GROUP, ofType, predicted, SHAPES, theOne } from './predicted';

const KNOWN_GOOD: Readonly<Record<string, string>> = {
  'Microsoft.Web': '2025-03-01', 'Microsoft.Storage': '2025-06-01', 'Microsoft.ManagedIdentity': '2024-11-30', 'Microsoft.BotService': '2022-09-15', 'Microsoft.Network': '2025-01-01',
  'Microsoft.Insights/components': '2020-02-02', 'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview', 'Microsoft.Insights/scheduledQueryRules': '2023-12-01',
  'Microsoft.Insights/metricAlerts': '2018-03-01', 'Microsoft.Insights/workbooks': '2023-06-01', 'Microsoft.Authorization/roleAssignments': '2022-04-01', 'Microsoft.Authorization/locks': '2020-05-01',
};
/** Role by what it is assigned on. */
const ROLES = [
  ['Microsoft.Insights/components', '3913510d-42f4-4e42-8a64-420c390055eb'],
  ['Microsoft.Storage/storageAccounts', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'],
  ['Microsoft.Storage/storageAccounts', '974c5e8b-45b9-4653-ba55-5f855dd0fb88'],
  ['Microsoft.Storage/storageAccounts', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'],
];
const ESTATE = /rg-(observability|network)/u;

describe('what is deployed', () => {
  for (const shape of SHAPES) {
    it(`lies in its own resource group, and leaves what exists alone (${shape})`, () => {
      for (const { id } of predicted(shape).predictedResources) {
        assert.ok(id.startsWith(`${GROUP}/providers/`), id);
        assert.doesNotMatch(id, ESTATE);
      }
    });

    it(`has API versions that are known good (${shape})`, () => {
      for (const { type, apiVersion } of predicted(shape).predictedResources) assert.equal(apiVersion, KNOWN_GOOD[type] ?? KNOWN_GOOD[type.split('/')[0] ?? ''], type);
    });

    it(`gives the identity four roles, each where it is needed (${shape})`, () => {
      const assigned = ofType(shape, 'Microsoft.Authorization/roleAssignments').map(({ id, properties }) => ({
        on: /providers\/([^/]+\/[^/]+)\/[^/]+\/providers\/Microsoft\.Authorization/u.exec(id)?.[1] ?? 'more than one resource',
        role: String(properties?.['roleDefinitionId']).split('/').at(-1) ?? '', type: properties?.['principalType'], to: String(properties?.['principalId']),
      }));
      assert.deepEqual(assigned.map(({ on, role }) => [on, role]).sort(), ROLES);
      for (const { type, to } of assigned) {
        assert.equal(type, 'ServicePrincipal');
        assert.match(to, /^\[reference\('.*userAssignedIdentities\/[^']+', '[^']+'\)\.principalId\]$/u);
      }
    });

    it(`keeps storage shut to keys, the public, other tenants and old TLS (${shape})`, () => {
      const { properties } = theOne(shape, 'Microsoft.Storage/storageAccounts');
      const { allowSharedKeyAccess, allowBlobPublicAccess, allowCrossTenantReplication, minimumTlsVersion, supportsHttpsTrafficOnly, isLocalUserEnabled } = properties ?? {};
      assert.deepEqual({ allowSharedKeyAccess, allowBlobPublicAccess, allowCrossTenantReplication, minimumTlsVersion, supportsHttpsTrafficOnly, isLocalUserEnabled }, {
        allowSharedKeyAccess: false, allowBlobPublicAccess: false, allowCrossTenantReplication: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true, isLocalUserEnabled: false,
      });
      for (const container of ofType(shape, 'Microsoft.Storage/storageAccounts/blobServices/containers')) assert.equal(container.properties?.['publicAccess'], 'None');
      const blobs = theOne(shape, 'Microsoft.Storage/storageAccounts/blobServices').properties;
      assert.deepEqual(blobs?.['deleteRetentionPolicy'], { enabled: true, days: 14 });
    });

    it(`has the tables, queues and containers that the app uses (${shape})`, () => {
      const { syncQueue, files, ...tables } = storageNames();
      const named = (kind: string): readonly string[] => ofType(shape, `Microsoft.Storage/storageAccounts/${kind}`).map(({ name }) => name.split('/').at(-1) ?? '').sort();
      assert.deepEqual(named('tableServices/tables'), Object.values(tables).sort());
      assert.deepEqual(named('queueServices/queues'), [syncQueue, `${syncQueue}-poison`].sort());
      assert.deepEqual(named('blobServices/containers'), ['deployments', files]);
      assert.match(readFileSync(join(__dirname, '../../src/functions/syncCards.ts'), 'utf8'), new RegExp(`queueName: '${syncQueue}'`, 'u'));
    });

    it(`runs on Flex Consumption as the identity, without a password at any door (${shape})`, () => {
      assert.deepEqual(theOne(shape, 'Microsoft.Web/serverfarms').sku, { name: 'FC1', tier: 'FlexConsumption' });
      const site = theOne(shape, 'Microsoft.Web/sites');
      assert.equal(site.kind, 'functionapp,linux');
      const { httpsOnly, functionAppConfig, siteConfig } = site.properties as unknown as { httpsOnly: boolean; functionAppConfig: { deployment: { storage: { type: string; authentication: { type: string } } } }; siteConfig: Record<string, unknown> };
      assert.deepEqual([httpsOnly, siteConfig['ftpsState'], siteConfig['minTlsVersion']], [true, 'Disabled', '1.2']);
      assert.deepEqual([functionAppConfig.deployment.storage.type, functionAppConfig.deployment.storage.authentication.type], ['blobContainer', 'UserAssignedIdentity']);
      assert.deepEqual(ofType(shape, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies').map(({ properties }) => properties?.['allow']), [false, false]);
      assert.deepEqual(ofType(shape, 'Microsoft.Web/sites/config'), [], 'one place sets app settings');
    });

    it(`speaks to Teams as the identity, without a secret (${shape})`, () => {
      const { msaAppType, disableLocalAuth, endpoint } = theOne(shape, 'Microsoft.BotService/botServices').properties ?? {};
      assert.deepEqual([msaAppType, disableLocalAuth], ['UserAssignedMSI', true]);
      assert.match(String(endpoint), /^\[format\('https:\/\/\{0\}\/api\/messages', reference\('.*'\)\.defaultHostName\)\]$/u);
      assert.match(theOne(shape, 'Microsoft.BotService/botServices/channels').name, /\/MsTeamsChannel$/u);
    });

    it(`sends telemetry and diagnostics to the workspace that exists (${shape})`, () => {
      const { WorkspaceResourceId, DisableLocalAuth } = theOne(shape, 'Microsoft.Insights/components').properties ?? {};
      assert.equal(DisableLocalAuth, true);
      const settings = ofType(shape, 'Microsoft.Insights/diagnosticSettings');
      assert.equal(settings.length, 5);
      for (const workspace of [WorkspaceResourceId, ...settings.map(({ properties }) => properties?.['workspaceId'])]) assert.match(String(workspace), /rg-observability.*\/workspaces\/log-estate$/u);
    });
  }

  it('keeps what cannot be made again from being deleted, unless told otherwise', () => {
    const locked = ofType('public', 'Microsoft.Authorization/locks').map(({ id }) => id.split('/').at(-6));
    assert.deepEqual(locked.sort(), ['botServices', 'storageAccounts', 'userAssignedIdentities']);
    assert.deepEqual(ofType('private', 'Microsoft.Authorization/locks'), []);
  });

  it('carries the tags and the names of the estate', () => {
    const all = predicted('private').predictedResources;
    for (const { tags } of all.filter(({ location, type }) => location !== undefined && !type.endsWith('/channels'))) assert.deepEqual(tags, { costCenter: 'platform', environment: 'test' });
    const names = all.filter(({ type }) => type.split('/').length === 2 && !/workbooks|Authorization|diagnostic/u.test(type)).map(({ name }) => name);
    for (const name of names) assert.match(name, /^contoso-?[a-z]+-?requests/u);
    assert.equal(theOne('private', 'Microsoft.Storage/storageAccounts').name, 'contosostrequests');
  });

  it('is reached over private endpoints alone where asked', () => {
    const { publicNetworkAccess, networkAcls } = theOne('private', 'Microsoft.Storage/storageAccounts').properties ?? {};
    assert.deepEqual([publicNetworkAccess, networkAcls], ['Disabled', { bypass: 'None', defaultAction: 'Deny' }]);
    assert.equal(ofType('private', 'Microsoft.Network/privateEndpoints').length, 3);
    const zones = ofType('private', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups').map(({ properties }) => /privatelink\.(\w+)\./u.exec(JSON.stringify(properties))?.[1]);
    assert.deepEqual(zones.sort(), ['blob', 'queue', 'table']);
    assert.match(String(theOne('private', 'Microsoft.Web/sites').properties?.['virtualNetworkSubnetId']), /\/subnets\/functions$/u);
    assert.deepEqual(ofType('public', 'Microsoft.Network/privateEndpoints'), []);
  });

  it('tells others what they go on with', () =>
    assert.deepEqual(Object.keys(predicted('public').outputs).sort(), ['BASE_URL', 'BOT_DOMAIN', 'BOT_ID', 'FUNCTION_APP_NAME', 'FUNCTION_APP_RESOURCE_ID', 'IDENTITY_PRINCIPAL_ID', 'STORAGE_ACCOUNT_NAME']));
});

describeWithBicep('the compiled template', () => {
  let compiled: string;
  before(async () => {
    const { code, out, said } = await bicep(['build', join(INFRA, 'main.bicep'), '--stdout']);
    assert.equal(code, 0, said);
    assert.doesNotMatch(said, /BCP081/u, 'a type or API version that the CLI does not know');
    compiled = out;
  });

  it('asks for no key and holds no secret', () => {
    assert.doesNotMatch(compiled, /list[A-Z]\w*\(|AccountKey|SharedAccessSignature|secureString|secureObject|password|secret/iu);
    assert.equal(compiled.match(/ConnectionString/gu)?.length, 1, 'only the address of Application Insights, which lets nobody in');
  });

  it('makes the same of the same, whenever it is deployed', () => assert.doesNotMatch(compiled, /utcNow\(|newGuid\(|dateTimeNow/u));

  it('looks at what exists before it makes anything', () => {
    const resources = Object.entries((JSON.parse(compiled) as { resources: Record<string, { dependsOn?: string[]; condition?: string }> }).resources);
    const first = resources.filter(([, { dependsOn }]) => !dependsOn?.length).map(([name]) => name);
    assert.deepEqual(first, ['estate', 'estateNetwork']);
    assert.deepEqual(resources.find(([name]) => name === 'identity')?.[1].dependsOn, ['estate', 'estateNetwork']);
  });
});
