import type { CardContext } from '../cards';
import type { Person } from '../domain/people';
import type { RawInput } from '../domain/readGiven';
import type { CardJson, FileSource, Ports } from '../usecases/ports';
import type { Playing } from './people';

/** What a chat command answers with. */
export interface Reply {
  readonly text?: string;
  readonly card?: CardJson;
}

/** A word that the bot understands in a chat, and what it does. */
export interface ChatCommand {
  readonly word: string;
  /** One line for `help`. */
  readonly says: string;
  /** @param isPrivate said in the 1:1 chat, where nobody else reads the answer */
  readonly run: (sender: Person, rest: string, isPrivate: boolean) => Promise<Reply>;
}

/** What the routes of this room need. */
export interface Room {
  readonly ports: Ports;
  readonly fileSource: FileSource;
  readonly tenantId: string;
  readonly playing: Playing;
  /** Commands beside the product's own; only local mode has some. */
  readonly extraCommands: readonly ChatCommand[];
  /** Buttons beside the product's own: the sentence that answers them, or `undefined` for a button that is not theirs. */
  readonly extraPress: (sender: Person, verb: string, data: RawInput) => Promise<string | undefined>;
  /** Who can be played, for the welcome card; nobody outside local mode. */
  readonly playable: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly mintNonce: () => string;
  readonly cardContext: () => CardContext;
}
