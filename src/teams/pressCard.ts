import type { TurnContext } from 'botbuilder';
import { classifyFields, filesCard, filesOnPage, historyCard, moveForm, ownCard, readListVerb, readReportVerb, readVerb, sharedCard, TEXT_SECTIONS, textPages, type TextSection } from '../cards';
import { readDutyVerb, type DutyVerb, type Verb } from '../cards';
import { moverOf } from '../domain/decide';
import { TYPES } from '../domain/fields';
import { filesIn } from '../domain/files';
import type { Actor, Person } from '../domain/people';
import type { RawInput } from '../domain/readGiven';
import { readKey } from '../domain/keys';
import { sentenceOf } from '../domain/refusals';
import { mayPress, takesPart } from '../domain/roles';
import type { RequestKey, WorkRequest } from '../domain/workRequest';
import { rowOf, type Move } from '../domain/workflow';
import { handleCommand, type Outcome } from '../usecases/handleCommand';
import { withCard, withMessage, type PressAnswer } from './answers';
import { offering } from './fileConsent';
import { pressList } from './lists';
import { actorOf, UNKNOWN_PERSON } from './people';
import { senderOf } from './readActivity';
import { pressDuty, type DutyPress } from './pressDuty';
import { nonceIn, readAction, readPress, type Press } from './readPress';
import { pressReport } from './report';
import type { Room } from './room';
import { chooseRequest } from './takeFiles';

const UNKNOWN_BUTTON = 'This button is not known here any more. Please open the request again: the link on its card leads to it.';
const BUSY = 'Several people moved this request at the same moment, so nothing was changed. Please look at the card and press again.';

/** One press of a card's button, from the activity to the presser's own fresh card. */
export async function pressCard(room: Room, context: TurnContext): Promise<PressAnswer> {
  const action = readAction(context.activity.value);
  const sender = senderOf(context.activity);
  const extra = action && sender && (await room.extraPress(sender, action.verb, action.data));
  if (extra !== undefined) return withMessage(extra);
  const dutyVerb = action && readDutyVerb(action.verb);
  if (dutyVerb) return pressDutyAs(room, context, dutyVerb, { nonce: nonceIn(action.data), input: action.data });
  const list = action && readListVerb(action.verb);
  if (list) return pressList(room, await actorOf(context.activity, room.ports.directory, room.playing), list, action.data);
  const report = action && readReportVerb(action.verb);
  if (report) return pressReport(room, await actorOf(context.activity, room.ports.directory, room.playing), report, action.data, offering(room, context));
  const press = action && readPress(action);
  const verb = press && readVerb(press.verb);
  const key = press && readKey(press.requestKey, room.ports.policy.keyPrefix);
  if (!press || !verb || key === undefined) return withMessage(UNKNOWN_BUTTON);
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  if (!actor) return withMessage(UNKNOWN_PERSON);
  if (verb.kind === 'move') return makeMove(room, actor, verb.move, { ...press, requestKey: key });
  if (verb.kind === 'attachFiles') return showChoice(room, actor, key, press);
  const stored = await room.ports.requests.load(key);
  if (!stored) return withMessage(sentenceOf({ kind: 'unknownRequest', key }));
  return show(room, actor, verb, press, stored.request);
}

async function pressDutyAs(room: Room, context: TurnContext, verb: DutyVerb, press: DutyPress): Promise<PressAnswer> {
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  return actor ? pressDuty(room, actor, verb, press) : withMessage(UNKNOWN_PERSON);
}

async function makeMove(room: Room, actor: Actor, move: Move, press: Press): Promise<PressAnswer> {
  const outcome = await handleCommand(room.ports, {
    move, actor, key: press.requestKey, at: room.ports.clock.now().toISOString(), input: withEmptied(move, press),
    nonce: `${move}|${press.nonce}`, ...(press.seenRound !== undefined && { seenRound: press.seenRound }),
  });
  return answerTo(room, actor, move, press, outcome);
}

/** Clients leave out an input that was emptied: what Classify showed and what did not come back is meant to be empty. */
function withEmptied(move: Move, { step, section, input }: Press): RawInput {
  if (move !== 'classify' || (step !== 1 && step !== 2)) return input;
  const shown = classifyFields(step, TYPES.find(({ id }) => id === section)?.id);
  return { ...Object.fromEntries(shown.map((name) => [name, null])), ...input };
}

async function answerTo(room: Room, actor: Actor, move: Move, press: Press, outcome: Outcome): Promise<PressAnswer> {
  switch (outcome.kind) {
    case 'unknownRequest':
      return withMessage(sentenceOf({ kind: 'unknownRequest', key: press.requestKey }));
    case 'busy':
      return own(room, actor, outcome.request, BUSY);
    case 'done':
      return own(room, actor, outcome.request);
    case 'refused':
      return keepsTyped(move, outcome) ? form(room, move, press, outcome) : own(room, actor, outcome.request, sentenceOf(outcome.refusal));
  }
}

/** A mistake in what was typed shows the form again with all of it; anything else shows the fresh card. */
const FORM_AGAIN: readonly string[] = ['faulty', 'notALink', 'unknownBlocker', 'blockedByItself', 'blockedInACircle', 'blockerIsDone', 'unknownPerson', 'notAnEngineer', 'managerIsRequester', 'notAnApprover', 'delegateIsSelf', 'delegateIsRequester', 'delegateIsAway', 'untilIsPast'];
const keepsTyped = (move: Move, outcome: Refused): boolean => FORM_AGAIN.includes(outcome.refusal.kind) && (rowOf(move).needs ?? rowOf(move).takes) !== undefined;
type Refused = Extract<Outcome, { readonly kind: 'refused' }>;

async function form(room: Room, move: Move, press: Press, { refusal, request }: Refused): Promise<PressAnswer> {
  const faults = refusal.kind === 'faulty' ? refusal.faults : [];
  const banner = refusal.kind === 'faulty' ? undefined : sentenceOf(refusal);
  return withCard(moveForm(request, move, room.cardContext(), {
    nonce: press.nonce, typed: press.input, faults, ...(banner !== undefined && { banner }), ...(await choicesFor(room, move)), ...(press.step !== undefined && { step: press.step }),
  }));
}

const WHO_SEES_MORE = 'The requester, their manager, the engineers and the approvers see more here.';

/** Whoever takes part sees everything, anybody else what everybody of the company may see. */
async function own(room: Room, actor: Actor, request: WorkRequest, banner?: string): Promise<PressAnswer> {
  if (!takesPart(request, actor)) return withCard(sharedCard(request, room.cardContext(), `${banner ?? ''} ${WHO_SEES_MORE}`));
  return withCard(ownCard(request, actor, { ...room.cardContext(), ...(await approversFor(room, request)) }, { nonce: room.mintNonce(), ...(banner !== undefined && { banner }) }));
}

/** Everything that shows and changes nothing. */
async function show(room: Room, actor: Actor, verb: Exclude<Verb, { kind: 'move' | 'attachFiles' }>, press: Press, request: WorkRequest): Promise<PressAnswer> {
  if (verb.kind === 'open' || verb.kind === 'next') return openForm(room, actor, verb, press, request);
  if (!takesPart(request, actor)) return own(room, actor, request);
  switch (verb.kind) {
    case 'myActions':
      return own(room, actor, request);
    case 'showText':
      return withCard(textPages(request, sectionOf(press), press.page, room.cardContext(), room.mintNonce()));
    case 'showHistory':
      return withCard(historyCard(request, await room.ports.requests.history(request.key), press.page, room.cardContext(), room.mintNonce()));
    case 'showFiles':
      return showFiles(room, request, press);
  }
}

/** Links are made for the page that is shown, and shown to its presser alone. */
async function showFiles({ ports, cardContext, mintNonce }: Room, request: WorkRequest, press: Press): Promise<PressAnswer> {
  const { items, ...view } = filesOnPage(filesIn(await ports.requests.history(request.key)), press.page);
  const linked = await Promise.all(items.map(async (file) => ({ ...file, url: await ports.files.link(request.key, file.id) })));
  return withCard(filesCard(request, linked, { ...view, nonce: mintNonce() }, cardContext()));
}

async function showChoice(room: Room, actor: Actor, key: RequestKey, press: Press): Promise<PressAnswer> {
  const { request, words } = await chooseRequest(room, actor, key, press.nonce);
  return request ? own(room, actor, request, words) : withMessage(words);
}

async function openForm(room: Room, actor: Actor, verb: Extract<Verb, { kind: 'open' | 'next' }>, press: Press, request: WorkRequest): Promise<PressAnswer> {
  const row = rowOf(verb.move);
  if (!row.from.includes(request.status)) return own(room, actor, request, sentenceOf({ kind: 'wrongStatus', move: verb.move, status: request.status, movedBy: moverOf(request) }));
  if (isJudgement(verb.move) && press.seenRound !== undefined && press.seenRound !== request.approvalRound) return own(room, actor, request, sentenceOf({ kind: 'outdatedApproval' }));
  if (!mayPress(row, request, actor, room.ports.policy)) return own(room, actor, request, sentenceOf({ kind: 'notAllowed', move: verb.move, needs: row.by }));
  const isNext = verb.kind === 'next';
  return withCard(moveForm(request, verb.move, room.cardContext(), {
    nonce: isNext ? press.nonce : room.mintNonce(), typed: isNext ? press.input : {}, faults: [], ...(await choicesFor(room, verb.move)), ...(isNext && { step: 2 }),
  }));
}

/** Whom it waits for is named where it waits for somebody. */
const approversFor = async ({ ports }: Room, { status }: WorkRequest): Promise<{ readonly approvers?: readonly Person[] }> =>
  status === 'Authorize' ? { approvers: await ports.directory.approvers() } : {};

/** A judgement is about what its card showed, from the first press on. */
const isJudgement = (move: Move): boolean => move === 'approve' || move === 'reject';

async function choicesFor({ ports }: Room, move: Move): Promise<{ readonly engineers?: readonly Person[]; readonly approvers?: readonly Person[] }> {
  if (move === 'assign') return { engineers: await ports.directory.engineers() };
  return move === 'delegate' ? { approvers: await ports.directory.approvers() } : {};
}

const sectionOf = ({ section }: Press): TextSection => TEXT_SECTIONS.find((known) => known === section) ?? 'all';
