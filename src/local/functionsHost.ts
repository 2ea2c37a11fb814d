import { QueueServiceClient } from '@azure/storage-queue';
import { isTrigger, type Binding, type FunctionsCore, type Registration, type Trigger, type TypedData } from './functionsCore';
import { fillIn, type HostSettings } from './hostSettings';
import { json, openHttpDoor, type HttpAnswer, type HttpAsked } from './httpDoor';
import { httpRoutes, matchRoute } from './httpRoutes';
import { portOf } from './ports';
import { pollQueue, type QueuePolling } from './queues';
import { reportFailure } from './reportFailure';
import { keepSchedule, type Schedule, type TimerInfo } from './timers';

/** Answers one of local mode's own doors; `body` is the parsed JSON, undefined when there was none. */
export type LocalDoor = (body: unknown) => HttpAnswer | Promise<HttpAnswer>;

export interface FunctionsHostOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly core: FunctionsCore;
  readonly settings: HostSettings;
  readonly queueConnectionString: string;
  /** Further doors, by method and path: "GET /local/setup". */
  readonly extraRoutes?: ReadonlyMap<string, LocalDoor>;
}

export interface FunctionsHost {
  readonly port: number;
  /** Takes no more work and resolves when what runs has ended; leaves no timer and no connection. */
  readonly stop: () => Promise<void>;
}

/** The loop itself tries again; retries inside a call would only delay stop. */
const QUEUE_CLIENT = { retryOptions: { maxTries: 2, retryDelayInMs: 100, tryTimeoutInMs: 10_000 } };

const ADMIN_PATH = '/admin/functions/';

/**
 * Runs the registered functions as the Azure Functions host would: HTTP routes, timers (UTC) and queue triggers. Listens on
 * 127.0.0.1 only. Throws for triggers that it does not know, for schedules it cannot read, and for a port that is taken.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { core, settings } = options;
  const routes = httpRoutes(core.registrations, settings.routePrefix);
  const running = new Set<Promise<void>>();
  const started = core.registrations.map((registration) => startTrigger(options, registration, running));
  const schedules = new Map(started.flatMap(({ schedule, name }) => schedule ? [[name, schedule] as const] : []));
  const stopTriggers = async (): Promise<void> => {
    for (const schedule of schedules.values()) schedule.stop();
    await Promise.all([...started.map(({ polling }) => polling?.stop()), ...running]);
  };

  const answer = async (asked: HttpAsked): Promise<HttpAnswer> => {
    const { pathname } = asked.url;
    const door = options.extraRoutes?.get(`${asked.method} ${pathname}`);
    if (door) return withJsonBody(asked, door);
    if (pathname.startsWith(ADMIN_PATH)) return runNow(core, schedules, asked);
    const match = matchRoute(routes, asked.method, pathname);
    if (match.kind === 'unknown') return { status: 404 };
    if (match.kind === 'wrongMethod') return { status: 405, headers: { allow: match.allowed.join(', ') } };
    return answerOf(await core.invoke(match.registration, { data: { http: requestOf(asked, match.params) } }));
  };

  try {
    const door = await openHttpDoor(options.port, answer);
    return {
      port: portOf(door.server),
      stop: async () => {
        await Promise.all([door.close(), stopTriggers()]);
      },
    };
  } catch (error) {
    await stopTriggers();
    throw error;
  }
}

interface Started {
  readonly name: string;
  readonly schedule?: Schedule;
  readonly polling?: QueuePolling;
}

function startTrigger(options: FunctionsHostOptions, registration: Registration, running: Set<Promise<void>>): Started {
  const { name } = registration;
  const trigger = triggerOf(registration);
  if (trigger.type === 'httpTrigger') return { name };
  if (trigger.type === 'timerTrigger') return { name, schedule: startTimer(options.core, registration, trigger, running) };
  if (trigger.type === 'queueTrigger') return { name, polling: startQueue(options, registration, trigger) };
  throw new Error(`The local host cannot run ${name}: it knows no ${trigger.type}.`);
}

function startTimer(core: FunctionsCore, registration: Registration, trigger: Binding, running: Set<Promise<void>>): Schedule {
  const run = (info: TimerInfo): Promise<void> => {
    const work: Promise<void> = core.invoke(registration, timerTrigger(info))
      .then(() => undefined, (error: unknown) => reportFailure(registration.name, error))
      .finally(() => running.delete(work));
    running.add(work);
    return work;
  };
  const schedule = keepSchedule(fillIn(trigger.schedule ?? ''), run);
  if (trigger.runOnStartup) void run(schedule.info());
  return schedule;
}

function startQueue(options: FunctionsHostOptions, registration: Registration, trigger: Binding): QueuePolling {
  return pollQueue({
    service: QueueServiceClient.fromConnectionString(options.queueConnectionString, QUEUE_CLIENT),
    queueName: fillIn(trigger.queueName ?? ''),
    settings: options.settings.queues,
    functionName: registration.name,
    run: async (text, message) => {
      await options.core.invoke(registration, queueTrigger(text, {
        Id: message.messageId,
        DequeueCount: message.dequeueCount,
        InsertionTime: message.insertedOn.toISOString(),
        ExpirationTime: message.expiresOn.toISOString(),
        NextVisibleTime: message.nextVisibleOn.toISOString(),
        PopReceipt: message.popReceipt,
      }));
    },
  });
}

/** The real host's own door to run a function without waiting for its trigger; here the answer comes when it has finished. */
async function runNow(core: FunctionsCore, schedules: ReadonlyMap<string, Schedule>, asked: HttpAsked): Promise<HttpAnswer> {
  const name = asked.url.pathname.slice(ADMIN_PATH.length);
  const registration = core.registrations.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!registration) return json(404, { error: 'There is no function of this name.' });
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  if (triggerOf(registration).type === 'httpTrigger') return json(400, { error: 'An http function is run by its own address.' });
  return withJsonBody(asked, async (body = {}) => {
    const input = inputOf(body);
    if (input === undefined) return json(400, { error: 'The body must be {} or {"input": "text"}.' });
    const schedule = schedules.get(registration.name);
    await core.invoke(registration, schedule ? timerTrigger(schedule.info()) : queueTrigger(input, { DequeueCount: 1 }));
    return { status: 202 };
  });
}

function inputOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const input: unknown = 'input' in body ? body.input : '';
  return typeof input === 'string' ? input : undefined;
}

async function withJsonBody(asked: HttpAsked, door: LocalDoor): Promise<HttpAnswer> {
  if (asked.body.length === 0) return door(undefined);
  let body: unknown;
  try {
    body = JSON.parse(asked.body.toString('utf8'));
  } catch {
    return json(400, { error: 'The body is not JSON.' });
  }
  return door(body);
}

function triggerOf(registration: Registration): Binding {
  const trigger = Object.values(registration.bindings).find(isTrigger);
  if (!trigger) throw new Error(`The function ${registration.name} has no trigger.`);
  return trigger;
}

function timerTrigger(info: TimerInfo): Trigger {
  return { data: { json: JSON.stringify(info) } };
}

function queueTrigger(text: string, facts: Readonly<Record<string, string | number>>): Trigger {
  const metadata = Object.entries(facts).map(([name, value]) => [name, { json: JSON.stringify(value) }] as const);
  return { data: { string: text }, metadata: { QueueTrigger: { string: text }, ...Object.fromEntries(metadata) } };
}

function requestOf(asked: HttpAsked, params: Readonly<Record<string, string>>): NonNullable<TypedData['http']> {
  return { method: asked.method, url: asked.url.href, headers: asked.headers, params, body: { bytes: asked.body } };
}

/** No answer is 204, as in every host since Functions 2 (Microsoft Learn, HTTP trigger). */
function answerOf(data: TypedData | undefined): HttpAnswer {
  const http = data?.http;
  if (!http) return { status: 204 };
  if (http.cookies?.length) throw new Error('The local host carries no cookies.');
  return {
    status: Number(http.statusCode ?? 200),
    ...(http.headers ? { headers: http.headers } : {}),
    ...(http.body?.bytes ? { body: http.body.bytes } : {}),
  };
}
