import { FIELDS_OF_TYPE, TYPES, choiceTitle, type FieldName, type RequestType } from '../domain/fields';
import { environmentClass } from '../domain/managerApproval';
import { readGiven, type RawInput } from '../domain/readGiven';
import type { WorkRequest } from '../domain/workRequest';

export type ClassifyStep = 1 | 2;

/** The type that the form's fields follow: what was just chosen, else what is stored. */
export const typeShown = (request: WorkRequest, typed: RawInput): RequestType | undefined =>
  readGiven(typed, ['type']).given.type ?? request.classification.type;

/** Step 1 asks for the type alone, because the other fields depend on it; with a type known it is skipped. */
export function classifyStep(request: WorkRequest, typed: RawInput, step?: number): ClassifyStep {
  if (typeShown(request, typed) === undefined) return 1;
  const asked = step ?? (request.classification.type === undefined ? 1 : 2);
  return asked === 1 ? 1 : 2;
}

export const CLASSIFY_STEP_1: readonly FieldName[] = ['type', 'priority'];

/** The inputs of one step, and with them exactly what a press of Classify sends. */
export const classifyFields = (step: ClassifyStep, type: RequestType | undefined): readonly FieldName[] =>
  step === 1 || type === undefined ? CLASSIFY_STEP_1 : [...CLASSIFY_STEP_1, ...FIELDS_OF_TYPE[type], 'ownTeam', 'askManager'];

/** What is stored, and the Environment that the answers suggest; a priority that nobody set by hand stays open. */
export function classifyPresent({ classification, answers }: WorkRequest): Readonly<Partial<Record<FieldName, string>>> {
  const { priorityByHand, ownTeam, askManager, ...texts } = classification;
  const present: Partial<Record<FieldName, string>> = { ownTeam: String(ownTeam), askManager: String(askManager) };
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) present[name as FieldName] = text;
  if (!priorityByHand) delete present.priority;
  return { ...present, environment: classification.environment ?? environmentClass(answers.environments) };
}

export function classifyHints(request: WorkRequest, step: ClassifyStep): Readonly<Partial<Record<FieldName, readonly string[]>>> {
  const { answers, classification } = request;
  const suggested = choiceTitle('environment', environmentClass(answers.environments));
  return {
    type: [step === 1 ? 'Next shows what this type needs. Classify saves what is here.' : TYPE_HINT],
    priority: ['A debug request is High unless you choose here.'],
    ...(classification.environment === undefined ? { environment: [`Suggested from the answers: ${suggested}. Classify confirms it.`] } : {}),
    accessReason: ['Why the person needs it; every access has one.'],
    ownTeam: ["Yes, if the requester is a manager who asks for their own team: the manager's approval is then assumed."],
    askManager: ['Yes, if the manager shall approve although no rule asks for it.'],
  };
}

const TYPE_HINT = `If you change the type (${TYPES.map((type) => type.title).join(', ')}), save with Classify and open it again for its fields.`;
