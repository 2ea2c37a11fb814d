import { strict as assert } from 'node:assert';
import { erik } from '../domain/people';
import { openFakeGraph } from '../support/fakeGraph';
import type { GraphFault } from '../support/fakeGraph';
import { ENGINEERS, openGraph } from './graphFixture';
import type { OpenGraph } from './graphFixture';

const USER = `users/${erik.id}`;
const MEMBERS = `groups/${ENGINEERS}/transitiveMembers/microsoft.graph.user?$select=id&$count=true`;

describe('the Graph client', () => {
  let at: OpenGraph;
  beforeEach(async () => {
    at = await openGraph();
    at.graph.user({ id: erik.id, displayName: erik.name });
  });
  afterEach(() => at.graph.close());

  const under = async (fault: Omit<GraphFault, 'path'>) => {
    at.graph.fail({ path: '', ...fault });
    return at.client().get(USER);
  };

  it('gives what Graph tells', async () => {
    assert.deepEqual(await at.client().get(`${USER}?$select=displayName`), { kind: 'ok', body: { displayName: erik.name } });
  });

  it('tells nothing from not granted', async () => {
    assert.deepEqual(await under({ status: 404 }), { kind: 'notFound' });
    assert.deepEqual(await under({ status: 403 }), { kind: 'forbidden' });
    assert.deepEqual(await at.client({ getToken: () => Promise.resolve('another token') }).get(USER), { kind: 'forbidden' });
  });

  it('says what was refused for good', async () => {
    assert.deepEqual(await under({ status: 400 }), { kind: 'refused', status: 400 });
  });

  const waits: readonly (readonly [string, Omit<GraphFault, 'path'>, number])[] = [
    ['the seconds of Retry-After', { status: 429, retryAfter: '17' }, 17_000],
    ['the date of Retry-After', { status: 429, retryAfter: 'Mon, 02 Mar 2026 09:02:00 GMT' }, 120_000],
    ['a second when the date is past', { status: 503, retryAfter: 'Mon, 02 Mar 2026 08:00:00 GMT' }, 1_000],
    ['an hour at most', { status: 503, retryAfter: '999999' }, 3_600_000],
    ['a while when Retry-After is absent', { status: 500 }, 30_000],
    ['a while when Retry-After is no time', { status: 429, retryAfter: 'soon' }, 30_000],
    ['a little after a body that is no JSON', { malformed: true }, 5_000],
    ['a little after half a body', { cutOff: 'middle' }, 5_000],
    ['a little after a broken line', { cutOff: 'before' }, 5_000],
  ];
  for (const [what, fault, retryAfterMs] of waits) {
    it(`waits ${what}`, async () => assert.deepEqual(await under(fault), { kind: 'later', retryAfterMs }));
  }

  it('gives up on an answer that takes too long', async () => {
    at.graph.fail({ path: '', hold: true });
    assert.equal((await at.client({ limitMs: 20 }).get(USER)).kind, 'later');
  });

  it('gives up on a token that takes too long, and on one that cannot be had', async () => {
    const never = at.client({ limitMs: 20, getToken: () => new Promise<string>(() => undefined) });
    assert.equal((await never.get(USER)).kind, 'later');
    assert.equal((await at.client({ getToken: () => Promise.reject(new Error('no identity here')) }).get(USER)).kind, 'later');
    assert.equal(at.graph.count(), 0);
  });

  it('asks for patience when nobody is there', async () => {
    await at.graph.close();
    assert.equal((await at.client().get(USER)).kind, 'later');
  });

  it('logs the call and the status, and neither the token nor a name', async () => {
    await under({ status: 500 });
    assert.match(at.log.lines.join(), /GET \/v1\.0\/users\/00000000.*500.*a-request-id/u);
    assert.doesNotMatch(at.log.lines.join(), /token|Erik/iu);
  });

  describe('a collection', () => {
    const ids = ['1', '2', '3', '4', '5'].map((digit) => `22222222-0000-4000-8000-00000000000${digit}`);
    beforeEach(() => {
      for (const id of ids) at.graph.user({ id, displayName: id });
      at.graph.group(ENGINEERS, ...ids);
    });

    it('comes whole, page by page', async () => {
      assert.deepEqual(await at.client().list(MEMBERS), { kind: 'ok', body: ids.map((id) => ({ id })) });
      assert.equal(at.graph.count(), 3);
    });

    it('comes whole or not at all', async () => {
      at.graph.fail({ path: '', status: 429, retryAfter: '9', times: 1 });
      assert.deepEqual(await at.client().list(MEMBERS), { kind: 'later', retryAfterMs: 9_000 });
      at.graph.fail({ path: '', hold: true });
      assert.equal((await at.client().list(MEMBERS, 20)).kind, 'later');
    });

    it('is not followed to another place: the token stays here', async () => {
      const elsewhere = await openFakeGraph();
      at.graph.nextLinkBase = elsewhere.baseUrl;
      const answer = await at.client().list(MEMBERS).finally(() => elsewhere.close());
      assert.equal(answer.kind, 'later');
      assert.equal(elsewhere.count(), 0);
    });

    it('that never ends is left', async () => {
      at.graph.pageSize = 0;
      assert.equal((await at.client().list(MEMBERS)).kind, 'later');
      assert.equal(at.graph.count(), 100);
    });

    it('that is none is no empty one', async () => {
      assert.equal((await at.client().list(USER)).kind, 'later');
    });
  });
});
