import Module from 'node:module';
import { randomUUID } from 'node:crypto';

/** The parts of a binding that the local host reads; @azure/functions hands them over as the app wrote them. */
export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly methods?: readonly string[];
  readonly route?: string;
  readonly schedule?: string;
  readonly runOnStartup?: boolean;
  readonly queueName?: string;
}

export type Handler = (...args: unknown[]) => unknown;

export interface Registration {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly retryOptions?: unknown;
  readonly handler: Handler;
}

/** A value on its way between host and library, in the shapes of the real host's protocol that are used here. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: HttpData;
}

export interface HttpData {
  readonly method?: string;
  readonly url?: string;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly cookies?: readonly unknown[];
  readonly body?: TypedData | null;
}

export interface Trigger {
  readonly data: TypedData;
  readonly metadata?: Readonly<Record<string, TypedData>>;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{
    returnValue?: TypedData | null;
    outputData?: readonly { readonly name: string }[];
  }>;
}

interface ProgrammingModel {
  getInvocationModel(invocation: unknown): InvocationModel;
}

export interface FunctionsCore {
  /** What the app has registered up to now. */
  readonly registrations: readonly Registration[];
  /** Runs a function as the real host's worker does. Throws what its handler throws. */
  readonly invoke: (registration: Registration, trigger: Trigger) => Promise<TypedData | undefined>;
}

type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
type Log = (level: LogLevel, category: string, message: string) => void;

interface Loader {
  _load: (request: string, ...rest: unknown[]) => unknown;
}

let installed: FunctionsCore | undefined;

/**
 * Supplies the module `@azure/functions-core`, which only the real host's worker has, so that `app.http` and its like register here
 * and requests, answers and contexts are the library's own classes. Once a process: the library keeps the module (tryGetCoreApiLazy),
 * so this comes before the first registration. Source: @azure/functions 4.16, app.ts and InvocationModel.ts.
 */
export function installFunctionsCore(): FunctionsCore {
  installed ??= install();
  return installed;
}

function install(): FunctionsCore {
  const registrations: Registration[] = [];
  let model: ProgrammingModel | undefined;
  const core = {
    version: '4.0.0-local',
    hostVersion: '4.0.0-local',
    setProgrammingModel: (given: ProgrammingModel) => { model = given; },
    getProgrammingModel: () => model,
    registerFunction: (metadata: Omit<Registration, 'handler'>, handler: Handler) => {
      registrations.push({ ...metadata, handler });
      return { dispose: () => undefined };
    },
    registerHook: (hookName: string) => {
      throw new Error(`The local Functions host runs no hooks, and the app registers "${hookName}".`);
    },
    log,
  };
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  loader._load = (request, ...rest) => request === '@azure/functions-core' ? core : load(request, ...rest);

  return {
    registrations,
    invoke: (registration, trigger) => {
      if (!model) throw new Error('No function has been registered.');
      return invoke(model, registration, trigger);
    },
  };
}

async function invoke(model: ProgrammingModel, registration: Registration, trigger: Trigger): Promise<TypedData | undefined> {
  const invocationId = randomUUID();
  const [bindingName] = Object.entries(registration.bindings).find(([, binding]) => isTrigger(binding)) ?? [];
  const invocation = model.getInvocationModel({
    invocationId,
    metadata: { name: registration.name, bindings: registration.bindings },
    request: { invocationId, inputData: [{ name: bindingName, data: trigger.data }], triggerMetadata: trigger.metadata },
    log,
  });
  const { context, inputs } = await invocation.getArguments();
  const result = await invocation.invokeFunction(context, inputs, registration.handler);
  const { returnValue, outputData } = await invocation.getResponse(context, result);
  if (outputData?.length) throw new Error(`${registration.name} sets an output binding, which the local host does not carry.`);
  return returnValue ?? undefined;
}

/** Whether a binding is what starts its function. */
export function isTrigger(binding: Binding): boolean {
  return binding.type.toLowerCase().endsWith('trigger');
}

const log: Log = (level, _category, message) => {
  if (level === 'information') process.stdout.write(`${message}\n`);
  if (level === 'warning' || level === 'error' || level === 'critical') process.stderr.write(`${message}\n`);
};
