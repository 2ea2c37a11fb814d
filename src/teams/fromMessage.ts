import { chosenRequester, type Questionnaire } from '../cards';
import { FIELDS } from '../domain/fields';
import type { Actor, Person } from '../domain/people';
import type { RawInput } from '../domain/readGiven';
import { cutText } from '../domain/text';
import type { Ports } from '../usecases/ports';
import { markdownOf } from './htmlToMarkdown';
import type { SentMessage } from './messageIn';

type Needed = Pick<Ports, 'directory' | 'submissions'>;
type Filling = Pick<Questionnaire, 'typed' | 'requester' | 'note'>;

const AUTHOR_UNKNOWN = 'Whoever wrote this message is not known to the directory of this company, so the request will be yours.';
const AUTHOR_GONE = 'Nothing was sent yet: whoever wrote this message is not known to the directory any more, so the request would be yours. Please submit it again if that is right.';
const CHOOSE = 'Requester: please choose from the list.';

/** What the form of a message is filled with: its words as the details and, where somebody else wrote it, the question whose request it is. */
export async function filledFromMessage(ports: Needed, actor: Actor, nonce: string, message: SentMessage): Promise<Filling> {
  const [details, author] = await Promise.all([detailsOf(message), authorOf(ports, message.authorId)]);
  const typed = { details };
  if (message.authorId !== undefined && !author) return { typed, note: AUTHOR_UNKNOWN };
  if (!author || author.id === actor.id) return { typed };
  await ports.submissions.noteAuthor(actor.id, nonce, author.id);
  return { typed, requester: { me: actor, author, chosen: 'me' } };
}

/** Teams says who wrote the message; whether that is somebody of this company, the directory does. */
const authorOf = async ({ directory }: Needed, id: string | undefined): Promise<Person | undefined> => (id === undefined ? undefined : directory.person(id));

/** The message's own words, cut so that what leads back to it always fits. */
async function detailsOf({ html, subject, authorName, link, files }: SentMessage): Promise<string> {
  const source = `\n\nFrom a message of ${authorName ?? 'somebody'}${link === undefined ? '' : `: [open it in Teams](${link})`}`;
  const end = files.map(({ name, url }) => `\n- [${name}](${url})`).reduce((all, line) => (all.length + line.length > MOST_SOURCE_UNITS ? all : `${all}${line}`), source);
  const words = `${subject === undefined ? '' : `**${subject}**\n\n`}${await markdownOf(html)}`.trim();
  return `${closed(cutText(words, FIELDS.details.maxChars - end.length - FENCE.length))}${end}`.trim();
}

/** Half of the details stays for the words. */
const MOST_SOURCE_UNITS = 5_000;
const FENCE = '\n```';

/** A block of code that was cut ends all the same, or what follows would belong to it. */
const closed = (markdown: string): string => ((markdown.match(/^```/gmu) ?? []).length % 2 === 0 ? markdown : `${markdown}${FENCE}`);

/** The answer to whose request it is; the form says only "me" or "author". */
export interface RequesterGiven {
  /** Undefined: the request is the actor's own. */
  readonly requester: Person | undefined;
  readonly author: Person | undefined;
  readonly chosen: 'me' | 'author';
  readonly fault?: string;
}

/** `undefined` for a form that did not ask, whatever else came with it. */
export async function requesterIn(ports: Needed, actor: Actor, nonce: string, input: RawInput): Promise<RequesterGiven | undefined> {
  if (!Object.hasOwn(input, 'requester')) return undefined;
  const { requester: value } = input;
  const authorId = await ports.submissions.authorOf(actor.id, nonce);
  if (authorId === undefined && value !== 'author') return undefined;
  const author = await authorOf(ports, authorId);
  if (!author) return { requester: undefined, author, chosen: 'me', ...(value !== 'me' && { fault: AUTHOR_GONE }) };
  const chosen = chosenRequester(value, { me: actor, author });
  return { requester: chosen === 'author' ? author : undefined, author, chosen: chosen ?? 'me', ...(chosen === undefined && { fault: CHOOSE }) };
}

/** The question once more, as it was answered, for a form that is shown again. */
export const askedAgain = ({ author, chosen, fault }: RequesterGiven, actor: Actor): Pick<Questionnaire, 'requester' | 'note'> =>
  author ? { requester: { me: actor, author, chosen, ...(fault !== undefined && { fault }) } } : { note: fault ?? AUTHOR_UNKNOWN };
