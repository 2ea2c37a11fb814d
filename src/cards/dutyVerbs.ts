import { dutyFieldsOf, dutyRowOf, isDutyMove, type DutyMove } from '../domain/dutyMoves';

/** The two cards about the team's duty. */
export type DutyTopic = 'onCall' | 'incident';

/** What a pressed button of a duty card asks for. */
export type DutyVerb =
  /** Makes the move, with what the card's inputs hold. */
  | { readonly kind: 'make'; readonly move: DutyMove }
  /** Shows the move's form in place. */
  | { readonly kind: 'open'; readonly move: DutyMove }
  | { readonly kind: 'show'; readonly what: DutyTopic };

const PREFIX = 'duty';

/** Reads a verb of a duty card; `undefined` for anything that no button of ours says. */
export function readDutyVerb(verb: string): DutyVerb | undefined {
  const [prefix, first = '', second, ...more] = verb.split(':');
  if (prefix !== PREFIX || more.length > 0) return undefined;
  if (second === undefined) return hasButton(first) ? { kind: 'make', move: first } : undefined;
  if (first === 'show') return second === 'onCall' || second === 'incident' ? { kind: 'show', what: second } : undefined;
  return first === 'open' && hasButton(second) && takesWords(second) ? { kind: 'open', move: second } : undefined;
}

const hasButton = (word: string): word is DutyMove => isDutyMove(word) && dutyRowOf(word).caption !== undefined;
const takesWords = (move: DutyMove): boolean => dutyFieldsOf(move).length > 0;

export const makeVerb = (move: DutyMove): string => `${PREFIX}:${move}`;
export const showVerb = (what: DutyTopic): string => `${PREFIX}:show:${what}`;

/** What the button of a move says: its form where it takes words, else the move itself. */
export const dutyPressVerb = (move: DutyMove): string => (takesWords(move) ? `${PREFIX}:open:${move}` : makeVerb(move));

const TOPICS: Readonly<Record<DutyMove, DutyTopic>> = {
  takeOver: 'onCall', handOver: 'onCall', editRota: 'onCall', declareIncident: 'incident', endIncident: 'incident', confirmIncident: 'incident', askIncident: 'incident',
};

/** The card that a move is about: its form leads back there. */
export const topicOf = (move: DutyMove): DutyTopic => TOPICS[move];
