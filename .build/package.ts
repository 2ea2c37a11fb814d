import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { CannotPackage } from './cannotPackage';
import { appFiles } from './packageApp';
import { teamsFiles } from './packageTeams';
import { zipped, type Files } from './zip';

const PROJECT_DIR = path.resolve(__dirname, '..');
const USAGE = 'npm run package [-- app | teams] [--env NAME]';

export const PACKAGES = { app: 'app.zip', teams: 'teams-app.zip' } as const;
type Kind = keyof typeof PACKAGES;

export interface Asked {
  readonly kinds: readonly Kind[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the build lies and where the packages go: dist of the project. */
  readonly dist: string;
}

/** Makes the packages and returns where they lie. All are put together before one is written, and old ones are gone first: what lies there belongs together. */
export async function makePackages({ kinds, env, dist }: Asked): Promise<readonly string[]> {
  const folder = path.join(dist, 'package');
  await Promise.all(Object.values(PACKAGES).map((name) => rm(path.join(folder, name), { force: true })));
  const contents: Readonly<Record<Kind, () => Promise<Files>>> = {
    app: () => appFiles(PROJECT_DIR, dist),
    teams: () => teamsFiles(path.join(PROJECT_DIR, 'appPackage'), env),
  };
  const packages = await Promise.all(kinds.map(async (kind) => ({ file: path.join(folder, PACKAGES[kind]), files: await contents[kind]() })));
  await mkdir(folder, { recursive: true });
  for (const { file, files } of packages) await writeFile(file, zipped(files));
  return packages.map(({ file }) => file);
}

const isKind = (word: string): word is Kind => Object.hasOwn(PACKAGES, word);

/** `app`, `teams` or both, and the values of an environment, over which the process's own win. Throws CannotPackage for words that mean nothing. */
export async function readAsked(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Asked> {
  const { values, positionals } = parseArgs({ args: [...words], options: { env: { type: 'string' } }, allowPositionals: true });
  const unknown = positionals.find((word) => !isKind(word));
  if (unknown !== undefined) throw new CannotPackage(`There is no package "${unknown}": ${USAGE}`);
  const kinds = positionals.filter(isKind);
  return { kinds: kinds.length > 0 ? kinds : ['app', 'teams'], env: { ...(await environment(values.env)), ...env }, dist: path.join(PROJECT_DIR, 'dist') };
}

async function environment(name: string | undefined): Promise<NodeJS.Dict<string>> {
  if (name === undefined) return {};
  const text = await readFile(path.join(PROJECT_DIR, 'env', `.env.${name}`), 'utf8').catch(() => {
    throw new CannotPackage(`env/.env.${name} is not there; env/README.md says how to make it.`);
  });
  return parseEnv(text);
}

async function main(): Promise<void> {
  try {
    for (const file of await makePackages(await readAsked(process.argv.slice(2), process.env))) process.stdout.write(`${path.relative(PROJECT_DIR, file)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
