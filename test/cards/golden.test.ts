import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_CARDS } from '../../.build/sampleCards';
import { assertTeamsCard } from '../support/cardRules';

const FOLDER = join(__dirname, 'golden');
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';
const fileOf = (name: string): string => join(FOLDER, `${name}.json`);

/** `UPDATE_GOLDEN=1 npx mocha "test/cards/**"` writes them again; the difference is then reviewed like code. */
describe('the cards', () => {
  before(() => {
    if (!isUpdating) return;
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  });

  for (const [name, card] of Object.entries(SAMPLE_CARDS)) {
    it(`${name} looks as agreed`, () => {
      const drawn = `${JSON.stringify(card, null, 2)}\n`;
      if (isUpdating) writeFileSync(fileOf(name), drawn);
      assert.ok(existsSync(fileOf(name)), `there is no golden file for ${name}: run with UPDATE_GOLDEN=1`);
      assert.equal(drawn, readFileSync(fileOf(name), 'utf8').replaceAll('\r\n', '\n'));
    });

    it(`${name} keeps to the rules of Teams`, () => assertTeamsCard(card, { form: name.startsWith('questionnaire') }));

    it(`${name} has its picture`, () => assert.ok(existsSync(join(__dirname, '..', '..', 'docs', 'pictures', `${name}.png`)), 'run npm run pictures'));
  }

  it('are all that the golden folder holds', () => {
    const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/u, ''));
    assert.deepEqual(names.sort(), Object.keys(SAMPLE_CARDS).sort());
  });
});
