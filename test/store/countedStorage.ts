import { request as forward } from 'node:http';
import { text } from 'node:stream/consumers';
import { listening, type BadStorage } from './badStorage';

const TABLE_ENDPOINT = /TableEndpoint=([^;]+)/;

export interface CountedStorage extends BadStorage {
  /** Rows in the answers so far. */
  rowsRead(): number;
}

/** Azurite's tables behind a wire that counts the rows that come back: Azure bills and is slow by these, not only by the calls. */
export async function countedStorage(connectionString: string): Promise<CountedStorage> {
  const target = new URL(TABLE_ENDPOINT.exec(connectionString)?.[1] ?? '');
  let rows = 0;
  const wire = await listening((incoming, answer) => {
    const headers = { ...incoming.headers, host: target.host };
    incoming.pipe(forward({ host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers }, (given) => {
      void text(given).then((body) => {
        rows += rowsIn(body);
        answer.writeHead(given.statusCode ?? 500, given.headers).end(body);
      });
    }));
  });
  const [tableEndpoint = ''] = TABLE_ENDPOINT.exec(wire.connectionString) ?? [];
  return { ...wire, connectionString: connectionString.replace(TABLE_ENDPOINT, tableEndpoint), rowsRead: () => rows };
}

function rowsIn(body: string): number {
  const answer: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  return typeof answer === 'object' && answer !== null && 'value' in answer && Array.isArray(answer.value) ? answer.value.length : 0;
}
