import { DefaultAzureCredential } from '@azure/identity';
import { readStorage } from '../config';
import type { Connection } from '../store/connection';
import { openStores } from '../store/openTables';
import { openPersonalData } from '../store/personalData';
import { erasePerson, type ErasingReport } from './erasePerson';
import { exportPerson } from './exportPerson';

/**
 * `npm run person -- export <entraId>` and `npm run person -- erase <entraId> [--texts] [--apply]`: one person's data, for an operator
 * (docs/operations.md). Never part of what is deployed.
 */
const USAGE = `npm run person -- export <entraId>                      everything that names the person, as JSON
npm run person -- erase <entraId> [--texts] [--apply]   without --apply only counts; --texts also replaces their own words`;

const ENTRA_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

const connection = (): Connection => {
  const storage = readStorage();
  return 'connectionString' in storage ? storage : { accountName: storage.accountName, credential: new DefaultAzureCredential() };
};

/** Gives the exit code: 0 done, 2 asked wrongly. */
async function main([command, named = '', ...flags]: readonly string[]): Promise<number> {
  const personId = named.toLowerCase();
  const isKnown = (command === 'export' && flags.length === 0) || (command === 'erase' && flags.every((flag) => flag === '--apply' || flag === '--texts'));
  if (!isKnown || !ENTRA_ID.test(personId)) {
    process.stderr.write(`${personId !== '' && !ENTRA_ID.test(personId) ? `"${personId}" is no Entra object id.\n` : ''}${USAGE}\n`);
    return 2;
  }
  const [data, now] = [openPersonalData(connection()), new Date().toISOString()];
  if (command === 'export') {
    process.stdout.write(`${JSON.stringify(await exportPerson(data, personId, now), null, 2)}\n`);
    return 0;
  }
  const erasing = { apply: flags.includes('--apply'), texts: flags.includes('--texts'), now };
  process.stdout.write(`${told(await erasePerson(data, openStores(connection()), personId, erasing), erasing.apply)}\n`);
  return 0;
}

function told({ pseudonym, requests, dutyRecords, deliveries, otherRecords, warnings }: ErasingReport, applied: boolean): string {
  return [
    ...warnings.map((warning) => `Warning: this person ${warning}.`),
    `${applied ? 'Erased' : 'Found'}: named in ${requests.length} requests${requests.length > 0 ? ` (${requests.join(', ')})` : ''}, ${dutyRecords} records of on-call and incidents, ${deliveries} deliveries, ${otherRecords} other records.`,
    applied ? `In the records they are now "Somebody", ${pseudonym}.` : 'Nothing was changed. Add --apply to erase.',
  ].join('\n');
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
