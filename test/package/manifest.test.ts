import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppManifestUtils, type TeamsManifestLatest } from '@microsoft/app-manifest';
import Ajv from 'ajv';
import packageJson from '../../package.json';
import german from '../../appPackage/de.json';
import template from '../../appPackage/manifest.json';
import { PLACEHOLDERS, placeholdersIn, teamsFiles } from '../../.build/packageTeams';
import { commandsOf } from '../../src/teams/chat';
import { FORMS, INVOKES, SEARCHES } from '../../src/teams/routes';
import type { Room } from '../../src/teams/room';
import { AN_ENVIRONMENT } from './fixtures/environment';

const SCHEMAS = path.join(path.dirname(createRequire(__filename).resolve('@microsoft/app-manifest')), 'json-schemas/teams');
const schemaOf = (version: string, kind = ''): Readonly<Record<string, unknown>> => JSON.parse(readFileSync(path.join(SCHEMAS, `v${version}`, `MicrosoftTeams.${kind}schema.json`), 'utf8')) as Readonly<Record<string, unknown>>;
const BOT_WORDS = ['my requests', 'queue', 'on-call', 'incident', 'report', 'help'];

async function filled(): Promise<TeamsManifestLatest> {
  const { 'manifest.json': text } = await teamsFiles('appPackage', AN_ENVIRONMENT);
  return JSON.parse(Buffer.from(text ?? []).toString('utf8')) as TeamsManifestLatest;
}

const faultsBy = (manifest: object, schema: object): Promise<readonly string[]> => AppManifestUtils.validateAgainstSchema(manifest as TeamsManifestLatest, schema as Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]);

/** Everything that people read, by the path that a language file gives it. */
function textsIn(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = at === '' ? name : `${at}.${name}`;
    return typeof inner === 'string' && ['short', 'full', 'title', 'description'].includes(name) ? [here] : textsIn(inner, here);
  });
}

describe('the manifest', () => {
  it('is valid by the newest schema, which it names', async () => {
    assert.ok(existsSync(path.join(SCHEMAS, `v${template.manifestVersion}`)), 'the package of schemas does not know it');
    assert.match(template.$schema, new RegExp(`/teams/v${template.manifestVersion.replace('.', '\\.')}/MicrosoftTeams\\.schema\\.json$`, 'u'));
    assert.deepEqual(await faultsBy(await filled(), schemaOf(template.manifestVersion)), []);
  });

  for (const version of ['1.17', '1.19', '1.22', '1.25']) {
    it(`is valid by schema ${version} with that number in it: a tenant that is behind needs nothing else`, async () => {
      assert.deepEqual(await faultsBy({ ...(await filled()), manifestVersion: version }, schemaOf(version)), []);
    });
  }

  it('is refused by its schema for a word that is not in it', async () => {
    assert.notDeepEqual(await faultsBy({ ...(await filled()), bot: [] }, schemaOf(template.manifestVersion)), []);
  });

  it('has the version of the app', () => assert.equal(template.version, packageJson.version));

  it('has placeholders that packaging knows, all of them and no others', () => {
    assert.deepEqual([...placeholdersIn(JSON.stringify(template))].sort(), Object.keys(PLACEHOLDERS).sort());
  });

  it('is one bot: in chats, in the extension and towards Graph', async () => {
    const { bots, composeExtensions, webApplicationInfo } = await filled();
    assert.deepEqual([bots?.[0]?.botId, composeExtensions?.[0]?.botId, webApplicationInfo?.id], [AN_ENVIRONMENT.BOT_ID, AN_ENVIRONMENT.BOT_ID, AN_ENVIRONMENT.BOT_ID]);
  });

  it('offers the bot alone and in a team, with files', () => {
    const [bot] = template.bots;
    assert.deepEqual([bot?.scopes, bot?.supportsFiles], [['personal', 'team'], true]);
  });

  it('lists in each scope just the words that the bot understands', () => {
    const understood = commandsOf({ extraCommands: [] } as unknown as Room).map(({ word }) => word);
    for (const { scopes, commands } of template.bots[0]?.commandLists ?? []) assert.deepEqual(commands.map(({ title }) => title), BOT_WORDS, scopes.join());
    assert.deepEqual([...understood].sort(), [...BOT_WORDS].sort());
  });

  it('has an action for each form and a query for each search of the routes', () => {
    const idsOf = (type: string): readonly string[] => template.composeExtensions[0]?.commands.filter((command) => command.type === type).map(({ id }) => id) ?? [];
    assert.deepEqual(idsOf('action'), Object.keys(FORMS));
    assert.deepEqual(idsOf('query'), Object.keys(SEARCHES));
  });

  it('fetches the form, also from a message, and searches at once by the parameter text', () => {
    const [ask, find] = template.composeExtensions[0]?.commands ?? [];
    assert.deepEqual([ask?.context, ask?.fetchTask], [['compose', 'commandBox', 'message'], true]);
    assert.deepEqual([find?.initialRun, find?.parameters?.map(({ name }) => name)], [true, ['text']]);
  });

  it('unfolds links of the app alone, and without the app exactly where a route answers that', async () => {
    const handlers = (await filled()).composeExtensions?.[0]?.messageHandlers ?? [];
    assert.deepEqual(handlers.map(({ value }) => value.domains), [[AN_ENVIRONMENT.BOT_DOMAIN]]);
    assert.ok('composeExtension/queryLink' in INVOKES);
    assert.equal(handlers[0]?.value.supportsAnonymizedPayloads === true, 'composeExtension/anonymousQueryLink' in INVOKES);
  });

  it('asks for no permission of its own', async () => assert.equal((await filled()).authorization, undefined));
});

describe('the language files', () => {
  it('are valid by their schema, which they name', () => {
    const [, version = ''] = /\/v([\d.]+)\//u.exec(german.$schema) ?? [];
    assert.equal(version, template.manifestVersion);
    // Its patterns are of a time before unicode expressions, which the package's own check insists on.
    const { $schema, ...schema } = schemaOf(version, 'Localization.');
    assert.match(String($schema), /draft-04/u);
    const validate = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false }).compile(schema);
    validate(german);
    assert.deepEqual(validate.errors ?? [], []);
  });

  it('translate everything that people read, but not the words that the bot understands', () => {
    const isWord = (at: string): boolean => /commandLists\[\d\]\.commands\[\d\]\.title$/u.test(at);
    const expected = textsIn(template).filter((at) => !isWord(at));
    assert.deepEqual(Object.keys(german).filter((name) => name !== '$schema').sort(), [...expected].sort());
  });
});
