import type { Attachment, TurnContext } from 'botbuilder';
import { readReportVerb, reportVerb } from '../cards';
import { actorOf } from './people';
import { isPersonal } from './readActivity';
import { textIn } from './readPress';
import { isEngineer } from './lists';
import { periodIn, tableOf, type Table } from './report';
import type { Room } from './room';
import { readUpload, uploadFile, type Upload } from './uploadFile';

const NAMES = { csv: 'platform-report', requests: 'platform-report-requests' } as const;
const NOT_SAVED = 'The file could not be saved in your OneDrive. Please press CSV again to get a fresh offer; the text on the card is the same.';
const NO_TABLE = 'There is nothing to save any more. Please write report to get a fresh one.';

/**
 * Offers a table as a file of the person's own OneDrive (Microsoft Learn, "Send and receive files through the bot"): the only way in
 * which a bot hands out a file, and in 1:1 chats alone. An offer that Teams does not take costs nothing: the text is on the card.
 */
export function offering(room: Room, context: TurnContext): ((table: Table) => Promise<void>) | undefined {
  if (!isPersonal(context.activity)) return undefined;
  return async (table) => {
    try {
      await context.sendActivity({ type: 'message', attachments: [consentCard(table)], summary: 'CSV' });
    } catch (error) {
      room.ports.log.warn('a file could not be offered', { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

function consentCard({ what, period, csv }: Table): Attachment {
  const context = { verb: reportVerb(what), from: period.from, to: period.to };
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name: `${NAMES[what]}-${period.from.slice(0, 10)}.csv`,
    content: { description: 'The report as a CSV file', sizeInBytes: bytesOf(csv).length, acceptContext: context, declineContext: context },
  };
}

const bytesOf = (csv: string): Buffer => Buffer.from(csv, 'utf8');

/** The person has said yes or no. Yes: the table is made anew for them and put where Teams says, if that is a place of Teams. */
export async function answerConsent(room: Room, context: TurnContext): Promise<object> {
  const value: unknown = context.activity.value;
  const upload = readUpload(value);
  if (!upload) return {};
  const table = await consentedTable(room, context, upload);
  const saved = table && (await uploadFile(upload, bytesOf(table.csv), room.ports.log));
  await context.sendActivity(saved ? { type: 'message', attachments: [fileInfo(upload)], summary: 'CSV' } : table ? NOT_SAVED : NO_TABLE);
  return {};
}

/** What the consent was for is looked at as anything from outside is: the period, and that an engineer asks. */
async function consentedTable(room: Room, context: TurnContext, { context: asked }: Upload): Promise<Table | undefined> {
  const view = readReportVerb(textIn(asked, 'verb') ?? '');
  const period = periodIn(asked, room);
  const actor = await actorOf(context.activity, room.ports.directory, room.playing);
  if (!view || view === 'show' || !period || !actor || !isEngineer(actor)) return undefined;
  const table = await tableOf(room, view, period);
  return 'csv' in table ? table : undefined;
}

const fileInfo = ({ name, contentUrl, uniqueId, fileType }: Upload): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.card.file.info', name, contentUrl, content: { uniqueId, fileType },
});
