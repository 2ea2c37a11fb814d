import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { endBuilding } from '../../src/local/bundle';
import { startLocal, type Local } from '../../src/local/supervisor';
import { AN_ENVIRONMENT } from './fixtures/environment';

interface Project {
  readonly deploy: readonly { readonly with?: { readonly envs?: Readonly<Record<string, string>> } }[];
}

const ID = AN_ENVIRONMENT.BOT_ID;
const VALUES: Readonly<Record<string, string>> = {
  BOT_ID: ID, SECRET_BOT_PASSWORD: 'not a real one', TEAMS_APP_TENANT_ID: ID, BOT_ENDPOINT: 'https://tunnel.example.com',
  TEAM_ID: '19:team@thread.tacv2', CHANNEL_ID: '19:channel@thread.tacv2', ENGINEERS: ID, APPROVERS: ID,
};

/** The settings that teamsapp.local.yml writes, with values of a place that does not exist. */
function settings(): Readonly<Record<string, string>> {
  const envs = (parse(readFileSync('teamsapp.local.yml', 'utf8')) as Project).deploy.find((action) => action.with?.envs)?.with?.envs ?? {};
  return Object.fromEntries(Object.entries(envs).map(([name, value]) => [name, value.replace(/\$\{\{(\w+)\}\}/gu, (_whole, placeholder: string) => VALUES[placeholder] ?? '')]));
}

describe('npm run debug', function () {
  this.timeout(90_000);
  let local: Local;
  before(async () => {
    local = await startLocal({ port: 0, playgroundPort: 'off', dataDir: 'memory', appEntry: path.resolve('src/local/debugApp.ts'), appEnv: settings() });
  });
  after(async () => {
    await local.stop();
    await endBuilding();
  });

  it('starts with the settings that the Toolkit writes', async () => assert.equal((await fetch(`${local.appUrl}/api/health`)).status, 200));

  it('lets nobody in without a token, and nobody play somebody', async () => {
    const activity = { type: 'message', id: '1', text: 'be Erik', channelId: 'msteams', serviceUrl: 'https://smba.example.com/', from: { id: '29:ana' }, recipient: { id: `28:${ID}` }, conversation: { id: 'a:1', conversationType: 'personal', tenantId: ID } };
    const answer = await fetch(`${local.appUrl}/api/messages`, { method: 'POST', body: JSON.stringify(activity), headers: { 'content-type': 'application/json' } });
    assert.equal(answer.status, 401);
    assert.equal((await fetch(`${local.appUrl}/local/setup`)).status, 404);
  });
});
