import { createServer, request as forward, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { portOf } from '../../src/local/ports';

export interface BadStorage {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Azurite behind a wire that lets the first transactions through and answers 500 for them: the client does not know that they were made. */
export function losingAnswers(connectionString: string, count: number): Promise<BadStorage> {
  const target = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  let left = count;
  return listening((incoming, answer) => {
    const loses = incoming.url?.endsWith('$batch') === true && left-- > 0;
    const headers = { ...incoming.headers, host: target.host };
    incoming.pipe(forward({ host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers }, (given) => pass(given, answer, loses)));
  });
}

function pass(given: IncomingMessage, answer: ServerResponse, loses: boolean): void {
  if (loses) {
    given.resume().on('end', () => answer.writeHead(500).end());
    return;
  }
  answer.writeHead(given.statusCode ?? 500, given.headers);
  given.pipe(answer);
}

/** Storage whose identity may use tables and queues but not make them. */
export const refusingToMake = ({ areThere }: { readonly areThere: boolean }): Promise<BadStorage> =>
  listening((incoming, answer) => {
    incoming.resume();
    const makes = incoming.method === 'POST' || incoming.method === 'PUT';
    if (makes) return void answer.writeHead(403, { 'x-ms-error-code': 'AuthorizationFailure' }).end();
    const isQueue = incoming.url?.includes('comp=metadata') === true;
    if (isQueue) return void answer.writeHead(areThere ? 200 : 404, { 'x-ms-approximate-messages-count': '0' }).end();
    const code = areThere ? 'ResourceNotFound' : 'TableNotFound';
    answer.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: code } } }));
  });

export async function listening(listener: RequestListener): Promise<BadStorage> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server)}/devstoreaccount1`;
  return {
    // The account that every Azurite has; published, so no secret (Microsoft Learn, "Use the Azurite emulator").
    connectionString: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;QueueEndpoint=${url};TableEndpoint=${url};`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
