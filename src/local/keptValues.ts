import { RestError, TableClient } from '@azure/data-tables';

/** A few named values that outlive a restart of the app. */
export interface KeptValues {
  get(name: string): Promise<string | undefined>;
  /** Replaces what was kept under this name. */
  set(name: string, value: string): Promise<void>;
}

const TABLE = 'local';
const PARTITION = 'kept';

/** Values in the table `local`, which it makes. Throws RestError when the store cannot be reached. */
export async function keptInTable(connectionString: string): Promise<KeptValues> {
  const table = TableClient.fromConnectionString(connectionString, TABLE, { allowInsecureConnection: true });
  await table.createTable();
  return {
    get: async (name) => {
      try {
        return (await table.getEntity<{ value: string }>(PARTITION, name)).value;
      } catch (error) {
        if (error instanceof RestError && error.statusCode === 404) return undefined;
        throw error;
      }
    },
    set: async (name, value) => {
      await table.upsertEntity({ partitionKey: PARTITION, rowKey: name, value }, 'Replace');
    },
  };
}

/** Values that are gone with this process. */
export function keptInMemory(): KeptValues {
  const values = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(values.get(name)),
    set: (name, value) => {
      values.set(name, value);
      return Promise.resolve();
    },
  };
}
