import { ActivityTypes, CloudAdapter } from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Application } from '@microsoft/teams-ai/lib/Application';
import type { Log } from '../usecases/ports';
import { apologize } from './answers';
import { doorFault } from './readActivity';

/** An HTTP call, as little of it as the door needs. */
export interface DoorCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export type Door = (call: DoorCall) => Promise<DoorAnswer>;

export interface DoorNeeds {
  readonly authentication: BotFrameworkAuthentication;
  readonly routes: Application;
  readonly tenantId: string;
  readonly log: Log;
  /** Awaited before a route is asked, and after everybody who is not served was turned away. */
  readonly ready: () => Promise<void>;
}

/** `POST /api/messages`: malformed 400, another tenant 403, a bad token 401; everything else is the routes' to answer. Never leaks an error's text. */
export function createDoor({ authentication, routes, tenantId, log, ready }: DoorNeeds): Door {
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (context, error) => {
    const body = apologize(log, context.activity.name, error);
    if (context.activity.type === (ActivityTypes.Invoke as string)) await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
  };
  return async ({ headers, body }) => {
    const activity = parsed(body);
    const fault = doorFault(activity, tenantId);
    if (fault === 'malformed') return { status: 400, body: { error: 'This is not a Bot Framework activity.' } };
    if (fault === 'foreignTenant') return { status: 403, body: { error: 'This app serves its own tenant only.' } };
    const response = new AnswerCollector();
    await adapter.process({ body: activity as Record<string, unknown>, headers, method: 'POST' }, response, async (context) => {
      await ready();
      await routes.run(context);
    });
    return response.answer();
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What CloudAdapter asks of a response; keeps only what may leave the house. */
class AnswerCollector {
  private code = 200;
  private content: unknown;
  socket: unknown = undefined;

  status(code: number): this {
    this.code = code;
    return this;
  }

  send(content: unknown): this {
    this.content = content;
    return this;
  }

  header(): this {
    return this;
  }

  end(): this {
    return this;
  }

  /** Errors of the adapter carry their raw text: it stays inside. */
  answer(): DoorAnswer {
    if (this.code >= 400) return { status: this.code };
    return this.content === undefined ? { status: this.code } : { status: this.code, body: this.content };
  }
}
