import { PEOPLE, PLACE } from '../../src/local/people';

const ENGINEER = PEOPLE.find(({ roles }) => roles.includes('engineer')) ?? PEOPLE[0];
const REQUESTER = PEOPLE[0];
/** Nobody listens there: what is delivered in the background does not count, and fails at once. */
const SERVICE_URL = 'http://127.0.0.1:9/';

let sent = 0;

/** An invoke as Teams sends it. */
function invoke(name: string, value: unknown, person = ENGINEER): object {
  sent++;
  return {
    type: 'invoke', id: `bench-${sent}`, name, value, channelId: 'msteams', serviceUrl: SERVICE_URL, from: { id: person?.teamsId, aadObjectId: person?.id, name: person?.name },
    recipient: PLACE.bot, conversation: { id: PLACE.channel.id, conversationType: 'channel', tenantId: PLACE.tenantId },
    channelData: { tenant: { id: PLACE.tenantId }, team: { id: PLACE.team.id } }, timestamp: new Date().toISOString(),
  };
}

/** Posts an activity; throws on anything but 200. */
export async function post(url: string, activity: object): Promise<unknown> {
  const response = await fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) });
  if (response.status !== 200) throw new Error(`${response.status} for ${JSON.stringify(activity).slice(0, 200)}`);
  return response.json();
}

export const openForm = (): object => invoke('composeExtension/fetchTask', { commandId: 'newRequest', context: {} });

/** One card move, which can be made again and again: a comment with a nonce of its own. */
export const commentOn = (requestKey: string): object =>
  invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'comment', data: { requestKey, seenVersion: 1, nonce: `bench-${sent}`, comment: 'Seen, thank you.' } }, trigger: 'manual' });

/** Submits a request and gives its key. */
export async function submit(url: string): Promise<string> {
  const data = { nonce: `bench-form-${sent}`, summary: 'Move the cache to a larger tier', service: 'redis', environments: 'prd', details: 'It evicts keys under load.' };
  const answer = (await post(url, invoke('composeExtension/submitAction', { commandId: 'newRequest', data }, REQUESTER))) as { readonly task?: { readonly value?: string } };
  const key = /PLAT-\d+/u.exec(answer.task?.value ?? '')?.[0];
  if (key === undefined) throw new Error(`no key in ${JSON.stringify(answer)}`);
  return key;
}
