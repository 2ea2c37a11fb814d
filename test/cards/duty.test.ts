import { strict as assert } from 'node:assert';
import { dutyCard, dutyForm, incidentCard, readDutyVerb, type AdaptiveCard, type DutyForm } from '../../src/cards';
import { DUTIES, dutyStory, engineers, hoursLater, noticeOfDuty } from '../../.build/dutySamples';
import { decideDuty } from '../../src/domain/decideDuty';
import { dutyNoticesOf } from '../../src/domain/dutyAudience';
import { DUTY_MOVES, dutyFieldsOf, WEEKS } from '../../src/domain/dutyMoves';
import { evolveDuty } from '../../src/domain/evolveDuty';
import { labelOf } from '../../src/domain/fields';
import { onCallAt, type Duty } from '../../src/domain/duty';
import { buttonsOf, elementsOf, findButton, inputsOf, textsOf } from '../support/cardReading';
import { assertTeamsCard, faultsOf } from '../support/cardRules';
import { eve, kim } from './samples';

const view = (hours: number, isEngineer = true, banner?: string) => ({ now: hoursLater(hours), isEngineer, nonce: 'n', ...(banner === undefined ? {} : { banner }) });
const shown = (card: AdaptiveCard): readonly string[] => textsOf(card);
const moment = (second: string): string => `{{DATE(${second}, SHORT)}} {{TIME(${second})}}`;
const GAP = 'Nobody is on call. Reminders go to the whole channel.';
const form = (with_: Partial<DutyForm> = {}): DutyForm => ({ nonce: 'n', typed: {}, faults: [], engineers, now: hoursLater(4), ...with_ });
const valuesOf = (card: AdaptiveCard): readonly string[] => inputsOf(card as never).map((input) => input.value);

describe('the on-call card', () => {
  it('tells who is on call until when, and who is next', () => {
    const texts = shown(dutyCard(DUTIES.handedOver.duty, view(4)));
    const now = texts.indexOf('On call now');
    assert.deepEqual(texts.slice(now + 1, now + 3), ['Kim Both', `Until ${moment('2026-01-05T22:30:00Z')}`]);
    const next = texts.indexOf('Next');
    assert.deepEqual(texts.slice(next + 1, next + 3), ['Eve Moss', `From ${moment('2026-01-05T22:30:00Z')}`]);
  });

  it('lists the overrides that are not over', () => {
    const times = `From ${moment('2026-01-05T09:30:00Z')} until ${moment('2026-01-06T15:30:00Z')}`;
    assert.ok(shown(dutyCard(DUTIES.handedOver.duty, view(4))).includes(times));
    const later = shown(dutyCard(DUTIES.handedOver.duty, view(40)));
    assert.ok(!later.includes(times) && !later.includes('Instead of the rota'));
  });

  it('tells the rota by its Mondays, a gap as nobody', () => {
    const texts = shown(dutyCard(DUTIES.rota.duty, view(4)));
    assert.deepEqual(texts.slice(texts.indexOf('Rota') + 1, texts.indexOf('Rota') + 7), [
      moment('2026-01-05T00:00:00Z'), 'Eve Moss', moment('2026-01-12T00:00:00Z'), 'nobody', moment('2026-01-19T00:00:00Z'), 'Kim Both',
    ]);
  });

  it('says loudly that nobody is on call, without a rota too', () => {
    for (const card of [dutyCard(DUTIES.rota.duty, view(8 * 24)), dutyCard(DUTIES.none.duty, view(0))]) {
      assert.ok(shown(card).includes(GAP));
      assert.ok(String(card['speak']).includes('Nobody is on call'));
      assert.ok(!shown(card).includes('On call now'));
    }
    assert.ok(shown(dutyCard(DUTIES.none.duty, view(0))).includes('There is no rota yet.'));
  });

  it('warns of a gap that comes next', () => assert.ok(shown(dutyCard(DUTIES.rota.duty, view(4))).includes('Nobody will be on call. Reminders will go to the whole channel.')));

  it('shows the incident that is on, and not one that is over', () => {
    assert.ok(shown(dutyCard(DUTIES.incident.duty, view(4))).includes('Payment pages are down'));
    assert.ok(!shown(dutyCard(DUTIES.ended.duty, view(6))).includes('Payment pages are down'));
  });

  it('offers engineers to change it, and others nothing', () => {
    assert.deepEqual(buttonsOf(dutyCard(DUTIES.rota.duty, view(4)) as never), ['Take over', 'Hand over', 'Edit rota']);
    assert.deepEqual(buttonsOf(dutyCard(DUTIES.incident.duty, view(4, false)) as never), []);
  });

  it('says why nothing was done', () => assert.ok(shown(dutyCard(DUTIES.rota.duty, view(4, true, 'Nothing was changed.'))).includes('Nothing was changed.')));
});

describe('the incident card', () => {
  it('says what is wrong, since when, who says so and where to look', () => {
    const card = incidentCard(DUTIES.incident.duty, view(4, false));
    for (const text of ['Payment pages are down', 'Declared by Kim Both', `Declared ${moment('2026-01-05T11:30:00Z')}`]) assert.ok(shown(card).includes(text), text);
    assert.equal(findButton(card as never, 'Open incident')['url'], 'https://status.example.com/incidents/42');
    assert.deepEqual(buttonsOf(card as never), ['Open incident']);
  });

  it('offers engineers to end it, to say that it is still on, and to declare another', () => {
    const card = incidentCard(DUTIES.incident.duty, view(4)) as never;
    assert.deepEqual(buttonsOf(card), ['Open incident', 'End incident', 'Still on', 'Declare incident']);
    assert.deepEqual(findButton(card, 'End incident')['data'], { nonce: 'n', incidentId: 'incident-2' });
    assert.equal(findButton(card, 'End incident')['verb'], 'duty:endIncident');
    assert.equal(findButton(card, 'Still on')['verb'], 'duty:confirmIncident');
    assert.equal(findButton(card, 'Declare incident')['verb'], 'duty:open:declareIncident');
  });

  it('says so when there is none', () => {
    assert.ok(shown(incidentCard(DUTIES.none.duty, view(4))).includes('No incident is declared.'));
    assert.deepEqual(buttonsOf(incidentCard(DUTIES.none.duty, view(4)) as never), ['Declare incident']);
    assert.deepEqual(buttonsOf(incidentCard(DUTIES.none.duty, view(4, false)) as never), []);
  });

  it('has no link that leads anywhere but the web', () => {
    for (const link of ['javascript:alert(1)', 'https://user:pw@evil.example', 'no address', undefined])
      assert.ok(!buttonsOf(incidentCard(withIncidents([{ what: 'x', link }]), view(4))).includes('Open incident'), String(link));
  });
});

describe('the form of a duty move', () => {
  for (const { move, caption } of DUTY_MOVES.flatMap((row) => ('caption' in row && dutyFieldsOf(row.move).length > 0 ? [row] : [])))
    it(`of ${caption} asks for its fields, and has a button of that title and Back`, () => {
      const card = dutyForm(move, DUTIES.rota.duty, form());
      assertTeamsCard(card);
      assert.deepEqual(inputsOf(card).map((input) => input.label), dutyFieldsOf(move).map(labelOf));
      assert.deepEqual(buttonsOf(card), [caption, 'Back']);
      assert.deepEqual(findButton(card, caption)['data'], { nonce: 'n' });
      assert.deepEqual(readDutyVerb(String(findButton(card, caption)['verb'])), { kind: 'make', move });
      assert.equal(findButton(card, 'Back')['associatedInputs'], 'none');
      assert.equal(readDutyVerb(String(findButton(card, 'Back')['verb']))?.kind, 'show');
    });

  it('proposes 12 hours; what was typed wins', () => {
    assert.deepEqual(valuesOf(dutyForm('takeOver', DUTIES.rota.duty, form())), ['12']);
    assert.deepEqual(valuesOf(dutyForm('handOver', DUTIES.rota.duty, form({ typed: { onCall: kim.id, hours: 'x' } }))), [kim.id, 'x']);
  });

  it('puts the message at its field, and a sentence above', () => {
    const texts = shown(dutyForm('takeOver', DUTIES.rota.duty, form({ banner: 'Please choose.', faults: [{ field: 'hours', kind: 'notANumber', least: 1, most: 336 }] })));
    assert.equal(texts[texts.indexOf('Hours: please give a whole number from 1 to 336.') + 1], 'Hours');
    assert.ok(texts.includes('Please choose.') && texts.includes('Nothing was saved yet: please look at 1 input below.'));
  });

  it('opens the rota from this week on, with nobody to choose', () => {
    const card = dutyForm('editRota', DUTIES.rota.duty, form({ now: hoursLater(9 * 24) })) as never;
    assert.deepEqual(valuesOf(card).map((id) => id.trim()), ['', kim.id, eve.id, '', '', '']);
    for (const { choices } of inputsOf(card)) assert.deepEqual(choices.map(({ title }) => title), ['Nobody', 'Eve Moss', 'Kim Both']);
  });

  it('changes nothing when the rota is saved as it was opened', () => {
    const { duty } = DUTIES.rota;
    const at = hoursLater(9 * 24);
    const input = Object.fromEntries(inputsOf(dutyForm('editRota', duty, form({ now: at })) as never).map(({ id, value }) => [id, value]));
    const decision = decideDuty(duty, { move: 'editRota', actor: eve, at, nonce: 'n', input }, { engineers, incidentHours: 12 });
    assert.ok(decision.accepted);
    const after = evolveDuty(duty, decision.event);
    for (let week = 0; week < 12; week++) {
      const then = hoursLater((9 + week * 7) * 24);
      assert.equal(onCallAt(after, then)?.id, onCallAt(duty, then)?.id);
    }
  });

  it('keeps what was chosen, and drops who cannot be chosen any more', () => {
    const typed = { week1: kim.id, week2: 'entra-nobody', week3: 7 };
    assert.deepEqual(valuesOf(dutyForm('editRota', DUTIES.rota.duty, form({ typed }))).map((id) => id.trim()), [kim.id, '', '', '', '', '']);
    const gone = dutyForm('editRota', DUTIES.rota.duty, form({ engineers: engineers.slice(1) }));
    assert.equal(valuesOf(gone)[0]?.trim(), '');
    assert.ok(shown(gone).includes('Eve Moss is in the rota, but is no engineer of the team any more.'));
    assertTeamsCard(gone);
  });

  it('has the directory\'s picker when no engineer is known', () => assertTeamsCard(dutyForm('handOver', DUTIES.none.duty, form({ engineers: [] }))));
});

describe('a notice about duty', () => {
  it('says in one line what a notification shows', () => {
    assert.equal(noticeOfDuty(DUTIES.handedOver).summary, 'Eve Moss handed on-call to you for 12 hours.');
    assert.equal(noticeOfDuty(DUTIES.incident).summary, 'Kim Both has declared an incident: Payment pages are down');
    assert.equal(noticeOfDuty(DUTIES.ended).summary, 'Eve Moss has ended the incident: Payment pages are down');
    assert.equal(noticeOfDuty(DUTIES.asked).summary, 'Is this incident still on? Payment pages are down');
  });

  it('says until when somebody is on call', () => assert.ok(shown(noticeOfDuty(DUTIES.handedOver).card).includes(`You are on call until ${moment('2026-01-05T22:30:00Z')}.`)));

  it('asks the declarer with buttons that are the same each time it is drawn', () => {
    const [card, again] = [noticeOfDuty(DUTIES.asked).card, noticeOfDuty(DUTIES.asked).card];
    assert.deepEqual(buttonsOf(card as never), ['Open incident', 'End incident', 'Still on']);
    assert.deepEqual(findButton(card as never, 'Still on')['data'], { nonce: `notice|3|${kim.id}`, incidentId: 'incident-2' });
    assert.deepEqual(card, again);
  });
});

describe('duty verbs', () => {
  const known: readonly (readonly [string, unknown])[] = [
    ['duty:takeOver', { kind: 'make', move: 'takeOver' }], ['duty:endIncident', { kind: 'make', move: 'endIncident' }], ['duty:open:editRota', { kind: 'open', move: 'editRota' }],
    ['duty:show:onCall', { kind: 'show', what: 'onCall' }], ['duty:show:incident', { kind: 'show', what: 'incident' }],
  ];
  for (const [verb, read] of known) it(`reads ${verb}`, () => assert.deepEqual(readDutyVerb(verb), read));
  for (const verb of ['', 'duty', 'duty:', 'takeOver', 'duty:askIncident', 'duty:open:askIncident', 'duty:open:endIncident', 'duty:open', 'duty:show', 'duty:show:x', 'duty:show:toString', 'duty:takeOver:x:y', 'duty:__proto__', 'duty:constructor', 'xduty:takeOver'])
    it(`does not read "${verb}"`, () => assert.equal(readDutyVerb(verb), undefined));
});

describe('typed text on duty cards', () => {
  for (const text of ['[ok](https://evil.example)', '**bold**', '1. one', '{{DATE(2020-01-01T00:00:00Z, SHORT)}}', '${x}', '<at>Eve Moss</at>', '&lt;'])
    it(`shows ${text} as typed, and only where nothing is formatted`, () => {
      for (const card of allCardsOf(withEverything(text, undefined, 2))) {
        if (!shown(card).some((line) => line.includes(text))) assert.fail(`${String(card['speak'])} does not show it`);
        const blocks = elementsOf(card as never).filter((element) => element['type'] === 'TextBlock' && String(element['text']).includes(text));
        assert.deepEqual(blocks, []);
        const runs = elementsOf(card as never).filter((element) => element['type'] === 'TextRun').map((element) => String(element['text']));
        assert.deepEqual(runs.filter((run) => run.includes('{{DATE(2020')), []);
      }
    });
});

describe('the size of duty cards', () => {
  for (const atom of ['漢', '😀', '"', '\\', 'a', '\uD800', '👩‍👩‍👧‍👦'])
    it(`stays under 28 KB with the longest names and words of ${JSON.stringify(atom)}`, () => {
      const text = Array.from(atom.repeat(256)).slice(0, 256).join('');
      for (const link of [`https://status.example.com/${'x'.repeat(1_900)}`, `https://status.example.com/${'漢'.repeat(1_900)}`, undefined])
        for (const card of allCardsOf(withEverything(text, link, 40))) assert.deepEqual(faultsOf(card as never), []);
    });

  it('counts what it leaves out', () => {
    const texts = shown(incidentCard(withIncidents(Array.from({ length: 12 }, (_, at) => ({ what: `incident ${at}`, link: undefined }))), view(4)));
    assert.ok(texts.some((text) => text.startsWith('7 more incidents on')));
  });
});

function withIncidents(incidents: readonly { readonly what: string; readonly link: string | undefined }[], by = { id: kim.id, name: kim.name }): Duty {
  const at = hoursLater(3);
  return {
    ...DUTIES.rota.duty,
    incidents: incidents.map(({ what, link }, place) => ({ id: `incident-${place}`, what, link, declaredBy: by, declaredAt: at, confirmedAt: at, askedAt: undefined })),
  };
}

/** As many of everything as there can be, all of it called `text`. */
function withEverything(text: string, link: string | undefined, count: number): Duty {
  const person = { id: eve.id, name: text };
  return {
    ...withIncidents(Array.from({ length: count }, () => ({ what: text, link })), person),
    rota: { since: '2026-01-05T00:00:00.000Z', weeks: WEEKS.map(() => person) },
    overrides: Array.from({ length: count }, () => ({ person, from: hoursLater(1), until: hoursLater(30) })),
  };
}

function allCardsOf(duty: Duty): readonly AdaptiveCard[] {
  const [incident] = duty.incidents;
  const [override] = duty.overrides;
  const history = dutyStory([]).history;
  const by = { id: 'entra-else', name: incident?.declaredBy.name ?? '' };
  const event = { version: 1, at: hoursLater(4), by, nonce: 'n', ...(incident ? { incident } : {}), ...(override ? { override } : {}) };
  const notices = (['handOver', 'declareIncident', 'endIncident', 'askIncident'] as const).flatMap((move) => dutyNoticesOf([...history, { ...event, move }]));
  return [dutyCard(duty, view(4)), incidentCard(duty, view(4)), ...notices.map((notice) => noticeOf(notice))];
}

const noticeOf = (notice: ReturnType<typeof dutyNoticesOf>[number]): AdaptiveCard => noticeOfDuty({ duty: DUTIES.none.duty, history: [notice.event] }).card;
