import { startAzurite } from '../src/local/azurite';
import { endBuilding } from '../src/local/bundle';
import { measureApp } from './bench/measureApp';
import { cardBytesMax } from './bench/measureCards';
import { searchRatio, storageCallsPerMove, sweepRatio } from './bench/measureStore';

const MEANINGS: Readonly<Record<string, string>> = {
  coldStartRatio: 'start to first invoke answered ÷ a bare hello function app',
  moveRatio: 'card moves a second, 16 at once ÷ echo invokes a second of a bare bot',
  moveFloorRatio: 'the same ÷ a bare bot that does just the storage calls of a move',
  storageCallsPerMove: 'storage round trips until a move is answered',
  sweepRatio: 'a sweep with 100 due among 100,000 open requests ÷ among 1,000',
  searchRatio: 'a search with 20 hits among 100,000 ÷ among 1,000',
  cardBytesMax: 'the largest card over generated requests with the longest texts',
  rssRatio: 'peak memory ÷ the bare hello app',
};

/** `npm run bench`: everything in one run on this machine, as ratios, because absolute times drift. */
async function bench(): Promise<Readonly<Record<string, number>>> {
  const azurite = await startAzurite({ dataDir: 'memory' });
  try {
    const { connectionString } = azurite;
    const figures = await measureApp(connectionString);
    return {
      ...figures, storageCallsPerMove: await storageCallsPerMove(connectionString),
      sweepRatio: await sweepRatio(connectionString), searchRatio: await searchRatio(connectionString), cardBytesMax: cardBytesMax(),
    };
  } finally {
    await azurite.stop();
    await endBuilding();
  }
}

const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(3)));

void bench().then((figures) => {
  const rows = Object.keys(MEANINGS).map((name) => [name, rounded(figures[name] ?? NaN)] as const);
  if (process.argv.includes('--json')) console.log(JSON.stringify(Object.fromEntries(rows)));
  else for (const [name, value] of rows) console.log(`${name.padEnd(20)} ${String(value).padStart(8)}  ${MEANINGS[name] ?? ''}`);
});
