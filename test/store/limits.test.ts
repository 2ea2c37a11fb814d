import { strict as assert } from 'node:assert';
import { BadRow, checkRow, checkTransaction, rowBytes, type Row } from '../../src/store/limits';

const aRow = (cells: Readonly<Record<string, string | number | boolean | Date>> = {}, rowKey = 'r'): Row => ({ ...cells, partitionKey: 'p', rowKey });
const cellsOf = (count: number, text: string) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}`, text]));
const refused = (row: Row, why: RegExp) => assert.throws(() => checkRow(row), (error) => error instanceof BadRow && why.test(error.message));

describe('limits of a row', () => {
  it('count as the documentation does', () => {
    // Microsoft's sum: 4 + 2 × 2 for the keys; 8 + 2 × 4 for each property's name; then the value.
    assert.equal(rowBytes(aRow({ text: 'abc', flag: true, numb: 1, date: new Date(0) })), 8 + 4 * 16 + (4 + 6) + 1 + 8 + 8);
  });

  it('take 64 KiB a property and no more', () => {
    checkRow(aRow({ text: 'x'.repeat(32 * 1024) }));
    refused(aRow({ text: 'x'.repeat(32 * 1024 + 1) }), /"p" "r": property text takes 65538 bytes/);
  });

  it('take 1 MiB a row and no more', () => {
    checkRow(aRow(cellsOf(15, 'x'.repeat(32 * 1024))));
    refused(aRow(cellsOf(16, 'x'.repeat(32 * 1024))), /1 MiB/);
  });

  it('take 252 properties and no more', () => {
    checkRow(aRow(cellsOf(252, '')));
    refused(aRow(cellsOf(253, '')), /253 properties/);
  });

  it('take names that are C# identifiers', () => {
    checkRow(aRow({ _json0: 'x' }));
    for (const name of ['a-b', '0a', 'a b', '', 'é', 'a.b']) refused(aRow({ [name]: 'x' }), /C# identifier/);
    refused(aRow({ ['a'.repeat(256)]: 'x' }), /255/);
  });

  it('take dates from 1601 and real numbers', () => {
    checkRow(aRow({ at: new Date('1601-01-01T00:00:00Z') }));
    for (const at of [new Date('1600-12-31T23:59:59Z'), new Date(Number.NaN)]) refused(aRow({ at }), /before 1601/);
    for (const count of [Number.NaN, Infinity]) refused(aRow({ count }), /finite/);
  });

  it('take keys of 1 KiB without what storage refuses', () => {
    checkRow(aRow({}, 'x'.repeat(512)));
    refused(aRow({}, 'x'.repeat(513)), /rowKey is longer/);
    for (const sign of ['/', '\\', '#', '?', '\u0000', '\t', '\u007f', '\u009f']) {
      refused(aRow({}, `a${sign}b`), /rowKey has a character/);
      refused({ partitionKey: sign, rowKey: 'r' }, /partitionKey has a character/);
    }
  });
});

describe('limits of a transaction', () => {
  const refusedTogether = (rows: readonly Row[], why: RegExp) => assert.throws(() => checkTransaction(rows), (error) => error instanceof BadRow && why.test(error.message));
  const rowsOf = (count: number, cells = {}) => Array.from({ length: count }, (_, at) => aRow(cells, `r${at}`));

  it('take 100 rows of one partition, each once', () => {
    checkTransaction(rowsOf(100));
    refusedTogether(rowsOf(101), /101 rows/);
    refusedTogether([], /needs a row/);
    refusedTogether([aRow(), aRow()], /"r" twice/);
    refusedTogether([aRow(), { partitionKey: 'q', rowKey: 's' }], /spans partitions/);
  });

  it('take 4 MiB and no more', () => {
    checkTransaction(rowsOf(4, cellsOf(15, 'x'.repeat(32 * 1024))));
    refusedTogether(rowsOf(5, cellsOf(15, 'x'.repeat(32 * 1024))), /4 MiB/);
  });

  it('hold each row to its own', () => {
    refusedTogether([aRow(), aRow({ text: 'x'.repeat(40_000) }, 's')], /property text/);
  });
});
