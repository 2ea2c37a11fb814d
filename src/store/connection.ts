import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';

/** As `@azure/identity` has it; its shape is all that is needed here. */
export interface TokenCredential {
  getToken(scopes: string | string[], options?: object): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** A storage account: by connection string (Azurite), or by name and identity (Azure). */
export type Connection = { readonly connectionString: string } | { readonly accountName: string; readonly credential: TokenCredential };

/** A healthy call takes milliseconds, and Teams gives an invoke about ten seconds: better an error in time than an answer too late. */
export const CALL_TIMEOUT_MS = 4_000;
const RETRIES = { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 1_000 };

/** @param onCall told of each round trip, the retries too */
export function openTable(connection: Connection, name: string, onCall: () => void): TableClient {
  const options: TableServiceClientOptions = {
    retryOptions: RETRIES,
    // Azurite speaks http; an account of Azure is named without a scheme and is https.
    allowInsecureConnection: 'connectionString' in connection,
    additionalPolicies: [{ policy: eachTry(onCall), position: 'perRetry' }],
  };
  return 'connectionString' in connection
    ? TableClient.fromConnectionString(connection.connectionString, name, options)
    : new TableClient(`https://${connection.accountName}.table.core.windows.net`, name, connection.credential, options);
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

const eachTry = (onCall: () => void): Policy => ({
  name: 'countAndLimit',
  sendRequest(request, next) {
    onCall();
    request.timeout = CALL_TIMEOUT_MS;
    return next(request);
  },
});
