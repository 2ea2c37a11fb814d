import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, stop } from 'esbuild';
import { BUNDLE_OPTIONS } from './bundleOptions';

const PROJECT_DIR = path.resolve(__dirname, '..');

export interface Bundled {
  /** What the Functions host loads: `main` in package.json. */
  readonly main: string;
  /** The sources that are in it, from the project's folder. */
  readonly inputs: readonly string[];
  readonly bytes: number;
}

/** Builds what is deployed, with host.json and package.json, into a folder. Throws with the compiler's words when the code does not build. */
export async function bundleFunctions(folder = path.join(PROJECT_DIR, 'dist')): Promise<Bundled> {
  const app = path.join(folder, 'app.js');
  await rm(`${app}.cache`, { force: true }); // V8 compares only the length of the source: a cache must never meet another app.
  const { metafile } = await build({
    ...BUNDLE_OPTIONS,
    absWorkingDir: PROJECT_DIR,
    entryPoints: { app: 'src/functions/index.ts', functions: '.build/loader.ts' },
    outdir: folder,
    sourcemap: 'linked',
    metafile: true,
  });
  await makeCodeCache(app);
  const [bundle] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint === 'src/functions/index.ts');
  if (!bundle) throw new Error('esbuild has built no app');
  return { main: path.join(folder, 'functions.js'), inputs: Object.keys(bundle.inputs), bytes: bundle.bytes };
}

/** Without the host's worker the library warns at every function that it cannot register it: nobody needs to read that here. */
const makeCodeCache = async (app: string): Promise<unknown> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', path.join(__dirname, 'makeCodeCache.ts'), app], { cwd: PROJECT_DIR });

/** Ends esbuild's own process, which otherwise waits for more to build. */
export const endBuilding = stop;

async function main(): Promise<void> {
  const { main: file, bytes } = await bundleFunctions();
  process.stdout.write(`${path.relative(PROJECT_DIR, file)}: ${(bytes / 1_000_000).toFixed(1)} MB\n`);
  await stop();
}

if (require.main === module) void main();
