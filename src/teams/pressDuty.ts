import { dutyCard, dutyForm, incidentCard, topicOf, type DutyForm, type DutyTopic, type DutyVerb } from '../cards';
import { dutyRowOf, type DutyMove } from '../domain/dutyMoves';
import type { Actor } from '../domain/people';
import { sentenceOf } from '../domain/refusals';
import { handleDuty, type DutyOutcome } from '../usecases/handleDuty';
import type { CardJson } from '../usecases/ports';
import { withCard, type PressAnswer } from './answers';
import { textIn, type Press } from './readPress';
import type { Room } from './room';

/** What a press of a duty card carries. */
export type DutyPress = Pick<Press, 'nonce' | 'input'>;

const BUSY = 'Somebody else changed this at the same moment, so nothing was changed. Please look again and press once more.';

/** One press on the on-call or the incident card, answered with that card as it is then. */
export async function pressDuty(room: Room, actor: Actor, verb: DutyVerb, press: DutyPress): Promise<PressAnswer> {
  if (verb.kind === 'show') return withCard(await shown(room, actor, verb.what));
  if (verb.kind === 'open') return withCard(await openForm(room, actor, verb.move));
  return answerTo(room, actor, verb.move, press, await handleDuty(room.ports, {
    move: verb.move, actor, at: room.ports.clock.now().toISOString(), nonce: `${verb.move}|${press.nonce}`, input: press.input, ...incidentIn(press),
  }));
}

/** The on-call card or the incident card as this person sees it. */
export async function shown(room: Room, actor: Actor | undefined, what: DutyTopic, banner?: string): Promise<CardJson> {
  const { duty } = await room.ports.duty.load();
  const view = { isEngineer: actor?.roles.includes('engineer') === true, nonce: room.mintNonce(), now: room.ports.clock.now().toISOString(), ...(banner !== undefined && { banner }) };
  return what === 'onCall' ? dutyCard(duty, view) : incidentCard(duty, view);
}

async function openForm(room: Room, actor: Actor, move: DutyMove): Promise<CardJson> {
  const row = dutyRowOf(move);
  if (!row.by.some((role) => role === 'engineer' && actor.roles.includes('engineer'))) {
    return shown(room, actor, topicOf(move), sentenceOf({ kind: 'notYourDuty', caption: row.caption ?? move, needs: row.by }));
  }
  return form(room, move, { nonce: room.mintNonce(), typed: {}, faults: [] });
}

async function form(room: Room, move: DutyMove, filling: Omit<DutyForm, 'engineers' | 'now'>): Promise<CardJson> {
  const [{ duty }, engineers] = await Promise.all([room.ports.duty.load(), room.ports.directory.engineers()]);
  return dutyForm(move, duty, { ...filling, engineers, now: room.ports.clock.now().toISOString() });
}

/** A mistake in what was typed or chosen shows the form again with all of it. */
const FORM_AGAIN: readonly string[] = ['faulty', 'unknownPerson', 'handOverToSelf', 'notAWebAddress'];

async function answerTo(room: Room, actor: Actor, move: DutyMove, press: DutyPress, outcome: DutyOutcome): Promise<PressAnswer> {
  if (outcome.kind === 'busy') return withCard(await shown(room, actor, topicOf(move), BUSY));
  if (outcome.kind === 'done') return withCard(await shown(room, actor, topicOf(move)));
  const { refusal } = outcome;
  if (!FORM_AGAIN.includes(refusal.kind)) return withCard(await shown(room, actor, topicOf(move), sentenceOf(refusal)));
  const faults = refusal.kind === 'faulty' ? refusal.faults : [];
  return withCard(await form(room, move, { nonce: press.nonce, typed: press.input, faults, ...(refusal.kind !== 'faulty' && { banner: sentenceOf(refusal) }) }));
}

const incidentIn = ({ input }: DutyPress): { readonly incidentId?: string } => {
  const incidentId = textIn(input, 'incidentId');
  return incidentId === undefined ? {} : { incidentId };
};
