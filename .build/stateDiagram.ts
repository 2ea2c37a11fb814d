import { MOVES, STATUSES, type MoveRow, type Status } from '../src/domain/workflow';

/** A move from this many statuses has an arrow from all of them together, in the second diagram: else nobody could read the first. */
const TOGETHER_FROM = 5;

interface Arrow {
  readonly from: readonly Status[];
  readonly to: readonly Status[];
  readonly label: string;
}

const moves: readonly MoveRow[] = MOVES;
const isTogether = ({ from }: Pick<MoveRow, 'from'>): boolean => from.length >= TOGETHER_FROM;
const changing = moves.filter(({ from, to }) => to !== 'same' && from.join() !== to);

/** Moves from one status to another. */
export const mainDiagram = (): string =>
  diagram(changing.filter((row) => row.to !== 'whereItCameFrom' && !isTogether(row)).flatMap((row) =>
    (row.from.length === 0 ? [[]] : row.from.map((status) => [status])).flatMap((from) => targetsOf(row).map((to) => ({ from, to, label: labelOf(row) })))));

/** Moves from many statuses at once, and those that lead back. */
export const togetherDiagram = (): string =>
  diagram(changing.filter((row) => row.to === 'whereItCameFrom' || isTogether(row)).flatMap((row) => targetsOf(row).map((to) => ({ from: row.from, to, label: labelOf(row) }))));

const labelOf = ({ caption, move }: MoveRow): string => caption ?? move;

function targetsOf(row: MoveRow): readonly (readonly Status[])[] {
  switch (row.to) {
    case 'same':
      return [];
    case 'whereItCameFrom':
      return moves.filter((other) => row.from.some((status) => status === other.to)).map(({ from }) => from);
    case 'afterReview':
      return [['Authorize'], ['Pending']];
    case 'afterApproval':
      return [['Pending']];
    default:
      return [[row.to]];
  }
}

/** A state diagram for Mermaid, which GitHub and Azure DevOps draw. */
function diagram(arrows: readonly Arrow[]): string {
  const places = new Map(arrows.flatMap(({ from, to }) => [from, to]).filter((statuses) => statuses.length > 0).map((statuses) => [idOf(statuses), titleOf(statuses)]));
  const merged = new Map<string, string[]>();
  for (const { from, to, label } of arrows) merged.set(`${idOf(from)} --> ${idOf(to)}`, [...(merged.get(`${idOf(from)} --> ${idOf(to)}`) ?? []), label]);
  return ['```mermaid', 'stateDiagram-v2', ...[...places].map(([id, title]) => `  state "${title}" as ${id}`), ...[...merged].map(([arrow, labels]) => `  ${arrow}: ${labels.join(', ')}`), '```'].join('\n');
}

const idOf = (statuses: readonly Status[]): string => (statuses.length === 0 ? '[*]' : statuses.map((status) => status.replaceAll(' ', '')).join('_'));

function titleOf(statuses: readonly Status[]): string {
  const others = STATUSES.filter((status) => !statuses.includes(status));
  return others.length === 1 ? `every status but ${others.join()}` : statuses.join(', ');
}
