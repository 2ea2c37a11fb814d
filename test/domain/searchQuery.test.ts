import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { SERVICES } from '../../src/domain/questionnaire';
import { matches, MAX_QUERY_CHARS, queryFaultSentence, readQuery, type SearchQuery } from '../../src/domain/searchQuery';
import { folded, notedWord, searchedWords, searchTermsOf, wordsIn } from '../../src/domain/searchWords';
import { STATUSES } from '../../src/domain/workflow';
import { ANSWERS, requestIn } from './given';
import { ana, erik } from './people';

const NOTHING: SearchQuery = { key: undefined, words: [], mine: false, open: false, statuses: undefined, services: undefined };
const read = (text: string): SearchQuery => {
  const reading = readQuery(text, 'PLAT');
  return 'query' in reading ? reading.query : assert.fail(`"${text}": ${JSON.stringify(reading.fault)}`);
};
const faultOf = (text: string) => {
  const reading = readQuery(text, 'PLAT');
  return 'fault' in reading ? reading.fault : assert.fail(`"${text}" was read as ${JSON.stringify(reading.query)}`);
};

describe('what is typed into the search', () => {
  const cases: readonly (readonly [string, Partial<SearchQuery>])[] = [
    ['', {}],
    ['  \t ', {}],
    ['PLAT-12', { key: 'PLAT-12' }],
    [' plat-12 ', { key: 'PLAT-12' }],
    ['12', { key: 'PLAT-12', words: ['12'] }],
    ['OTHER-12', { words: ['other', '12'] }],
    ['PLAT-12 cache', { words: ['plat', '12', 'cache'] }],
    ['007', { words: ['007'] }],
    ['Redis ÁRVÍZ redis', { words: ['redis', 'arviz'] }],
    ['"shop cart"*', { words: ['shop', 'cart'] }],
    ["o'hara's; -- %", { words: ['o', 'hara', 's'] }],
    ['mine', { mine: true }],
    ['Open MINE', { open: true, mine: true }],
    ['"open" port', { words: ['open', 'port'] }],
    ['status:review', { statuses: ['Review'] }],
    ['STATUS:in-progress cache', { statuses: ['In Progress'], words: ['cache'] }],
    ['status:inpro', { statuses: ['In Progress'] }],
    ['status:in progress', { statuses: ['In Progress'] }],
    ['status: waiting on customer cache', { statuses: ['Waiting on Customer'], words: ['cache'] }],
    ['status:"deployment queue" mine', { statuses: ['Deployment Queue'], mine: true }],
    ['status:d', { statuses: ['Deployment Queue', 'Done'] }],
    ['service:redis open', { services: ['redis'], open: true }],
    ['service: palo', { services: ['networking-palo-alto'] }],
    ['service:virtual-machines-web', { services: ['virtual-machines-web'] }],
    ['service:sky', { services: ['skybot', 'virtual-machines-skybot'] }],
    ['__proto__ constructor', { words: ['proto', 'constructor'] }],
  ];
  for (const [text, expected] of cases) it(`reads "${text}"`, () => assert.deepEqual(read(text), { ...NOTHING, ...expected }));

  it('knows each status and each service by its own words', () => {
    for (const status of STATUSES) for (const typed of [status, status.toLowerCase(), status.replaceAll(' ', '-'), status.replaceAll(' ', '')]) assert.deepEqual(read(`status:${typed}`).statuses, [status]);
    for (const { id } of SERVICES) assert.ok(read(`service:${id}`).services?.includes(id));
  });

  it('says what cannot be searched for', () => {
    assert.deepEqual(faultOf('x'.repeat(10_000)), { kind: 'tooLong', maxChars: MAX_QUERY_CHARS });
    for (const text of ['"', '***', '%', '👍', "'' --"]) assert.deepEqual(faultOf(text), { kind: 'noWords' });
    assert.deepEqual(faultOf('status:nonsense mine'), { kind: 'unknownStatus', word: 'nonsense' });
    assert.deepEqual(faultOf('status:'), { kind: 'unknownStatus', word: '' });
    assert.deepEqual(faultOf('cache service:mainframe'), { kind: 'unknownService', word: 'mainframe' });
    assert.match(queryFaultSentence(faultOf('status:nonsense')), /"nonsense".*Submitted, Review.*Done/u);
    assert.match(queryFaultSentence(faultOf('service:mainframe')), /"mainframe".*Redis/u);
    for (const text of ['"', 'x'.repeat(10_000)]) assert.match(queryFaultSentence(faultOf(text)), /^[A-Z].*\.$/u);
  });

  it('takes any text within its bounds, and says one thing about it', () =>
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.array(fc.constantFrom('status:', 'service:', 'mine', 'open', 'é', '"', '12', 'PLAT-', ' ', 'review', '\u202E', '\uD800')).map((all) => all.join(''))), (text) => {
      const reading = readQuery(text, 'PLAT');
      if ('fault' in reading) return queryFaultSentence(reading.fault).length > 0;
      return reading.query.words.every((word) => folded(word) === word && /^[\p{L}\p{N}]+$/u.test(word));
    })));
});

describe('words', () => {
  it('are the same in any case and with any accents', () => {
    for (const [one, other] of [['Ärger', 'ARGER'], ['naïve', 'NAIVE'], ['Straße', 'STRASSE'], ['İstanbul', 'istanbul'], ['ΟΔΟΣ', 'οδος'], ['e\u0301te', 'ÉTÉ'], ['ﬁle', 'FILE']]) assert.deepEqual(wordsIn(one ?? ''), wordsIn(other ?? ''), one);
  });

  it('are split at everything that is no letter and no digit', () =>
    assert.deepEqual(wordsIn('node-7: `aks_prd` **evicts**, 96 % (see https://a.example/x?y)'), ['node', '7', 'aks', 'prd', 'evicts', '96', 'see', 'https', 'a', 'example', 'x', 'y']));

  it('fold to themselves', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => folded(folded(text)) === folded(text))));
});

describe('what is found', () => {
  const request = { ...requestIn('Review'), answers: { ...requestIn('Review').answers, summary: 'Größerer Cache for the shop', details: 'We need **one** more, see node-7.' } };
  const finds = (text: string, person = erik.id): boolean => matches(request, read(text), person);

  it('has all the words, by their beginning, in summary or details', () => {
    for (const text of ['cache', 'CAC sho', 'grosserer more', 'node 7', '"cache"', 'one', request.key]) assert.ok(finds(text), text);
    for (const text of ['ache', 'cache missing', 'nodes', 'PLAT-999']) assert.ok(!finds(text), text);
  });

  it('keeps to mine, open, status and service', () => {
    const { service } = request.answers;
    for (const text of ['', 'open', 'status:review', `service:${service}`, `cache open status:rev service:${service}`]) assert.ok(finds(text), text);
    for (const text of ['status:done', 'service:avd', 'mine', 'cache mine']) assert.ok(!finds(text), text);
    assert.ok(finds('mine cache', ana.id));
    assert.ok(!matches({ ...request, status: 'Done' }, read('open'), ana.id));
  });

  it('is noted under every word by which it can be found, whatever is typed', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(), fc.nat(60), (details, at, length) => {
      const typed = { ...request, answers: { ...ANSWERS, ...request.answers, details } };
      const words = searchedWords(typed);
      const beginning = Array.from(words[at % words.length] ?? '').slice(0, length + 1).join('');
      const terms: readonly string[] = searchTermsOf(typed);
      return matches(typed, { ...NOTHING, words: [beginning] }, ana.id) && terms.some((term) => term.startsWith(`word:${notedWord(beginning)}`));
    })));

  it('is noted under each term once, in an order that stays', () => {
    const terms = searchTermsOf(request);
    assert.equal(new Set(terms).size, terms.length);
    assert.deepEqual(terms.slice(0, 4), ['all', 'open', 'status:Review', `service:${request.answers.service}`]);
    assert.ok(!searchTermsOf({ ...request, status: 'Done' }).includes('open'));
  });
});
