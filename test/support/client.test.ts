import { strict as assert } from 'node:assert';
import { buttonsOf, inputsOf, sizeOf, textsOf } from './cardReading';
import { createClient } from './client';
import type { Client, Setup } from './client';
import { openFakeTeams } from './fakeTeams';
import type { FakeTeams } from './fakeTeams';
import { allInputs, card, execute, messageWith, text } from './fixtures/cards';
import { openTinyBot } from './fixtures/tinyBot';
import type { TinyBot } from './fixtures/tinyBot';
import { at } from './json';

const setup: Setup = {
  tenantId: 'tenant', bot: { id: '28:bot', name: 'Platform & Requests' }, team: { id: '19:team@thread.tacv2' }, channel: { id: '19:platform@thread.tacv2' },
  people: [
    { name: 'Ana Ruiz', id: 'entra-ana', teamsId: '29:ana', roles: ['requester'] },
    { name: 'Eve Moss', id: 'entra-eve', teamsId: '29:eve', roles: ['requester', 'engineer'] },
  ],
};
const form = card(allInputs, { actions: [{ type: 'Action.Submit', title: 'Submit', data: { nonce: 'n1' } }] });

describe('the client', () => {
  let teams: FakeTeams;
  let bot: TinyBot;
  let client: Client;
  let answer: unknown;
  beforeEach(async () => {
    answer = undefined;
    teams = await openFakeTeams();
    bot = await openTinyBot(() => answer);
    client = createClient({ appUrl: bot.url, teams, setup });
  });
  afterEach(() => Promise.all([teams.close(), bot.close()]));

  const ana = (): ReturnType<Client['person']> => client.person('Ana');
  const received = (...path: (string | number)[]): unknown => at(bot.received.at(-1), ...path);

  it('installs the app as Teams does', async () => {
    await client.installInChannel();
    const chat = await client.installFor(ana());
    assert.deepEqual(bot.received.map((one) => [one['type'], at(one, 'conversation', 'conversationType'), at(one, 'from', 'aadObjectId')]), [
      ['conversationUpdate', 'channel', 'entra-eve'], ['installationUpdate', 'channel', 'entra-eve'],
      ['conversationUpdate', 'personal', 'entra-ana'], ['installationUpdate', 'personal', 'entra-ana'],
    ]);
    assert.equal(received('conversation', 'id'), chat);
    assert.equal(received('serviceUrl'), teams.url);
    assert.notEqual(createClient({ appUrl: bot.url, teams, setup }).chatOf(ana()), chat);
  });

  it('opens a form and sends it with everything in it, touched or not', async () => {
    answer = { task: { type: 'continue', value: { card: { contentType: 'application/vnd.microsoft.card.adaptive', content: form } } } };
    const shown = await client.openForm(ana(), { where: 'groupChat', context: 'message', messagePayload: { body: { content: 'help' } } });
    assert.deepEqual([shown, received('value', 'commandId'), received('value', 'messagePayload', 'body', 'content')], [form, 'newRequest', 'help']);
    answer = { task: { type: 'message', value: 'PLAT-1' } };
    const sent = await client.submitForm(ana(), shown, { Summary: 'New cache', Service: 'Azure DevOps: Pipelines', environments: ['prd', 'devtest (dev)'] });
    assert.deepEqual(sent, { kind: 'message', text: 'PLAT-1' });
    assert.deepEqual(received('value', 'data'), { nonce: 'n1', summary: 'New cache', service: 'devops.pipelines', environments: 'prd,dev', urgent: 'false' });
  });

  it('sends what a client lets through, or plays an old one', async () => {
    await assert.rejects(client.submitForm(ana(), form, {}), /"Summary" is required/);
    await assert.rejects(client.submitForm(ana(), form, { Sumary: 'x' }), /No input "Sumary".*"Summary \(summary\)"/);
    await assert.rejects(client.submitForm(ana(), form, { Summary: 'x', Service: 'Crypto' }), /no choice "Crypto".*"AVD \(avd\)"/);
    assert.deepEqual(await client.submitForm(ana(), form, {}, { unvalidated: true, extraData: { __evil: '1' } }), { kind: 'closed' });
    assert.deepEqual(received('value', 'data'), { nonce: 'n1', service: 'redis', environments: 'xat', urgent: 'false', __evil: '1' });
  });

  it('presses a button wherever it is, with the inputs around it alone', async () => {
    const inner = card([{ type: 'Input.Text', id: 'question', label: 'Question' }], { actions: [execute('Send', 'ask', { data: { key: 'PLAT-1' } })] });
    const shown = card(
      [{ type: 'Input.Text', id: 'comment', label: 'Comment', value: 'hm' }, { type: 'ActionSet', actions: [execute('Approve', 'approve', { associatedInputs: 'none' })] }],
      { actions: [{ type: 'Action.ShowCard', title: 'Ask', card: inner }] });
    answer = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Thanks' };
    assert.deepEqual(await client.press(ana(), shown, 'Send', { Question: 'Why?' }), { statusCode: 200, type: 'application/vnd.microsoft.activity.message', text: 'Thanks' });
    assert.deepEqual(received('value', 'action'), { type: 'Action.Execute', title: 'Send', verb: 'ask', data: { key: 'PLAT-1', comment: 'hm', question: 'Why?' } });
    await client.press(ana(), shown, 'Approve');
    assert.deepEqual(received('value', 'action', 'data'), {});
    await assert.rejects(client.press(ana(), shown, 'Reject'), /No button "Reject". There is: "Approve", "Ask", "Send"/);
    answer = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' };
    await assert.rejects(client.press(ana(), shown, 'Approve'), /for a failure/);
  });

  it('presses a button of a channel post from its thread', async () => {
    const sent = await fetch(`${teams.url}/v3/conversations/${encodeURIComponent(setup.channel.id)}/activities`, {
      method: 'POST', body: JSON.stringify(messageWith(card([], { actions: [execute('Start review', 'startReview')] }))),
    });
    const id = at(await sent.json(), 'id');
    answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: form };
    const [post] = teams.posts;
    assert.ok(post);
    assert.deepEqual((await client.press(client.person('Eve'), post, 'Start review')).card, form);
    assert.deepEqual([received('conversation', 'id'), received('replyToId'), received('channelData', 'channel', 'id')],
      [`${setup.channel.id};messageid=${String(id)}`, id, setup.channel.id]);
  });

  it('fetches the own view of those whom a card names', async () => {
    const shared = card([], { refresh: { action: execute('My view', 'myView', { data: { requestKey: 'PLAT-1' } }), userIds: ['29:eve'] } });
    await fetch(`${teams.url}/v3/conversations/${encodeURIComponent(setup.channel.id)}/activities`, { method: 'POST', body: JSON.stringify(messageWith(shared)) });
    const [post] = teams.posts;
    assert.ok(post);
    answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: form };
    assert.deepEqual(await client.view(ana(), post), shared);
    assert.equal(bot.received.length, 0);
    assert.deepEqual(await client.view(client.person('Eve'), post), form);
    assert.deepEqual([received('value', 'trigger'), received('value', 'action', 'data'), received('replyToId')], ['automatic', { requestKey: 'PLAT-1' }, post.activityId]);
  });

  it('talks, searches and pastes links', async () => {
    const id = await client.message(ana(), 'queue', 'channel');
    assert.equal(received('text'), '<at>Platform & Requests</at> queue');
    assert.equal(received('conversation', 'id'), `${setup.channel.id};messageid=${id}`);
    answer = { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [{ contentType: 'x', content: form, preview: { contentType: 'y' } }] } };
    assert.deepEqual(await client.search(ana(), 'mine'), { type: 'result', results: [{ card: form, preview: { contentType: 'y' } }] });
    await client.search(ana());
    assert.deepEqual(received('value', 'parameters'), [{ name: 'initialRun', value: 'true' }]);
    assert.equal((await client.unfurl(ana(), 'http://127.0.0.1/r/PLAT-1')).results.length, 1);
  });

  it('hands over anything raw', async () => assert.equal((await client.raw('{')).status, 400));
});

describe('reading cards', () => {
  const shown = card([
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'a' }, ' b'] },
    { type: 'FactSet', facts: [{ title: 'Status', value: 'Review' }] },
    { type: 'Container', items: [text('in'), { ...text('hidden'), isVisible: false }] },
    { type: 'Badge', text: 'High', fallback: text('not seen') },
    { type: 'Table', rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [text('cell')] }] }] },
    ...allInputs,
  ], { actions: [execute('Go', 'go')] });

  it('gives every visible text in order', () =>
    assert.deepEqual(textsOf(shown).slice(0, 9), ['a b', 'a', ' b', 'Status', 'Review', 'in', 'High', 'cell', 'Summary']));
  it('gives the inputs as they stand', () => {
    const [summary, service, environments] = inputsOf(shown);
    assert.equal(summary?.errorMessage, 'Say it in 10 words or fewer');
    assert.deepEqual([service?.value, service?.choices.length, environments?.isMultiSelect], ['redis', 4, true]);
  });
  it('gives the buttons', () => assert.deepEqual(buttonsOf(shown), ['Go']));
  it('weighs in both countings', () => assert.deepEqual(sizeOf('é😀'), { utf8: 8, utf16: 10 }));
});
