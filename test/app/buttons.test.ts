import { strict as assert } from 'node:assert';
import { buttonsOf, cardOf } from '../support/cardReading';
import type { Person } from '../support/client';
import { currentCard } from '../support/fakeTeams';
import { ACCESS, cardIn, channelPost, classify, closeHouse, historyOf, move, openHouse, ownPost, pressVerb, shows, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

const VIEWS = ['See all', 'History', 'My actions', 'Link'];
/** Whoever has nothing to do with a request sees of it what everybody may see. */
const NO_MORE = ['My actions', 'Link'];
const HELD = ['Assign', 'Set priority', 'Comment', 'Cancel request'];
const PAUSES = ['Ask the requester', 'Block'];

/** Spec, "Moves", read by hand: who may press what. `nobody` holds no role towards the request. */
type Pressable = { readonly requester: readonly string[]; readonly engineer: readonly string[]; readonly approver: readonly string[]; readonly manager: readonly string[] | undefined };
const BUTTONS: Readonly<Record<string, Pressable>> = {
  Submitted: { requester: ['Amend answers', 'Comment', 'Cancel request'], engineer: ['Start review', ...HELD], approver: ['Comment'], manager: undefined },
  Review: { requester: ['Comment', 'Cancel request'], engineer: ['Classify', 'Finish review', ...PAUSES, 'Name manager', ...HELD], approver: ['Comment'], manager: ['Comment'] },
  Authorize: {
    requester: ['Comment', 'Cancel request'], engineer: [...PAUSES, 'Back to review', 'Name manager', ...HELD],
    approver: ['Approve', 'Reject', 'Delegate', 'Comment'], manager: ['Approve', 'Reject', 'Comment'],
  },
  Pending: { requester: ['Comment', 'Cancel request'], engineer: ['Start work', ...PAUSES, 'Back to review', ...HELD], approver: ['Comment'], manager: ['Comment'] },
  'In Progress': {
    requester: ['Comment', 'Cancel request'], engineer: ['Queue for deployment', 'Complete', ...PAUSES, 'Back to review', ...HELD], approver: ['Comment'], manager: ['Comment'],
  },
  'Deployment Queue': { requester: ['Comment', 'Cancel request'], engineer: ['Complete', ...PAUSES, 'Back to review', ...HELD], approver: ['Comment'], manager: ['Comment'] },
  'Waiting on Customer': { requester: ['Answer', 'Comment', 'Cancel request'], engineer: HELD, approver: ['Comment'], manager: ['Comment'] },
  Blocked: { requester: ['Comment', 'Cancel request'], engineer: ['Unblock', ...HELD], approver: ['Comment'], manager: ['Comment'] },
  Done: { requester: ['Comment', 'Reopen'], engineer: ['Comment', 'Reopen'], approver: ['Comment'], manager: ['Comment'] },
};

describe('the buttons that a person sees', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  /** Everyone's own view, held to the table. */
  async function offersExactly(key: string, status: string): Promise<void> {
    const { ana, mara, erik, ines } = house;
    const row = BUTTONS[status] ?? assert.fail(status);
    const people: readonly (readonly [Person, readonly string[] | undefined])[] = [[ana, row.requester], [erik, row.engineer], [ines, row.approver], [mara, row.manager]];
    for (const [person, moves] of people) {
      const card = await viewOf(house, person, key);
      assert.equal(statusOn(card), status);
      assert.deepEqual([...buttonsOf(card)].sort(), [...(moves ? [...moves, ...VIEWS] : NO_MORE)].sort(), `${person.name} in ${status}`);
    }
  }

  it('are exactly those that this person may press in this status', async () => {
    const { erik, ana, ines, mara } = house;
    const key = await submit(house);
    await offersExactly(key, 'Submitted');
    await move(house, erik, key, 'Start review');
    await classify(house, erik, key, ACCESS);
    await move(house, erik, key, 'Name manager', { Manager: mara.id });
    await offersExactly(key, 'Review');
    await move(house, erik, key, 'Finish review');
    await offersExactly(key, 'Authorize');
    await move(house, ines, key, 'Approve');
    assert.deepEqual(buttonsOf(await viewOf(house, ines, key)).filter((title) => title === 'Approve' || title === 'Reject'), ['Reject']);
    await move(house, mara, key, 'Approve');
    await offersExactly(key, 'Pending');
    await move(house, erik, key, 'Start work');
    await offersExactly(key, 'In Progress');
    await move(house, erik, key, 'Ask the requester', { Question: 'Which one?' });
    await offersExactly(key, 'Waiting on Customer');
    await move(house, ana, key, 'Answer', { Answer: 'That one' });
    await move(house, erik, key, 'Block', { 'Blocked by': 'https://example.com/1' });
    await offersExactly(key, 'Blocked');
    await move(house, erik, key, 'Unblock');
    await move(house, erik, key, 'Queue for deployment', { 'Fix version': '1.2' });
    await offersExactly(key, 'Deployment Queue');
    await move(house, erik, key, 'Complete');
    await offersExactly(key, 'Done');
  });

  it('are none for somebody whom the request does not concern', async () => {
    const key = await submit(house, { by: house.erik });
    for (const person of [house.ana, house.mara]) assert.deepEqual(buttonsOf(await viewOf(house, person, key)), NO_MORE);
    await move(house, house.edda, key, 'Start review');
    for (const person of [house.ana, house.mara]) assert.deepEqual(buttonsOf(await viewOf(house, person, key)), NO_MORE);
  });

  it('are refused kindly to whoever may not press them, with nothing changed', async () => {
    const { ana, mara, erik, ines } = house;
    const key = await submit(house);
    for (const [person, verb] of [
      [ana, 'startReview'], [mara, 'comment'], [ines, 'assign'], [erik, 'amend'], [ana, 'setPriority'], [mara, 'cancel'], [erik, 'approve'], [mara, 'open:comment'], [ana, 'open:classify'], [ines, 'unblock'],
    ] as const) {
      const card = cardIn(await pressVerb(house, person, verb, { requestKey: key, seenVersion: 1, seenRound: 0, nonce: `${verb}-${person.name}`, comment: 'x', reason: 'x', priority: 'low', assignee: erik.id }));
      assert.equal(statusOn(card), 'Submitted');
      assert.ok(/is for|is not possible now/.test(JSON.stringify(card)), `${person.name} ${verb}`);
    }
    assert.equal((await historyOf(house, key)).length, 1);
  });

  it('are never somebody\'s own on the shared card', async () => {
    const { teams, channel, client, erik, iris, ana } = house;
    const key = await submit(house);
    const post = await channelPost(house, key);
    await ownPost(house, ana, key);
    await client.press(iris, post, 'My actions');
    const mine = cardIn(await client.press(erik, post, 'My actions'));
    await client.press(erik, mine, 'Start review');
    await client.press(iris, currentCard(post) ?? {}, 'My actions');
    await client.press(erik, await viewOf(house, erik, key), 'Classify');
    await shows(house, post, 'Review');
    const sent = teams.calls.filter((call) => call.conversation.startsWith(channel) && JSON.stringify(call.body).includes(`"${key}"`));
    assert.ok(sent.length >= 2);
    for (const call of sent) {
      const titles = buttonsOf(cardOf(call.body) ?? assert.fail('a message without a card'));
      assert.deepEqual(titles.filter((title) => title !== 'See all'), ['My actions', 'Link'], call.operation);
    }
  });

  it('refresh to their own view for engineers, by what they are called in Teams', async () => {
    const post = await channelPost(house, await submit(house));
    const card = await shows(house, post, 'Submitted');
    const refresh = card['refresh'] as { action: { verb: string; data: Record<string, unknown> }; userIds: string[] };
    assert.deepEqual([...refresh.userIds].sort(), [house.erik, house.edda, house.iris].map((person) => person.teamsId).sort());
    const own = cardIn(await pressVerb(house, house.erik, refresh.action.verb, refresh.action.data));
    assert.ok(buttonsOf(own).includes('Start review'));
    assert.equal(own['refresh'], undefined);
  });
});
