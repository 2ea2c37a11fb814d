import { strict as assert } from 'node:assert';
import { inputsOf } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import type { Person, SubmitAnswer } from '../support/client';
import { currentCard } from '../support/fakeTeams';
import type { JsonObject } from '../support/json';
import { ANSWERS, assertLeaksNothing, assertSays, channelPost, closeHouse, historyOf, invoked, keyIn, openHouse, ownPost, postsOf, says, shows, STARTED_WITHIN_MS, viewOf } from './house';
import type { House } from './house';

const LINK = 'https://teams.microsoft.com/l/message/19:abc@thread.tacv2/1700000000000?tenantId=t&parentMessageId=1700000000000';
const SUMMARY = { Summary: ANSWERS['Summary'] ?? '', Service: 'redis', Environments: ['dev'] };

describe('a request from a message', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const messageOf = (author: { readonly id: string; readonly name: string }, fields: JsonObject = {}): JsonObject => ({
    id: '1700000000000', createdDateTime: '2026-03-02T08:00:00.000Z', linkToMessage: LINK,
    from: { user: { userIdentityType: 'aadUser', id: author.id, displayName: author.name } },
    body: { contentType: 'html', content: '<div><p>The <strong>cache</strong> is full &amp; slow:</p><ul><li>shop</li><li>cart</li></ul></div>' },
    attachments: [
      { id: '1', contentType: 'reference', contentUrl: 'https://contoso.sharepoint.com/sites/x/log (1).txt', name: 'log (1).txt' },
      { id: '2', contentType: 'reference', contentUrl: 'http://plain.example/x', name: 'plain' },
      { id: '3', contentType: 'reference', contentUrl: 'javascript:alert(1)', name: 'evil' },
      { id: '4', contentType: 'messageReference', content: '{}' },
    ],
    ...fields,
  });
  const openedBy = (person: Person, messagePayload: JsonObject): Promise<Card> => house.client.openForm(person, { messagePayload });
  const valueOf = (form: Card, id: string): string | undefined => inputsOf(form).find((input) => input.id === id)?.value;
  const keyOf = (answer: SubmitAnswer): string => keyIn(answer.kind === 'message' ? answer.text : assert.fail(JSON.stringify(answer).slice(0, 2_000)));

  it('begins with the words, the author, the way back and the files; the summary is for whoever asks', async () => {
    const { ana } = house;
    const form = await openedBy(ana, messageOf(ana));
    assertTeamsCard(form, { form: true });
    assert.equal(valueOf(form, 'details'), `The **cache** is full & slow:\n\n- shop\n- cart\n\nFrom a message of Ana Costa: [open it in Teams](${LINK})\n- [log (1).txt](https://contoso.sharepoint.com/sites/x/log%20%281%29.txt)`);
    assert.equal(valueOf(form, 'summary') ?? '', '');
    assert.deepEqual(inputsOf(form).map(({ id }) => id), ['summary', 'service', 'environments', 'details']);
    const key = keyOf(await house.client.submitForm(ana, form, SUMMARY));
    assertSays(await shows(house, await channelPost(house, key), 'Submitted'), 'The **cache** is full', '[open it in Teams](https://teams.microsoft.com/');
  });

  it('asks whose it is on a message of somebody else, and is the asker\'s own unless told', async () => {
    const { ana, erik, client } = house;
    const form = await openedBy(erik, messageOf(ana));
    assertTeamsCard(form, { form: true });
    const [requester] = inputsOf(form);
    assert.deepEqual([requester?.id, requester?.label, requester?.value], ['requester', 'Requester', 'me']);
    const key = keyOf(await client.submitForm(erik, form, SUMMARY));
    await ownPost(house, erik, key);
    assert.deepEqual(postsOf(house, client.chatOf(ana), key), []);
  });

  it('is the author\'s when told so, who is told of it and gets its card', async () => {
    const { ana, erik, client, edda } = house;
    const form = await openedBy(erik, messageOf(ana));
    const again = await client.submitForm(erik, form, { Requester: 'author', Summary: 'x' }, { unvalidated: true });
    assert.ok(again.kind === 'card');
    assertTeamsCard(again.card, { form: true });
    assert.equal(valueOf(again.card, 'requester'), 'author');
    const answer = await client.submitForm(erik, again.card, SUMMARY);
    const key = keyOf(answer);
    assert.match(answer.kind === 'message' ? answer.text : '', /Ana Costa/u);
    assertTeamsCard(currentCard(await ownPost(house, ana, key)));
    assertSays(currentCard(await ownPost(house, ana, key, 'has submitted a request for you')) ?? {}, 'Erik Holm has submitted a request for you');
    assert.equal(postsOf(house, client.chatOf(ana), key).length, 2);
    assert.deepEqual(postsOf(house, client.chatOf(erik), key), []);
    assertSays(await viewOf(house, edda, key), 'Requester', 'Ana Costa');
    assert.deepEqual(await historyOf(house, key), ['Erik Holm submitted the request for Ana Costa']);
    assert.equal(keyOf(await client.submitForm(erik, again.card, SUMMARY)), key);
  });

  it('believes the directory, and nothing that the message or the form says of somebody', async () => {
    const { ana, erik, mara, client } = house;
    const stranger = await openedBy(erik, messageOf({ id: '99999999-0000-4000-8000-000000000000', name: 'Mallory' }));
    assertTeamsCard(stranger, { form: true });
    assertSays(stranger, 'not known to the directory');
    assert.equal(inputsOf(stranger).some(({ id }) => id === 'requester'), false);

    const form = await openedBy(erik, messageOf({ id: ana.id, name: 'Mara Klein' }));
    for (const extraData of [{ requester: mara.id }, { requester: { id: mara.id } }, { requester: 'Mara Klein, who wrote the message' }]) {
      const again = await client.submitForm(erik, form, SUMMARY, { unvalidated: true, extraData });
      assert.ok(again.kind === 'card' && says(again.card, 'Requester: please choose from the list.'), JSON.stringify(extraData));
    }
    const key = keyOf(await client.submitForm(erik, form, { ...SUMMARY, Requester: 'author' }, { extraData: { author: mara.id, authorId: mara.id, person: mara } }));
    assertSays(await viewOf(house, erik, key), 'Ana Costa');

    const plain = await client.openForm(erik);
    const forged = await client.submitForm(erik, plain, { ...SUMMARY, Details: 'x' }, { extraData: { requester: 'author' } });
    assert.ok(forged.kind === 'card' && says(forged.card, 'Nothing was sent yet'));
    const others = await client.submitForm(mara, form, { ...SUMMARY, Requester: 'author' });
    assert.ok(others.kind === 'card' && says(others.card, 'Nothing was sent yet'));
  });

  it('takes the choice from an old client that sends its title', async () => {
    const { ana, erik, client } = house;
    const key = keyOf(await client.submitForm(erik, await openedBy(erik, messageOf(ana)), SUMMARY, { extraData: { requester: 'Ana Costa, who wrote the message' } }));
    await ownPost(house, ana, key);
  });

  it('fits, however long the message and however many its files', async () => {
    const { ana } = house;
    const files = Array.from({ length: 50 }, (_, at) => ({ contentType: 'reference', contentUrl: `https://contoso.sharepoint.com/${'x'.repeat(400)}/${at}`, name: `file ${at}` }));
    const form = await openedBy(ana, messageOf(ana, { subject: 'Slow [again]', body: { contentType: 'html', content: `<p>Begin</p><codeblock><code>${'line<br>'.repeat(900)}${'😀'.repeat(10_000)}</code></codeblock>` }, attachments: files }));
    const details = valueOf(form, 'details') ?? '';
    assert.ok(Array.from(details).length <= 10_000);
    assert.match(details, /^\*\*Slow again\*\*\n\nBegin\n\n```\nline\n.*…\n```\n\nFrom a message of Ana Costa: \[open it in Teams\]\(https:.*\n- \[file 0\]/su);
    assert.equal((await house.client.submitForm(ana, form, SUMMARY)).kind, 'message');
  });

  it('opens whatever the message is, or is not', async () => {
    const payloads: readonly unknown[] = [
      {}, 'x', null, { body: null }, { body: { content: 7 } }, { from: null }, { from: { user: null, application: { displayName: 'A bot' } }, body: { content: '<p>beep</p>' } }, { body: { contentType: 'text', content: '1 < 2 & <b>' } },
      { attachments: 'x', linkToMessage: 'http://x.example' }, { body: { content: '<div>'.repeat(30_000) } }, { from: { user: { id: '../x', displayName: '<at>x</at>' } } },
    ];
    for (const messagePayload of payloads) {
      const answer = await invoked(house, house.ana, 'composeExtension/fetchTask', { commandId: 'newRequest', commandContext: 'message', messagePayload });
      assert.match(JSON.stringify(answer), /"type":"continue"/u, JSON.stringify(messagePayload).slice(0, 100));
      assertLeaksNothing(answer);
    }
  });
});
