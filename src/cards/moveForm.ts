import type { FieldName } from '../domain/fields';
import type { Person } from '../domain/people';
import type { Fault, RawInput } from '../domain/readGiven';
import { cleanText, cutText } from '../domain/text';
import type { WorkRequest } from '../domain/workRequest';
import { fieldsOf, rowOf, type Move } from '../domain/workflow';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, styleOf, viewButton } from './buttons';
import type { ButtonData, FieldData } from './cardData';
import { classifyFields, classifyHints, classifyPresent, classifyStep, typeShown } from './classifyForm';
import { fieldsFor, type FormFilling } from './formFields';
import { headerOf } from './header';
import { counted } from './moments';
import { render } from './render';
import { nameOf, runsOf, typedLine } from './safeText';
import { moveTitle } from './titles';
import { nextVerb } from './verbs';

export interface MoveForm {
  readonly nonce: string;
  readonly typed: RawInput;
  readonly faults: readonly Fault[];
  /** A kind sentence above the inputs: why nothing was done. */
  readonly banner?: string;
  /** Who can be assigned, or given an approver's say. */
  readonly engineers?: readonly Person[];
  readonly approvers?: readonly Person[];
  /** 2 after a press of Next. */
  readonly step?: number;
}

/** The form of a move, in place of the card and for the presser only: forms in a card open no dialog (facts, playground). */
export function moveForm(request: WorkRequest, move: Move, ctx: CardContext, form: MoveForm): AdaptiveCard {
  const caption = moveTitle(move, ctx.policy);
  const { faults } = form;
  return render('form', {
    ...headerOf(request, ctx, form.banner),
    title: caption,
    hasIntro: faults.length > 0,
    intro: runsOf(faults.length > 0 ? `Nothing was saved yet: please look at ${counted(faults.length, 'input')} below.` : ''),
    fields: move === 'classify' ? classifyInputs(request, form) : inputsOf(request, move, form),
    buttonRows: rowsOf([buttonsOf(request, move, caption, form)], linkOf(request, ctx)),
  });
}

function inputsOf(request: WorkRequest, move: Move, form: MoveForm): readonly FieldData[] {
  return fieldsFor(fieldsOf(move), { ...filling(form), present: presentOf(request, move), hints: hintsOf(request, move), required: rowOf(move).needs ?? [] });
}

const QUESTION_UNITS = 1_500;

/** The form takes the card's place, so what is answered stands beside the answer. */
function hintsOf({ question }: WorkRequest, move: Move): NonNullable<FormFilling['hints']> {
  if (move !== 'answer' || !question) return {};
  const lines = cutText(cleanText(question.text), QUESTION_UNITS).split('\n').map((line) => typedLine(line, QUESTION_UNITS)).filter((line) => line !== '');
  return { answer: [`${nameOf(question.askedBy)} asks:`, ...lines] };
}

function classifyInputs(request: WorkRequest, form: MoveForm): readonly FieldData[] {
  const step = classifyStep(request, form.typed, form.step);
  const names = classifyFields(step, typeShown(request, form.typed));
  return fieldsFor(names, { ...filling(form), present: classifyPresent(request), hints: classifyHints(request, step), required: [] });
}

const filling = ({ typed, faults, engineers, approvers }: MoveForm): Pick<FormFilling, 'typed' | 'faults' | 'people'> => ({
  typed, faults, people: { ...(engineers ? { engineers } : {}), ...(approvers ? { approvers } : {}) },
});

/** What the request holds now, where a move changes it. */
function presentOf(request: WorkRequest, move: Move): Readonly<Partial<Record<FieldName, string>>> {
  switch (move) {
    case 'amend':
      return { ...request.answers, environments: request.answers.environments.join(',') };
    case 'setPriority':
      return { priority: request.classification.priority ?? '' };
    case 'assign':
      return { assignee: request.assignee?.id ?? '' };
    case 'queueForDeployment':
      return { fixVersion: request.fixVersion ?? '' };
    default:
      return {};
  }
}

function buttonsOf(request: WorkRequest, move: Move, caption: string, form: MoveForm): readonly ButtonData[] {
  const data = pressData(request, form.nonce, move);
  const back = viewButton('Back', 'myActions', data);
  if (move !== 'classify') return [sendButton(caption, move, data), back];
  const step = classifyStep(request, form.typed, form.step);
  const send = sendButton(caption, move, { ...data, step, ...drawnFor(request, form, step) });
  return step === 1 ? [{ ...send, title: 'Next', verb: nextVerb(move), style: 'positive' }, { ...send, style: 'default' }, back] : [send, back];
}

/** Which type's inputs were shown: clients leave emptied ones out, and only so is it known that they were there. */
function drawnFor(request: WorkRequest, form: MoveForm, step: number): { readonly section?: string } {
  const type = step === 2 ? typeShown(request, form.typed) : undefined;
  return type === undefined ? {} : { section: type };
}

const sendButton = (title: string, move: Move, data: ButtonData['data']): ButtonData => ({
  title, verb: move, data, style: styleOf(move) === 'destructive' ? 'destructive' : 'positive', inputs: 'auto',
});
