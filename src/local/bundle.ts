import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildResult } from 'esbuild';
import { BUNDLE_OPTIONS } from '../../.build/bundleOptions';
import { CannotStart } from './cannotStart';

export const PROJECT_DIR = path.resolve(__dirname, '../..');
const ENTRY = path.join(PROJECT_DIR, 'src/local/app.ts');

/**
 * Builds the app of local mode into dist/local and returns the file: bundled as what is deployed, so that what is tried here holds
 * there. Copies that build at the same time never read each other's half written files. Throws CannotStart with the compiler's words
 * when the code does not build or esbuild is missing.
 */
export async function bundleLocal(entry: string = ENTRY, name = 'app'): Promise<string> {
  const outfile = path.join(PROJECT_DIR, 'dist/local', `${name}.js`);
  const { outputFiles = [] } = await build(entry, outfile);
  await mkdir(path.dirname(outfile), { recursive: true });
  for (const file of outputFiles) {
    const halfWritten = `${file.path}.${process.pid}`;
    await writeFile(halfWritten, file.contents);
    await rename(halfWritten, file.path);
  }
  return outfile;
}

/** Ends esbuild's own process, which otherwise waits for more to build. Not while another build may be running. */
export async function endBuilding(): Promise<void> {
  const esbuild = await import('esbuild');
  await esbuild.stop();
}

async function build(entry: string, outfile: string): Promise<BuildResult> {
  const esbuild = await import('esbuild').catch(() => {
    throw new CannotStart('The install is incomplete: the package esbuild is missing. Run "npm ci".');
  });
  try {
    return await esbuild.build({
      entryPoints: [entry],
      outfile,
      ...BUNDLE_OPTIONS,
      write: false,
      sourcemap: true,
    });
  } catch (error) {
    throw new CannotStart(`The app does not build: ${error instanceof Error ? error.message : String(error)}`);
  }
}
