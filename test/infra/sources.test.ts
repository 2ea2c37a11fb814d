import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bicep, describeWithBicep, INFRA } from './bicepCli';
import { paramsOf, runSnapshot, SHAPES, snapshotOf } from './predicted';

const sources = readdirSync(INFRA, { recursive: true, encoding: 'utf8' }).filter((file) => /\.bicep(param)?$/u.test(file));

/** Warnings that are wanted: newer API versions come out every few months, and are taken when somebody has looked at them. */
const wanted = (line: string): boolean => line.includes('Warning use-recent-api-versions');

describeWithBicep('the Bicep sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bicep-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are linted without a complaint', async () => {
    const { code, out, said } = await bicep(['lint', join(INFRA, 'main.bicep')]);
    assert.deepEqual(`${out}${said}`.split('\n').filter((line) => line.trim() !== '' && !wanted(line)), []);
    assert.equal(code, 0);
  });

  it('hold each rule as an error but the one on API versions', () => {
    const { analyzers } = JSON.parse(readFileSync(join(INFRA, 'bicepconfig.json'), 'utf8')) as { analyzers: { core: { rules: Record<string, { level: string }> } } };
    const softer = Object.entries(analyzers.core.rules).filter(([, { level }]) => level !== 'error');
    assert.deepEqual(Object.fromEntries(softer), { 'use-recent-api-versions': { level: 'warning' } });
  });

  it('use no module of a registry and no extension: both need the network', () => {
    for (const file of sources) assert.doesNotMatch(readFileSync(join(INFRA, file), 'utf8'), /\bbr[/:]|\bts[/:]|^extension /mu, file);
  });

  it('are written as `bicep format` writes them', async () => {
    cpSync(join(INFRA, 'bicepconfig.json'), join(folder, 'bicepconfig.json'));
    for (const file of sources) cpSync(join(INFRA, file), join(folder, file));
    const { code, said } = await bicep(['format', '--pattern', join(folder, '**', '*.bicep')]);
    const params = await Promise.all(sources.filter((file) => file.endsWith('param')).map((file) => bicep(['format', join(folder, file)])));
    assert.deepEqual([code, ...params.map((ran) => ran.code)].filter((each) => each !== 0), [], said);
    assert.deepEqual(sources.filter((file) => readFileSync(join(INFRA, file), 'utf8') !== readFileSync(join(folder, file), 'utf8')), []);
  });

  for (const shape of SHAPES) {
    it(`would deploy what the ${shape} snapshot says (UPDATE_SNAPSHOT=1 writes it anew)`, async () => {
      if (process.env['UPDATE_SNAPSHOT'] === '1') {
        const { code, said } = await runSnapshot(paramsOf(shape), 'overwrite');
        assert.equal(code, 0, said);
        writeFileSync(snapshotOf(shape), `${JSON.stringify(ordered(JSON.parse(readFileSync(snapshotOf(shape), 'utf8'))), null, 2)}\n`);
      }
      const { code, out, said } = await runSnapshot(paramsOf(shape), 'validate');
      assert.equal(code, 0, `${out}${said}`);
    });
  }
});

/** The CLI writes outputs in no order. */
function ordered(snapshot: unknown): unknown {
  const { outputs, ...others } = snapshot as { outputs: object };
  return { ...others, outputs: Object.fromEntries(Object.entries(outputs).sort(([one], [other]) => (one < other ? -1 : 1))) };
}
