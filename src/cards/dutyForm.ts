import { mondayOf, type Duty } from '../domain/duty';
import { dutyFieldsOf, dutyRowOf, WEEKS, type DutyMove } from '../domain/dutyMoves';
import type { FieldName } from '../domain/fields';
import type { Person } from '../domain/people';
import { hoursAfter } from '../domain/promises';
import type { Fault, RawInput } from '../domain/readGiven';
import type { Instant } from '../domain/workRequest';
import type { AdaptiveCard } from './adaptiveCard';
import type { ButtonData, DutyCardData, DutyPressData, FieldData } from './cardData';
import { rotaWeeks } from './dutyCard';
import { dutyParts, dutyRows } from './dutyParts';
import { makeVerb, showVerb, topicOf } from './dutyVerbs';
import { fieldsFor } from './formFields';
import { counted, momentOf } from './moments';
import { render } from './render';
import { nameOf, runsOf } from './safeText';

export interface DutyForm {
  readonly nonce: string;
  readonly typed: RawInput;
  readonly faults: readonly Fault[];
  readonly banner?: string;
  /** Who can be on call. */
  readonly engineers: readonly Person[];
  readonly now: Instant;
  /** The incident that the move is about, where it is about one. */
  readonly incidentId?: string;
}

/** A choice needs a value; one of a blank reads as nobody on the server. */
const NOBODY: Person = { id: ' ', name: 'Nobody' };
const HOURS = '12';

/** The form of a duty move, in place of the card and for the presser only. */
export function dutyForm(move: DutyMove, duty: Duty, form: DutyForm): AdaptiveCard {
  const { nonce, incidentId } = form;
  const caption = dutyRowOf(move).caption ?? move;
  return render('duty', {
    ...dutyParts(caption, caption, form.banner),
    ...introOf(move, form),
    fields: move === 'editRota' ? rotaInputs(duty, form) : inputsOf(move, form),
    buttonRows: dutyRows(buttonsOf(move, caption, { nonce, ...(incidentId === undefined ? {} : { incidentId }) })),
  });
}

const ROTA_INTRO = 'After the last week with a name, the rota begins again. Nobody between two names is a gap; at the end it is left out.';

function introOf(move: DutyMove, { faults }: DutyForm): Pick<DutyCardData, 'hasIntro' | 'intro'> {
  if (faults.length > 0) return { hasIntro: true, intro: runsOf(`Nothing was saved yet: please look at ${counted(faults.length, 'input')} below.`) };
  return move === 'editRota' ? { hasIntro: true, intro: runsOf(ROTA_INTRO) } : { hasIntro: false, intro: [] };
}

const HINTS: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  hours: ['From now on, for so many hours; afterwards the rota counts again.'],
  incident: ['A few words on what is wrong. While it is on, reminders go to the channel and a breach is excused.'],
  incidentLink: ['Optional: a web address that begins with https://.'],
};

function inputsOf(move: DutyMove, { typed, faults, engineers }: DutyForm): readonly FieldData[] {
  return fieldsFor(dutyFieldsOf(move), { typed, faults, present: { hours: HOURS }, hints: HINTS, required: dutyRowOf(move).needs ?? [], people: { engineers } });
}

/** Opens with one round of the rota from this week on: saved as it is, it goes on as it was. */
function rotaInputs(duty: Duty, { typed, faults, engineers, now }: DutyForm): readonly FieldData[] {
  const round = rotaWeeks(duty, now).slice(0, duty.rota?.weeks.length ?? 0);
  const chosen = WEEKS.map((week, at) => {
    const id = Object.hasOwn(typed, week) ? typed[week] : round[at]?.person?.id;
    return [week, engineers.find((engineer) => engineer.id === id)?.id ?? NOBODY.id] as const;
  });
  const people = engineers.length === 0 ? {} : { people: { engineers: [NOBODY, ...engineers] } };
  const fields = fieldsFor(WEEKS, { typed: {}, faults, present: Object.fromEntries(chosen), hints: {}, required: [], ...people });
  return fields.map((field, at) => ({ ...field, hints: weekHints(hoursAfter(mondayOf(now), at * 7 * 24), round[at]?.person, engineers) }));
}

/** When the week begins, in the reader's own time, and who is in the rota but no engineer any more. */
function weekHints(monday: Instant, person: Person | undefined, engineers: readonly Person[]): FieldData['hints'] {
  const gone = person && engineers.length > 0 && !engineers.some(({ id }) => id === person.id);
  return [
    { runs: [{ type: 'TextRun', text: `From ${momentOf(monday)}`, isSubtle: true }] },
    ...(gone ? [{ runs: runsOf(`${nameOf(person)} is in the rota, but is no engineer of the team any more.`) }] : []),
  ];
}

const buttonsOf = (move: DutyMove, title: string, data: DutyPressData): readonly ButtonData[] => [
  { title, verb: makeVerb(move), data, style: 'positive', inputs: 'auto' },
  { title: 'Back', verb: showVerb(topicOf(move)), data, style: 'default', inputs: 'none' },
];
