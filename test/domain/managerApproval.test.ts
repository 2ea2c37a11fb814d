import { strict as assert } from 'node:assert';
import { ACCESS_LEVELS, ENVIRONMENT_CLASSES, MATRIX, PROJECTS, environmentClass, isSourceCode, rowFor, type AccessLevel, type EnvironmentClass, type Project } from '../../src/domain/managerApproval';
import type { EnvironmentId } from '../../src/domain/questionnaire';
import { fc } from './fixedSeed';
import { ACCESS, given, requestIn } from './given';
import { erik } from './people';

const LEVELS: readonly AccessLevel[] = ['read', 'write', 'sourceContributor', 'sourceOther'];
const CLASSES: readonly EnvironmentClass[] = ['production', 'nonproduction', 'other'];
const PROJECT_IDS: readonly Project[] = ['crypto', 'none'];
const ENVIRONMENT_IDS: readonly EnvironmentId[] = ['prd', 'xat', 'qar', 'iat', 'dev', 'npd', 'other'];

/** The rows of spec.md, "Manager approval", typed by hand; together they must answer each access exactly once. */
const SPEC: readonly { readonly fits: (level: AccessLevel, environment: EnvironmentClass, project: Project) => boolean; readonly asked: boolean }[] = [
  { fits: (level, environment) => level === 'read' && environment === 'production', asked: true },
  { fits: (level, environment) => level === 'write' && environment === 'production', asked: true },
  { fits: (level, environment) => level === 'read' && environment === 'nonproduction', asked: false },
  { fits: (level, environment) => level === 'write' && environment === 'nonproduction', asked: true },
  { fits: (level, _environment, project) => level === 'sourceContributor' && project === 'none', asked: false },
  { fits: (level, _environment, project) => (level === 'sourceContributor' || level === 'sourceOther') && project === 'crypto', asked: true },
  { fits: (level, environment, project) => (level === 'sourceOther' && project === 'none') || ((level === 'read' || level === 'write') && environment === 'other'), asked: true },
];

/** Several environments: production if any is, preview included. */
const classInSpec = (environments: readonly EnvironmentId[]): EnvironmentClass =>
  environments.some((id) => id === 'prd' || id === 'xat') ? 'production' : environments.length === 0 || environments.includes('other') ? 'other' : 'nonproduction';

const anyAccess = fc.record({ level: fc.constantFrom(...LEVELS), environments: fc.uniqueArray(fc.constantFrom(...ENVIRONMENT_IDS)), project: fc.constantFrom(...PROJECT_IDS) });

describe('the manager\'s matrix', () => {
  it('has the levels, classes and projects that the spec speaks of', () => {
    assert.deepEqual([ACCESS_LEVELS, ENVIRONMENT_CLASSES, PROJECTS].map((list) => list.map(({ id }) => id).toSorted()), [LEVELS, CLASSES, PROJECT_IDS].map((list) => list.toSorted()));
  });

  it('gives the spec\'s one answer to every access', () => {
    for (const level of LEVELS)
      for (const environment of CLASSES)
        for (const project of PROJECT_IDS) {
          const rows = SPEC.filter(({ fits }) => fits(level, environment, project));
          assert.equal(rows.length, 1);
          assert.equal(rowFor({ level, environment, project }).managerNeeded, rows[0]?.asked, `${level} ${environment} ${project}`);
        }
  });

  it('gives it for every set of environments', () =>
    fc.assert(fc.property(anyAccess, ({ level, environments, project }) => {
      const environment = environmentClass(environments);
      assert.equal(environment, classInSpec(environments));
      assert.equal(rowFor({ level, environment, project }).managerNeeded, SPEC.find(({ fits }) => fits(level, environment, project))?.asked);
    })));

  it('has no row that never decides, a name for each, and a ground', () => {
    const fired = new Set(LEVELS.flatMap((level) => CLASSES.flatMap((environment) => PROJECT_IDS.map((project) => rowFor({ level, environment, project }).row))));
    assert.deepEqual(MATRIX.map(({ row }) => row).toSorted(), [...fired].toSorted());
    for (const { because } of MATRIX) assert.match(because, /\S/u);
  });

  it('decides for the request that is reviewed', () => {
    for (const accessLevel of LEVELS)
      for (const environment of CLASSES)
        for (const project of PROJECT_IDS) {
          const reviewed = given(requestIn('Review')).when(erik, 'classify', { ...ACCESS, accessLevel, environment, project }).accepted('Review');
          const asked = given(reviewed).when(erik, 'finishReview').accepted('Authorize').managerAsk?.asked;
          assert.equal(asked, SPEC.find(({ fits }) => fits(accessLevel, environment, project))?.asked);
        }
  });

  it('looks at the project of source code only', () => {
    assert.deepEqual(LEVELS.filter(isSourceCode), ['sourceContributor', 'sourceOther']);
    for (const level of ['read', 'write'] as const)
      for (const environment of CLASSES) assert.equal(rowFor({ level, environment, project: 'crypto' }), rowFor({ level, environment, project: 'none' }));
  });
});
