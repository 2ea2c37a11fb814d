import { strict as assert } from 'node:assert';
import { ana, edda, erik, ines, iris, nora, who } from '../domain/people';
import { APPROVERS, ENGINEERS, NESTED, openGraph } from './graphFixture';
import type { OpenGraph } from './graphFixture';

describe('roles from Entra groups', () => {
  let at: OpenGraph;
  beforeEach(async () => {
    at = await openGraph();
    for (const { id, name } of [ana, edda, erik, ines, iris]) at.graph.user({ id, displayName: name });
    at.graph.group(ENGINEERS, erik.id, NESTED);
    at.graph.group(NESTED, edda.id, iris.id, ENGINEERS);
    at.graph.group(APPROVERS, ines.id, iris.id);
  });
  afterEach(() => at.graph.close());

  it('are held through nested groups, and several by one person', async () => {
    const directory = at.directory({ approvers: { groupId: APPROVERS } });
    assert.deepEqual(await directory.actor(who(edda)), { ...who(edda), roles: ['engineer'] });
    assert.deepEqual(await directory.rolesOf(iris.id), ['engineer', 'approver']);
    assert.deepEqual(await directory.rolesOf(ana.id), []);
    assert.deepEqual(await directory.engineers(), [who(erik), who(edda), who(iris)]);
  });

  it('take the name from the activity, so that nobody is asked for it', async () => {
    const actor = await at.directory().actor({ id: erik.id, name: 'Erik H.' });
    assert.equal(actor?.name, 'Erik H.');
    assert.equal(at.graph.count('users/'), 0);
  });

  it('are not held by a disabled account', async () => {
    at.graph.user({ id: edda.id, displayName: edda.name, accountEnabled: false });
    assert.deepEqual(await at.directory().rolesOf(edda.id), []);
  });

  it('end for an ex-member when the time of the answer is over', async () => {
    const directory = at.directory();
    assert.deepEqual(await directory.rolesOf(erik.id), ['engineer']);
    at.graph.group(ENGINEERS);
    at.clock.advanceMinutes(4);
    assert.deepEqual(await directory.rolesOf(erik.id), ['engineer']);
    at.clock.advanceMinutes(1);
    assert.deepEqual(await directory.rolesOf(erik.id), []);
  });

  it('cost one call, however many ask at once', async () => {
    const directory = at.directory();
    at.graph.pageSize = 100;
    at.graph.fail({ path: ENGINEERS, hold: true, times: 1 });
    const burst = Array.from({ length: 50 }, () => directory.actor(who(erik)));
    await at.graph.arrived(1);
    at.graph.release();
    for (const actor of await Promise.all(burst)) assert.deepEqual(actor?.roles, ['engineer']);
    assert.equal(at.graph.count(), 1);
  });

  it('are closed while Graph is slow: the press is answered in time', async () => {
    const directory = at.directory({ limitMs: 800 });
    at.graph.fail({ path: ENGINEERS, hold: true });
    assert.deepEqual(await directory.rolesOf(erik.id), []);
    assert.deepEqual(await directory.engineers(), []);
    assert.equal(at.graph.count(), 1, 'the second question comes too soon to ask Graph again');
  });

  for (const fault of [{ status: 403 }, { status: 404 }, { status: 429 }, { status: 500 }, { malformed: true }, { cutOff: 'middle' }] as const) {
    it(`are closed at ${JSON.stringify(fault)}, which is logged by the id of the group`, async () => {
      at.graph.fail({ path: ENGINEERS, ...fault });
      assert.deepEqual((await at.directory().actor(who(erik)))?.roles, []);
      assert.ok(at.log.lines.some((line) => line.includes(`"groupId":"${ENGINEERS}"`)));
    });
  }

  it('outlive a failure of Graph for a quarter of an hour, not longer', async () => {
    const directory = at.directory();
    await directory.rolesOf(erik.id);
    at.graph.fail({ path: ENGINEERS, status: 500 });
    at.clock.advanceMinutes(14);
    assert.deepEqual(await directory.rolesOf(erik.id), ['engineer']);
    at.clock.advanceMinutes(1);
    assert.deepEqual(await directory.rolesOf(erik.id), []);
  });

  it('leave Graph in peace for as long as it asks', async () => {
    const directory = at.directory();
    at.graph.fail({ path: ENGINEERS, status: 429, retryAfter: '120', times: 1 });
    await directory.rolesOf(erik.id);
    at.clock.advanceMinutes(1);
    assert.deepEqual(await directory.rolesOf(erik.id), []);
    assert.equal(at.graph.count(), 1);
    at.clock.advanceMinutes(1);
    assert.deepEqual(await directory.rolesOf(erik.id), ['engineer']);
  });

  it('hold where groups may be read and people may not: the names are those that the bot has met', async () => {
    at.graph.granted.users = false;
    await at.conversations.rememberMet({ ...who(erik), teamsId: '29:erik' });
    const names = (await at.directory().engineers()).map(({ name }) => name);
    assert.deepEqual(names, [erik.name, 'a member of the team', 'a member of the team']);
    assert.deepEqual(at.grants.seen(), { managers: false, groups: true, installs: undefined });
  });

  it('from a list ask Graph for nothing but names, and for each once', async () => {
    const directory = at.directory({ engineers: { ids: [erik.id.toUpperCase(), edda.id, nora.id] } });
    assert.deepEqual(await directory.rolesOf(erik.id), ['engineer']);
    assert.equal(at.graph.count(), 0);
    const expected = [who(erik), who(edda), { id: nora.id, name: 'a member of the team' }];
    assert.deepEqual(await directory.engineers(), expected);
    assert.deepEqual(await directory.engineers(), expected);
    assert.equal(at.graph.count(), 3);
  });
});
