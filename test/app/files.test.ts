import { strict as assert } from 'node:assert';
import { buttonsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard } from '../support/cardRules';
import { currentCard } from '../support/fakeTeams';
import { dropped, pasted, sendFiles } from '../support/sendFiles';
import { assertTold, cardOf, filesOf, linksIn, namesOn, openFileHouse, sent } from './fileHouse';
import { assertSays, cardIn, channelPost, closeHouse, historyOf, move, ownPost, pressVerb, STARTED_WITHIN_MS, submit, viewOf, type House } from './house';

describe('files', function () {
  this.timeout(60_000);
  let house: House;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    house = await openFileHouse();
  });
  after(() => closeHouse(house));

  /** None stays open: a file belongs to the one request that is. */
  const opened: string[] = [];
  afterEach(async () => {
    for (const key of opened.splice(0)) await move(house, house.ines, key, 'Cancel request', { Reason: 'The test is over.' });
  });
  async function open(): Promise<string> {
    const key = await submit(house, { by: house.ines });
    opened.push(key);
    return key;
  }

  const at = (path: string): string => house.teams.url + path;
  const whole = (content: string, type?: string): string => at(house.teams.files.put({ kind: 'whole', content, ...(type !== undefined && { type }) }));

  it('that are dropped into the chat go to the one open request', async () => {
    const key = await open();
    const told = await sent(house, house.ines, [dropped(whole('line 1\nline 2'), '../app.log')]);
    assert.equal(told[0]?.activity['textFormat'], 'plain');
    assertTold(told, `Attached to ${key}: app.log (13 bytes).`);
    const card = await filesOf(house, house.ines, key);
    assertTeamsCard(card);
    assertSays(card, 'app.log', '13 bytes, attached by Ines Moreau');
    assert.equal(await (await fetch(linksIn(card)[0] ?? '')).text(), 'line 1\nline 2');
    assertSays(await viewOf(house, house.ines, key), 'Files');
    assert.ok((await historyOf(house, key)).includes('Ines Moreau attached a file'));
  });

  it('that are pasted as pictures have a name, and are handed out as something to keep', async () => {
    const key = await open();
    assertTold(await sent(house, house.ines, pasted(whole('not really a picture', 'image/png')), { text: 'Here it is' }), `Attached to ${key}: screenshot.png`, 'Your message');
    const answer = await fetch(linksIn(await filesOf(house, house.erik, key))[0] ?? '');
    assert.deepEqual([answer.headers.get('content-type'), /^attachment/u.test(answer.headers.get('content-disposition') ?? '')], ['application/octet-stream', true]);
  });

  it('go to the request that is chosen, where several are open', async () => {
    const [first, second] = [await open(), await open()];
    const [question] = await sent(house, house.ines, [dropped(whole('a'), 'a.txt'), dropped(whole('bb'), 'b.txt')]);
    const card = cardOf(question);
    assertTeamsCard(card);
    assertSays(card, 'a.txt (1 byte), b.txt (2 bytes)', first, second);
    assert.doesNotMatch(JSON.stringify(card), /127\.0\.0\.1:\d+\/files|downloadUrl/u);
    const after = cardIn(await house.client.press(house.ines, card, `Attach to ${second}`));
    assertSays(after, `Attached to ${second}`, second);
    assert.deepEqual(await namesOn(house, second), ['a.txt', 'b.txt']);
    assert.equal(buttonsOf(await viewOf(house, house.ines, first)).includes('Files'), false);
    cardIn(await house.client.press(house.ines, card, `Attach to ${second}`));
    assert.deepEqual(await namesOn(house, second), ['a.txt', 'b.txt']);
    assert.match((await house.client.press(house.ines, card, `Attach to ${first}`)).text ?? '', new RegExp(`attached to ${second} already`, 'u'));
  });

  it('wait for their sender alone, and a card names nothing that is believed', async () => {
    const [first] = [await open(), await open()];
    const [question] = await sent(house, house.ines, [dropped(whole('a'), 'a.txt')]);
    const press = house.client.press(house.erik, cardOf(question), `Attach to ${first}`);
    assert.match((await press).text ?? '', /not waiting any more/u);
    const forged = await pressVerb(house, house.ines, 'attachFiles', { requestKey: first, seenVersion: 1, nonce: 'made up', url: whole('x'), file: { id: 'x', name: 'x' } });
    assert.match(forged.text ?? '', /not waiting any more/u);
  });

  it('need a request, or the key of one', async () => {
    assertTold(await sent(house, house.ines, [dropped(whole('x'))]), 'You have no open request');
    const key = await open();
    assertTold(await sent(house, house.erik, [dropped(whole('x'), 'dump.txt')], { text: key.toLowerCase() }), `Attached to ${key}: dump.txt`);
    assertTold(await sent(house, house.mara, [dropped(whole('x'), 'from-mara.txt')], { text: `see ${key}` }), 'Attaching a file is for');
    assertTold(await sent(house, house.ines, [dropped(whole('x'))], { text: 'PLAT-999999' }), 'There is no request PLAT-999999');
    assert.deepEqual(await namesOn(house, key), ['dump.txt']);
  });

  it('that are pasted below the channel card go to its request', async () => {
    const [key, other] = [await open(), await open()];
    const post = await channelPost(house, key);
    await channelPost(house, other);
    assertTold(await sent(house, house.erik, pasted(whole('x', 'image/jpeg')), { below: post.activityId, text: 'look' }), `Attached to ${key}: screenshot.jpg`);
    assertSays(await house.teams.until(() => (textsOf(currentCard(post) ?? {}).includes('Files') ? currentCard(post) : undefined), { what: 'the number of files on the card' }), '1');
    assert.ok(buttonsOf(currentCard(post) ?? {}).includes('Files'));
    assertTold(await sent(house, house.erik, pasted(whole('x')), { below: '1700000000000' }), 'I could not tell which request');
    assertTold(await sent(house, house.erik, [{ contentType: 'reference', contentUrl: 'https://contoso.sharepoint.com/x', name: 'x.log' }], { below: post.activityId }), 'Teams does not hand files of a channel');
    assert.deepEqual(await namesOn(house, key), ['screenshot.jpg']);
  });

  it('are attached once, however often their message is delivered', async () => {
    const key = await open();
    const message = [dropped(whole('x'), 'once.txt')];
    await Promise.all([1, 2, 3].map(() => sendFiles(house.client, house.ines, message, { id: 'f:the-same' })));
    assert.deepEqual(await namesOn(house, key), ['once.txt']);
  });

  it('are shown page by page, and not to people who have no part in it', async () => {
    const key = await open();
    await sent(house, house.ines, Array.from({ length: 7 }, (_, index) => dropped(whole('x'), `${'long name '.repeat(12)}${index}.txt`)));
    const first = await filesOf(house, house.erik, key);
    assertTeamsCard(first);
    const second = cardIn(await house.client.press(house.erik, first, 'Next'));
    assert.deepEqual([linksIn(first).length, linksIn(second).length], [5, 2]);
    for (const link of [...linksIn(first), ...linksIn(second)]) assert.equal((await fetch(link)).status, 200);
    const stranger = await pressVerb(house, house.ana, 'showFiles', { requestKey: key, seenVersion: 1, nonce: 'view' });
    assert.match(JSON.stringify(stranger), /The requester, their manager, the engineers and the approvers see more/u);
    assert.deepEqual(linksIn(cardIn(stranger)), []);
  });

  it('are explained in the form and on the requester\'s card', async () => {
    const form = await house.client.openForm(house.ines);
    assertSays(form, /drop or paste them into the chat with this bot; 50 MB each, 20 a request/u);
    const key = await open();
    assertSays(currentCard(await ownPost(house, house.ines, key)) ?? {}, /drop or paste them into this chat; 50 MB each, 20 a request/u);
  });
});
