import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import packageJson from '../../package.json';
import { INFRA } from './bicepCli';

const FILES = ['azure-pipelines.yml', 'pipeline/deploy.yml', 'pipeline/parameters.yml'];
const textOf = (file: string): string => readFileSync(join(INFRA, file), 'utf8');

/** A node of a pipeline, as far as it is looked at here. */
interface Node {
  readonly [key: string]: unknown;
}

function parsed(file: string): Node {
  const document = parseDocument(textOf(file));
  assert.deepEqual([...document.errors, ...document.warnings], [], file);
  return document.toJS() as Node;
}

const stagesOf = (file: string): readonly Node[] => parsed(file)['stages'] as readonly Node[];
const everyNode = (node: unknown): readonly Node[] =>
  typeof node !== 'object' || node === null ? [] : [...(Array.isArray(node) ? [] : [node as Node]), ...Object.values(node).flatMap(everyNode)];

describe('the pipeline', () => {
  it('is YAML, in templates that exist', () => {
    for (const file of FILES) {
      for (const { template } of everyNode(parsed(file))) if (typeof template === 'string') assert.ok(existsSync(join(INFRA, dirname(file), template)), template);
    }
  });

  it('builds and proves, then staging, then production', () => {
    assert.deepEqual(stagesOf('azure-pipelines.yml').map((stage) => stage['stage'] ?? stage['parameters']), [
      'build', { environment: 'staging', after: 'build' }, { environment: 'production', after: 'deploy_staging' },
    ]);
  });

  it('shows what would change in a stage of its own, before the one that waits for approval', () => {
    const [whatIf, deploy] = stagesOf('pipeline/deploy.yml');
    assert.equal(deploy?.['dependsOn'], whatIf?.['stage']);
    assert.deepEqual(everyNode(whatIf).filter(({ environment }) => environment !== undefined), []);
    assert.match(JSON.stringify(whatIf), /az deployment group what-if/u);
    assert.deepEqual(everyNode(deploy).flatMap(({ environment }) => environment ?? []), ['platform-requests-${{ parameters.environment }}']);
    assert.match(JSON.stringify(deploy), /config-zip.*smokeTest/su);
  });

  it('runs only commands that exist', () => {
    const commands = FILES.flatMap((file) => [...textOf(file).matchAll(/\bnpm (?:run )?(?<name>[a-z:]+)/gu)].flatMap(({ groups }) => groups?.['name'] ?? []));
    assert.deepEqual([...new Set(commands)].filter((name) => name !== 'ci' && !(name in packageJson.scripts)), []);
    for (const [, file] of FILES.flatMap((each) => [...textOf(each).matchAll(/\b(infra\/[\w./-]+\.(?:ts|bicep|bicepparam))\b/gu)])) assert.ok(existsSync(join(INFRA, '..', file ?? '')), file);
  });

  it('signs in by federation and holds no secret', () => {
    const tasks = FILES.flatMap((file) => everyNode(parsed(file))).filter(({ task }) => String(task).startsWith('AzureCLI@'));
    assert.ok(tasks.length > 0);
    for (const { inputs } of tasks) assert.equal((inputs as Node)['azureSubscription'], 'platform-requests-${{ parameters.environment }}');
    for (const file of FILES) assert.doesNotMatch(textOf(file).replace(/^\s*#.*$/gmu, ''), /secret|password|token|accountkey|sas_|addSpnToEnvironment|[0-9a-f]{8}-[0-9a-f]{4}-/iu, file);
  });
});
