import { QueueClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { CALL_TIMEOUT_MS, type Connection } from './connection';
import { orWhenForbidden, statusOf } from './table';

/** The one queue of the product, as far as it is needed here; the Functions host takes the messages out. */
export interface SyncQueue {
  /** @param hiddenForSeconds whole seconds until it can be seen, at most 7 days */
  send(text: string, hiddenForSeconds: number): Promise<void>;
  /** Messages in the queue, the hidden ones included: Azure may count a little too high, never too low. */
  count(): Promise<number>;
  /** Messages that failed too often: the Functions host puts them aside, into a queue that it makes when it needs one. */
  poisonedCount(): Promise<number>;
  /** Makes the queue where it is missing. Resolves when it is there, even where making one is forbidden. */
  make(): Promise<void>;
}

const RETRIES: StoragePipelineOptions = { retryOptions: { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 1_000 } };
const NEVER_EXPIRES_SECONDS = -1;

/** @param onCall told of each call; its rare retries are not told */
export function openQueue(connection: Connection, name: string, onCall: () => void): SyncQueue {
  const clientOf = (queueName: string): QueueClient => 'connectionString' in connection
    ? new QueueClient(connection.connectionString, queueName, RETRIES)
    : new QueueClient(`https://${connection.accountName}.queue.core.windows.net/${queueName}`, connection.credential, RETRIES);
  const queue = clientOf(name);
  const poisoned = clientOf(`${name}-poison`);
  const inTime = () => {
    onCall();
    return { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) };
  };
  const countOf = async (client: QueueClient): Promise<number> => (await client.getProperties(inTime())).approximateMessagesCount ?? 0;
  const count = (): Promise<number> => countOf(queue);
  return {
    count,
    async poisonedCount() {
      try {
        return await countOf(poisoned);
      } catch (error) {
        if (statusOf(error) === 404) return 0;
        throw error;
      }
    },
    async send(text, hiddenForSeconds) {
      // The Functions host reads base64 (host.json, queues.messageEncoding).
      const base64 = Buffer.from(text, 'utf8').toString('base64');
      await queue.sendMessage(base64, { ...inTime(), visibilityTimeout: hiddenForSeconds, messageTimeToLive: NEVER_EXPIRES_SECONDS });
    },
    make: () => orWhenForbidden(() => queue.createIfNotExists(inTime()), count),
  };
}
