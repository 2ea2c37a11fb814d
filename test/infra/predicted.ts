import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bicep, INFRA, type Ran } from './bicepCli';

const SUBSCRIPTION = '00000000-0000-0000-0000-00000000e57a';
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-platform-requests`;
export const TENANT = '00000000-0000-0000-0000-00000000007e';
const PLACE = ['--subscription-id', SUBSCRIPTION, '--resource-group', 'rg-platform-requests', '--location', 'westeurope', '--tenant-id', TENANT, '--deployment-name', 'snapshot'];

/** A resource as a deployment would ask for it, so far as that can be told without Azure. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly location?: string;
  readonly kind?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: unknown;
  readonly sku?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The two shapes whose every resource is kept in infra/snapshots: what most will deploy, and everything otherwise. */
export const SHAPES = ['public', 'private'] as const;
export type Shape = (typeof SHAPES)[number];

export const runSnapshot = (paramsFile: string, mode: 'validate' | 'overwrite'): Promise<Ran> => bicep(['snapshot', paramsFile, '--mode', mode, ...PLACE]);

export const paramsOf = (shape: Shape): string => join(INFRA, 'snapshots', `${shape}.bicepparam`);
export const snapshotOf = (shape: Shape): string => join(INFRA, 'snapshots', `${shape}.snapshot.json`);

interface Snapshot {
  readonly predictedResources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What the kept snapshot says; the test of the snapshots holds it to the templates. */
export const predicted = (shape: Shape): Snapshot => JSON.parse(readFileSync(snapshotOf(shape), 'utf8')) as Snapshot;

export const ofType = (shape: Shape, type: string): readonly Resource[] => predicted(shape).predictedResources.filter((resource) => resource.type === type);

/** The one resource of a type. */
export function theOne(shape: Shape, type: string): Resource {
  const [resource, ...others] = ofType(shape, type);
  if (!resource || others.length > 0) throw new Error(`${others.length + (resource ? 1 : 0)} resources of ${type}`);
  return resource;
}

interface Site {
  readonly siteConfig: { readonly appSettings: readonly { readonly name: string; readonly value: string }[] };
}

/** The settings that the deployed app finds in its environment; what only Azure knows stays an expression in brackets. */
export function appSettings(shape: Shape): Readonly<Record<string, string>> {
  const { siteConfig } = theOne(shape, 'Microsoft.Web/sites').properties as unknown as Site;
  return Object.fromEntries(siteConfig.appSettings.map(({ name, value }) => [name, value]));
}
