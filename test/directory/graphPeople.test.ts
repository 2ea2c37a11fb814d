import { strict as assert } from 'node:assert';
import { ana, mara, nora, who } from '../domain/people';
import type { GraphFault } from '../support/fakeGraph';
import { openGraph } from './graphFixture';
import type { OpenGraph } from './graphFixture';

const TROUBLE: readonly Omit<GraphFault, 'path'>[] = [
  { status: 429, retryAfter: '30' }, { status: 429, retryAfter: 'Mon, 02 Mar 2026 09:00:30 GMT' }, { status: 500 }, { status: 503 }, { cutOff: 'before' }, { cutOff: 'middle' }, { malformed: true },
];

describe('people in Graph', () => {
  let at: OpenGraph;
  beforeEach(async () => {
    at = await openGraph();
    at.graph.user({ id: ana.id, displayName: ana.name, managerId: mara.id });
    at.graph.user({ id: mara.id, displayName: mara.name });
  });
  afterEach(() => at.graph.close());

  describe('a person', () => {
    it('is known by id; one whom nobody knows, or whose account is disabled, is not', async () => {
      at.graph.user({ id: nora.id, displayName: nora.name, accountEnabled: false });
      const directory = at.directory();
      assert.deepEqual(await directory.person(ana.id), who(ana));
      assert.equal(await directory.person('99999999-0000-4000-8000-000000000000'), undefined);
      assert.equal(await directory.person(nora.id), undefined);
    });

    for (const text of ['', 'me', 'ana@example.com', `${ana.id}/manager`, `../groups/${ana.id}`, `${ana.id}?$expand=manager`, "' or '1' eq '1"]) {
      it(`is not looked for by "${text}"`, async () => {
        assert.equal(await at.directory().person(text), undefined);
        assert.equal(at.graph.count(), 0);
      });
    }

    for (const fault of [...TROUBLE, { status: 403 }] as const) {
      it(`is whom the bot has met, at ${JSON.stringify(fault)}`, async () => {
        await at.conversations.rememberMet({ ...who(ana), teamsId: '29:ana' });
        at.graph.fail({ path: 'users/', ...fault });
        assert.deepEqual(await at.directory().person(ana.id), who(ana));
        assert.equal(await at.directory().person(mara.id), undefined);
      });
    }
  });

  describe('a manager', () => {
    it('is found, with whether the person leads a team', async () => {
      assert.deepEqual(await at.directory().managerOf(ana), { kind: 'found', person: who(mara), leadsTeam: false });
      assert.deepEqual(await at.directory().managerOf(mara), { kind: 'none', leadsTeam: true });
      assert.deepEqual(at.grants.seen(), { managers: true, groups: undefined, installs: undefined });
    });

    it('does not count when disabled, the person\'s own self, or a mere contact', async () => {
      at.graph.user({ id: mara.id, displayName: mara.name, accountEnabled: false });
      assert.deepEqual(await at.directory().managerOf(ana), { kind: 'none', leadsTeam: false });
      at.graph.user({ id: ana.id, displayName: ana.name, managerId: ana.id });
      assert.deepEqual(await at.directory().managerOf(ana), { kind: 'none', leadsTeam: true });
      at.graph.contactManagers.set(ana.id, { id: nora.id, displayName: nora.name });
      assert.deepEqual(await at.directory().managerOf(ana), { kind: 'none', leadsTeam: true });
    });

    for (const status of [401, 403] as const) {
      it(`is "not granted" at ${status}`, async () => {
        at.graph.fail({ path: '/manager', status });
        assert.deepEqual(await at.directory().managerOf(ana), { kind: 'notGranted' });
        assert.equal(at.grants.seen().managers, false);
      });
    }

    it('is "not granted" rather than asked for for ever when Graph refuses the call', async () => {
      at.graph.fail({ path: '/manager', status: 400 });
      assert.deepEqual(await at.directory().managerOf(ana), { kind: 'notGranted' });
    });

    for (const fault of TROUBLE) {
      it(`is "later" and never "none" at ${JSON.stringify(fault)}`, async () => {
        at.graph.fail({ path: '/manager', ...fault });
        const known = await at.directory().managerOf(ana);
        assert.equal(known.kind, 'later');
        if ('retryAfter' in fault) assert.deepEqual(known, { kind: 'later', retryAfterMs: 30_000 });
      });
    }

    it('is "later" when Graph takes too long', async () => {
      at.graph.fail({ path: '/manager', hold: true });
      assert.equal((await at.directory({ graph: at.client({ limitMs: 20 }) }).managerOf(ana)).kind, 'later');
    });

    for (const fault of [...TROUBLE, { status: 403 }] as const) {
      it(`is told without a word about a team that cannot be seen, at ${JSON.stringify(fault)}`, async () => {
        at.graph.fail({ path: '/directReports', ...fault });
        assert.deepEqual(await at.directory().managerOf(ana), { kind: 'found', person: who(mara) });
      });
    }

    it('is none for somebody who has no id of the directory', async () => {
      assert.deepEqual(await at.directory().managerOf({ id: '29:ana', name: 'Ana' }), { kind: 'none' });
      assert.equal(at.graph.count(), 0);
    });
  });
});
