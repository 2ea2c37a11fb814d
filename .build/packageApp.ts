import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CannotPackage } from './cannotPackage';
import type { Files } from './zip';

/** What the Functions host loads. Source maps stay behind: names and lines are kept in the bundle itself. */
const BUILT = ['functions.js', 'app.js', 'app.js.cache'];
const BUNDLE = 'app.js';
const BUILD_AGAIN = 'run "npm run build"';

/** The bundler names every source file above its code. */
const LOCAL_SOURCE = /^\s*\/\/ (src\/local\/\S+)$/mu;

/**
 * The function app as it is deployed: the bundle with its code cache, host.json, and of package.json what the host asks for.
 * Throws CannotPackage when the build is missing, older than its sources, or one of local mode.
 */
export async function appFiles(projectDir: string, dist = path.join(projectDir, 'dist')): Promise<Files> {
  const built = await Promise.all(BUILT.map(async (name) => [`dist/${name}`, await readBuilt(dist, name)] as const));
  const files = Object.fromEntries(built);
  refuseLocalMode(files[`dist/${BUNDLE}`]);
  await refuseOldBuild(projectDir, path.join(dist, BUNDLE));
  const { name, version, main } = JSON.parse(await readFile(path.join(projectDir, 'package.json'), 'utf8')) as Readonly<Record<string, string>>;
  if (main === undefined || !(main in files)) throw new CannotPackage(`package.json names ${String(main)} as main, which the build does not make.`);
  return {
    ...files,
    'host.json': await readFile(path.join(projectDir, 'host.json')),
    'package.json': Buffer.from(`${JSON.stringify({ name, version, private: true, main }, undefined, 2)}\n`),
  };
}

const readBuilt = (dist: string, name: string): Promise<Buffer> =>
  readFile(path.join(dist, name)).catch(() => {
    throw new CannotPackage(`dist/${name} is missing: ${BUILD_AGAIN} first.`);
  });

function refuseLocalMode(bundle: Buffer | undefined): void {
  const [, source] = LOCAL_SOURCE.exec(bundle?.toString('utf8') ?? '') ?? [];
  if (source !== undefined) throw new CannotPackage(`dist/${BUNDLE} was built for local mode (it holds ${source}), which lets everybody in: ${BUILD_AGAIN}.`);
}

/** A forgotten build would deploy yesterday's app under today's version. */
async function refuseOldBuild(projectDir: string, bundle: string): Promise<void> {
  const { mtimeMs: builtMs } = await stat(bundle);
  const entries = await readdir(path.join(projectDir, 'src'), { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => !file.includes(`${path.sep}local${path.sep}`));
  for (const file of [...sources, path.join(projectDir, 'package.json')]) {
    if ((await stat(file)).mtimeMs > builtMs) throw new CannotPackage(`${path.relative(projectDir, file)} is newer than dist/${BUNDLE}: ${BUILD_AGAIN} first.`);
  }
}
