import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { erasePerson } from '../../src/admin/erasePerson';
import { exportPerson } from '../../src/admin/exportPerson';
import { evolve } from '../../src/domain/evolve';
import type { WorkRequest } from '../../src/domain/workRequest';
import { startAzurite, type Azurite } from '../../src/local/azurite';
import { openStores } from '../../src/store/openTables';
import { openPersonalData, pseudonymOf, type PersonalData } from '../../src/store/personalData';
import type { Stores } from '../../src/store/stores';
import { ana, AT, ben, commented, submitted } from '../store/samples';

const NOW = '2026-04-01T00:00:00.000Z';
const DRY = { apply: false, texts: false, now: NOW };
const APPLY = { ...DRY, apply: true };

describe("one person's data", () => {
  let azurite: Azurite;
  let stores: Stores;
  let data: PersonalData;
  let places = 0;
  before(async () => {
    azurite = await startAzurite({ dataDir: 'memory' });
  });
  after(() => azurite.stop());

  /** Ana asked twice and Ben once; she is on the rota, has a chat, and something could not be delivered to her. */
  beforeEach(async () => {
    const prefix = `person${++places}`;
    stores = openStores(azurite, { prefix });
    data = openPersonalData(azurite, { prefix });
    await stores.ready();
    for (const key of ['PLAT-1', 'PLAT-2']) {
      await submitted(stores.store, key);
      await stores.hints.noteRequester(ana.id, key);
    }
    await submitted(stores.store, 'PLAT-3', { by: ben });
    await commented(stores.store, 'PLAT-2');
    await commented(stores.store, 'PLAT-3', { by: ana, given: { comment: 'By Ana' } });
    await stores.slots.save({ key: 'PLAT-1', id: `card|requester|${ana.id}`, audience: { id: 'x', kind: 'requester', to: ana }, state: { kind: 'undeliverable', why: 'gone' }, attempts: 1 }, undefined);
    await stores.slots.save({ key: 'PLAT-1', id: 'card|channel', audience: { id: 'x', kind: 'channel' }, state: { kind: 'delivered' }, attempts: 0 }, undefined);
    await stores.hints.noteUnreached(ana.id, 'PLAT-1');
    await stores.conversations.rememberMet({ ...ana, teamsId: '29:ana' });
    await stores.conversations.rememberPersonal(ana, { conversationId: 'a:ana/chat', serviceUrl: 'https://smba.example' });
    await stores.conversations.rememberServiceUrl('a:ana/chat', 'https://smba.example');
    await stores.conversations.rememberServiceUrl('19:channel', 'https://smba.example');
    const duty = await stores.duty.load();
    const event = { version: 1, at: AT, by: ana, move: 'editRota', nonce: 'n', rota: { since: AT, weeks: [ana, ben] } } as const;
    await stores.duty.commit(duty, { ...duty.duty, version: 1, rota: event.rota }, event);
  });

  const remaining = async (): Promise<readonly string[]> => {
    const rows: string[] = [];
    for await (const { table, partition, row } of data.namedIn(ana.id)) rows.push(`${table} ${partition} ${row}`);
    return rows;
  };

  it('is exported whole: requests, moves, deliveries, duty and chat, and nothing that does not name them', async () => {
    const kept = await exportPerson(data, ana.id, NOW);
    assert.deepEqual((kept.requests as readonly WorkRequest[]).map(({ key }) => key).sort(), ['PLAT-1', 'PLAT-2', 'PLAT-3']);
    assert.deepEqual([kept.moves.length, kept.deliveries.length, kept.duty.length, kept.chat.length, kept.hints.length], [3, 1, 2, 3, 4]);
    assert.ok(!JSON.stringify(kept).includes('AccountKey'));
    assert.deepEqual(await exportPerson(data, '00000000-0000-4000-8000-00000000dead', NOW).then(({ requests, hints }) => [requests, hints]), [[], []]);
  });

  it('is only counted without --apply', async () => {
    const before = await remaining();
    const report = await erasePerson(data, stores, ana.id, DRY);
    assert.deepEqual([report.requests, report.dutyRecords, report.deliveries, report.otherRecords], [['PLAT-1', 'PLAT-2', 'PLAT-3'], 2, 1, 7]);
    assert.ok(report.warnings.some((warning) => warning.includes('PLAT-1, PLAT-2')) && report.warnings.some((warning) => warning.includes('rota')));
    assert.deepEqual(await remaining(), before);
  });

  it('is erased everywhere, with what was decided kept, and a second time there is nothing', async () => {
    const pending = await stores.hints.pendingCount();
    await erasePerson(data, stores, ana.id, APPLY);
    assert.deepEqual(await remaining(), []);
    const somebody = { id: pseudonymOf(ana.id), name: 'Somebody' };
    const [one, three] = await Promise.all(['PLAT-1', 'PLAT-3'].map((key) => stores.store.load(key)));
    assert.deepEqual([one?.request.requester, one?.request.answers.summary, three?.request.lastMoves[0]?.by, three?.request.lastMoves[0]?.words], [somebody, 'Open port 443', somebody, 'By Ana']);
    for (const key of ['PLAT-1', 'PLAT-2', 'PLAT-3']) {
      const stored = await stores.store.load(key);
      assert.deepEqual((await stores.store.history(key)).reduce<WorkRequest | undefined>(evolve, undefined), stored?.request);
    }
    assert.deepEqual((await stores.duty.load()).duty.rota?.weeks, [somebody, ben]);
    assert.deepEqual([await stores.slots.undeliverableCount(), (await stores.slots.slotsOf('PLAT-1')).map(({ slot }) => slot.id)], [0, ['card|channel']]);
    assert.deepEqual([await stores.conversations.met(ana.id), await stores.conversations.serviceUrl('a:ana/chat'), await stores.conversations.serviceUrl('19:channel')], [undefined, undefined, 'https://smba.example']);
    assert.deepEqual(await stores.hints.keysOfRequester(somebody.id, 9), ['PLAT-2', 'PLAT-1']);
    assert.equal(await stores.hints.pendingCount(), pending + 3);
    assert.deepEqual((await erasePerson(data, stores, ana.id, APPLY)).requests, []);
  });

  it('loses their own words with --texts, and is found by them no more', async () => {
    await stores.search.note('PLAT-1', 1, ['all', 'word:port']);
    await erasePerson(data, stores, ana.id, { ...APPLY, texts: true });
    const [one, three] = await Promise.all(['PLAT-1', 'PLAT-3'].map((key) => stores.store.load(key)));
    assert.deepEqual([one?.request.answers.summary, one?.request.answers.service, three?.request.lastMoves[0]?.words, three?.request.answers.details], ['(erased on request)', 'redis', '(erased on request)', 'Please.']);
    const found: string[] = [];
    for await (const { keys } of stores.search.underWordsFrom('port', 10)) found.push(...keys);
    assert.ok(!found.includes('PLAT-1'), found.join());
  });

  it('is erased while the app goes on moving their requests', async () => {
    const moving = { ...data, rewriteRequest: once(() => commented(stores.store, 'PLAT-1', { nonce: 'meanwhile' }), (key: string, rewrite: Parameters<PersonalData['rewriteRequest']>[1]) => data.rewriteRequest(key, rewrite)) };
    await erasePerson(moving, stores, ana.id, APPLY);
    assert.deepEqual(await remaining(), []);
    assert.equal((await stores.store.load('PLAT-1'))?.request.version, 2);
  });

  it('is asked for by a command that says how it is used', async () => {
    const run = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/admin/person.ts', ...args], { env: { ...process.env, AzureWebJobsStorage: azurite.connectionString, AzureWebJobsStorage__accountName: '' } })
        .then(({ stdout }) => ({ code: 0, said: stdout }), (error: unknown) => error as { code: number; stderr: string }).then((ran) => ('said' in ran ? ran : { code: ran.code, said: ran.stderr }));
    await openStores(azurite).ready();
    const [exported, dry, wrong, none] = await Promise.all([run('export', ana.id), run('erase', ana.id), run('erase', ana.id, '--aply'), run('export', 'ana')]);
    assert.deepEqual([exported.code, (JSON.parse(exported.said) as { requests: unknown }).requests], [0, []]);
    assert.match(dry.said, /named in 0 requests.*\nNothing was changed\. Add --apply/u);
    assert.deepEqual([wrong.code, none.code], [2, 2]);
    assert.match(none.said, /"ana" is no Entra object id/);
  }).timeout(30_000);
});

/** Lets something happen before the first call alone. */
function once<Args extends readonly unknown[], Result>(first: () => Promise<unknown>, act: (...args: Args) => Promise<Result>): (...args: Args) => Promise<Result> {
  let happened: Promise<unknown> | undefined;
  return async (...args) => {
    await (happened ??= first());
    return act(...args);
  };
}
