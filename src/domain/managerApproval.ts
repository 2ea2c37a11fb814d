import { ENVIRONMENTS, type EnvironmentId } from './questionnaire';

export const ACCESS_LEVELS = [
  { id: 'read', title: 'Read' },
  { id: 'write', title: 'Write' },
  { id: 'sourceContributor', title: 'Source code: contributor' },
  { id: 'sourceOther', title: 'Source code: above contributor' },
] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number]['id'];

export const ENVIRONMENT_CLASSES = [
  { id: 'production', title: 'Production (includes preview)' },
  { id: 'nonproduction', title: 'Nonproduction' },
  { id: 'other', title: 'Other / Not applicable' },
] as const;
export type EnvironmentClass = (typeof ENVIRONMENT_CLASSES)[number]['id'];

export const PROJECTS = [
  { id: 'none', title: 'Not the Crypto project' },
  { id: 'crypto', title: 'The Crypto project' },
] as const;
export type Project = (typeof PROJECTS)[number]['id'];

/** Only for source code does it matter of which project it is (the matrix). */
export const isSourceCode = (level: AccessLevel | undefined): boolean => level === 'sourceContributor' || level === 'sourceOther';

/** An access as an engineer confirmed it at review. */
export interface Access {
  readonly level: AccessLevel;
  readonly environment: EnvironmentClass;
  readonly project: Project;
}

export interface MatrixRow {
  readonly row: string;
  readonly level: readonly AccessLevel[] | 'any';
  readonly environment: EnvironmentClass | 'any';
  readonly project: Project | 'any';
  readonly managerNeeded: boolean;
  readonly because: string;
}

/** Whatever the rows leave open asks the manager. */
const LEFT_OPEN: MatrixRow = {
  row: 'leftOpen', level: 'any', environment: 'any', project: 'any', managerNeeded: true, because: 'no rule covers this access, so the safe side',
};

/** The policy of spec.md, "Manager approval". The first row that fits decides; the last fits everything. */
export const MATRIX: readonly MatrixRow[] = [
  { row: 'sourceCrypto', level: ['sourceContributor', 'sourceOther'], environment: 'any', project: 'crypto', managerNeeded: true, because: 'source code of the Crypto project' },
  { row: 'sourceContributor', level: ['sourceContributor'], environment: 'any', project: 'none', managerNeeded: false, because: 'source code as contributor, not the Crypto project' },
  { row: 'readProduction', level: ['read'], environment: 'production', project: 'any', managerNeeded: true, because: 'read access to production' },
  { row: 'writeProduction', level: ['write'], environment: 'production', project: 'any', managerNeeded: true, because: 'write access to production' },
  { row: 'readNonproduction', level: ['read'], environment: 'nonproduction', project: 'any', managerNeeded: false, because: 'read access to nonproduction' },
  { row: 'writeNonproduction', level: ['write'], environment: 'nonproduction', project: 'any', managerNeeded: true, because: 'write access to nonproduction' },
  LEFT_OPEN,
];

const fits = (row: MatrixRow, access: Access): boolean =>
  (row.level === 'any' || row.level.includes(access.level)) &&
  (row.environment === 'any' || row.environment === access.environment) &&
  (row.project === 'any' || row.project === access.project);

/** The row that decides about an access. There is always one: the last row fits everything. */
export const rowFor = (access: Access): MatrixRow => MATRIX.find((row) => fits(row, access)) ?? LEFT_OPEN;

/** Several environments: production if any is; else "other" if any is, which asks the manager (the safe side). */
export function environmentClass(environments: readonly EnvironmentId[]): EnvironmentClass {
  const classes = ENVIRONMENTS.filter((row) => environments.includes(row.id)).map((row) => row.class);
  if (classes.includes('production')) return 'production';
  return classes.length === 0 || classes.includes('other') ? 'other' : 'nonproduction';
}
