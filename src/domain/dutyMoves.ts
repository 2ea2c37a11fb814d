import type { FieldName } from './fields';
import type { Role } from './people';

export interface DutyRow {
  readonly move: string;
  readonly by: readonly (Role | 'timer')[];
  readonly caption?: string;
  readonly needs?: readonly FieldName[];
  readonly takes?: readonly FieldName[];
}

const WEEKS = ['week1', 'week2', 'week3', 'week4', 'week5', 'week6'] as const satisfies readonly FieldName[];

/** What the team does about its duty (spec, "People and their roles": on-call; "Promises": incident). Drawn like the table of moves. */
export const DUTY_MOVES = [
  { move: 'takeOver', by: ['engineer'], caption: 'Take over', needs: ['hours'] },
  { move: 'handOver', by: ['engineer'], caption: 'Hand over', needs: ['onCall', 'hours'] },
  { move: 'editRota', by: ['engineer'], caption: 'Edit rota', takes: WEEKS },
  { move: 'declareIncident', by: ['engineer'], caption: 'Declare incident', needs: ['incident'], takes: ['incidentLink'] },
  { move: 'endIncident', by: ['engineer'], caption: 'End incident' },
  { move: 'confirmIncident', by: ['engineer'], caption: 'Still on' },
  { move: 'askIncident', by: ['timer'] },
] as const satisfies readonly DutyRow[];
export type DutyMove = (typeof DUTY_MOVES)[number]['move'];

export { WEEKS };

export const isDutyMove = (word: string): word is DutyMove => DUTY_MOVES.some((row) => row.move === word);

/** The row of a duty move. */
export function dutyRowOf(move: DutyMove): DutyRow & { readonly move: DutyMove } {
  const row = DUTY_MOVES.find((each) => each.move === move);
  if (!row) throw new Error(`no duty move is called ${move}`);
  return row;
}

/** Fields that a duty move reads, needed ones first. */
export const dutyFieldsOf = (move: DutyMove): readonly FieldName[] => {
  const row = dutyRowOf(move);
  return [...(row.needs ?? []), ...(row.takes ?? [])];
};
