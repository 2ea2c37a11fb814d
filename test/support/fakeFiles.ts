import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How a file comes, or does not. */
export type Manner =
  | { readonly kind: 'whole'; readonly content: Buffer | string; readonly type?: string }
  /** So many bytes of nothing in particular, made as they are sent; with their length in the header or without. */
  | { readonly kind: 'long'; readonly bytes: number; readonly declared: boolean }
  /** The line breaks in the middle. */
  | { readonly kind: 'cutOff' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'status'; readonly status: number }
  /** One byte, and nothing more for so long. */
  | { readonly kind: 'slow'; readonly pauseMs: number };

export type FakeFiles = ReturnType<typeof openFakeFiles>;

const PIECE = Buffer.alloc(64 * 1024, 'x');
const PATH = '/files/';

/** Where Teams keeps files: answers at `/files/NAME` in the manner that a test has ordered. */
export function openFakeFiles() {
  const manners = new Map<string, Manner>();
  const asked: { readonly name: string; readonly headers: IncomingMessage['headers'] }[] = [];
  let files = 0;
  return {
    /** Every request for a file, in order. */
    asked,
    /** Puts a file there. Gives its path. */
    put(manner: Manner): string {
      const name = `file-${++files}`;
      manners.set(name, manner);
      return `${PATH}${name}`;
    },
    takes: (request: IncomingMessage): boolean => request.url?.startsWith(PATH) === true,
    async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const name = (request.url ?? '').slice(PATH.length);
      asked.push({ name, headers: request.headers });
      await answer(manners.get(name) ?? { kind: 'status', status: 404 }, response);
    },
  };
}

async function answer(manner: Manner, response: ServerResponse): Promise<void> {
  switch (manner.kind) {
    case 'whole': {
      const content = Buffer.from(manner.content);
      response.writeHead(200, { 'content-type': manner.type ?? 'text/plain', 'content-length': content.length }).end(content);
      return;
    }
    case 'long':
      return answerLong(manner, response);
    case 'cutOff':
      response.writeHead(200, { 'content-length': 3 * PIECE.length });
      response.write(PIECE, () => response.destroy());
      return;
    case 'redirect':
      response.writeHead(302, { location: manner.to }).end();
      return;
    case 'status':
      response.writeHead(manner.status, { 'content-type': 'text/html' }).end('<h1>No</h1>');
      return;
    case 'slow':
      response.writeHead(200, { 'content-length': 2 });
      response.write('x');
      await pause(manner.pauseMs);
      response.end('x');
  }
}

async function answerLong({ bytes, declared }: Extract<Manner, { kind: 'long' }>, response: ServerResponse): Promise<void> {
  response.writeHead(200, declared ? { 'content-length': bytes } : {});
  for (let left = bytes; left > 0 && !response.destroyed; left -= PIECE.length) {
    if (!response.write(PIECE.subarray(0, Math.min(left, PIECE.length)))) await drained(response);
  }
  response.end();
}

const drained = (response: ServerResponse): Promise<void> => new Promise((resolve) => {
  const done = (): void => {
    response.off('drain', done).off('close', done);
    resolve();
  };
  response.on('drain', done).on('close', done);
});
