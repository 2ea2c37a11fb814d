import { fieldsOf, isMove, rowOf, type Move } from '../domain/workflow';

/** What a pressed button asks for. */
export type Verb =
  /** Makes the move, with what the card's inputs hold. */
  | { readonly kind: 'move'; readonly move: Move }
  /** Shows the move's form in place. */
  | { readonly kind: 'open'; readonly move: Move }
  /** Shows the next step of the move's form. */
  | { readonly kind: 'next'; readonly move: Move }
  | { readonly kind: 'myActions' }
  | { readonly kind: 'showText' }
  | { readonly kind: 'showHistory' }
  | { readonly kind: 'showFiles' }
  /** Attaches what its sender put by under the card's nonce. */
  | { readonly kind: 'attachFiles' };

export const ATTACH_FILES = 'attachFiles';
const VIEWS = ['myActions', 'showText', 'showHistory', 'showFiles', ATTACH_FILES] as const;

/** Reads a verb of our cards; `undefined` for anything that no button of ours says. */
export function readVerb(verb: string): Verb | undefined {
  const view = VIEWS.find((kind) => kind === verb);
  if (view) return { kind: view };
  const [first = '', second, ...more] = verb.split(':');
  if (more.length > 0) return undefined;
  if (second === undefined) return hasButton(first) ? { kind: 'move', move: first } : undefined;
  if (first === 'next') return second === 'classify' ? { kind: 'next', move: second } : undefined;
  return first === 'open' && hasButton(second) && fieldsOf(second).length > 0 ? { kind: 'open', move: second } : undefined;
}

const hasButton = (word: string): word is Move => isMove(word) && rowOf(word).caption !== undefined;

export const openVerb = (move: Move): string => `open:${move}`;
export const nextVerb = (move: Move): string => `next:${move}`;

/** What the button of a move says: its form where it takes words, else the move itself. Approving is one press. */
export const pressVerb = (move: Move): string => (move === 'approve' || fieldsOf(move).length === 0 ? move : openVerb(move));
