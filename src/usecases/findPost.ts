import { CHANNEL } from '../domain/audience';
import type { RequestKey } from '../domain/workRequest';
import type { Ports } from './ports';

/** The message in the channel that shows a request; `undefined` where there is none yet, or no such request. One read either way. */
export async function findPost({ slots }: Pick<Ports, 'slots'>, key: RequestKey): Promise<string | undefined> {
  return (await slots.slotsOf(key)).find(({ slot }) => slot.id === CHANNEL.id)?.slot.activityId;
}
