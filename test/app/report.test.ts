import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buttonsOf, cardOf, textsOf } from '../support/cardReading';
import type { Card } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import type { Person } from '../support/client';
import { currentActivity, textsOfPost } from '../support/fakeTeams';
import type { Post } from '../support/fakeTeams';
import { at, isObject, objectsIn } from '../support/json';
import { assertLeaksNothing, assertSays, cardIn, inProgress, invoked, openHouse, pressVerb, STARTED_WITHIN_MS, submit } from './house';
import type { House } from './house';

describe('the report', () => {
  let house: House;
  let key: string;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openHouse();
    key = await submit(house, { Summary: '=SUM(A1) is typed' });
    await inProgress(house);
  });
  after(() => house.teams.close());

  async function said(person: Person, text: string, where: 'personal' | 'channel' = 'personal'): Promise<Post> {
    const chat = where === 'channel' ? house.channel : house.client.chatOf(person);
    const seen = new Set(house.teams.postsIn(chat).map(({ activityId }) => activityId));
    await house.client.message(person, text, where);
    return house.teams.until(() => house.teams.postsIn(chat).find((post) => !seen.has(post.activityId) && isReport(post)), { what: `an answer to "${text}"` });
  }
  const isReport = (post: Post): boolean => typeof at(post.activity, 'text') === 'string' || textsOfPost(post).includes('Report');
  const cardFrom = (post: Post): Card => cardOf(post.activity) ?? assert.fail(JSON.stringify(post.activity));
  const offers = (): readonly Record<string, unknown>[] => house.teams.postsIn(house.client.chatOf(house.erik))
    .flatMap((post) => objectsIn(currentActivity(post)['attachments'])).filter((attachment) => attachment['contentType'] === 'application/vnd.microsoft.teams.card.file.consent');

  it('tells engineers of the last 30 days, in the chat and by mention in the channel', async () => {
    for (const where of ['personal', 'channel'] as const) {
      const card = cardFrom(await said(house.erik, 'report', where));
      assertTeamsCard(card);
      assertSays(card, 'Submitted', /^kept \d+/, /^median /, 'Open by status');
    }
  });

  it('tells of the days that are asked for, and says what is wrong with others', async () => {
    assertSays(cardFrom(await said(house.erik, 'report 2020-01-01 2020-03-31')), '2020-01-01 to 2020-03-31 (UTC)', '0 (0 completed, 0 canceled)');
    assertTeamsCard(cardFrom(await said(house.erik, 'report last month')));
    for (const [asked, answer] of [
      ['report 2020-03-31 2020-01-01', /ends \(2020-01-01\) before it starts/], ['report 2999-01-01', /has not come yet/], ['report 2020-02-30', /"2020-02-30" is not a date/], ['report tomorrow', /do not know that period/],
    ] as const) assert.match(textsOfPost(await said(house.erik, asked)).join(), answer);
  });

  it('tells nobody else', async () => {
    assert.match(textsOfPost(await said(house.ana, 'report')).join(), /for the engineers/);
    const pressed = await pressVerb(house, house.ana, 'report:csv', { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z', page: 0, nonce: 'n' });
    assert.deepEqual([pressed.card, /for the engineers/.test(pressed.text ?? '')], [undefined, true]);
  });

  it('shows its numbers as CSV, and offers them as a file in the 1:1 chat', async () => {
    const report = cardFrom(await said(house.erik, 'report'));
    const before = offers().length;
    const csv = cardIn(await house.client.press(house.erik, report, 'CSV'));
    assertTeamsCard(csv);
    assertSays(csv, 'Part,Name,Measure,Value', /^Requests,,Submitted,\d+$/);
    const offer = await house.teams.until(() => offers()[before], { what: 'the offer of a file' });
    assert.match(String(offer['name']), /^platform-report-\d{4}-\d{2}-\d{2}\.csv$/);
    assert.ok(Number(at(offer, 'content', 'sizeInBytes')) > 100);
    assertSays(cardIn(await house.client.press(house.erik, csv, 'Back')), 'Report');
  });

  it('shows the requests behind the numbers as CSV, safe for a spreadsheet, and offers nothing in the channel', async () => {
    const post = await said(house.erik, 'report', 'channel');
    const before = offers().length;
    const lines: string[] = [];
    let card = cardIn(await house.client.press(house.erik, post, 'CSV of requests'));
    for (let page = 0; page < 50; page++) {
      assertTeamsCard(card);
      lines.push(...textsOf(card));
      if (!buttonsOf(card).includes('Next')) break;
      card = cardIn(await house.client.press(house.erik, card, 'Next', {}, { on: post }));
    }
    assert.ok(lines.some((line) => line.startsWith(`${key},'=SUM(A1) is typed,Redis,`)), lines.slice(0, 20).join('\n'));
    assert.equal(offers().length, before);
  });

  it('believes no period of a button that is none', async () => {
    for (const [from, to] of [['2020-01-01', '2020-02-01'], ['2020-02-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'], ['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'], [{}, 7], [undefined, undefined], ["' or '1' eq '1", 'x']]) {
      const answer = await pressVerb(house, house.erik, 'report:show', { from, to, page: 0, nonce: 'n' });
      assert.match(answer.text ?? '', /names no period/);
      assertLeaksNothing(answer);
    }
  });

  describe('as a file', () => {
    const period = { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' };
    const consent = (person: Person, uploadUrl: string, context: object = { verb: 'report:csv', ...period }, action = 'accept'): Promise<unknown> =>
      invoked(house, person, 'fileConsent/invoke', { type: 'fileUpload', action, context, uploadInfo: { uploadUrl, contentUrl: uploadUrl, name: 'r.csv', uniqueId: '1', fileType: 'csv' } });
    const lastTexts = async (person: Person, act: () => Promise<unknown>): Promise<string> => {
      const before = house.teams.postsIn(house.client.chatOf(person)).length;
      await act();
      return house.teams.postsIn(house.client.chatOf(person)).slice(before).flatMap(textsOfPost).join();
    };

    it('is put nowhere but where Teams keeps files', async () => {
      let calls = 0;
      const server = createServer((_request, response) => {
        calls++;
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
      assert.match(await lastTexts(house.erik, () => consent(house.erik, address)), /could not be saved/);
      server.close();
      assert.equal(calls, 0);
    });

    it('is not made for others, nor for what was never offered', async () => {
      for (const [person, context] of [[house.ana, undefined], [house.erik, {}], [house.erik, { verb: 'report:show', ...period }], [house.erik, { verb: 'report:csv', from: 'x', to: 'y' }]] as const) {
        assert.match(await lastTexts(person, () => consent(person, 'https://x.sharepoint.com/y', context)), /nothing to save/);
      }
    });

    it('is nothing when it is declined, or makes no sense', async () => {
      assert.equal(await lastTexts(house.erik, async () => {
        const answer = await consent(house.erik, 'https://x.sharepoint.com/y', {}, 'decline');
        assert.ok(isObject(answer));
        for (const value of [undefined, null, 'x', [], { action: 'accept' }]) await invoked(house, house.erik, 'fileConsent/invoke', value);
      }), '');
    });
  });
});
