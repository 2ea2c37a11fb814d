import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { reportFailure } from './reportFailure';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const HARD_LIMIT_BYTES = 16 * BODY_LIMIT_BYTES;
/** Longer than what clients keep a connection for, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000;

export interface HttpAsked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface HttpDoor {
  readonly server: Server;
  /** Takes no more, lets what runs end, and closes every connection. */
  readonly close: () => Promise<void>;
}

/** An HTTP server on this machine's own address. A throwing `answer` is a 500 without a word; the reason goes to stderr. */
export async function openHttpDoor(port: number, answer: (asked: HttpAsked) => Promise<HttpAnswer>): Promise<HttpDoor> {
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const work = serve(request, response, answer).finally(() => running.delete(work));
    running.add(work);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    server,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(running);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An answer in JSON. */
export function json(status: number, value: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

async function serve(
  request: IncomingMessage, response: ServerResponse, answer: (asked: HttpAsked) => Promise<HttpAnswer>,
): Promise<void> {
  try {
    send(response, await answerTo(request, answer));
  } catch (error) {
    reportFailure(`${request.method ?? ''} ${request.url ?? ''}`, error);
    send(response, { status: 500 });
  }
}

async function answerTo(request: IncomingMessage, answer: (asked: HttpAsked) => Promise<HttpAnswer>): Promise<HttpAnswer> {
  const body = await readBody(request);
  if (!body) return json(413, { error: 'The body is larger than 2 MB.' });
  const url = urlOf(request);
  if (!url) return json(400, { error: 'The address cannot be read.' });
  return answer({ method: request.method ?? 'GET', url, headers: headersOf(request), body });
}

/** The address under this host's own name: what a client writes as Host must not decide how the path is read. */
function urlOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? '/';
  const address = `http://127.0.0.1:${request.socket.localPort ?? 0}${path}`;
  if (!path.startsWith('/') || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return isReadable(url.pathname) ? url : undefined;
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']);
  return Object.fromEntries(headers) as Record<string, string>;
}

/** The whole body, chunked or not, or undefined for one over the limit. Reads on over the limit: a client that still sends would lose the 413. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > HARD_LIMIT_BYTES) break;
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return sizeBytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const body = answer.body ?? new Uint8Array();
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  response.end(body);
}
