import type { Activity, Attachment } from 'botbuilder';
import type { SentFile } from '../usecases/ports';
import { baseConversationId } from './readActivity';

/** A file that was dropped into the 1:1 chat: Teams has put it into the sender's OneDrive (Microsoft Learn, "Send and receive files through a bot"). */
const DROPPED = 'application/vnd.microsoft.teams.file.download.info';
/** A file that was dropped into a channel or a group chat: a bot is told where it is and given nothing to fetch it with (the same page). */
const REFERENCE = 'reference';

/** What a message brought. Cards and the HTML copy of its text are no files. */
export interface Brought {
  readonly files: readonly SentFile[];
  /** Files that Teams hands to bots in the 1:1 chat only. */
  readonly unreadableCount: number;
}

export function filesOf({ attachments, serviceUrl }: Activity): Brought {
  const all = Array.isArray(attachments) ? attachments.filter((one: unknown): one is Attachment => typeof one === 'object' && one !== null) : [];
  const files = all.flatMap((attachment) => {
    const url = addressOf(attachment);
    return url === undefined ? [] : [{ name: textOf(attachment.name), type: textOf(attachment.contentType) ?? '', url, serviceUrl }];
  });
  return { files, unreadableCount: all.filter(({ contentType }) => contentType === REFERENCE).length };
}

/** Where a dropped file or a pasted picture says it is. An address that is missing is no reason to let the file fall: it is no place of Teams. */
function addressOf({ contentType, contentUrl, content }: Attachment): string | undefined {
  const type = textOf(contentType)?.toLowerCase() ?? '';
  if (type === DROPPED) return downloadUrl(content) ?? '';
  return type.startsWith('image/') ? (textOf(contentUrl) ?? '') : undefined;
}

const downloadUrl = (content: unknown): string | undefined =>
  typeof content === 'object' && content !== null && 'downloadUrl' in content ? textOf(content.downloadUrl) : undefined;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The post at the beginning of the thread in which a message stands; `undefined` outside of threads. */
export function threadOf({ conversation }: Activity): string | undefined {
  const rest = conversation.id.slice(baseConversationId(conversation.id).length);
  return /^;messageid=([^;]+)/u.exec(rest)?.[1];
}
