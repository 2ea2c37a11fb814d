import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import packageJson from '../../package.json';
import { bundleFunctions, endBuilding } from '../../.build/bundle';
import { CannotPackage } from '../../.build/cannotPackage';
import { makePackages, readAsked } from '../../.build/package';
import { appFiles } from '../../.build/packageApp';
import { bundleLocal } from '../../src/local/bundle';
import { hostBuilt, type Hosted } from '../build/fixtures/hosted';
import { openFakeAzure, type FakeAzure } from '../build/fixtures/fakeAzure';
import { AN_ENVIRONMENT } from './fixtures/environment';
import { findNode, HOW_TO_GET_NODES } from './fixtures/otherNode';

const ID = AN_ENVIRONMENT.BOT_ID;
const SETTINGS_OF_A_PLACE = {
  MicrosoftAppId: ID, MicrosoftAppTenantId: ID, AzureWebJobsStorage__accountName: 'requests', AzureWebJobsStorage__clientId: ID,
  TEAM_ID: '19:team@thread.tacv2', CHANNEL_ID: '19:channel@thread.tacv2', BASE_URL: `https://${AN_ENVIRONMENT.BOT_DOMAIN}`, ENGINEERS: ID, APPROVERS: ID,
};
const SOON = new Date(Date.now() + 3_600_000);

const isCannotPackage = (words: RegExp) => (error: unknown): boolean => error instanceof CannotPackage && words.test(error.message);

describe('npm run package', function () {
  this.timeout(120_000);
  let dist: string;
  const asked = { kinds: ['app', 'teams'], env: AN_ENVIRONMENT } as const;
  const unzipped = async (name: string): Promise<Readonly<Record<string, Uint8Array>>> => unzipSync(await readFile(path.join(dist, 'package', name)));
  const hashes = async (): Promise<readonly string[]> => Promise.all((await makePackages({ ...asked, dist })).map(async (file) => createHash('sha256').update(await readFile(file)).digest('hex')));

  before(async () => {
    dist = await mkdtemp(path.join(tmpdir(), 'package-'));
    await bundleFunctions(dist);
    // Sources that somebody touches while this runs are no concern of it.
    await utimes(path.join(dist, 'app.js'), SOON, SOON);
    await makePackages({ ...asked, dist });
  });
  after(async () => {
    await endBuilding();
    await rm(dist, { recursive: true });
  });

  it('makes of the app the bundle with its code cache, the settings of the host and the way to them, and nothing else', async () => {
    const files = await unzipped('app.zip');
    assert.deepEqual(Object.keys(files).sort(), ['dist/app.js', 'dist/app.js.cache', 'dist/functions.js', 'host.json', 'package.json']);
    const { name, version, main } = packageJson;
    assert.deepEqual(JSON.parse(Buffer.from(files['package.json'] ?? []).toString('utf8')), { name, version, private: true, main });
    assert.deepEqual(Buffer.from(files['host.json'] ?? []), await readFile('host.json'));
  });

  it('puts nothing of local mode into it', async () => {
    const bundle = Buffer.from((await unzipped('app.zip'))['dist/app.js'] ?? []).toString('utf8');
    for (const words of ['src/local/', '/local/setup', 'advanceHours']) assert.ok(!bundle.includes(words), words);
  });

  it('makes for Teams the manifest, the icons and the languages, with every placeholder filled', async () => {
    const files = await unzipped('teams-app.zip');
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'de.json', 'manifest.json', 'outline.png']);
    const text = Buffer.from(files['manifest.json'] ?? []).toString('utf8');
    assert.ok(!text.includes('${{'));
    assert.equal((JSON.parse(text) as { developer: { name: string } }).developer.name, AN_ENVIRONMENT.DEVELOPER_NAME);
  });

  it('makes the same bytes each time, in every time zone', async () => {
    const zone = process.env['TZ'];
    const first = await hashes();
    process.env['TZ'] = 'Pacific/Auckland';
    const second = await hashes();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    assert.deepEqual(second, first);
  });

  describe('stops with a sentence', () => {
    let other: string;
    beforeEach(async () => {
      other = await mkdtemp(path.join(tmpdir(), 'package-'));
      for (const name of ['functions.js', 'app.js', 'app.js.cache']) await cp(path.join(dist, name), path.join(other, name), { preserveTimestamps: true });
    });
    afterEach(() => rm(other, { recursive: true }));

    it('that names every placeholder without a value, and leaves no older package behind', async () => {
      await makePackages({ ...asked, dist: other });
      await assert.rejects(makePackages({ ...asked, env: { ...AN_ENVIRONMENT, BOT_ID: '', TERMS_URL: undefined }, dist: other }), isCannotPackage(/BOT_ID is not set.*TERMS_URL is not set|TERMS_URL is not set.*BOT_ID is not set/u));
      assert.deepEqual(await readdir(path.join(other, 'package')), []);
    });

    for (const [name, value, words] of [
      ['BOT_ID', 'my-bot', /BOT_ID must be a GUID/u], ['BOT_DOMAIN', 'https://func.example.com', /BOT_DOMAIN must be the host/u],
      ['BOT_DOMAIN', 'localhost', /BOT_DOMAIN must be the host/u], ['PRIVACY_URL', 'http://example.com', /PRIVACY_URL must begin with https/u],
    ] as const) {
      it(`that names ${name} when it is ${value}`, () => assert.rejects(makePackages({ ...asked, env: { ...AN_ENVIRONMENT, [name]: value }, dist: other }), isCannotPackage(words)));
    }

    it('that names what the build has not made', async () => {
      await rm(path.join(other, 'app.js.cache'));
      await assert.rejects(appFiles('.', other), isCannotPackage(/dist\/app\.js\.cache is missing: run "npm run build"/u));
    });

    it('for a build of local mode', async () => {
      await cp(await bundleLocal(), path.join(other, 'app.js'));
      await assert.rejects(appFiles('.', other), isCannotPackage(/built for local mode \(it holds src\/local\//u));
    });

    it('for a build that is older than its sources', async () => {
      await utimes(path.join(other, 'app.js'), new Date(0), new Date(0));
      await assert.rejects(appFiles('.', other), isCannotPackage(/is newer than dist\/app\.js: run "npm run build"/u));
    });

    it('for a main that the build does not make', async () => {
      const project = path.join(other, 'project');
      await mkdir(path.join(project, 'src'), { recursive: true });
      await writeFile(path.join(project, 'package.json'), '{"name":"x","version":"1.0.0","main":"dist/index.js"}');
      await utimes(path.join(other, 'app.js'), SOON, SOON);
      await assert.rejects(appFiles(project, other), isCannotPackage(/names dist\/index\.js as main/u));
    });

    it('for an environment and a package that do not exist', async () => {
      await assert.rejects(readAsked(['--env', 'nowhere'], {}), isCannotPackage(/env\/\.env\.nowhere is not there/u));
      await assert.rejects(readAsked(['apps'], {}), isCannotPackage(/no package "apps"/u));
    });
  });

  for (const major of ['present', '22', '24'] as const) {
    describe(`makes an app that starts, unpacked far from here, in the Functions host on Node ${major}`, () => {
      let far: string;
      let azure: FakeAzure;
      let hosted: Hosted | undefined;
      before(async function () {
        const node = major === 'present' ? process.execPath : findNode(major);
        if (node === undefined && process.env['CI'] === 'true') throw new Error(HOW_TO_GET_NODES);
        if (node === undefined) return this.skip();
        far = await mkdtemp(path.join(tmpdir(), 'far-'));
        await unpack(await unzipped('app.zip'), far);
        azure = await openFakeAzure();
        const { main } = JSON.parse(await readFile(path.join(far, 'package.json'), 'utf8')) as { main: string };
        hosted = await hostBuilt(path.join(far, main), azure.url, SETTINGS_OF_A_PLACE, { node, hostJson: path.join(far, 'host.json') });
      });
      after(async () => {
        if (!hosted) return;
        await hosted.stop();
        await azure.close();
        await rm(far, { recursive: true });
      });
      const at = (place: string): string => `${hosted?.url ?? ''}${place}`;
      const post = (body: string) => fetch(at('/api/messages'), { method: 'POST', body, headers: { 'content-type': 'application/json' } });

      it('and is healthy', async () => {
        const answer = await fetch(at('/api/health'));
        assert.deepEqual([answer.status, ((await answer.json()) as { version: string }).version], [200, packageJson.version]);
      });
      it('and says that it is not when storage is out of reach', async () => {
        await azure.close();
        assert.equal((await fetch(at('/api/health'))).status, 503);
        azure = await openFakeAzure();
      });
      it('and turns away what is no activity, and one that nobody signed', async () => {
        assert.equal((await post('[]')).status, 400);
        const activity = { type: 'message', id: '1', text: 'help', channelId: 'msteams', serviceUrl: 'https://smba.example.com/', from: { id: '29:ana' }, recipient: { id: `28:${ID}` }, conversation: { id: 'a:1', conversationType: 'personal', tenantId: ID } };
        assert.ok([401, 403].includes((await post(JSON.stringify(activity))).status));
      });
      it('and has none of the doors of local mode', async () => assert.equal((await fetch(at('/local/setup'))).status, 404));
    });
  }
});

async function unpack(files: Readonly<Record<string, Uint8Array>>, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}
