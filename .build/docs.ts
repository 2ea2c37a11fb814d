import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writtenPages } from './pages';

const FOLDER = path.resolve(__dirname, '../docs');

async function main(): Promise<void> {
  for (const [name, text] of writtenPages()) await writeFile(path.join(FOLDER, name), text);
  process.stdout.write(`${[...writtenPages().keys()].join(', ')} in docs\n`);
}

void main();
