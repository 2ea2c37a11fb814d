import { readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Runs a bundle once and keeps what V8 compiled of it, for `loader.ts`. A process of its own: the bundle starts for good. */
const [file = ''] = process.argv.slice(2);
const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file });
(script.runInThisContext() as (...args: unknown[]) => void)({}, createRequire(file), {}, file, dirname(file));
writeFileSync(`${file}.cache`, script.createCachedData());
process.exit();
