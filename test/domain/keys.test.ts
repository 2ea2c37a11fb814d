import { strict as assert } from 'node:assert';
import { keyInLink, keyOf, linkTo, readBlocker, readKey } from '../../src/domain/keys';
import { fc } from './fixedSeed';

const BASE = 'https://requests.example';
const NONE = ['', ' ', 'PLAT', 'PLAT-', 'PLAT-0', 'PLAT-01', 'PLAT--1', 'PLAT-1a', 'PLAT 1', 'PLAT-1 PLAT-2', 'PLAT-1.5', 'PLAT-1e3', 'PLAT-1000000000', `PLAT-${'9'.repeat(400)}`, 'PLAT-１', 'PLAT‑1', 'OTHER-1', 'XPLAT-1', 'PLAT-1\nPLAT-2', '__proto__', '12'];

describe('a key', () => {
  it('is read in any case, with spaces around it', () => {
    for (const text of ['PLAT-12', 'plat-12', 'Plat-12', ' PLAT-12\n']) assert.equal(readKey(text, 'PLAT'), 'PLAT-12');
    assert.equal(readKey('PLAT-999999999', 'PLAT'), 'PLAT-999999999');
    assert.equal(readKey('q2-7', 'Q2'), 'Q2-7');
  });

  it('is read out of nothing else', () => {
    for (const text of NONE) assert.equal(readKey(text, 'PLAT'), undefined, JSON.stringify(text));
  });

  it('comes back as it was made, from its link as well', () =>
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
      const key = keyOf('PLAT', number);
      assert.equal(readKey(key, 'PLAT'), key);
      assert.equal(keyInLink(linkTo(BASE, key), BASE, 'PLAT'), key);
      assert.deepEqual(readBlocker(linkTo(BASE, key), BASE, 'PLAT'), { kind: 'request', key });
    })));
});

describe('a link', () => {
  it('names the request, whatever hangs at its end', () => {
    for (const end of ['', '?a=b', '#x', '?a=b#x?y']) assert.equal(keyInLink(` ${BASE}/r/plat-3${end} `, BASE, 'PLAT'), 'PLAT-3');
  });

  it('of another place names none', () => {
    for (const text of [
      'http://requests.example/r/PLAT-3', 'https://requests.example.evil.example/r/PLAT-3', 'https://evil.example/r/PLAT-3', 'https://requests.example:8443/r/PLAT-3',
      'https://evil@requests.example/r/PLAT-3', 'https://requests.example/x/PLAT-3', 'https://requests.example/r/', 'https://requests.example/r/PLAT-0', 'https://requests.example/r/PLAT-3/../PLAT-4',
      'see https://requests.example/r/PLAT-3', 'PLAT-3', '', 'https://requests.example/r/%50LAT-3',
    ]) assert.equal(keyInLink(text, BASE, 'PLAT'), undefined, text);
  });
});

describe('what blocks', () => {
  const web = (text: string) => readBlocker(text, BASE, 'PLAT');

  it('is a web address as a browser reads it', () => {
    assert.deepEqual(web(' HTTPS://Status.Azure.com '), { kind: 'web', url: 'https://status.azure.com/' });
    assert.deepEqual(web('http://requests.example/r/PLAT-3'), { kind: 'web', url: 'http://requests.example/r/PLAT-3' });
    assert.deepEqual(web('https://x.example/a"b<c>'), { kind: 'web', url: 'https://x.example/a%22b%3Cc%3E' });
    assert.deepEqual(web('https://bücher.example/'), { kind: 'web', url: 'https://xn--bcher-kva.example/' });
  });

  it('is no other scheme, no half address, and none that carries a password', () => {
    for (const text of [
      'javascript:alert(1)', 'JavaScript://x.example/%0aalert(1)', 'data:text/html,x', 'file:///etc/passwd', 'msteams://x', 'ftp://x.example', '//x.example', 'https:x.example', 'https:/x.example',
      'https://', 'https:// x.example', 'https://x.example/a b', 'https://u:p@x.example/', 'https://u@x.example', 'https://[::1', 'https://x.example:99999/', `https://x.example/${'a'.repeat(2_000)}`,
      ...NONE.filter((text) => text !== ''),
    ]) assert.equal(web(text), undefined, text);
  });

  it('is never anything but a key of ours or a short http address', () =>
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string({ unit: 'binary' }).map((text) => `https://x.example/${text}`)), (text) => {
      const blocker = web(text);
      if (blocker?.kind === 'request') assert.match(blocker.key, /^PLAT-[1-9]\d{0,8}$/u);
      if (blocker?.kind === 'web') assert.match(blocker.url, /^https?:\/\/[^\s@/]+\/\S{0,2000}$/u);
    })));
});
