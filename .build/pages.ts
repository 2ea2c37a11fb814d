import { SETTINGS, type Setting } from '../src/config';
import { FIELDS, labelOf, type Field } from '../src/domain/fields';
import { ACCESS_LEVELS, ENVIRONMENT_CLASSES, MATRIX, PROJECTS, type MatrixRow } from '../src/domain/managerApproval';
import { ENVIRONMENTS, SERVICES } from '../src/domain/questionnaire';
import { fieldsOf, rowOf } from '../src/domain/workflow';
import { costsPage } from './costsPage';
import { code, table, writtenPage } from './markdown';
import { workflowPage } from './workflowPage';

const settings: readonly Setting[] = SETTINGS;

/** No setting takes this; what it says of it is what it would take. */
const NO_VALUE = '\u0000';
const accepted = ({ fault }: Setting): string => fault(NO_VALUE)?.replace(/^must be /u, '').replace(/^must begin/u, 'what begins') ?? 'any text';

function fallbackWords({ fallback }: Setting): string {
  if (fallback === undefined) return '**must be set**';
  return fallback === '' ? 'none' : code(fallback);
}

const configurationPage = (): string => writtenPage('Settings', 'src/config.ts', [
  'Environment variables of the function app. The app reads them at its first call and, when some are missing or wrong, names all of them at once in the log. Local mode needs none: it has settings of its own (README).',
  table(['Name', 'Meaning', 'Default', 'Accepted'], settings.map((setting) => [code(setting.name), setting.meaning, fallbackWords(setting), accepted(setting)])),
]);

function limitOf(field: Field): string {
  if ('maxWords' in field) return `at most ${field.maxWords} words, ${field.maxChars} characters`;
  if ('maxChars' in field) return `at most ${field.maxChars} characters`;
  return field.kind === 'choices' ? 'at least one' : field.kind === 'choice' ? 'one' : '';
}

const questionnairePage = (): string => writtenPage('The questionnaire', 'src/domain/questionnaire.ts', [
  table(['Question', 'Kind', 'Limit'], fieldsOf('submit').map((name) => [labelOf(name), FIELDS[name].kind, limitOf(FIELDS[name])])),
  `All of ${(rowOf('submit').needs ?? []).map(labelOf).join(', ')} must be answered.`,
  '## Services',
  table(['Group', 'Service', 'Id'], SERVICES.map((service) => ['group' in service ? service.group : '', service.title, code(service.id)])),
  '## Environments',
  "The class is what the manager's approval looks at.",
  table(['Environment', 'Id', 'Class'], ENVIRONMENTS.map((row) => [row.title, code(row.id), row.class])),
]);

const titles = (choices: readonly { readonly id: string; readonly title: string }[], ...ids: readonly string[]): string =>
  ids.includes('any') ? 'any' : choices.filter(({ id }) => ids.includes(id)).map(({ title }) => title).join(', ');

const matrixRow = ({ level, environment, project, managerNeeded, because }: MatrixRow, at: number): readonly string[] =>
  [String(at + 1), titles(ACCESS_LEVELS, ...(level === 'any' ? ['any'] : level)), titles(ENVIRONMENT_CLASSES, environment), titles(PROJECTS, project), managerNeeded ? '**yes**' : 'no', because];

const managerApprovalPage = (): string => writtenPage("The manager's approval", 'src/domain/managerApproval.ts', [
  'Decides for access requests, from what an engineer confirmed at review. The first row that fits decides; the last fits everything. Besides, an engineer can ask for the manager\'s approval of any request by hand.',
  table(['', 'Access level', 'Environment', 'Project', 'Manager asked', 'Because'], MATRIX.map(matrixRow)),
]);

/** Every page that the code writes, by its file in docs. */
export const writtenPages = (): ReadonlyMap<string, string> => new Map([
  ['workflow.md', workflowPage()],
  ['configuration.md', configurationPage()],
  ['questionnaire.md', questionnairePage()],
  ['manager-approval.md', managerApprovalPage()],
  ['costs.md', costsPage()],
]);
