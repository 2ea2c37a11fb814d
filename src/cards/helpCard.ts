import type { AdaptiveCard } from './adaptiveCard';
import { render } from './render';

/** A word that the bot understands, and what it does. */
export interface HelpCommand {
  readonly name: string;
  readonly does: string;
}

export interface HelpParts {
  readonly commands: readonly HelpCommand[];
  /** Local mode only: who can be played. */
  readonly people?: readonly { readonly name: string; readonly roles: readonly string[] }[];
}

const ROW_PEOPLE = 2;

/** Welcome and help: what the product does, how to start, and what can be written to it. */
export function helpCard({ commands, people = [] }: HelpParts): AdaptiveCard {
  const buttons = people.map(({ name, roles }) => ({ title: roles.length > 0 ? `${name} (${roles.join(', ')})` : name, data: { person: name } }));
  const rows = Array.from({ length: Math.ceil(buttons.length / ROW_PEOPLE) }, (_, row) => ({ people: buttons.slice(row * ROW_PEOPLE, (row + 1) * ROW_PEOPLE) }));
  return render('help', { commands, hasPeople: people.length > 0, peopleRows: rows });
}
