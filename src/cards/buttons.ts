import type { CardContext } from './adaptiveCard';
import { mayPress } from '../domain/roles';
import { linkTo } from '../domain/keys';
import type { Actor } from '../domain/people';
import type { WorkRequest } from '../domain/workRequest';
import { MOVES, type Move, type MoveRow } from '../domain/workflow';
import type { ButtonData, ButtonRow, PressData } from './cardData';
import { moveTitle } from './titles';
import { pressVerb } from './verbs';

/** The moves that this person may make now with a button, in the table's order. */
export const pressable = (request: WorkRequest, actor: Actor, { policy, now }: CardContext): readonly (MoveRow & { readonly move: Move; readonly caption: string })[] =>
  MOVES.filter((row) => 'caption' in row && mayPress(row, request, actor, policy, now)).map((row) => ({ ...row, caption: moveTitle(row.move, policy) }));

/** Approvals count only for the round that their card showed (running.md, "Names that stay"). */
export const pressData = (request: WorkRequest, nonce: string, move?: Move): PressData => ({
  requestKey: request.key,
  seenVersion: request.version,
  nonce,
  ...(move === 'approve' || move === 'reject' ? { seenRound: request.approvalRound } : {}),
});

const STYLES: Readonly<Partial<Record<Move, ButtonData['style']>>> = { approve: 'positive', answer: 'positive', reject: 'destructive', cancel: 'destructive' };
export const styleOf = (move: Move): ButtonData['style'] => STYLES[move] ?? 'default';

export const moveButton = (row: { readonly move: Move; readonly caption: string }, request: WorkRequest, nonce: string): ButtonData => ({
  title: row.caption, verb: pressVerb(row.move), data: pressData(request, nonce, row.move), style: styleOf(row.move), inputs: 'none',
});

export const viewButton = (title: string, verb: string, data: PressData): ButtonData => ({ title, verb, data, style: 'default', inputs: 'none' });

/** Where there are files, whoever may see the request finds them. */
export const filesButton = (request: WorkRequest, data: PressData): readonly ButtonData[] => (request.fileCount > 0 ? [viewButton('Files', 'showFiles', data)] : []);

/** What a shared card carries as its nonce: looking changes nothing, so every press may be the same. */
export const VIEW_NONCE = 'view';

/** In a row as many as a phone shows whole: at most three, each as wide as its letters and some room around them. */
const ROW_BUTTONS = 3;
const ROW_LETTERS = 41;
const BUTTON_LETTERS = 4.5;

export function rowsOf(groups: readonly (readonly ButtonData[])[], link?: string): readonly ButtonRow[] {
  const rows = groups.flatMap((group) => packed(group));
  if (link === undefined) return rows;
  const last = rows.at(-1);
  const withLink = { hasLink: true, url: link };
  if (last && fits([...last.buttons.map((button) => button.title), 'Link'])) return [...rows.slice(0, -1), { ...last, ...withLink }];
  return [...rows, { spacing: rows.length === 0 ? 'Medium' : 'Small', buttons: [], ...withLink }];
}

export const linkOf = (request: WorkRequest, { policy }: CardContext): string => linkTo(policy.linkBase, request.key);

const fits = (titles: readonly string[]): boolean => titles.length <= ROW_BUTTONS && titles.join('').length + titles.length * BUTTON_LETTERS <= ROW_LETTERS;

function packed(buttons: readonly ButtonData[]): readonly ButtonRow[] {
  const rows: ButtonData[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    if (row && fits([...row, button].map((one) => one.title))) row.push(button);
    else rows.push([button]);
  }
  return rows.map((row, at) => ({ spacing: at === 0 ? 'Medium' : 'Small', buttons: row, hasLink: false, url: '' }));
}
