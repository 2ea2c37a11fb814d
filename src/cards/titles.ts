import type { Policy } from '../domain/commands';
import { rowOf, type Move } from '../domain/workflow';
import { counted } from './moments';

/** What the button of a move is titled. The table's words, but for the hours that are given: they are a setting. */
export const moveTitle = (move: Move, { answerHours }: Policy): string =>
  move === 'giveMoreHours' ? `Give ${counted(answerHours, 'more hour')}` : (rowOf(move).caption ?? move);
