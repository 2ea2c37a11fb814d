import { strict as assert } from 'node:assert';
import { currentCard, openFakeTeams } from './fakeTeams';
import type { FakeTeams } from './fakeTeams';
import { card, messageWith, text } from './fixtures/cards';
import { textAt } from './json';

const TENANT = 'tenant';
const CHANNEL = '19:platform@thread.tacv2';
const ana = { id: '29:ana', aadObjectId: 'entra-ana', name: 'Ana', tenantId: TENANT };

describe('the fake Teams', () => {
  let teams: FakeTeams;
  beforeEach(async () => {
    teams = await openFakeTeams();
    teams.know({ id: CHANNEL, kind: 'channel', members: [ana], tenantId: TENANT, botIsMember: true });
    teams.know({ id: 'a:ana', kind: 'personal', members: [ana], tenantId: TENANT, botIsMember: true });
  });
  afterEach(() => teams.close());

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${teams.url}/v3/conversations${path}`, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, id: textAt(answer, 'id') ?? '', body: answer, retryAfter: response.headers.get('retry-after') };
  }
  const inChat = (conversation: string, rest = ''): string => `/${encodeURIComponent(conversation)}/activities${rest}`;
  const saying = (words: string) => messageWith(card([text(words)]));

  it('keeps a post with all its updates', async () => {
    const { id } = await call('POST', inChat(CHANNEL), saying('one'));
    const thread = `${CHANNEL};messageid=${id}`;
    assert.equal((await call('PUT', inChat(thread, `/${id}`), saying('two'))).status, 200);
    const [post] = teams.postsIn(thread);
    assert.ok(post);
    assert.deepEqual(currentCard(post), card([text('two')]));
    assert.equal(post.updates.length, 1);
    assert.deepEqual(teams.faults.violations(), []);
  });

  it('refuses the update of a channel post that goes to the channel itself', async () => {
    const { id } = await call('POST', inChat(CHANNEL), saying('one'));
    assert.equal((await call('PUT', inChat(CHANNEL, `/${id}`), saying('two'))).status, 400);
    assert.equal(teams.faults.violations().length, 1);
  });

  it('knows replies by their thread', async () => {
    const { id } = await call('POST', inChat(CHANNEL), saying('one'));
    await call('POST', inChat(`${CHANNEL};messageid=${id}`, `/${id}`), saying('a reply'));
    assert.deepEqual(teams.postsIn(CHANNEL).map((post) => post.rootId), [id, id]);
  });

  it('refuses what is too large, unknown or not its to say', async () => {
    teams.know({ id: '19:others', kind: 'groupChat', members: [ana], botIsMember: false });
    assert.equal((await call('POST', inChat('a:ana'), saying('x'.repeat(60_000)))).status, 413);
    assert.equal((await call('PUT', inChat('a:ana', '/77'), saying('two'))).status, 404);
    assert.equal((await call('POST', inChat('a:nobody'), saying('hello'))).status, 404);
    assert.equal((await call('POST', inChat('19:others'), saying('hello'))).status, 403);
    assert.equal(teams.faults.violations().length, 4);
  });

  it('refuses an activity with a conversation that is none', async () => {
    for (const conversation of [{ id: '' }, { id: 'a:ana', conversationType: '' }])
      assert.equal((await call('POST', inChat('a:ana'), { ...saying('one'), conversation })).status, 400);
    assert.equal((await call('POST', inChat('a:ana'), { ...saying('one'), conversation: { id: 'a:ana', conversationType: 'personal' } })).status, 201);
  });

  it('answers 404 once a message was deleted, by the bot or by hand', async () => {
    const first = await call('POST', inChat('a:ana'), saying('one'));
    const second = await call('POST', inChat('a:ana'), saying('two'));
    const [, byHand] = teams.postsIn('a:ana');
    assert.ok(byHand);
    teams.removeByHand(byHand);
    assert.equal((await call('DELETE', inChat('a:ana', `/${first.id}`))).status, 200);
    for (const { id } of [first, second]) assert.equal((await call('PUT', inChat('a:ana', `/${id}`), saying('again'))).status, 404);
  });

  it('has one 1:1 chat for a person, and wants the tenant twice', async () => {
    const body = { members: [{ id: '29:bo', aadObjectId: 'bo', name: 'Bo' }], tenantId: TENANT, channelData: { tenant: { id: TENANT } } };
    const { id } = await call('POST', '', body);
    assert.equal((await call('POST', '', body)).id, id);
    assert.equal((await call('POST', '', { ...body, members: [{ id: ana.id }] })).id, 'a:ana');
    assert.equal((await call('POST', inChat(id), saying('hello'))).status, 201);
    assert.equal((await call('POST', '', { ...body, channelData: {} })).status, 400);
    assert.equal((await call('POST', '', { ...body, members: [{ aadObjectId: 'bo' }] })).status, 400);
  });

  it('tells who is in a chat', async () => {
    const channel = encodeURIComponent(CHANNEL);
    assert.deepEqual((await call('GET', `/${channel}/members`)).body, [ana]);
    assert.deepEqual((await call('GET', `/${channel}/pagedmembers?pageSize=50`)).body, { members: [ana] });
    assert.deepEqual((await call('GET', `/${channel}/members/${ana.aadObjectId}`)).body, ana);
    assert.equal((await call('GET', `/${channel}/members/nobody`)).status, 404);
  });

  it('fails as ordered, then works again', async () => {
    teams.faults.next({ method: 'POST', conversation: 'a:ana', times: 2, status: 429, headers: { 'Retry-After': '3' } });
    assert.equal((await call('POST', inChat(CHANNEL), saying('elsewhere'))).status, 201);
    const refused = await call('POST', inChat('a:ana'), saying('one'));
    assert.deepEqual([refused.status, refused.retryAfter], [429, '3']);
    assert.equal((await call('POST', inChat('a:ana'), saying('one'))).status, 429);
    assert.equal((await call('POST', inChat('a:ana'), saying('one'))).status, 201);
    assert.equal(teams.postsIn('a:ana').length, 1);
    assert.deepEqual([teams.faults.seen.length, teams.faults.violations().length], [2, 0]);
  });

  it('cuts the line, before or after the call took effect', async () => {
    teams.faults.next({ cutOff: true });
    await assert.rejects(call('POST', inChat('a:ana'), saying('lost')));
    teams.faults.next({ cutOff: true, applied: true });
    await assert.rejects(call('POST', inChat('a:ana'), saying('kept')));
    assert.deepEqual(teams.postsIn('a:ana').map((post) => post.activity), [saying('kept')]);
  });

  it('wakes who waits as soon as it arrives, and says what came when it does not', async () => {
    teams.faults.next({ delayMs: 50 });
    const arrival = teams.until(() => teams.postsIn('a:ana')[0]);
    await call('POST', inChat('a:ana'), saying('here'));
    assert.deepEqual((await arrival).activity, saying('here'));
    await assert.rejects(teams.until(() => false, { timeoutMs: 20, what: 'Godot' }), /20 ms for Godot[^]*send a:ana -> 201 card: here/);
  });

  it('reads whole bodies, however they are cut', async () => {
    const words = 'Grüße, 你好 👩‍🚀'.repeat(2_000);
    await call('POST', inChat('a:ana'), { type: 'message', text: words });
    assert.equal(teams.posts[0]?.activity['text'], words);
  });
});
