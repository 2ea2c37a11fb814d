import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFRA } from './bicepCli';
import { ofType, predicted, theOne, type Resource } from './predicted';

const SRC = join(__dirname, '..', '..', 'src');
const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(SRC, file), 'utf8')).join('\n');
const functions = new Set([...code.matchAll(/\bapp\.(?:http|timer|storageQueue)\('(\w+)'/gu)].map(([, name]) => name));
const linesLogged = new Set([...code.matchAll(/\blog\.(?:info|warn|error)\('([^']+)'/gu)].map(([, line]) => line));

interface Rule {
  readonly severity: number;
  readonly enabled: boolean;
  readonly scopes: readonly string[];
  readonly windowSize: string;
  readonly criteria: { readonly allOf: readonly { readonly query: string; readonly operator: string; readonly threshold: number }[] };
  readonly actions: { readonly actionGroups: readonly string[] };
}

const ruleOf = ({ properties }: Resource): Rule => properties as unknown as Rule;
const rules = ofType('public', 'Microsoft.Insights/scheduledQueryRules');
const queryOf = (name: string): string => rules.filter((rule) => rule.name.endsWith(name)).map((rule) => ruleOf(rule).criteria.allOf[0]?.query)[0] ?? assert.fail(name);

interface WorkbookItem {
  readonly type: number;
  readonly name: string;
  readonly content: { readonly query?: string; readonly crossComponentResources?: readonly string[]; readonly resourceIds?: readonly string[] };
}

const workbook = (): { readonly items: readonly WorkbookItem[]; readonly fallbackResourceIds: readonly string[] } =>
  JSON.parse(String(theOne('public', 'Microsoft.Insights/workbooks').properties?.['serializedData'])) as ReturnType<typeof workbook>;

/** A query reads only what the code writes: names of functions, lines of the log. */
function assertReadsWhatIsWritten(query: string): void {
  for (const [, name] of query.matchAll(/\bname == "([^"]+)"/gu)) assert.ok(functions.has(name), `no function ${String(name)}`);
  for (const [, line] of query.matchAll(/line\.message\) == "([^"]+)"/gu)) assert.ok(linesLogged.has(line), `no line ${String(line)}`);
  for (const [, fact] of query.matchAll(/\bline\.(\w+)/gu)) assert.match(code, new RegExp(`\\b${String(fact)}\\b`, 'u'));
}

describe('the alerts', () => {
  it('are five on the log and one on storage, all to the action group that exists', () => {
    assert.deepEqual(rules.map(({ name }) => name.replace('alert-platreq-test-', '').slice(7)).sort(), ['failed-messages', 'no-sweep', 'poison-queue', 'slow-messages', 'undeliverable']);
    for (const rule of rules.map(ruleOf)) {
      assert.match(rule.actions.actionGroups.join(), /rg-observability.*\/actionGroups\/ag-platform$/u);
      assert.match(rule.scopes.join(), /\/components\/appi-platreq-test-\w{6}$/u);
      assert.equal(rule.enabled, true);
    }
    assert.match(JSON.stringify(theOne('public', 'Microsoft.Insights/metricAlerts').properties?.['actions']), /ag-platform/u);
    for (const rule of ofType('private', 'Microsoft.Insights/scheduledQueryRules')) assert.equal(ruleOf(rule).enabled, false);
  });

  it('read what the code writes', () => {
    for (const rule of rules) assertReadsWhatIsWritten(ruleOf(rule).criteria.allOf[0]?.query ?? '');
  });

  it('miss a completed sweep after 15 minutes', () => {
    const [rule] = rules.filter(({ name }) => name.endsWith('no-sweep')).map(ruleOf);
    assert.deepEqual([rule?.windowSize, rule?.criteria.allOf[0]?.operator, rule?.criteria.allOf[0]?.threshold], ['PT15M', 'LessThan', 1]);
    assert.equal(queryOf('no-sweep'), 'requests | where name == "sweepPromises" and success == true');
  });

  it('find messages slow from a p95 over 3 s', () => assert.match(queryOf('slow-messages'), /p95 = percentile\(duration, 95\) \| where p95 > 3000$/u));

  it('see failed messages though Teams is always answered 200', () => assert.match(queryOf('failed-messages'), /"turn failed"/u));

  it('see storage turn calls away', () => assert.match(JSON.stringify(theOne('public', 'Microsoft.Insights/metricAlerts').properties), /"Transactions".*ClientThrottlingError.*ServerBusyError/u));

  it('lose none of these lines to sampling', () => {
    const host = JSON.parse(readFileSync(join(INFRA, '..', 'host.json'), 'utf8')) as { logging: { applicationInsights: { samplingSettings: { excludedTypes: string } } } };
    for (const kind of ['Request', 'Exception', 'Trace']) assert.ok(host.logging.applicationInsights.samplingSettings.excludedTypes.split(';').includes(kind), kind);
  });
});

describe('the workbook', () => {
  it('shows promises, queue depth, latency and failures of this app', () => {
    const { items, fallbackResourceIds } = workbook();
    const names = items.map(({ name }) => name);
    for (const part of ['promises', 'queue', 'latency', 'failures']) assert.ok(names.includes(part), part);
    const insights = theOne('public', 'Microsoft.Insights/components').id;
    assert.deepEqual(fallbackResourceIds, [insights]);
    for (const { content } of items.filter(({ type }) => type === 3)) assert.deepEqual(content.crossComponentResources, [insights]);
    assert.deepEqual(items.find(({ name }) => name === 'storage')?.content.resourceIds, [theOne('public', 'Microsoft.Storage/storageAccounts').id]);
    assert.equal(theOne('public', 'Microsoft.Insights/workbooks').properties?.['sourceId'], insights);
  });

  it('reads what the code writes', () => {
    for (const { content } of workbook().items) assertReadsWhatIsWritten(content.query ?? '');
  });

  it('knows every function', () => {
    const [listed] = workbook().items.flatMap(({ name, content }) => (name === 'functions' ? [content.query ?? ''] : []));
    assert.deepEqual([...(listed ?? '').matchAll(/"(\w+)"/gu)].map(([, name]) => name).sort(), [...functions].sort());
  });

  it('leaves nothing unfilled', () => assert.doesNotMatch(JSON.stringify(predicted('public')), /\{(insightsId|storageAccountId|rule|kind|service|line)\}/u));
});
