import { strict as assert } from 'node:assert';
import { createInstaller } from '../../src/directory/proactiveInstall';
import { ines, nora } from '../domain/people';
import { chatId } from '../support/fakeGraph';
import { openGraph } from './graphFixture';
import type { OpenGraph } from './graphFixture';

const APP = '33333333-0000-4000-8000-000000000001';
const CHAT = { kind: 'chat', conversationId: chatId(ines.id, APP) };

describe('installing the app for somebody', () => {
  let at: OpenGraph;
  beforeEach(async () => {
    at = await openGraph();
    at.graph.user({ id: ines.id, displayName: ines.name });
    at.graph.catalog.add(APP);
  });
  afterEach(() => at.graph.close());

  const install = (personId = ines.id) => createInstaller({ graph: at.client(), teamsAppId: APP, grants: at.grants, log: at.log }).install(personId);

  it('gives the chat with the bot, and the same one when done again', async () => {
    assert.deepEqual(await install(), CHAT);
    assert.deepEqual(await install(), CHAT);
    assert.deepEqual(at.grants.seen(), { managers: undefined, groups: undefined, installs: true });
  });

  it('goes on when the answer to the first try was lost', async () => {
    at.graph.fail({ path: 'installedApps', method: 'POST', cutOff: 'before', times: 1 });
    assert.equal((await install()).kind, 'later');
    assert.deepEqual(await install(), CHAT);
  });

  it('is not granted where no call is allowed', async () => {
    at.graph.granted.installs = false;
    assert.deepEqual(await install(), { kind: 'notGranted' });
    assert.equal(at.grants.seen().installs, false);
  });

  it('is impossible for one whom a policy forbids the app, and still granted for others', async () => {
    at.graph.blocked.add(ines.id);
    assert.equal((await install()).kind, 'impossible');
    assert.equal(at.grants.seen().installs, true);
  });

  it('is no matter where a policy forbids it but the app is there', async () => {
    await install();
    at.graph.blocked.add(ines.id);
    assert.deepEqual(await install(), CHAT);
  });

  it('is impossible for a stranger, for an app of no catalog, and for what is no id', async () => {
    assert.equal((await install(nora.id)).kind, 'impossible');
    at.graph.catalog.clear();
    assert.equal((await install()).kind, 'impossible');
    const before = at.graph.count();
    assert.equal((await install('29:ines')).kind, 'impossible');
    assert.equal(at.graph.count(), before);
  });

  it('comes later while the chat is not there yet', async () => {
    at.graph.chatless.add(ines.id);
    assert.equal((await install()).kind, 'later');
    at.graph.chatless.clear();
    assert.deepEqual(await install(), CHAT);
  });

  for (const path of ['teamwork/installedApps', '/chat'])
    for (const fault of [{ status: 429, retryAfter: '30' }, { status: 500 }, { cutOff: 'middle' }, { malformed: true }] as const) {
      it(`comes later at ${JSON.stringify(fault)} of ${path}`, async () => {
        at.graph.fail({ path, method: 'GET', ...fault });
        const installed = await install();
        assert.equal(installed.kind, 'later');
        if ('retryAfter' in fault) assert.deepEqual(installed, { kind: 'later', retryAfterMs: 30_000 });
      });
    }

  it('logs ids and no names', async () => {
    at.graph.blocked.add(ines.id);
    await install();
    assert.match(at.log.lines.join(), new RegExp(ines.id, 'u'));
    assert.doesNotMatch(at.log.lines.join(), /Ines/u);
  });
});
