import { DUTY_MOVES, type DutyRow } from '../src/domain/dutyMoves';
import { labelOf, type FieldName } from '../src/domain/fields';
import { ROLES } from '../src/domain/people';
import { MOVES, STATUSES, type MoveRow, type Status, type Target } from '../src/domain/workflow';
import { code, table, writtenPage } from './markdown';
import { mainDiagram, togetherDiagram } from './stateDiagram';

/** What the targets mean that are rules: `targets.ts` works them out. */
const TARGET_WORDS: Readonly<Record<Exclude<Target, Status>, string>> = {
  same: 'stays',
  whereItCameFrom: 'where it came from',
  afterReview: 'Authorize; Pending when no approval is needed',
  afterApproval: 'Pending once all needed approvals are in, else stays',
};

const rows: readonly MoveRow[] = MOVES;
const dutyRows: readonly DutyRow[] = DUTY_MOVES;
const titleOf = ({ move, caption }: Pick<MoveRow, 'move' | 'caption'>): string => caption ?? code(move);
const labels = (names: readonly FieldName[] = []): string => names.map(labelOf).join(', ');
const isRule = (to: Target): to is keyof typeof TARGET_WORDS => Object.hasOwn(TARGET_WORDS, to);
const list = (words: readonly string[]): string => words.join(', ');

function fromWords(from: readonly Status[]): string {
  if (from.length === 0) return 'nothing yet';
  if (from.length === STATUSES.length) return 'every status';
  return from.length === STATUSES.length - 1 ? `every status but ${list(STATUSES.filter((status) => !from.includes(status)))}` : list(from);
}

const moveTable = (): string => table(
  ['Move', 'From', 'To', 'By any of', 'Needs', 'May be given'],
  rows.map((row) => [titleOf(row), fromWords(row.from), isRule(row.to) ? TARGET_WORDS[row.to] : row.to, list(row.by), labels(row.needs), labels(row.takes)]),
);

const WHO = ['anyone', ...ROLES, 'timer'] as const;

const permissionTable = (): string => table(['Move', ...WHO], rows.map((row) => [titleOf(row), ...WHO.map((who) => (row.by.includes(who) ? 'yes' : ''))]));

const buttonTable = (): string => table(
  ['Status', ...ROLES],
  STATUSES.map((status) => [status, ...ROLES.map((role) => list(rows.flatMap(({ from, by, caption }) => (caption !== undefined && from.includes(status) && by.includes(role) ? [caption] : []))))]),
);

const dutyTable = (): string => table(['Move', 'By any of', 'Needs', 'May be given'], dutyRows.map((row) => [titleOf(row), list(row.by), labels(row.needs), labels(row.takes)]));

/** Who may do what, from where to where, and what it needs. */
export const workflowPage = (): string => writtenPage('The workflow', 'src/domain/workflow.ts', [
  'The table of moves is the workflow: what decides, the buttons on the cards and the tests are drawn from it as this page is.',
  mainDiagram(),
  'From many statuses at once, and back:',
  togetherDiagram(),
  'Moves that leave the status as it is are in the table only.',
  '## Moves',
  `Words in ${code('code')} are moves without a button: they happen in a dialog, with a file, or by the product itself (timer). Rules that depend on data stand in ${code('src/domain/decide.ts')}.`,
  moveTable(),
  '## Who may do what',
  'One of the roles is enough. The requester and the manager are those of the request at hand; nobody approves their own request.',
  permissionTable(),
  '## Buttons by status',
  'What a person sees is what all of their roles see together.',
  buttonTable(),
  '## On-call and incidents',
  `The team's duty is moved the same way (${code('src/domain/dutyMoves.ts')}).`,
  dutyTable(),
]);
