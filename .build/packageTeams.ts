import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CannotPackage } from './cannotPackage';
import type { Files } from './zip';

type Environment = Readonly<Record<string, string | undefined>>;

const MANIFEST = 'manifest.json';
const PLACEHOLDER = /\$\{\{\s*([A-Za-z_]\w*)\s*\}\}/gu;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const HOST = /^(?!localhost$)[a-z0-9-]+(\.[a-z0-9-]+)+$/iu;
const WEB_ADDRESS = /^https:\/\/[^\s/]+/u;

const webAddress = (value: string): string | undefined => (WEB_ADDRESS.test(value) ? undefined : 'must begin with https://');
const guid = (value: string): string | undefined => (GUID.test(value) ? undefined : 'must be a GUID');

/** What the manifest's placeholders take (docs/deploy.md says where each comes from): `undefined` when nothing is wrong with a value. */
export const PLACEHOLDERS: Readonly<Record<string, (value: string) => string | undefined>> = {
  TEAMS_APP_ID: guid,
  BOT_ID: guid,
  BOT_DOMAIN: (value) => (HOST.test(value) ? undefined : 'must be the host of the app alone, such as func-platreq.azurewebsites.net'),
  DEVELOPER_NAME: (value) => (value.length <= 32 ? undefined : 'must have at most 32 characters'),
  WEBSITE_URL: webAddress,
  PRIVACY_URL: webAddress,
  TERMS_URL: webAddress,
};

interface Manifest {
  readonly icons: { readonly color: string; readonly outline: string };
  readonly localizationInfo?: { readonly additionalLanguages?: readonly { readonly file: string }[] };
}

/** The app package that Teams takes: the manifest with its placeholders filled, icons and languages. Throws CannotPackage, which names what is missing or wrong. */
export async function teamsFiles(folder: string, env: Environment): Promise<Files> {
  const text = filled(await readFile(path.join(folder, MANIFEST), 'utf8'), env);
  const { icons, localizationInfo } = JSON.parse(text) as Manifest;
  const names = [icons.color, icons.outline, ...(localizationInfo?.additionalLanguages ?? []).map(({ file }) => file)];
  const others = await Promise.all(names.map(async (name) => [name, await readPart(folder, name)] as const));
  return { [MANIFEST]: Buffer.from(text), ...Object.fromEntries(others) };
}

const readPart = (folder: string, name: string): Promise<Buffer> =>
  readFile(path.join(folder, name)).catch(() => {
    throw new CannotPackage(`appPackage/${name} is named in the manifest, but is not there.`);
  });

/** The names of all placeholders in a text, each once. */
export const placeholdersIn = (text: string): readonly string[] => [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];

function filled(text: string, env: Environment): string {
  const faults = placeholdersIn(text).flatMap((name) => faultOf(name, env[name]?.trim() ?? ''));
  if (faults.length > 0) throw new CannotPackage(`appPackage/${MANIFEST} cannot be filled: ${faults.join('; ')}. Set them, or name an environment: npm run package -- --env NAME reads env/.env.NAME.`);
  return text.replace(PLACEHOLDER, (_whole, name: string) => JSON.stringify(env[name]?.trim()).slice(1, -1));
}

function faultOf(name: string, value: string): readonly string[] {
  if (value === '') return [`${name} is not set`];
  const fault = PLACEHOLDERS[name]?.(value);
  return fault === undefined ? [] : [`${name} ${fault}`];
}
