import { setTimeout as pause } from 'node:timers/promises';
import { RestError, type DequeuedMessageItem, type QueueClient, type QueueServiceClient } from '@azure/storage-queue';
import type { QueueSettings } from './hostSettings';
import { reportFailure } from './reportFailure';

/** How long a message stays hidden while it is worked on; renewed in time, and short, so that a killed app's work comes back soon. */
const LEASE_MS = 10_000;
const RENEW_MS = 4_000;
const IDLE_MIN_MS = 50;
const IDLE_MAX_MS = 200;
const AFTER_FAILURE_MS = 1_000;

export interface QueueTrigger {
  readonly service: QueueServiceClient;
  readonly queueName: string;
  readonly settings: QueueSettings;
  readonly functionName: string;
  readonly run: (text: string, message: DequeuedMessageItem) => Promise<void>;
}

export interface QueuePolling {
  /** Fetches no more and lets what runs end. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs a function for each message of a queue, as the real host does: base64 text, a failed message comes back after the
 * visibility timeout, and goes to `<queue>-poison` after its last try. Polls faster than Azure, which backs off for cost.
 */
export function pollQueue(trigger: QueueTrigger): QueuePolling {
  const stopping = new AbortController();
  const polling = poll(trigger, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await polling;
    },
  };
}

async function poll(trigger: QueueTrigger, stopping: AbortSignal): Promise<void> {
  const queue = trigger.service.getQueueClient(trigger.queueName);
  const idleMaxMs = Math.min(IDLE_MAX_MS, trigger.settings.maxPollingIntervalMs);
  const running = new Set<Promise<void>>();
  let idleMs = IDLE_MIN_MS;
  while (!stopping.aborted) {
    if (running.size > trigger.settings.newBatchThreshold) {
      await Promise.race(running);
      continue;
    }
    const messages = await receive(queue, trigger.settings.batchSize, stopping);
    for (const message of messages) {
      const work: Promise<void> = workOn(trigger, queue, message).finally(() => running.delete(work));
      running.add(work);
    }
    idleMs = messages.length > 0 ? IDLE_MIN_MS : Math.min(idleMs * 2, idleMaxMs);
    if (messages.length === 0) await pause(idleMs, undefined, { signal: stopping }).catch(ignoreAbort);
  }
  await Promise.all(running);
}

async function receive(queue: QueueClient, count: number, stopping: AbortSignal): Promise<DequeuedMessageItem[]> {
  try {
    const answer = await queue.receiveMessages({ numberOfMessages: count, visibilityTimeout: LEASE_MS / 1_000 });
    return answer.receivedMessageItems;
  } catch (error) {
    if (isGone(error)) return []; // The app makes its queues; until then there is nothing to fetch.
    reportFailure(`Reading the queue ${queue.name}`, error);
    await pause(AFTER_FAILURE_MS, undefined, { signal: stopping }).catch(ignoreAbort);
    return [];
  }
}

async function workOn(trigger: QueueTrigger, queue: QueueClient, message: DequeuedMessageItem): Promise<void> {
  const lease = keepHidden(queue, message);
  const succeeded = await tryRun(trigger, message);
  const popReceipt = await lease.end();
  try {
    await settle(trigger, queue, { ...message, popReceipt }, succeeded);
  } catch (error) {
    if (isGone(error)) return; // Its lease ran out and it is being worked on anew: at least once is the promise.
    reportFailure(`Settling a message of ${queue.name}`, error);
  }
}

async function tryRun(trigger: QueueTrigger, message: DequeuedMessageItem): Promise<boolean> {
  const { maxDequeueCount } = trigger.settings;
  if (message.dequeueCount > maxDequeueCount) return false;
  try {
    await trigger.run(decode(message.messageText), message);
    return true;
  } catch (error) {
    reportFailure(`${trigger.functionName} (try ${message.dequeueCount} of ${maxDequeueCount})`, error);
    return false;
  }
}

async function settle(trigger: QueueTrigger, queue: QueueClient, message: DequeuedMessageItem, succeeded: boolean): Promise<void> {
  const { maxDequeueCount, visibilityTimeoutMs } = trigger.settings;
  if (!succeeded && message.dequeueCount < maxDequeueCount) {
    await queue.updateMessage(message.messageId, message.popReceipt, message.messageText, visibilityTimeoutMs / 1_000);
    return;
  }
  if (!succeeded) await moveToPoison(trigger, message.messageText);
  await queue.deleteMessage(message.messageId, message.popReceipt);
}

async function moveToPoison(trigger: QueueTrigger, messageText: string): Promise<void> {
  const poison = trigger.service.getQueueClient(`${trigger.queueName}-poison`);
  await poison.createIfNotExists();
  await poison.sendMessage(messageText);
}

function keepHidden(queue: QueueClient, message: DequeuedMessageItem): { readonly end: () => Promise<string> } {
  let popReceipt = message.popReceipt;
  let renewal = Promise.resolve();
  const renew = async (): Promise<void> => {
    try {
      const answer = await queue.updateMessage(message.messageId, popReceipt, message.messageText, LEASE_MS / 1_000);
      popReceipt = answer.popReceipt ?? popReceipt;
    } catch (error) {
      reportFailure(`Keeping a message of ${queue.name}`, error);
    }
  };
  const timer = setInterval(() => { renewal = renewal.then(renew); }, RENEW_MS);
  return {
    end: async () => {
      clearInterval(timer);
      await renewal;
      return popReceipt;
    },
  };
}

function decode(messageText: string): string {
  const bytes = Buffer.from(messageText, 'base64');
  if (bytes.toString('base64') !== messageText) throw new Error('The message is not base64, which the real host expects.');
  return bytes.toString('utf8');
}

function isGone(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404;
}

function ignoreAbort(): void {
  // The pause was cut short by stop.
}
