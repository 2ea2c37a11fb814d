import type { Registration } from './functionsCore';
import { isTrigger } from './functionsCore';

export interface HttpRoute {
  readonly registration: Registration;
  readonly methods: readonly string[];
  readonly pattern: RegExp;
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly registration: Registration; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrongMethod'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

const CONSTRAINTS: Readonly<Record<string, string>> = {
  int: '-?\\d+',
  alpha: '[A-Za-z]+',
  guid: '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}',
};

/** The routes of all http functions. Throws when a route has a constraint that is not known here. */
export function httpRoutes(registrations: readonly Registration[], routePrefix: string): HttpRoute[] {
  return registrations.flatMap((registration) => {
    const trigger = Object.values(registration.bindings).find(isTrigger);
    if (trigger?.type !== 'httpTrigger') return [];
    const path = [routePrefix, trigger.route ?? registration.name].filter(Boolean).join('/');
    const methods = (trigger.methods ?? ['GET', 'POST']).map((method) => method.toUpperCase());
    return [{ registration, methods, pattern: patternOf(path) }];
  });
}

/** Finds who answers; paths match in any case, as in the real host. Throws URIError for a path with a broken escape. */
export function matchRoute(routes: readonly HttpRoute[], method: string, path: string): RouteMatch {
  const onPath = routes.flatMap((route) => {
    const match = route.pattern.exec(path);
    return match ? [{ route, match }] : [];
  });
  if (onPath.length === 0) return { kind: 'unknown' };
  const found = onPath.find(({ route }) => route.methods.includes(method));
  if (!found) return { kind: 'wrongMethod', allowed: onPath.flatMap(({ route }) => route.methods) };
  const groups = Object.entries(found.match.groups ?? {}) as [string, string | undefined][];
  const params = groups.flatMap(([name, value]) => value === undefined ? [] : [[name, decodeURIComponent(value)] as const]);
  return { kind: 'found', registration: found.route.registration, params: Object.fromEntries(params) };
}

function patternOf(path: string): RegExp {
  const segments = path.split('/').filter(Boolean).map(segmentPattern);
  return new RegExp(`^${segments.join('')}/?$`, 'i');
}

function segmentPattern(segment: string): string {
  const match = /^\{(\*?)(\w+)(?::(\w+))?(\??)\}$/.exec(segment);
  if (!match) return `/${segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  const [, rest, name = '', constraint, optional] = match;
  if (rest) return `(?:/(?<${name}>.*))?`;
  const value = `/(?<${name}>${valuePattern(constraint)})`;
  return optional ? `(?:${value})?` : value;
}

function valuePattern(constraint: string | undefined): string {
  if (!constraint) return '[^/]+';
  const pattern = CONSTRAINTS[constraint];
  if (!pattern) throw new Error(`The local host does not know the route constraint "${constraint}".`);
  return pattern;
}
