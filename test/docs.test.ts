import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../package.json';
import { writtenPages } from '../.build/pages';
import { storageNames } from '../src/store/keys';

const PROJECT_DIR = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(PROJECT_DIR, file), 'utf8');
const PAGES = ['README.md', ...readdirSync(path.join(PROJECT_DIR, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];
const matches = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);

describe('the docs', () => {
  for (const [name, text] of writtenPages())
    it(`have ${name} as the code says it now (else: npm run docs)`, () => assert.equal(read(`docs/${name}`), text));

  for (const page of PAGES) {
    it(`lead nowhere wrong from ${page}`, () => {
      const links = matches(read(page), /\]\((?!https?:|#)([^)#\s]+)/gu);
      assert.deepEqual(links.filter((link) => !existsSync(path.join(PROJECT_DIR, path.dirname(page), link))), []);
    });

    it(`name only files that are there in ${page}`, () => {
      const files = matches(read(page), /`((?:src|test|docs|\.build|\.ci)\/[\w./-]*\w)`/gu);
      assert.deepEqual(files.filter((file) => !existsSync(path.join(PROJECT_DIR, file))), []);
    });

    it(`name only commands that are there in ${page}`, () => {
      const commands = [...matches(read(page), /npm run ([\w:]+)/gu), ...matches(read(page), /npm (start|test)\b/gu)];
      assert.deepEqual(commands.filter((command) => !(command in packageJson.scripts)), []);
    });
  }

  it('name the names of storage as they are', () => {
    for (const name of Object.values<string>({ ...storageNames() })) assert.ok(read('docs/architecture.md').includes(`\`${name}\``), name);
  });

  it('name every kind of key', () => {
    const kinds = matches(read('src/store/keys.ts'), /(?:`|')([a-z][a-z-]+)\|\$\{/gu);
    assert.ok(kinds.length > 10);
    for (const kind of kinds) assert.ok(read('docs/architecture.md').includes(`\`${kind}\\|`), kind);
  });
});
