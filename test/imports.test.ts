import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const SRC = join(__dirname, '..', 'src');

/** Who may import whom (docs/architecture.md): what a room may import beside itself. A file's name wins over its room's. */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'all'>> = {
  domain: [],
  cards: ['domain'],
  usecases: ['domain'],
  store: ['domain', 'usecases/ports'],
  directory: ['domain', 'usecases/ports'],
  teams: ['domain', 'usecases', 'cards'],
  functions: ['wiring'],
  admin: ['domain', 'usecases', 'store', 'config'],
  local: ['functions', 'wiring', '../.build'],
  config: ['domain/commands'],
  log: ['usecases/ports'],
  wiring: 'all',
};

/** One SDK lives in one room. `local` is never deployed: it may look into the storage that it runs. */
const ROOMS_OF_SDK: readonly { readonly sdk: RegExp; readonly rooms: readonly string[] }[] = [
  { sdk: /^(botbuilder|botframework-.*|@microsoft\/teams-ai)(\/|$)/u, rooms: ['teams'] },
  { sdk: /^@azure\/(data-tables|storage-queue|storage-blob)(\/|$)/u, rooms: ['store', 'local'] },
  { sdk: /^(adaptivecards-templating|adaptive-expressions)(\/|$)/u, rooms: ['cards'] },
  { sdk: /^@azure\/functions(\/|$)/u, rooms: ['functions', 'local'] },
];

/** What would make a rule depend on when and where it runs. */
const IMPURE: readonly { readonly what: string; readonly code: RegExp }[] = [
  { what: 'process.env', code: /\bprocess\s*\.\s*env\b/u },
  { what: 'Date.now()', code: /\bDate\s*\.\s*now\b/u },
  { what: 'new Date() without an argument', code: /\bnew\s+Date\s*(\(\s*\)|(?![\s(\w]))/u },
  { what: 'Math.random()', code: /\bMath\s*\.\s*random\b/u },
  { what: 'a timer or a random id', code: /\b(setTimeout|setInterval|setImmediate|randomUUID|performance\s*\.\s*now)\b/u },
];

interface Source {
  readonly path: string;
  readonly room: string;
  /** Without comments. */
  readonly code: string;
}

const withoutComments = (code: string): string => code.replace(/\/\*.*?\*\/|(^|\s)\/\/[^\n]*/gsu, '$1');
const roomOf = (path: string): string => (path.split(sep)[0] ?? '').replace(/\.[a-z]+$/u, '');

function sources(folder = SRC): readonly Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/u.test(entry.name))
    .map((entry) => relative(SRC, join(entry.parentPath, entry.name)))
    .map((path) => ({ path, room: roomOf(path), code: withoutComments(readFileSync(join(SRC, path), 'utf8')) }));
}

/** Everything that a file imports: types, values, what it exports again, what it loads while it runs. */
const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport|\brequire(?:\.resolve)?|\bimport\s*\(|\brequire\s*\()\s*\(?\s*(['"`])([^'"`]+)\1/gu)].flatMap(([, , name]) => (name === undefined ? [] : [name]));

/** The place under src that a relative import means, such as `usecases/ports`; `undefined` for a package. */
function placeOf(source: Source, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined;
  return relative(SRC, join(SRC, dirname(source.path), name)).split(sep).join('/');
}

function mayImport(source: Source, place: string): boolean {
  const allowed = MAY_IMPORT[source.room];
  if (allowed === 'all' || roomOf(place) === source.room) return true;
  return allowed?.some((room) => place === room || place.startsWith(`${room}/`)) ?? false;
}

const all = sources();

describe('the house', () => {
  it('has the rooms of the plan and no others', () => {
    for (const { path, room } of all) assert.ok(room in MAY_IMPORT, `${path} is in no room`);
    assert.ok(all.filter(({ room }) => room === 'domain').length > 10);
  });

  it('keeps to who may import whom', () => {
    const wrong = all.flatMap((source) => importsOf(source.code).flatMap((name) => {
      const place = placeOf(source, name);
      return place === undefined || mayImport(source, place) ? [] : [`${source.path} imports ${place}`];
    }));
    assert.deepEqual(wrong, []);
  });

  it('has a domain that imports nothing from outside itself, no package and nothing of Node', () => {
    const wrong = all.filter(({ room }) => room === 'domain').flatMap(({ path, code }) => importsOf(code).filter((name) => !/^\.\/\w+$/u.test(name)).map((name) => `${path} imports ${name}`));
    assert.deepEqual(wrong, []);
  });

  it('has one SDK in one room', () => {
    const wrong = all.flatMap(({ path, room, code }) => importsOf(code).filter((name) => ROOMS_OF_SDK.some(({ sdk, rooms }) => sdk.test(name) && !rooms.includes(room))).map((name) => `${path} imports ${name}`));
    assert.deepEqual(wrong, []);
  });

  it('reads the environment in config.ts alone, to which wiring.ts hands it, and locally', () => {
    assert.deepEqual(all.filter(({ room, code }) => room !== 'config' && room !== 'local' && /\bprocess\s*\.\s*env\b/u.test(code.replace('readConfig(process.env)', ''))).map(({ path }) => path), []);
  });

  it('has rules, cards and use cases that know no clock and no chance', () => {
    const wrong = all.filter(({ room }) => ['domain', 'cards', 'usecases'].includes(room))
      .flatMap(({ path, code }) => IMPURE.filter((impure) => impure.code.test(code)).map(({ what }) => `${path} uses ${what}`));
    assert.deepEqual(wrong, []);
  });

  it('has no imports that go in a circle while they load', () => {
    const loads = new Map(all.map((source) => [source.path.replace(/\.[cm]?[jt]s$/u, ''), loadedBy(source)]));
    for (const start of loads.keys()) assert.equal(circleFrom(start, loads), undefined);
  });
});

/** What is imported when a file loads, types apart. */
function loadedBy(source: Source): readonly string[] {
  const code = source.code.replace(/\b(import|export)\s+type\b[^;]*;/gu, '');
  return importsOf(code).flatMap((name) => {
    const place = placeOf(source, name);
    return place === undefined ? [] : [place];
  });
}

function circleFrom(start: string, loads: ReadonlyMap<string, readonly string[]>): string | undefined {
  const seen = new Set<string>();
  const next = [...(loads.get(start) ?? [])];
  for (let place = next.pop(); place !== undefined; place = next.pop()) {
    if (place === start) return `${start} loads itself`;
    if (!seen.has(place)) next.push(...(loads.get(place) ?? []));
    seen.add(place);
  }
  return undefined;
}

describe('the reading of imports', () => {
  const read = (code: string) => importsOf(withoutComments(code));

  it('sees every way to import', () => {
    assert.deepEqual(read(`import a from 'a'; import type { B } from "b";\nimport 'c';\nexport * from 'd';\nconst e = require('e'); const f = await import('f');\nimport {\n  g,\n} from 'g';\nrequire.resolve('h');`),
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('does not see comments', () => assert.deepEqual(read(`// import 'a'\n/* from 'b' */ const x = 'https://c';`), []));

  it('would see what is forbidden', () => {
    const source: Source = { path: join('domain', 'x.ts'), room: 'domain', code: '' };
    assert.equal(mayImport(source, 'usecases/ports'), false);
    assert.equal(mayImport({ ...source, room: 'store' }, 'usecases/ports'), true);
    assert.equal(mayImport({ ...source, room: 'store' }, 'usecases/handleCommand'), false);
    assert.equal(mayImport({ ...source, room: 'functions' }, 'store/tables'), false);
    for (const code of ['new Date()', 'new Date', 'new Date( )', 'Date.now()', 'process.env.X', 'Math.random()']) assert.ok(IMPURE.some((impure) => impure.code.test(code)), code);
    for (const code of ['new Date(at)', 'new Date(Date.parse(x))', 'clock.now()', 'type X = Date;']) assert.ok(!IMPURE.some((impure) => impure.code.test(code)), code);
  });

});
