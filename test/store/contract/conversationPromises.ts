import { strict as assert } from 'node:assert';
import type { Conversations } from '../../../src/usecases/ports';
import type { MakePlace } from '../place';
import { ana, ben, ODD_TEXTS } from '../samples';

const chat = (name: string) => ({ conversationId: `a:${name}`, serviceUrl: 'https://smba.example/emea/' });

/** What every Conversations promises (usecases/ports.ts). */
export function conversationPromises(makePlace: MakePlace): void {
  let conversations: Conversations;
  let another: Conversations;
  beforeEach(async () => {
    const place = await makePlace();
    conversations = place.open().conversations;
    another = place.open().conversations;
  });

  it('knows nobody at first', async () => {
    assert.equal(await conversations.personal(ana.id), undefined);
    assert.equal(await conversations.serviceUrl('19:x@thread.tacv2'), undefined);
    assert.equal(await conversations.met(ana.id), undefined);
  });

  it('remembers chats, service addresses and people, each apart', async () => {
    await conversations.rememberPersonal(ana, chat('ana'));
    await conversations.rememberPersonal(ben, chat('ben'));
    await conversations.rememberServiceUrl('19:x@thread.tacv2', 'https://one.example/');
    await conversations.rememberMet({ ...ana, teamsId: '29:ana' });
    assert.deepEqual(await another.personal(ana.id), chat('ana'));
    assert.deepEqual(await another.personal(ben.id), chat('ben'));
    assert.equal(await another.serviceUrl('19:x@thread.tacv2'), 'https://one.example/');
    assert.deepEqual(await another.met(ana.id), { ...ana, teamsId: '29:ana' });
    assert.equal(await another.met(ben.id), undefined);
  });

  it('lets the newest win, back and forth, whichever instance saw it', async () => {
    for (const [who, url] of [[conversations, 'one'], [another, 'two'], [conversations, 'three'], [another, 'two'], [another, 'four']] as const) {
      await who.rememberServiceUrl('19:x', url);
      assert.equal(await conversations.serviceUrl('19:x'), url);
      assert.equal(await another.serviceUrl('19:x'), url);
    }
  });

  it('lets the newest of several win that come at once', async () => {
    await Promise.all(['one', 'two', 'three', 'two'].map((url) => conversations.rememberServiceUrl('19:x', url)));
    assert.equal(await another.serviceUrl('19:x'), 'two');
  });

  it('forgets a chat, and remembers it anew', async () => {
    await conversations.rememberPersonal(ana, chat('ana'));
    await conversations.forgetPersonal(ana.id);
    await conversations.forgetPersonal(ben.id);
    assert.equal(await another.personal(ana.id), undefined);
    await conversations.rememberPersonal(ana, chat('ana'));
    assert.deepEqual(await another.personal(ana.id), chat('ana'));
  });

  it('takes any id, and no two are one', async () => {
    for (const [at, id] of ODD_TEXTS.entries()) {
      await conversations.rememberServiceUrl(id, `https://${at}.example`);
      await conversations.rememberMet({ id, name: id, teamsId: `29:${id}` });
    }
    for (const [at, id] of ODD_TEXTS.entries()) {
      assert.equal(await another.serviceUrl(id), `https://${at}.example`);
      assert.deepEqual(await another.met(id), { id, name: id, teamsId: `29:${id}` });
    }
  });
}
