import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const INFRA = join(__dirname, '..', '..', 'infra');
const RESTORED = join(INFRA, 'tools', '.packages');
const HOW_TO_GET_IT = 'no Bicep CLI: `dotnet restore infra/tools` brings the one that is tested with; or name another in BICEP';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** The Bicep CLI: the one named in BICEP, the one restored from NuGet, or the one on the PATH, in this order. */
export function findBicep(): string | undefined {
  const named = process.env['BICEP'];
  if (named) return named;
  const restored = existsSync(RESTORED) ? readdirSync(RESTORED, { recursive: true, encoding: 'utf8' }).filter((file) => /[\\/]tools[\\/]bicep(\.exe)?$/u.test(file)).sort().at(-1) : undefined;
  if (restored !== undefined) return join(RESTORED, restored);
  return (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => [join(folder, 'bicep'), join(folder, 'bicep.exe')]).find((file) => existsSync(file));
}

/** Runs the Bicep CLI, whatever comes of it. */
export function bicep(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(findBicep() ?? 'bicep', args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, said) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${error.message}: ${HOW_TO_GET_IT}`));
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, said });
    });
  });
}

/** Tests that need the Bicep CLI: left out with a word where there is none, but not on a build machine. */
export function describeWithBicep(title: string, tests: (this: Mocha.Suite) => void): void {
  describe(title, function () {
    this.timeout(120_000);
    before(function () {
      if (findBicep() !== undefined) return;
      if (process.env['CI'] === 'true') throw new Error(HOW_TO_GET_IT);
      console.log(`      ${HOW_TO_GET_IT}`);
      this.skip();
    });
    tests.call(this);
  });
}
