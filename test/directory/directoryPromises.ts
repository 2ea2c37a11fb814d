import { strict as assert } from 'node:assert';
import type { Directory } from '../../src/usecases/ports';
import { ana, edda, erik, ines, iris, mara, nora, who } from '../domain/people';

/** Everybody of the company that each directory is opened with; Ana's manager is Mara, Edda is her own, and Nora is unknown. */
export const COMPANY = [ana, mara, erik, edda, ines, iris] as const;
export interface OpenDirectory {
  readonly directory: Directory;
  readonly close: () => Promise<void>;
}

/** What every directory promises, whatever it reads from. */
export function directoryPromises(open: () => Promise<OpenDirectory>): void {
  let at: OpenDirectory;
  beforeEach(async () => { at = await open(); });
  afterEach(() => at.close());

  for (const person of COMPANY) {
    it(`knows ${person.name} and the standing roles`, async () => {
      assert.deepEqual(await at.directory.actor(who(person)), { ...who(person), roles: person.roles });
      assert.deepEqual(await at.directory.rolesOf(person.id), person.roles);
      assert.deepEqual(await at.directory.person(person.id), who(person));
    });
  }

  it('lists each engineer and each approver once', async () => {
    assert.deepEqual(await at.directory.engineers(), [who(erik), who(edda), who(iris)]);
    assert.deepEqual(await at.directory.approvers(), [who(ines), who(iris)]);
  });

  it('gives a stranger no role, and does not know them when named', async () => {
    assert.deepEqual((await at.directory.actor(who(nora)))?.roles ?? [], []);
    assert.deepEqual(await at.directory.rolesOf(nora.id), []);
    assert.equal(await at.directory.person(nora.id), undefined);
  });

  it('knows people however their id is spelled, and spells it one way', async () => {
    const loud = { id: iris.id.toUpperCase(), name: iris.name };
    assert.deepEqual(await at.directory.actor(loud), { ...who(iris), roles: iris.roles });
    assert.deepEqual(await at.directory.person(loud.id), who(iris));
  });

  it('tells the manager, and who leads a team', async () => {
    assert.deepEqual(await at.directory.managerOf(who(ana)), { kind: 'found', person: who(mara), leadsTeam: false });
    assert.deepEqual(await at.directory.managerOf(who(mara)), { kind: 'none', leadsTeam: true });
    assert.deepEqual(await at.directory.managerOf(who(erik)), { kind: 'none', leadsTeam: false });
  });

  it('takes nobody for their own manager', async () => {
    assert.deepEqual(await at.directory.managerOf(who(edda)), { kind: 'none', leadsTeam: true });
  });
}
