import { readWebAddress } from '../domain/keys';
import { cleanLine, cutText } from '../domain/text';
import { itemsIn, textIn, valueAt } from './readValue';

/** A message on which a form was opened, as Teams gives it; an Entra object id of its author where it is a person. */
export interface SentMessage {
  readonly html: string;
  readonly subject: string | undefined;
  readonly authorId: string | undefined;
  readonly authorName: string | undefined;
  readonly link: string | undefined;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

const NAME_UNITS = 100;
const MOST_FILES = 20;

/** Reads `messagePayload` (Microsoft Learn, "Define action commands": message actions); `undefined` where the form was opened elsewhere. */
export function messageIn(value: unknown): SentMessage | undefined {
  const payload = valueAt(value, 'messagePayload');
  if (typeof payload !== 'object' || payload === null) return undefined;
  const content = textIn(payload, 'body', 'content') ?? '';
  return {
    html: textIn(payload, 'body', 'contentType') === 'text' ? asHtml(content) : content,
    subject: lineIn(payload, 'subject'),
    authorId: textIn(payload, 'from', 'user', 'id'),
    authorName: lineIn(payload, 'from', 'user', 'displayName') ?? lineIn(payload, 'from', 'application', 'displayName'),
    link: secure(textIn(payload, 'linkToMessage')),
    files: itemsIn(payload, 'attachments').flatMap(fileOf).slice(0, MOST_FILES),
  };
}

const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(/\r\n?|\n/gu, '<br>');

/** A name as one line, without what would end a Markdown link early. */
function lineIn(value: unknown, ...path: readonly string[]): string | undefined {
  const line = cleanLine((textIn(value, ...path) ?? '').replace(/[[\]]/gu, ' '));
  return line === '' ? undefined : cutText(line, NAME_UNITS);
}

/** Links of files are named, never fetched; only https leads to where Teams keeps files. */
function fileOf(attachment: unknown): SentMessage['files'] {
  const url = secure(textIn(attachment, 'contentUrl'));
  return url === undefined ? [] : [{ name: lineIn(attachment, 'name') ?? 'a file', url }];
}

/** SharePoint's addresses come with their blanks as they are. */
const secure = (text: string | undefined): string | undefined => {
  const address = readWebAddress((text ?? '').trim().replaceAll(' ', '%20'));
  return address?.startsWith('https:') ? address.replaceAll('(', '%28').replaceAll(')', '%29') : undefined;
};
