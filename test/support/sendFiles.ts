import type { Client, Person } from './client';
import type { JsonObject } from './json';

export const DROPPED = 'application/vnd.microsoft.teams.file.download.info';

/** A file as Teams tells a bot of it when it is dropped into the 1:1 chat. */
export const dropped = (url: string, name = 'app.log'): JsonObject => ({
  contentType: DROPPED, contentUrl: 'https://contoso-my.sharepoint.com/personal/ana/Documents/x', name, content: { downloadUrl: url, uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D', fileType: name.split('.').at(-1) ?? '' },
});

/** A picture as it comes when it is pasted: without a name, beside the HTML of the message. */
export const pasted = (url: string): readonly JsonObject[] => [
  { contentType: 'image/*', contentUrl: url },
  { contentType: 'text/html', content: `<p><img src="${url}" itemid="1"></p>` },
];

export interface Sending {
  readonly text?: string;
  /** The post below which it is said in the channel, with a mention of the bot. */
  readonly below?: string;
  /** Two deliveries of one message have the same. */
  readonly id?: string;
}

/** Somebody sends files to the bot. Resolves when the app has taken the message, with its id. */
export async function sendFiles(client: Client, person: Person, attachments: readonly JsonObject[], { text = '', below, id }: Sending = {}): Promise<string> {
  const { bot } = client.setup;
  const mention = `<at>${bot.name}</at>`;
  const inChannel = below !== undefined;
  const said = inChannel ? { text: `${mention} ${text}`, entities: [{ type: 'mention', mentioned: { id: bot.id, name: bot.name }, text: mention }] } : { text };
  const activity = client.activityOf(person, inChannel ? 'channel' : 'personal', { type: 'message', textFormat: 'plain', attachments, ...said });
  const conversation = activity['conversation'] as JsonObject;
  const messageId = id ?? String(activity['id']);
  await client.deliver({
    ...activity, id: messageId, ...(inChannel ? { conversation: { ...conversation, id: `${String(conversation['id'])};messageid=${below}` } } : {}),
  });
  return messageId;
}
