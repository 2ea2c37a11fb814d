import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bicep, describeWithBicep, INFRA } from './bicepCli';

interface Parameters {
  readonly parameters: Readonly<Record<string, { readonly value: unknown }>>;
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  ENVIRONMENT_NAME: 'staging', LOCATION: 'westeurope', LOG_ANALYTICS_WORKSPACE_ID: '/workspace', ACTION_GROUP_ID: '/group', TEAM_ID: '19:team', CHANNEL_ID: '19:channel', ENGINEERS_GROUP: 'e', APPROVERS_GROUP: 'a',
};

/** What Teams Toolkit makes of its placeholders. */
const filled = (text: string): string => text.replace(/\$\{\{(\w+)\}\}/gu, (_, name: string) => ENVIRONMENT[name] ?? assert.fail(`${name} is not filled`));

describeWithBicep('the parameter files', () => {
  let forPipelines: Parameters;
  before(async () => {
    const { code, out, said } = await bicep(['build-params', join(INFRA, 'main.bicepparam'), '--stdout'], { ...process.env, ...ENVIRONMENT });
    assert.equal(code, 0, said);
    forPipelines = JSON.parse((JSON.parse(out) as { parametersJson: string }).parametersJson) as Parameters;
  });

  it('give Teams Toolkit the same as pipelines, from variables of the same names', () => {
    const { parameters } = JSON.parse(filled(readFileSync(join(INFRA, 'azure.parameters.json'), 'utf8'))) as Parameters;
    for (const [name, given] of Object.entries(parameters)) assert.deepEqual(forPipelines.parameters[name], given, name);
    const emptyElsewhere = Object.entries(forPipelines.parameters).filter(([name]) => !(name in parameters)).map(([, { value }]) => value);
    assert.deepEqual(emptyElsewhere.filter((value) => value !== '' && JSON.stringify(value) !== '{"blob":"","queue":"","table":""}'), [], 'the Toolkit leaves out only what may be empty');
  });

  it('give every parameter that has no default', async () => {
    const { out } = await bicep(['build', join(INFRA, 'main.bicep'), '--stdout']);
    const { parameters } = JSON.parse(out) as { parameters: Record<string, { defaultValue?: unknown }> };
    const needed = Object.entries(parameters).filter(([, { defaultValue }]) => defaultValue === undefined).map(([name]) => name);
    const toolkit = JSON.parse(filled(readFileSync(join(INFRA, 'azure.parameters.json'), 'utf8'))) as Parameters;
    assert.deepEqual(needed.filter((name) => !(name in toolkit.parameters)), []);
    assert.deepEqual(Object.keys(toolkit.parameters).filter((name) => !(name in parameters)), []);
  });
});
