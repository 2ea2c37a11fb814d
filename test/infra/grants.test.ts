import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { GRANTS, planGrants, type Call, type Graph } from '../../infra/grantGraph';
import { createGrants } from '../../src/directory/grants';
import { INFRA } from './bicepCli';

const IDENTITY = '00000000-0000-0000-0000-0000000000d1';
const API = '00000000-0000-0000-0000-0000000000a9';
const ROLES = GRANTS.map(({ permission }, index) => ({ id: `role-${index}`, value: permission }));

/** Graph of a tenant where the identity holds some of its permissions. */
const graphWhere = (held: readonly string[], type = 'ManagedIdentity'): Graph => ({ url }) => {
  if (url.includes('appRoleAssignments')) return { value: held.map((appRoleId) => ({ appRoleId })) };
  if (url.includes('$filter')) return { value: [{ id: API, appRoles: ROLES }] };
  return { displayName: 'id-platreq-prod', servicePrincipalType: type };
};

describe('the Graph grants', () => {
  it('are those whose absence the app notices', () => {
    assert.deepEqual(GRANTS.map(({ area }) => area).sort(), Object.keys(createGrants().seen()).sort());
    const source = readFileSync(join(INFRA, '..', 'src', 'directory', 'grants.ts'), 'utf8');
    for (const { permission } of GRANTS) assert.ok(source.includes(permission), permission);
  });

  it('are planned one call each, and none for what is held', () => {
    const { steps } = planGrants(IDENTITY, graphWhere(['role-1']));
    assert.deepEqual(steps.map(({ call }) => call?.body), [
      { principalId: IDENTITY, resourceId: API, appRoleId: 'role-0' }, undefined, { principalId: IDENTITY, resourceId: API, appRoleId: 'role-2' },
    ]);
  });

  it('are refused to anything but a managed identity', () => assert.throws(() => planGrants(IDENTITY, graphWhere([], 'Application')), /is not a managed identity/u));

  it('change nothing while they are planned', () => {
    const methods: string[] = [];
    planGrants(IDENTITY, (call) => {
      methods.push(call.method);
      return graphWhere([])(call);
    });
    assert.deepEqual(methods, ['GET', 'GET', 'GET']);
  });
});

describe('npm run grants', function () {
  this.timeout(30_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'grants-'));
    writeFileSync(join(folder, 'az'), AZ);
    chmodSync(join(folder, 'az'), 0o755);
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (args: readonly string[], where = folder): Promise<{ code: unknown; out: string; said: string }> => new Promise((resolve) => {
    const env = { PATH: [where, join(process.execPath, '..')].join(delimiter), HOME: folder, CALLS: join(folder, 'calls') };
    execFile(process.execPath, ['--import', 'tsx', join(INFRA, 'grantGraph.ts'), ...args], { env, cwd: join(INFRA, '..') }, (error, out, said) => {
      resolve({ code: error?.code ?? 0, out, said });
    });
  });
  const posted = (): readonly Call[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Call).filter(({ method }) => method === 'POST');

  it('says what it would grant and why, and grants nothing', async () => {
    const { code, out } = await run(['--identity', IDENTITY]);
    assert.equal(code, 0);
    for (const { permission, why, without } of GRANTS) assert.ok(out.includes(`would grant   ${permission}: ${why}. Without it ${without}.`), out);
    assert.match(out, /Nothing was changed/u);
    assert.deepEqual(posted(), []);
  });

  it('grants with --apply', async () => {
    const { code, out } = await run(['--identity', IDENTITY, '--apply']);
    assert.equal(code, 0);
    assert.equal(out.match(/^granted /gmu)?.length, 3);
    assert.deepEqual(posted().map(({ body }) => body), ROLES.map(({ id }) => ({ principalId: IDENTITY, resourceId: API, appRoleId: id })));
  });

  it('passes on what the Azure CLI says', async () => {
    const { code, said } = await run(['--identity', '00000000-0000-0000-0000-0000000000ff']);
    assert.deepEqual([code, said.trim()], [1, 'ERROR: Not Found']);
  });

  it('says what is missing', async () => {
    assert.match((await run([])).said, /--identity must be an object id/u);
    assert.match((await run(['--identity', IDENTITY], tmpdir())).said, /The Azure CLI \(az\) is not here/u);
  });
});

/** An Azure CLI that knows `az rest` and writes down what it was asked. */
const AZ = `#!/usr/bin/env node
const args = process.argv.slice(2);
const after = (name) => args[args.indexOf(name) + 1];
const [method, url] = [after('--method'), after('--url')];
const body = args.includes('--body') ? JSON.parse(after('--body')) : undefined;
require('node:fs').appendFileSync(process.env.CALLS, JSON.stringify({ method, url, body }) + '\\n');
if (url.includes('0000000000ff')) { console.error('ERROR: Not Found'); process.exit(3); }
if (method === 'GET' && url.includes('appRoleAssignments')) console.log('{"value":[]}');
else if (url.includes('$filter')) console.log(${JSON.stringify(JSON.stringify({ value: [{ id: API, appRoles: ROLES }] }))});
else if (method === 'GET') console.log('{"displayName":"id-platreq-prod","servicePrincipalType":"ManagedIdentity"}');
`;
