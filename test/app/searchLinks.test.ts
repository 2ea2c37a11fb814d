import { strict as assert } from 'node:assert';
import { eventually } from '../local/fixtures/eventually';
import { buttonsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import { readResults } from '../support/clientAnswers';
import { textAt } from '../support/json';
import { assertSays, channelPost, closeHouse, invoked, openHouse, says, STARTED_WITHIN_MS, submit } from './house';
import type { House } from './house';

const EXISTS_NOT = 'PLAT-987654321';

describe('the link of a request', () => {
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
  });
  after(() => closeHouse(house));

  const linkOf = (key: string): string => `${house.app.appUrl}/r/${key}`;
  const opened = (key: string): Promise<Response> => fetch(linkOf(key), { redirect: 'manual' });
  const headersOf = (answer: Response): readonly string[] => [...answer.headers.keys()].filter((name) => name !== 'date').sort();

  it('unfolds in any chat to what everybody may see, also for whom the app is not installed', async () => {
    const { ana, mara, client } = house;
    const key = await submit(house, { Summary: 'Unfold me', Details: 'Secret details of it.' });
    const unfolded = [
      await client.unfurl(ana, linkOf(key)), await client.unfurl(mara, linkOf(key), 'groupChat'), await client.unfurl(mara, linkOf(key.toLowerCase())), await client.unfurl(ana, `${linkOf(key)}?x=1#y`),
      readResults(await invoked(house, mara, 'composeExtension/anonymousQueryLink', { url: linkOf(key) })),
    ];
    for (const { type, results } of unfolded) {
      const [result] = results;
      assert.ok(result && results.length === 1);
      assert.equal(type, 'result');
      assertTeamsCard(result.card);
      assertSays(result.card, key, 'Submitted', 'Unfold me', 'Ana Costa');
      assert.ok(!says(result.card, 'Secret details'));
      assert.equal(textsOf(result.card)[0], key);
      assert.deepEqual(buttonsOf(result.card), ['My actions', 'Link']);
      assert.equal(textAt(result.preview, 'content', 'title'), `${key} · Submitted`);
    }
  });

  it('unfolds to nothing when it is not ours, broken, or of no request', async () => {
    const key = await submit(house);
    const host = new URL(house.app.appUrl).host;
    const urls = [
      `https://${host}/r/${key}`, `http://evil.example/r/${key}`, `http://${host}.evil.example/r/${key}`, `http://x@${host}/r/${key}`, `${house.app.appUrl}/${key}`, `${linkOf(key)}/x`, linkOf(''),
      linkOf('PLAT-0'), linkOf('PLAT-1x'), linkOf('OTHER-1'), linkOf(EXISTS_NOT), linkOf(`../r/${key}`), 'not a link', '', `${linkOf(key)}\u0000`,
    ];
    for (const url of urls) assert.deepEqual((await house.client.unfurl(house.ana, url)).results, [], url);
    for (const value of [undefined, null, 'x', {}, { url: 7 }, { url: [linkOf(key)] }])
      for (const name of ['composeExtension/queryLink', 'composeExtension/anonymousQueryLink']) assert.deepEqual(readResults(await invoked(house, house.ana, name, value)).results, []);
  });

  it('leads a browser to the card in the channel', async () => {
    const key = await submit(house);
    const { activityId } = await channelPost(house, key);
    const location = await eventually(async () => {
      const now = (await opened(key)).headers.get('location') ?? '';
      return now.includes(activityId) ? now : undefined;
    }, `the link of ${key} to its card`);
    const { tenantId, team, channel } = house.client.setup;
    const { hostname, pathname, searchParams } = new URL(location);
    assert.deepEqual([hostname, pathname], ['teams.microsoft.com', `/l/message/${encodeURIComponent(channel.id)}/${activityId}`]);
    assert.deepEqual(Object.fromEntries(searchParams), { tenantId, groupId: team.id, parentMessageId: activityId });
  });

  it('tells a stranger nothing: a key that does not exist looks the same, every time', async () => {
    const key = await submit(house);
    await channelPost(house, key);
    const [one, other, again, next] = [await opened(key), await opened(EXISTS_NOT), await opened(EXISTS_NOT.toLowerCase()), await opened('PLAT-987654322')];
    const shapeOf = (answer: Response): string => (answer.headers.get('location') ?? '').replaceAll(/\d{13}/gu, 'ID');
    for (const answer of [one, other, next]) assert.equal(answer.status, 302);
    assert.equal(shapeOf(other), shapeOf(one));
    assert.match(shapeOf(other), /\/ID\?.*parentMessageId=ID$/u);
    assert.deepEqual([headersOf(other), await other.text()], [headersOf(one), await one.text()]);
    assert.equal(again.headers.get('location'), other.headers.get('location'));
    assert.notEqual(next.headers.get('location'), other.headers.get('location'));
  });
});
