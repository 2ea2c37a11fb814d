import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import packageJson from '../../package.json';
import { bundleFunctions, endBuilding, type Bundled } from '../../.build/bundle';
import { BUNDLE_OPTIONS, LEFT_OUT } from '../../.build/bundleOptions';
import { SETTINGS } from '../../src/config';
import { openFakeAzure, type FakeAzure } from './fixtures/fakeAzure';
import { hostBuilt, type Hosted } from './fixtures/hosted';

const run = promisify(execFile);
const GUID = '11111111-2222-4333-8444-555555555555';
const SETTINGS_OF_A_PLACE = {
  MicrosoftAppId: GUID, MicrosoftAppTenantId: GUID, AzureWebJobsStorage__accountName: 'requests', AzureWebJobsStorage__clientId: GUID,
  TEAM_ID: '19:team@thread.tacv2', CHANNEL_ID: '19:channel@thread.tacv2', BASE_URL: 'https://requests.example.com', ENGINEERS: GUID, APPROVERS: GUID,
};
const ACTIVITY = {
  type: 'message', id: '1', text: 'help', channelId: 'msteams', serviceUrl: 'https://smba.example.com/', from: { id: '29:ana' },
  recipient: { id: `28:${GUID}` }, conversation: { id: 'a:1', conversationType: 'personal', tenantId: GUID },
};

describe('the bundle', function () {
  this.timeout(90_000);
  let folder: string;
  let built: Bundled;
  let azure: FakeAzure;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bundle-'));
    [built, azure] = await Promise.all([bundleFunctions(folder), openFakeAzure()]);
  });
  after(async () => {
    await azure.close();
    await endBuilding();
    await rm(folder, { recursive: true });
  });

  it('is what package.json names as main', () => assert.equal(path.basename(built.main), path.basename(packageJson.main)));

  it('holds nothing of local mode, and no command of operators', () => assert.deepEqual(built.inputs.filter((file) => /^src\/(local|admin)\/|azurite|personalData/u.test(file)), []));

  it('leaves out what this product never calls', () => {
    const names = [...Object.keys(LEFT_OUT), '@microsoft/recognizers-text-suite'];
    assert.deepEqual(built.inputs.filter((file) => names.some((name) => file.startsWith(`node_modules/${name}/`))), []);
  });

  it('says of what was left out that it is, when it is called', async () => {
    const call = `require(${JSON.stringify(path.join(folder, 'call.js'))})`;
    await bundleCall(folder);
    await assert.rejects(run(process.execPath, ['-e', call]), /axios is not in this bundle: post was called, see \.build\/bundleOptions\.ts/u);
  });

  it('loads in an empty environment', () => run(process.execPath, ['-e', `require(${JSON.stringify(built.main)}); process.exit()`], { env: {} }));

  it('loads with a code cache that is of another Node', async () => {
    await run(process.execPath, ['--stack-size=900', '-e', `require(${JSON.stringify(built.main)}); process.exit()`], { env: {} });
  });

  describe('in the Functions host', () => {
    let hosted: Hosted;
    before(async () => {
      hosted = await hostBuilt(built.main, azure.url, SETTINGS_OF_A_PLACE);
    });
    after(() => hosted.stop());
    const post = (body: string) => fetch(`${hosted.url}/api/messages`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

    it('registers one function for each file of src/functions', async () => {
      const names = (await (await fetch(`${hosted.url}/registered`)).json()) as string[];
      const files = (await readdir('src/functions')).map((file) => path.parse(file).name).filter((name) => name !== 'index');
      assert.deepEqual(names.sort(), files.sort());
    });

    it('is healthy, and signs in to storage as its managed identity', async () => {
      const answer = await fetch(`${hosted.url}/api/health`);
      const { status, version } = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([answer.status, status, version], [200, 'ok', packageJson.version]);
      assert.ok(azure.calls.includes('POST requests.table.core.windows.net/Tables'));
    });

    it('turns an activity without a token away', async () => {
      const answer = await post(JSON.stringify(ACTIVITY));
      assert.deepEqual([answer.status, await answer.text()], [401, '']);
    });

    it('turns away what is no activity', async () => assert.equal((await post('[]')).status, 400));
    it('turns another tenant away', async () => {
      assert.equal((await post(JSON.stringify({ ...ACTIVITY, conversation: { id: 'a:1', tenantId: 'another' } }))).status, 403);
    });
    it('has none of the doors of local mode', async () => assert.equal((await fetch(`${hosted.url}/local/setup`)).status, 404));
  });

  it('names every setting that is missing to the operator, and says nothing of it to the caller', async () => {
    const hosted = await hostBuilt(built.main, azure.url, {});
    const answer = await fetch(`${hosted.url}/api/health`);
    const text = await answer.text();
    await hosted.stop();
    assert.deepEqual([answer.status, text], [500, '']);
    for (const setting of SETTINGS) if (!('fallback' in setting)) assert.match(hosted.written(), new RegExp(`${setting.name} is missing`, 'u'));
    assert.match(hosted.written(), /See docs\/configuration\.md/u);
  });
});

async function bundleCall(folder: string): Promise<void> {
  await build({ ...BUNDLE_OPTIONS, stdin: { contents: "require('axios').post('https://example.com')", resolveDir: __dirname }, outfile: path.join(folder, 'call.js') });
}
