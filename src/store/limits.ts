/** A value as Table Storage keeps it. Longer text is split by `rows.ts`, never by storage. */
export type Cell = string | number | boolean | Date;
export interface Row {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [property: string]: Cell;
}

/** A row that Azure would refuse. Always a bug here: the domain's limits keep every row far smaller. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
}

/** Microsoft Learn, "Understanding the Table service data model" and "Performing entity group transactions". */
const MAX_ROW_BYTES = 1024 * 1024;
const MAX_CELL_BYTES = 64 * 1024;
const MAX_KEY_BYTES = 1024;
const MAX_PROPERTIES = 252;
const MAX_NAME_UNITS = 255;
const MAX_TRANSACTION_ROWS = 100;
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
const EARLIEST = Date.UTC(1601, 0, 1);
const KEY_REFUSED = /[/\\#?\u0000-\u001f\u007f-\u009f]/;
/** C# takes more letters; ours are ASCII. */
const PROPERTY_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Holds a row to the limits of Azure, which Azurite does not know. Throws BadRow naming the row and the property. */
export function checkRow(row: Row): void {
  const { partitionKey, rowKey, ...cells } = row;
  const refuse = (what: string): never => {
    throw new BadRow(`row ${JSON.stringify(partitionKey.slice(0, 300))} ${JSON.stringify(rowKey.slice(0, 300))}: ${what}`);
  };
  for (const [name, key] of [['partitionKey', partitionKey], ['rowKey', rowKey]] as const) {
    if (KEY_REFUSED.test(key)) refuse(`${name} has a character that storage refuses`);
    if (key.length * 2 > MAX_KEY_BYTES) refuse(`${name} is longer than 1 KiB`);
  }
  if (Object.keys(cells).length > MAX_PROPERTIES) refuse(`has ${Object.keys(cells).length} properties, 252 at most`);
  for (const [name, cell] of Object.entries(cells)) {
    const fault = faultOf(name, cell);
    if (fault) refuse(`property ${name.slice(0, 300)} ${fault}`);
  }
  if (rowBytes(row) > MAX_ROW_BYTES) refuse(`takes ${rowBytes(row)} bytes, 1 MiB at most`);
}

/** Holds the rows of one transaction to its limits, and each of them to its own. Throws BadRow. */
export function checkTransaction(rows: readonly Row[]): void {
  rows.forEach(checkRow);
  const first = rows[0];
  if (!first) throw new BadRow('a transaction needs a row');
  const refuse = (what: string): never => {
    throw new BadRow(`transaction in ${JSON.stringify(first.partitionKey)}: ${what}`);
  };
  if (rows.length > MAX_TRANSACTION_ROWS) refuse(`has ${rows.length} rows, 100 at most`);
  if (rows.some((row) => row.partitionKey !== first.partitionKey)) refuse('spans partitions');
  const twice = rows.find((row, at) => rows.findIndex(({ rowKey }) => rowKey === row.rowKey) !== at);
  if (twice) refuse(`holds the row ${JSON.stringify(twice.rowKey)} twice`);
  const bytes = rows.reduce((sum, row) => sum + rowBytes(row), 0);
  if (bytes > MAX_TRANSACTION_BYTES) refuse(`takes ${bytes} bytes, 4 MiB at most`);
}

/**
 * 4 + 2 × (keys) and, for each property, 8 + 2 × (name) + its value: the documented sum ("How the size of an entity is
 * calculated in Windows Azure Table storage", Microsoft). It counts a UTF-16 unit as two bytes; what goes over the wire is ASCII, so less.
 */
export function rowBytes({ partitionKey, rowKey, ...cells }: Row): number {
  const cellsBytes = Object.entries(cells).reduce((sum, [name, cell]) => sum + 8 + 2 * name.length + cellBytes(cell), 0);
  return 4 + 2 * (partitionKey.length + rowKey.length) + cellsBytes;
}

function cellBytes(cell: Cell): number {
  if (typeof cell === 'string') return 4 + 2 * cell.length;
  return typeof cell === 'boolean' ? 1 : 8;
}

function faultOf(name: string, cell: Cell): string | undefined {
  if (!PROPERTY_NAME.test(name)) return 'has a name that is no C# identifier';
  if (name.length > MAX_NAME_UNITS) return 'has a name of more than 255 characters';
  if (typeof cell === 'string' && cell.length * 2 > MAX_CELL_BYTES) return `takes ${cell.length * 2} bytes, 64 KiB at most`;
  if (typeof cell === 'number' && !Number.isFinite(cell)) return 'is no finite number';
  if (cell instanceof Date && !(cell.getTime() >= EARLIEST)) return 'is a date before 1601';
  return undefined;
}
