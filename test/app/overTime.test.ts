import { strict as assert } from 'node:assert';
import { advanceHours, appOfItsOwn, settled } from '../support/appUnderTest';
import type { App } from '../support/appUnderTest';
import { buttonsOf } from '../support/cardReading';
import { assertSays, cardIn, channelPost, closeHouse, formOf, historyOf, move, openHouse, ownPost, postsOf, reviewed, shows, STARTED_WITHIN_MS, statusOn, submit, viewOf } from './house';
import type { House } from './house';

describe('over crashes and weeks', () => {
  let house: House;
  let app: App;
  before(async function () {
    this.timeout(STARTED_WITHIN_MS);
    app = await appOfItsOwn();
    house = await openHouse(Promise.resolve(app));
  });
  after(async () => {
    await closeHouse(house);
    await app.stop();
  });

  /** Killed hard, as by a crash or a moved machine, and started again. */
  async function crash(): Promise<void> {
    await app.killApp();
    await app.restartApp();
  }

  it('delivers what was answered before a crash, each card once, and knows a press from before it', async () => {
    const { channel, client, ana, erik } = house;
    const moved = await submit(house);
    const [post, own] = [await channelPost(house, moved), await ownPost(house, ana, moved)];
    const card = await viewOf(house, erik, moved);
    await client.press(erik, card, 'Start review');
    const asked = await submit(house);
    await crash();
    await Promise.all([channelPost(house, asked), ownPost(house, ana, asked), shows(house, post, 'Review'), shows(house, own, 'Review')]);
    await client.press(erik, card, 'Start review');
    await settled(app.appUrl);
    for (const key of [moved, asked]) assert.deepEqual([postsOf(house, channel, key).length, postsOf(house, client.chatOf(ana), key).length], [1, 1]);
    assert.deepEqual([(await historyOf(house, moved)).length, (await historyOf(house, asked)).length], [2, 1]);
  });

  it('reopens after 13 days, and not after 15', async () => {
    const { ana, erik, client } = house;
    const [early, late] = [await reviewed(house, { Type: 'debug' }), await reviewed(house, { Type: 'debug' })];
    for (const key of [early, late]) await move(house, erik, key, 'Cancel request', { Reason: 'Not now' });
    const oldForm = await formOf(house, ana, late, 'Reopen');
    await advanceHours(app.appUrl, 13 * 24);
    assert.equal(statusOn(await move(house, ana, early, 'Reopen', { Reason: 'Now' })), 'Review');
    await advanceHours(app.appUrl, 2 * 24);
    assert.ok(!buttonsOf(await viewOf(house, ana, late)).includes('Reopen'));
    const told = cardIn(await client.press(ana, oldForm, 'Reopen', { Reason: 'Now' }));
    assert.equal(statusOn(told), 'Done');
    assertSays(told, 'can be reopened for 14 days');
  });
});
