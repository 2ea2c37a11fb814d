import { strict as assert } from 'node:assert';
import { audienceOf, noticesOf } from '../../src/domain/audience';
import { isErased, namesOf, namesPerson, pseudonymFrom, withoutPerson, withoutWords, type Erased } from '../../src/domain/erasing';
import { evolve } from '../../src/domain/evolve';
import type { RequestEvent, WorkRequest } from '../../src/domain/workRequest';
import { fc } from './fixedSeed';
import { ACCESS, ANSWERS, liveOn, POLICY } from './given';
import { lived } from './lived';
import { ana, edda, erik, ines, iris, mara, otto } from './people';
import { anyLife } from './randomLives';

const erasing = (person: { readonly id: string; readonly name: string }): Erased => ({ personId: person.id, pseudonym: pseudonymFrom('0123456789abcdef'), names: [person.name] });
const replayed = (history: readonly RequestEvent[]): WorkRequest => history.reduce<WorkRequest | undefined>(evolve, undefined) ?? assert.fail('a life begins with a move');

describe('erasing a person', () => {
  it('leaves nothing of their id, whatever they did, and every decision as it was', () =>
    fc.assert(fc.property(anyLife, fc.constantFrom(ana, mara, otto, erik, edda, ines, iris), (random, person) => {
      const { request, history } = lived(random);
      const erased = erasing(person);
      const after = history.map((event) => withoutPerson(event, erased));
      assert.equal(namesPerson([after, replayed(after)], person.id), false);
      assert.deepEqual(after.map(({ move, at, from, to, as, version }) => [move, at, from, to, as, version]), history.map(({ move, at, from, to, as, version }) => [move, at, from, to, as, version]));
      assert.deepEqual({ ...replayed(after), lastMoves: [] }, { ...withoutPerson(request, erased), lastMoves: [] });
      assert.equal(JSON.stringify(replayed(after).lastMoves).includes(person.name), false);
      for (const name of namesOf(after, erased.pseudonym)) assert.equal(name, 'Somebody');
    })));

  it('changes nothing of those who are not erased', () =>
    fc.assert(fc.property(anyLife, (random) => {
      const { history } = lived(random);
      const stranger = erasing({ id: '00000000-0000-4000-8000-0000000000ff', name: 'Sam Stranger' });
      assert.deepEqual(history.map((event) => withoutPerson(withoutWords(event, stranger.personId), stranger)), history);
    }), { numRuns: 50 }));

  it('replaces the name in sentences of our own, and leaves what others wrote', () => {
    const life = liveOn(undefined, [[ana, 'submit', ANSWERS], [erik, 'startReview'], [erik, 'classify', { ...ACCESS, ownTeam: 'true' }], [erik, 'finishReview'], [erik, 'comment', { comment: 'Ask Ana Requester' }]]);
    const after = life.history.map((event) => withoutPerson(event, erasing(ana)));
    assert.deepEqual(after[3]?.managerAsk?.assumed, 'Somebody asks on behalf of their own team: stated by Erik Engineer');
    assert.equal(after[4]?.given.comment, 'Ask Ana Requester');
    assert.deepEqual([after[0]?.by, after[0]?.given.summary], [{ id: 'erased-0123456789abcdef', name: 'Somebody' }, ANSWERS.summary]);
  });

  it('replaces their own words where asked to, in whatever move, and never a decision', () => {
    const life = liveOn(undefined, [[ana, 'submit', ANSWERS], [erik, 'startReview'], [erik, 'ask', { question: 'Which?' }], [ana, 'answer', { answer: 'Mine' }], [ana, 'cancel', { reason: 'I left' }]]);
    const after = life.history.map((event) => withoutWords(event, ana.id));
    assert.deepEqual(after.map(({ given }) => given.summary ?? given.question ?? given.answer ?? given.reason), ['(erased on request)', undefined, 'Which?', '(erased on request)', '(erased on request)']);
    assert.deepEqual([after[0]?.given.service, after[0]?.given.environments], ['kubernetes-aks', ['prd', 'dev']]);
  });

  it('finds an id in any spelling, in keys and in values', () => {
    assert.ok(namesPerson({ a: [{ b: `card|requester|${ana.id.toUpperCase()}` }] }, ana.id));
    assert.ok(namesPerson({ [ana.id]: 1 }, ana.id));
    assert.deepEqual(namesOf([{ by: { id: ana.id, name: 'Ana' } }, { id: ana.id, name: 'Ana R.' }, { id: erik.id, name: 'Erik' }], ana.id), ['Ana', 'Ana R.']);
  });

  it('posts nothing more to them, and to the others what they had', () => {
    const life = liveOn(undefined, [[ana, 'submit', ANSWERS], [erik, 'startReview'], [erik, 'ask', { question: 'Which?' }], [ana, 'answer', { answer: 'That' }]]);
    const history = life.history.map((event) => withoutPerson(event, erasing(ana)));
    assert.deepEqual(audienceOf(replayed(history), [], [], POLICY).map(({ kind }) => kind), ['channel']);
    assert.deepEqual(noticesOf(replayed(history), history).map(({ to, kind }) => [to === 'thread' ? to : to.name, kind]), [['Erik Engineer', 'answered']]);
    assert.deepEqual([isErased({ id: pseudonymFrom('00') }), isErased(ana)], [true, false]);
  });
});
