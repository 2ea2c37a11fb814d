import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { billOf, COUNTED, DEFAULT_SIZE, LOG_ALERTS, METRIC_ALERTS, operationsOf, totalOf } from '../../.build/costs';
import { startAzurite, type Azurite } from '../../src/local/azurite';
import { countLife, type Counted } from './fixtures/countedLife';

/** What is published must hold, and must not be so high that nobody can use it. */
const holds = (published: number, counted: number): void => {
  assert.ok(counted <= published && counted >= published * 0.8, `${counted} were counted, ${published} are published in .build/costs.ts`);
};

describe('the costs', () => {
  let azurite: Azurite;
  let counted: Counted;
  before(async function () {
    this.timeout(60_000);
    azurite = await startAzurite({ dataDir: 'memory' });
    counted = await countLife(azurite.connectionString);
  });
  after(() => azurite.stop());

  it('are of a life with so many moves', () => assert.equal(COUNTED.movesOfARequest, counted.moves));
  it('take no more storage calls for it than they say', () => holds(COUNTED.storageCallsOfARequest, counted.storageCalls));
  it('take no more syncs for it than they say', () => holds(COUNTED.syncsOfARequest, counted.syncs));
  it('take no more for a sweep than they say', () => holds(COUNTED.storageCallsOfASweep, counted.sweep));
  it('take no more for the nightly walk than they say', () => holds(COUNTED.storageCallsOfHealAnOpenRequest, counted.healOfAnOpenRequest));

  it('know how many alerts there are', () => {
    const alerts = readFileSync('infra/modules/alerts.bicep', 'utf8');
    assert.equal([...alerts.matchAll(/^ {4}title: /gmu)].length, LOG_ALERTS);
    assert.equal([...alerts.matchAll(/Microsoft\.Insights\/metricAlerts@/gu)].length, METRIC_ALERTS);
  });

  it('grow with the requests, and not without them', () => {
    assert.ok(totalOf(billOf(10_000)) > totalOf(billOf(1_000)) && totalOf(billOf(1_000)) > totalOf(billOf(100)));
    assert.ok(operationsOf(0).storageCalls < operationsOf(1).storageCalls);
    assert.equal(operationsOf(0).invokes, 0);
  });

  it('have no line for a warm instance where there is none', () => assert.equal(billOf(100, { ...DEFAULT_SIZE, alwaysReadyInstances: 0 }).ready, 0));
});
