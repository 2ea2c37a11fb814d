import { strict as assert } from 'node:assert';
import { readHealth, readSetup, settled } from '../support/appUnderTest';
import { textAt } from '../support/json';
import type { JsonObject } from '../support/json';
import { assertLeaksNothing, channelPost, closeHouse, invoked, openHouse, sentenceIn, STARTED_WITHIN_MS, submit, viewOf, statusOn } from './house';
import type { House } from './house';

describe('the door', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const message = (fields: JsonObject = {}): JsonObject => house.client.activityOf(house.ana, 'personal', { type: 'message', text: 'help', ...fields });
  const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${house.app.appUrl}${path}`, { redirect: 'manual', ...init });

  it('refuses with 400 what is no activity', async () => {
    for (const body of [
      '', '{', 'not JSON', '[]', '"x"', '7', 'null', 'true', '{}', [message()], message({ type: undefined }), message({ type: '' }), message({ type: 7 }), message({ conversation: undefined }),
      message({ conversation: {} }), message({ conversation: 'x' }), message({ from: undefined }), message({ from: {} }), message({ from: { id: 7 } }), message({ serviceUrl: undefined }), message({ serviceUrl: 'nowhere' }),
      message({ channelId: undefined }), '\u0000', `{"type":"message","__proto__":${JSON.stringify(message())}}`,
    ]) {
      const answer = await house.client.raw(body);
      assert.equal(answer.status, 400, `${JSON.stringify(body).slice(0, 200)}: ${answer.text}`);
      assertLeaksNothing(answer.text);
    }
  });

  it('refuses another tenant with 403, wherever it is named', async () => {
    const { client, ana } = house;
    const other = '11111111-2222-3333-4444-555555555555';
    const conversation = message()['conversation'] as JsonObject;
    for (const fields of [
      { conversation: { ...conversation, tenantId: other } }, { channelData: { tenant: { id: other } } }, { conversation: { ...conversation, tenantId: undefined }, channelData: {} },
    ]) {
      for (const type of ['message', 'invoke', 'installationUpdate']) assert.equal((await client.raw({ ...message(fields), type, name: 'composeExtension/fetchTask' })).status, 403);
    }
    assert.equal((await client.raw(client.activityOf(ana, 'personal', { type: 'typing' }))).status, 200);
  });

  it('takes activities of every other kind with 200', async () => {
    const { client, ana } = house;
    for (const fields of [
      { type: 'message', text: 'help', entities: 'x' }, { type: 'message', text: 'help', recipient: undefined }, { type: 'message', text: 'help', entities: [null, 7, { type: 'mention' }] },
      { type: 'typing' }, { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, { type: 'conversationUpdate' }, { type: 'conversationUpdate', membersAdded: [{ id: ana.teamsId }], membersRemoved: [] },
      { type: 'conversationUpdate', channelData: { tenant: { id: client.setup.tenantId }, eventType: 'channelRenamed' } }, { type: 'installationUpdate', action: 'remove' }, { type: 'messageUpdate', text: 'x' }, { type: 'messageDelete' },
      { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} }, { type: 'endOfConversation' }, { type: 'somethingNew' }, { type: '__proto__' },
    ]) assert.equal((await client.raw(client.activityOf(ana, 'personal', fields))).status, 200, JSON.stringify(fields));
  });

  it('answers a message without words, or with strange ones, with help', async () => {
    const { client, ana, teams } = house;
    for (const fields of [
      {}, { text: '' }, { text: null }, { text: 7 }, { text: 'x'.repeat(20_000) }, { text: '${x} __proto__' },
      { text: undefined, attachments: [{ contentType: 'image/png', contentUrl: 'https://example.com/x.png' }] }, { text: undefined, value: { any: 'thing' } },
    ] as JsonObject[]) {
      const before = teams.postsIn(client.chatOf(ana)).length;
      assert.equal((await client.raw(client.activityOf(ana, 'personal', { type: 'message', ...fields }))).status, 200);
      assert.equal(teams.postsIn(client.chatOf(ana)).length, before + 1, `no answer to ${JSON.stringify(fields).slice(0, 100)}`);
    }
  });

  it('answers every invoke with 200, in words where its kind has room for some', async () => {
    const { ana } = house;
    for (const name of [
      'composeExtension/query', 'composeExtension/queryLink', 'composeExtension/anonymousQueryLink', 'composeExtension/selectItem', 'composeExtension/querySettingUrl', 'composeExtension/setting', 'composeExtension/onCardButtonClicked',
      'composeExtension/fetchTask', 'composeExtension/submitAction', 'task/fetch', 'task/submit', 'tab/fetch', 'tab/submit', 'actionableMessage/executeAction', 'fileConsent/invoke', 'signin/verifyState', 'signin/tokenExchange',
      'config/fetch', 'message/submitAction', 'adaptiveCard/action', 'application/search', 'handoff/action', 'unknown/thing', '', '__proto__', 'constructor',
    ])
      for (const value of [undefined, null, 'x', 7, [], {}, { data: 'x' }, { commandId: 'nothing', parameters: 'x', data: {} }]) await invoked(house, ana, name, value);
    const unnamed = await house.client.raw(house.client.activityOf(ana, 'personal', { type: 'invoke' }));
    assert.equal(unnamed.status, 200);
  });

  it('says that it does not know a command, and takes an absent one for newRequest', async () => {
    const { client, ana } = house;
    for (const name of ['composeExtension/fetchTask', 'composeExtension/submitAction'])
      for (const commandId of ['nothing', '__proto__', 'toString']) assert.match(sentenceIn(await invoked(house, ana, name, { commandId, data: {} })), /not known here/);
    await client.openForm(ana, { commandId: null });
    await client.openForm(ana, { where: 'groupChat' });
  });

  it('tells a person whom the directory does not know, in every kind of answer', async () => {
    const { client } = house;
    const key = await submit(house);
    for (const from of [{ id: '29:stranger', aadObjectId: '99999999-0000-0000-0000-000000000000', name: 'Stranger' }, { id: '29:bot-like', name: 'No id' }, { id: '29:x', aadObjectId: 7 }]) {
      for (const [name, value] of [
        ['composeExtension/fetchTask', { commandId: 'newRequest' }], ['composeExtension/submitAction', { commandId: 'newRequest', data: { nonce: 'x', summary: 'x', service: 'other', environments: 'other', details: 'x' } }],
        ['adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'startReview', data: { requestKey: key, nonce: 'x' } } }], ['adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'myActions', data: { requestKey: key, nonce: 'x' } } }],
      ] as const) {
        const answer = await client.raw({ ...client.activityOf(house.ana, 'personal', { type: 'invoke', name, value }), from });
        assert.equal(answer.status, 200);
        assert.match(sentenceIn(answer.body), /not known to the directory/);
        assert.ok(!answer.text.includes('A cache for the shop'));
      }
    }
    assert.equal(statusOn(await viewOf(house, house.erik, key)), 'Submitted');
  });

  it('leads a link of a request into Teams, and nothing else anywhere', async () => {
    const key = await submit(house);
    for (const one of [key, 'PLAT-999999', 'plat-7']) {
      const answer = await get(`/r/${one}`);
      assert.equal(answer.status, 302);
      assert.match(answer.headers.get('location') ?? '', /^https:\/\/teams\.microsoft\.com\/l\/message\/19%3Aplatform-requests%40thread\.tacv2\/\d{13}\?/);
    }
    for (const one of ['', 'PLAT', 'PLAT-0', 'PLAT-x', 'OTHER-1', 'PLAT-1%0d%0aSet-Cookie:x', 'https:%2f%2fevil.example', 'PLAT-1/x']) assert.equal((await get(`/r/${one}`)).status, 404, one);
  });

  it('has no other way in', async () => {
    assert.equal((await get('/api/messages')).status, 405);
    assert.equal((await get('/api/messages', { method: 'PUT', body: '{}' })).status, 405);
    assert.equal((await get('/api/nothing')).status, 404);
    for (const path of ['/..%2f..%2fpackage.json', '/%00', '/.local/data']) assert.equal((await get(path)).status, 404, path);
    assert.equal((await house.client.raw('x'.repeat(3 * 1024 * 1024))).status, 413);
  });

  it('tells its health, and what is under way', async () => {
    await submit(house);
    const busy = await readHealth(house.app.appUrl);
    assert.ok(Number(busy['pendingDeliveries']) >= 1);
    await settled(house.app.appUrl);
    const health = await readHealth(house.app.appUrl);
    assert.deepEqual([health.httpStatus, health['status'], health['pendingDeliveries'], health['undeliverable']], [200, 'ok', 0, 0]);
    assert.ok(health['lastSweepAt'] === null || !Number.isNaN(Date.parse(textAt(health, 'lastSweepAt') ?? '')));
    assert.match(textAt(health, 'version') ?? '', /^\d+\.\d+\.\d+/);
  });

  it('tells outside tests who can be played, and holds the clock', async () => {
    const setup = await readSetup(house.app.appUrl);
    assert.deepEqual(setup.people.map(({ name, roles }) => [name, ...roles]), [
      ['Ana Costa', 'requester'], ['Mara Klein', 'manager'], ['Erik Holm', 'engineer'], ['Edda Brandt', 'engineer'], ['Ines Moreau', 'approver'], ['Iris Novak', 'engineer', 'approver'],
    ]);
    assert.equal(setup.people[0]?.managerId, setup.people[1]?.id);
    assert.ok([setup.tenantId, setup.bot.id, setup.bot.name, setup.team.id, setup.channel.id].every((text) => text !== ''));
    for (const body of ['{"advanceHours":-1}', '{"advanceHours":"1"}', '{"advanceHours":null}', '{}', '[]', 'x', '7', ''])
      assert.equal((await get('/local/clock', { method: 'POST', body })).status, 400, body);
    const { now } = (await (await get('/local/clock')).json()) as { now: string };
    assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000);
  });

  it('uses the newest address that it saw, and none that a refused activity named', async () => {
    const { client } = house;
    await client.raw({ ...client.activityOf(house.erik, 'channel', { type: 'message', text: 'x' }), serviceUrl: 'http://127.0.0.1:9', conversation: { id: house.channel, conversationType: 'channel', tenantId: 'other' } });
    await channelPost(house, await submit(house));
  });
});
