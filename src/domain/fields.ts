import { ACCESS_LEVELS, ENVIRONMENT_CLASSES, PROJECTS } from './managerApproval';
import { ENVIRONMENTS, SERVICE_CHOICES } from './questionnaire';

export const TYPES = [
  { id: 'change', title: 'Change' },
  { id: 'access', title: 'Access' },
  { id: 'debug', title: 'Debug' },
] as const;
export type RequestType = (typeof TYPES)[number]['id'];

export const PRIORITIES = [
  { id: 'critical', title: 'Critical' },
  { id: 'high', title: 'High' },
  { id: 'medium', title: 'Medium' },
  { id: 'low', title: 'Low' },
] as const;
export type Priority = (typeof PRIORITIES)[number]['id'];

export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** What a person can give with a move: its label is the word of the spec, its limits hold in the form and on the server. */
export type Field =
  | { readonly label: string; readonly kind: 'line' | 'text' | 'markdown'; readonly maxChars: number; readonly maxWords?: number }
  | { readonly label: string; readonly kind: 'choice' | 'choices'; readonly choices: readonly Choice[] }
  | { readonly label: string; readonly kind: 'person'; readonly among: 'engineers' | 'approvers' | 'everyone' }
  | { readonly label: string; readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly label: string; readonly kind: 'date' | 'toggle' };

/** Longest texts in characters. Details: running.md, "Names that stay"; the others keep a whole request under a table row's limit. */
const LINE_CHARS = 200;
const WORDS_CHARS = 4_000;
const PLAN_CHARS = 6_000;

export const FIELDS = {
  summary: { label: 'Summary', kind: 'line', maxChars: LINE_CHARS, maxWords: 10 },
  service: { label: 'Service', kind: 'choice', choices: SERVICE_CHOICES },
  environments: { label: 'Environments', kind: 'choices', choices: ENVIRONMENTS },
  details: { label: 'Details', kind: 'markdown', maxChars: 10_000 },
  type: { label: 'Type', kind: 'choice', choices: TYPES },
  priority: { label: 'Priority', kind: 'choice', choices: PRIORITIES },
  implementationPlan: { label: 'Implementation plan', kind: 'text', maxChars: PLAN_CHARS },
  backoutPlan: { label: 'Backout plan', kind: 'text', maxChars: PLAN_CHARS },
  scope: { label: 'Scope', kind: 'text', maxChars: WORDS_CHARS },
  accessReason: { label: 'Reason', kind: 'text', maxChars: WORDS_CHARS },
  accessLevel: { label: 'Access level', kind: 'choice', choices: ACCESS_LEVELS },
  environment: { label: 'Environment', kind: 'choice', choices: ENVIRONMENT_CLASSES },
  project: { label: 'Project', kind: 'choice', choices: PROJECTS },
  ownTeam: { label: 'On behalf of own team', kind: 'toggle' },
  askManager: { label: 'Ask the manager', kind: 'toggle' },
  question: { label: 'Question', kind: 'text', maxChars: WORDS_CHARS },
  answer: { label: 'Answer', kind: 'text', maxChars: WORDS_CHARS },
  fixVersion: { label: 'Fix version', kind: 'line', maxChars: LINE_CHARS },
  blockedBy: { label: 'Blocked by', kind: 'line', maxChars: 2_000 },
  reason: { label: 'Reason', kind: 'text', maxChars: WORDS_CHARS },
  closingWords: { label: 'Closing words', kind: 'text', maxChars: WORDS_CHARS },
  comment: { label: 'Comment', kind: 'text', maxChars: WORDS_CHARS },
  file: { label: 'File', kind: 'line', maxChars: LINE_CHARS },
  assignee: { label: 'Assignee', kind: 'person', among: 'engineers' },
  manager: { label: 'Manager', kind: 'person', among: 'everyone' },
  delegate: { label: 'Approver', kind: 'person', among: 'approvers' },
  until: { label: 'Until', kind: 'date' },
  onCall: { label: 'On-call', kind: 'person', among: 'engineers' },
  hours: { label: 'Hours', kind: 'number', least: 1, most: 24 * 14 },
  week1: { label: 'Week 1', kind: 'person', among: 'engineers' },
  week2: { label: 'Week 2', kind: 'person', among: 'engineers' },
  week3: { label: 'Week 3', kind: 'person', among: 'engineers' },
  week4: { label: 'Week 4', kind: 'person', among: 'engineers' },
  week5: { label: 'Week 5', kind: 'person', among: 'engineers' },
  week6: { label: 'Week 6', kind: 'person', among: 'engineers' },
  incident: { label: 'Incident', kind: 'line', maxChars: LINE_CHARS },
  incidentLink: { label: 'Incident link', kind: 'line', maxChars: 2_000 },
} as const satisfies Record<string, Field>;
export type FieldName = keyof typeof FIELDS;

/** What a person gave, read and within its limits. `null`: the field was shown and left empty. */
export type Given = {
  readonly [Name in FieldName]?: ValueOf<(typeof FIELDS)[Name]> | null;
};
type ValueOf<F extends Field> = F extends { kind: 'choices'; choices: readonly (infer C extends Choice)[] }
  ? readonly C['id'][]
  : F extends { kind: 'choice'; choices: readonly (infer C extends Choice)[] }
    ? C['id']
    : F extends { kind: 'toggle' }
      ? boolean
      : F extends { kind: 'number' }
        ? number
        : string;

/** The fields that hold what an engineer sets at review, by type (spec, "Moves": finish review). */
export const FIELDS_OF_TYPE = {
  change: ['implementationPlan', 'backoutPlan'],
  access: ['scope', 'accessReason', 'accessLevel', 'environment', 'project'],
  debug: [],
} as const satisfies Record<RequestType, readonly FieldName[]>;

export const labelOf = (name: FieldName): string => FIELDS[name].label;

/** A choice's own words, for cards and sentences. */
export const choiceTitle = (name: FieldName, id: string): string => {
  const field: Field = FIELDS[name];
  return 'choices' in field ? (field.choices.find((choice) => choice.id === id)?.title ?? id) : id;
};
