import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import packageJson from '../../package.json';
import armParameters from '../../infra/azure.parameters.json';
import { placeholdersIn } from '../../.build/packageTeams';
import schema from './fixtures/teamsapp.v1.13.schema.json';

interface Action {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}
type Project = Readonly<Record<'provision' | 'deploy' | 'publish', readonly Action[] | undefined>> & { readonly version: string };

const FILES = ['teamsapp.yml', 'teamsapp.local.yml'] as const;
const textOf = (file: string): string => readFileSync(file, 'utf8');
const projectOf = (file: string): Project => parse(textOf(file)) as Project;
const actionsOf = ({ provision = [], deploy = [], publish = [] }: Project): readonly Action[] => [...provision, ...deploy, ...publish];
const usesOf = (actions: readonly Action[] | undefined): readonly string[] => (actions ?? []).map(({ uses }) => uses);

/** What the Toolkit fills by itself: the name of the environment. */
const BUILT_IN = ['TEAMSFX_ENV'];
const ENVIRONMENT_PAGE = textOf('env/README.md');

describe('the Agents Toolkit', () => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

  for (const file of FILES) {
    it(`takes ${file}: it is valid by the official schema`, () => {
      validate(projectOf(file));
      assert.deepEqual(validate.errors ?? [], []);
    });

    it(`finds in ${file} a value for each placeholder, written by an earlier step, an output of the deployment, or named in env/README.md`, () => {
      const written = actionsOf(projectOf(file)).flatMap(({ writeToEnvironmentFile = {} }) => Object.values(writeToEnvironmentFile));
      const outputs = [...textOf('infra/main.bicep').matchAll(/^output (\w+) /gmu)].map(([, name = '']) => name);
      for (const name of placeholdersIn(textOf(file))) {
        assert.ok([...written, ...outputs, ...BUILT_IN].includes(name) || ENVIRONMENT_PAGE.includes(name), `nobody sets ${name}`);
      }
    });

    it(`runs in ${file} scripts of package.json only`, () => {
      const scripts = actionsOf(projectOf(file)).filter(({ uses }) => uses === 'cli/runNpmCommand').map((action) => String(action.with?.['args']).split(' '));
      for (const [command, script] of scripts) assert.ok(command === 'ci' || (command === 'run' && script !== undefined && script in packageJson.scripts), `npm ${String(command)} ${String(script)}`);
    });
  }

  it('refuses a file with a word that it does not know', () => {
    assert.equal(validate({ ...projectOf('teamsapp.yml'), provison: [] }), false);
  });

  it('deploys the package that npm run package makes through the Azure CLI, as its own zip deployment knows no Flex Consumption', () => {
    const { deploy } = projectOf('teamsapp.yml');
    assert.ok(!usesOf(deploy).includes('azureFunctions/zipDeploy'));
    assert.ok(deploy?.some(({ with: given = {} }) => /az functionapp deployment source config-zip .*--src dist\/package\/app\.zip/u.test(String(given['run']))));
  });

  it('knows each value of the infrastructure\'s parameters', () => {
    for (const name of placeholdersIn(JSON.stringify(armParameters))) assert.ok(ENVIRONMENT_PAGE.includes(name), `env/README.md does not name ${name}`);
  });

  it('knows each value of the manifest', () => {
    for (const name of placeholdersIn(textOf('appPackage/manifest.json'))) assert.ok(ENVIRONMENT_PAGE.includes(name), `env/README.md does not name ${name}`);
  });

  it('makes locally a bot of one tenant, whose secret is not committed', () => {
    const [bot] = actionsOf(projectOf('teamsapp.local.yml')).filter(({ uses }) => uses === 'aadApp/create');
    assert.deepEqual({ ...bot?.with }['signInAudience'], 'AzureADMyOrg');
    assert.match(bot?.writeToEnvironmentFile?.['clientSecret'] ?? '', /^SECRET_/u);
    assert.match(textOf('.gitignore'), /^env\/\.env\.\*\.user$/mu);
  });
});
