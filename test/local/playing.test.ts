import assert from 'node:assert/strict';
import { keptInMemory } from '../../src/local/keptValues';
import { PEOPLE } from '../../src/local/people';
import { createPlaying } from '../../src/local/playing';

describe('be NAME', () => {
  it('lets one sender act as somebody, by first or full name in any case', async () => {
    const playing = await createPlaying(keptInMemory(), PEOPLE);
    assert.equal((await playing.be('sender', ' edda '))?.name, 'Edda Brandt');
    assert.equal((await playing.be('other', 'MARA KLEIN'))?.name, 'Mara Klein');
    assert.equal(playing.actsAs('sender')?.name, 'Edda Brandt');
    assert.equal(playing.actsAs('somebody else'), undefined);
  });

  it('changes nothing for a name that nobody has', async () => {
    const playing = await createPlaying(keptInMemory(), PEOPLE);
    await playing.be('sender', 'Ines');
    assert.equal(await playing.be('sender', 'Nobody'), undefined);
    assert.equal(playing.actsAs('sender')?.name, 'Ines Moreau');
  });

  it('holds over a restart, the last one said', async () => {
    const kept = keptInMemory();
    const playing = await createPlaying(kept, PEOPLE);
    await Promise.all(['Ana', 'Erik', 'Iris'].map((name) => playing.be('sender', name)));
    assert.equal((await createPlaying(kept, PEOPLE)).actsAs('sender')?.name, 'Iris Novak');
  });
});

describe('the people of local mode', () => {
  it('have fixed ids, the same in Teams and in Entra', () => {
    assert.equal(new Set(PEOPLE.map(({ id }) => id)).size, 6);
    for (const { id, teamsId } of PEOPLE) assert.equal(teamsId, id);
  });

  it('are a requester with a manager, two engineers, an approver, and one who is both', () => {
    const mara = PEOPLE.find(({ roles }) => roles.includes('manager'));
    assert.equal(PEOPLE.find(({ roles }) => roles.includes('requester'))?.managerId, mara?.id);
    assert.deepEqual(PEOPLE.filter(({ roles }) => roles.includes('engineer')).map(({ name }) => name), ['Erik Holm', 'Edda Brandt', 'Iris Novak']);
    assert.deepEqual(PEOPLE.filter(({ roles }) => roles.includes('approver')).map(({ name }) => name), ['Ines Moreau', 'Iris Novak']);
  });
});
