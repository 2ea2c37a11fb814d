import { strict as assert } from 'node:assert';
import type { Facts } from '../../src/domain/commands';
import { TIMER } from '../../src/domain/people';
import { given, laterThan, lifeTo, liveOn, requestIn, type Options } from './given';
import { ana, edda, erik, nora, who } from './people';

const ASKABLE = ['Review', 'Authorize', 'Pending', 'In Progress', 'Deployment Queue'] as const;
const blocking = (facts: Partial<Facts['blocking']> = {}): Options => ({ facts: { blocking: { exists: true, done: false, waitsFor: [], ...facts } } });

describe('asking the requester', () => {
  for (const from of ASKABLE)
    it(`leads back to ${from} with the answer`, () => {
      const asked = requestIn('Waiting on Customer', { from });
      assert.deepEqual([asked.cameFrom, asked.question?.text, asked.question?.askedBy, asked.question?.askedAt], [from, 'Which namespace?', who(erik), asked.statusSince]);
      const answered = given(asked).when(ana, 'answer', { answer: 'orders' }).accepted(from);
      assert.deepEqual([answered.cameFrom, answered.question, answered.lastMoves[0]?.words], [undefined, undefined, 'orders']);
    });

  it('is answered by the requester alone', () => {
    for (const actor of [erik, nora]) given(requestIn('Waiting on Customer')).when(actor, 'answer', { answer: 'orders' }).refused('notAllowed');
  });

  it('can be asked again, and leads back to the same place', () => {
    const { request } = liveOn(lifeTo('Waiting on Customer', { from: 'Pending' }), [[ana, 'answer', { answer: 'All' }], [edda, 'ask', { question: 'Really?' }]]);
    assert.deepEqual([request.cameFrom, request.question?.text, request.question?.askedBy], ['Pending', 'Really?', who(edda)]);
  });

  it('leaves nothing behind when it is canceled instead', () => {
    const request = given(requestIn('Waiting on Customer')).when(ana, 'cancel', { reason: 'Not needed.' }).accepted('Done');
    assert.deepEqual([request.cameFrom, request.question, request.resolution], [undefined, undefined, 'canceled']);
  });
});

describe('blocking', () => {
  const block = (blockedBy: string, options: Options = blocking()) => given(requestIn('In Progress')).when(erik, 'block', { blockedBy }, options);

  for (const from of ASKABLE)
    it(`leads back to ${from} when it ends`, () => {
      const blocked = requestIn('Blocked', { from });
      assert.deepEqual([blocked.cameFrom, blocked.blocker], [from, { kind: 'request', key: 'PLAT-2' }]);
      const free = given(blocked).when(edda, 'unblock').accepted(from);
      assert.deepEqual([free.cameFrom, free.blocker, free.approvalRound], [undefined, undefined, blocked.approvalRound]);
    });

  it('takes another request\'s key in any case, and its link', () => {
    for (const text of ['PLAT-7', 'plat-7', '  Plat-7\n', 'https://requests.example/r/PLAT-7', 'https://requests.example/r/plat-7?from=card#top'])
      assert.deepEqual(block(text).accepted('Blocked').blocker, { kind: 'request', key: 'PLAT-7' }, text);
  });

  it('takes a web address', () => {
    for (const url of ['https://status.azure.com/', 'http://build.example/42?a=b#c'])
      assert.deepEqual(block(url).accepted('Blocked').blocker, { kind: 'web', url });
  });

  it('takes nothing else', () => {
    for (const text of ['the vendor', 'PLAT-0', 'PLAT-01', 'PLAT-', 'OTHER-7', '7', 'javascript:alert(1)', 'ftp://x.example/', 'https://', 'https://user:secret@x.example/', `https://x.example/${'ä'.repeat(1_000)}`])
      block(text).refused('notALink');
  });

  it('refuses an unknown request, itself, and one that is Done', () => {
    assert.deepEqual(block('plat-99', blocking({ exists: false })).refused('unknownBlocker').key, 'PLAT-99');
    assert.equal(block('PLAT-1').refused('blockedByItself').kind, 'blockedByItself');
    assert.deepEqual(block('PLAT-2', blocking({ done: true })).refused('blockerIsDone').key, 'PLAT-2');
  });

  it('refuses a circle, and says through which requests', () => {
    assert.deepEqual(block('PLAT-2', blocking({ waitsFor: ['PLAT-1'] })).refused('blockedInACircle').through, ['PLAT-2']);
    assert.deepEqual(block('PLAT-2', blocking({ waitsFor: ['PLAT-3', 'PLAT-1', 'PLAT-9'] })).refused('blockedInACircle').through, ['PLAT-2', 'PLAT-3']);
    block('PLAT-2', blocking({ waitsFor: ['PLAT-3', 'PLAT-11'] })).accepted('Blocked');
  });

  it('needs to know nothing of other requests for a web address', () => {
    assert.equal(block('https://status.azure.com/', { facts: { blocking: { exists: false, done: true, waitsFor: ['PLAT-1'] } } }).accepted('Blocked').status, 'Blocked');
  });
});

describe('unblocking', () => {
  it('by itself happens when the blocking request is Done, and only then', () => {
    const blocked = requestIn('Blocked');
    given(blocked).when(TIMER, 'unblock', {}, blocking({ done: true })).accepted('In Progress');
    given(blocked).when(TIMER, 'unblock', {}, blocking()).refused('stillBlocked');
    given(blocked).when(TIMER, 'unblock', {}, blocking({ exists: false })).refused('stillBlocked');
  });

  it('by itself never happens for a web address', () => {
    const blocked = given(requestIn('Pending')).when(erik, 'block', { blockedBy: 'https://status.azure.com/' }).accepted('Blocked');
    given(blocked).when(TIMER, 'unblock', {}, blocking({ done: true })).refused('stillBlocked');
    given(blocked).when(erik, 'unblock').accepted('Pending');
  });

  it('by an engineer is possible at any time', () => given(requestIn('Blocked')).when(edda, 'unblock', {}, blocking()).accepted('In Progress'));
});

describe('working', () => {
  it('makes who starts the assignee, until somebody else is assigned', () => {
    const request = requestIn('In Progress');
    assert.deepEqual(request.assignee, who(erik));
    assert.deepEqual(given(request).when(erik, 'assign', { assignee: edda.id }).accepted('In Progress').assignee, who(edda));
  });

  it('is assigned to engineers only, and to people of the directory', () => {
    const assign = (named: NonNullable<Facts['named']>) => given(requestIn('Pending')).when(erik, 'assign', { assignee: nora.id }, { facts: { named } });
    assert.equal(assign({ person: who(nora), engineer: false, approver: true }).refused('notAnEngineer').name, nora.name);
    assert.equal(assign('unknown').refused('unknownPerson').field, 'assignee');
  });

  it('goes to the Deployment Queue with a fix version, and to Done from either', () => {
    assert.equal(requestIn('Deployment Queue').fixVersion, '1.2.3');
    for (const status of ['In Progress', 'Deployment Queue'] as const) {
      const done = given(requestIn(status)).when(edda, 'complete', { closingWords: 'It runs.' }).accepted('Done');
      assert.deepEqual([done.resolution, done.lastMoves[0]?.words], ['completed', 'It runs.']);
    }
    given(requestIn('In Progress')).when(edda, 'complete', {}).accepted('Done');
  });

  it('counts files, in any status', () => {
    const { request } = liveOn(lifeTo('Done'), [[ana, 'attach', { file: 'a.png' }], [erik, 'attach', { file: 'b.log' }]]);
    assert.deepEqual([request.fileCount, request.status, request.resolution], [2, 'Done', 'completed']);
  });
});

describe('reopening', () => {
  const DAYS_14 = 14 * 24 * 60 * 60 * 1000;
  const reopen = (afterMs: number, request = requestIn('Done')) =>
    given(request).when(ana, 'reopen', { reason: 'It is back.' }, { at: laterThan(request.statusSince, afterMs) });

  it('is possible for 14 days to the millisecond', () => {
    reopen(0).accepted('Review');
    reopen(DAYS_14).accepted('Review');
    assert.equal(reopen(DAYS_14 + 1).refused('tooLateToReopen').days, 14);
  });

  it('is not made possible for longer by comments and files', () => {
    const done = requestIn('Done');
    const { request } = liveOn({ request: done, history: [] }, [[ana, 'comment', { comment: 'Hm.' }, { at: laterThan(done.statusSince, DAYS_14) }]]);
    assert.equal(request.statusSince, done.statusSince);
    reopen(DAYS_14 + 1, request).refused('tooLateToReopen');
  });

  it('counts from the last time it was Done', () => {
    const done = requestIn('Done');
    const { request } = liveOn({ request: done, history: [] }, [
      [ana, 'reopen', { reason: 'Again.' }, { at: laterThan(done.statusSince, DAYS_14) }],
      [ana, 'cancel', { reason: 'No.' }, { at: laterThan(done.statusSince, DAYS_14 + 1) }],
    ]);
    reopen(DAYS_14, request).accepted('Review');
  });

  it('works for a canceled request that nobody ever reviewed', () => {
    const { request } = liveOn(lifeTo('Submitted'), [[ana, 'cancel', { reason: 'No.' }], [ana, 'reopen', { reason: 'Yes.' }]]);
    assert.deepEqual([request.status, request.resolution, request.reviewer], ['Review', undefined, undefined]);
  });
});
