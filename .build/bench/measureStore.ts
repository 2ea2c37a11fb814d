import { TableClient, type TransactionAction } from '@azure/data-tables';
import { PEOPLE } from '../../src/local/people';
import { defaultPolicy } from '../../src/config';
import { listDirectory } from '../../src/directory/listDirectory';
import { searchTermsOf } from '../../src/domain/searchWords';
import { readQuery } from '../../src/domain/searchQuery';
import type { WorkRequest } from '../../src/domain/workRequest';
import { deadlineKeys, searchKeys, storageNames, type RowKeys } from '../../src/store/keys';
import { openStores } from '../../src/store/openTables';
import { findRequests } from '../../src/usecases/findRequests';
import { handleCommand } from '../../src/usecases/handleCommand';
import type { Ports } from '../../src/usecases/ports';
import { submitRequest } from '../../src/usecases/submitRequest';
import { sweepPromises } from '../../src/usecases/sweepPromises';
import { elapsedMs, medianMs } from './load';

const [ANA, , ERIK] = PEOPLE;
const HOUR_MS = 60 * 60 * 1000;
const FEW = 1_000;
const MANY = 100_000;
const DUE = 100;
const HITS = 20;

interface House {
  readonly ports: Ports;
  readonly calls: () => number;
  readonly hints: TableClient;
  now: number;
}

/** The use cases on real tables, with nobody to send to. */
async function openHouse(connectionString: string, prefix: string): Promise<House> {
  const stores = openStores({ connectionString }, { prefix });
  await stores.ready();
  const quiet = (): undefined => undefined;
  const house: House = { now: Date.now(), calls: () => stores.callCount(), hints: TableClient.fromConnectionString(connectionString, storageNames(prefix).hints, { allowInsecureConnection: true }), ports: {} as Ports };
  const delivered = { kind: 'delivered', conversationId: 'c', activityId: 'a' } as const;
  const ports: Ports = {
    ...stores, requests: stores.store,
    directory: listDirectory({ people: PEOPLE.map(({ id, name, roles }) => ({ id, name, roles: roles.filter((role) => role === 'engineer' || role === 'approver') })), closed: true, conversations: stores.conversations }),
    drawing: { card: () => ({ summary: '' }), notice: () => ({ summary: '' }), dutyNotice: () => ({ summary: '' }) },
    messenger: { post: () => Promise.resolve(delivered), update: () => Promise.resolve(delivered) },
    clock: { now: () => new Date(house.now), real: () => new Date() },
    log: { info: quiet, warn: quiet, error: quiet },
    policy: defaultPolicy('https://requests.example'),
  };
  return Object.assign(house, { ports });
}

async function submit({ ports }: House, nonce: string, summary = 'Move the cache to a larger tier'): Promise<WorkRequest> {
  if (!ANA) throw new Error('nobody submits');
  const done = await submitRequest(ports, { actor: { id: ANA.id, name: ANA.name, roles: [] }, nonce, input: { summary, service: 'redis', environments: 'prd', details: 'It evicts keys.' } });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done.refusal));
  return done.request;
}

/** Storage round trips until a move is answered: the load of the request, its hint, its commit. */
export async function storageCallsPerMove(connectionString: string): Promise<number> {
  const house = await openHouse(connectionString, 'calls');
  const { key } = await submit(house, 'one');
  const before = house.calls();
  const outcome = await handleCommand(house.ports, {
    move: 'startReview', key, actor: { id: ERIK?.id ?? '', name: ERIK?.name ?? '', roles: ['engineer'] }, at: new Date().toISOString(), nonce: 'bench', input: {},
  });
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return house.calls() - before;
}

/** Many rows at once: transactions of a hundred, one partition each, eight at a time. Created, because Azurite's upsert slows down as a table grows. */
async function putRows(table: TableClient, rows: readonly RowKeys[], columns: (row: RowKeys) => Readonly<Record<string, string>>): Promise<void> {
  const batches = new Map<string, RowKeys[]>();
  for (const row of rows) {
    const batch = batches.get(row.partitionKey);
    if (batch) batch.push(row);
    else batches.set(row.partitionKey, [row]);
  }
  const waiting = [...batches.values()].flatMap((all) => Array.from({ length: Math.ceil(all.length / 100) }, (_, part) => all.slice(part * 100, part * 100 + 100)));
  const work = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      await table.submitTransaction(batch.map((row): TransactionAction => ['create', { ...row, ...columns(row) }]));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

/** A sweep that has 100 reviews to remind of, among so many open requests whose time is yet to come. */
async function sweepMs(connectionString: string, open: number): Promise<number> {
  const house = await openHouse(connectionString, `sweep${open}`);
  for (let index = 0; index < DUE; index++) await submit(house, `due-${index}`);
  const later = new Date(house.now + 200 * HOUR_MS).toISOString();
  const others = Array.from({ length: open - DUE }, (_, index) => `PLAT-${1_000_000 + index}`);
  await putRows(house.hints, others.map((subject) => deadlineKeys({ at: later, subject })), ({ rowKey }) => ({ at: later, subject: rowKey.split('|')[1] ?? '' }));
  house.now += 25 * HOUR_MS;
  return elapsedMs(async () => {
    const { due } = await sweepPromises(house.ports);
    if (due !== DUE) throw new Error(`${due} were due`);
  });
}

/** A search with 20 hits among so many indexed requests of other words. */
async function searchMs(connectionString: string, indexed: number): Promise<number> {
  const house = await openHouse(connectionString, `search${indexed}`);
  for (let index = 0; index < HITS; index++) {
    const request = await submit(house, `hit-${index}`, 'Rotate the kestrel certificate');
    await house.ports.search.note(request.key, request.version, searchTermsOf(request));
  }
  const sample = await submit(house, 'other', 'Kernel panic on the proxy');
  const terms = searchTermsOf(sample);
  const rows = Array.from({ length: indexed - HITS }, (_, index) => index).flatMap((index) => terms.slice(index % terms.length, (index % terms.length) + 1).map((term) => searchKeys(term, `PLAT-${1_000_000 + index}`)));
  await putRows(house.hints, rows, () => ({}));
  const read = readQuery('kestrel', house.ports.policy.keyPrefix);
  if (!('query' in read)) throw new Error('not a query');
  return medianMs(() => elapsedMs(async () => {
    const found = await findRequests(house.ports, read.query, ANA?.id ?? '', { skip: 0, count: 25 });
    if (found.length !== HITS) throw new Error(`${found.length} were found`);
  }), 5);
}

export const sweepRatio = async (connectionString: string): Promise<number> => {
  const few = await sweepMs(connectionString, FEW);
  return (await sweepMs(connectionString, MANY)) / few;
};

export const searchRatio = async (connectionString: string): Promise<number> => {
  const few = await searchMs(connectionString, FEW);
  return (await searchMs(connectionString, MANY)) / few;
};
