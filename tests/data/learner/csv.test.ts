import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../src/data/learner/clean.js';
import { parseCsv, readCsv } from '../../../src/data/learner/csv.js';
import { decodeText } from '../../../src/data/learner/read-file.js';
import { numericColumn } from '../../../src/data/learner/table.js';
import { UserError } from '../../../src/user-error.js';
import { catalogue } from '../../../src/words/index.js';
import { sayError } from '../../../src/words/say.js';

const folder = mkdtempSync(join(tmpdir(), 'ml-tutor-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

function fault(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

const rowsOf = (table: ReturnType<typeof parseCsv>) => table.lines.map((_, i) => table.columns.map((column) => column.cells[i]));

describe('what is read', () => {
  test('names, rows and the line of each row, past blank lines and line feeds in quotes', () => {
    const table = parseCsv('a,b\n1,"two\nlines"\n\n3,"say ""x"", y"\n', 't.csv');
    expect(table.columns.map((column) => column.name)).toEqual(['a', 'b']);
    expect(rowsOf(table)).toEqual([['1', 'two lines'], ['3', 'say "x", y']]);
    expect(table.lines).toEqual([2, 5]);
  });

  test.each([[','], [';'], ['\t']])('delimiter %j is found, also beside others in quotes', (delimiter) => {
    const table = parseCsv(['"x,;\ty"', 'b', 'c'].join(delimiter) + '\n' + ['1', '2', '3'].join(delimiter), 't.csv');
    expect(table.columns.map((column) => column.name)).toEqual(['x,; y', 'b', 'c']);
  });

  test.each([['\r\n'], ['\r'], ['\n']])('line ends %j', (end) => {
    const table = parseCsv(['a,b', '1,2', '3,4', ''].join(end), 't.csv');
    expect(rowsOf(table)).toEqual([['1', '2'], ['3', '4']]);
    expect(table.lines).toEqual([2, 3]);
  });

  test('a byte-order mark, UTF-16 and GB18030', () => {
    const bom = file('bom.csv', '\uFEFF年份,次数\n60,3\n');
    const utf16 = file('utf16.csv', Buffer.from('\uFEFF年份\t次数\n60\t3\n', 'utf16le'));
    // 年份,次数 as Chinese Excel saves it.
    const gbk = file('gbk.csv', Buffer.from([0xc4, 0xea, 0xb7, 0xdd, 0x2c, 0xb4, 0xce, 0xca, 0xfd, 0x0d, 0x0a, 0x36, 0x30, 0x2c, 0x33]));
    for (const path of [bom, utf16, gbk]) {
      const table = readCsv(path);
      expect(table.columns.map((column) => column.name)).toEqual(['年份', '次数']);
      expect([...numericColumn(table, '次数')]).toEqual([3]);
    }
  });

  test('rows of bare delimiters at the end, as spreadsheets leave them, are no rows', () => {
    expect(parseCsv('a,b\n1,2\n,\n,\n', 't.csv').rowCount).toBe(1);
    expect(parseCsv('a,b\n,\n1,2\n', 't.csv').rowCount).toBe(2);
  });
});

describe('what is refused, with the place', () => {
  test.each([
    ['a,b\n1,2\n3\n', 'csv.ragged', { line: 3, cells: 1, columns: 2 }],
    ['a,b\n"1\n1",2\n3,4,5\n', 'csv.ragged', { line: 4, cells: 3, columns: 2 }],
    ['a,b,a\n1,2,3\n', 'csv.duplicate', { column: 'a', first: 1, second: 3 }],
    ['a, a \n1,2\n', 'csv.duplicate', { column: 'a', first: 1, second: 2 }],
    ['a,,c\n1,2,3\n', 'csv.unnamed', { number: 2 }],
    ['a,b\n', 'csv.headerOnly', {}],
    ['a,b\n,\n', 'csv.headerOnly', {}],
    ['1,2\n3,4\n', 'csv.noHeader', { cells: '1, 2' }],
    ['a,b\n1,"2\n3,4\n', 'csv.quote', {}],
    ['\n \n', 'file.empty', {}],
    [Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',') + '\n', 'csv.columns', { columns: 1001, max: 1000 }],
  ])('%j: %s', (text, key, values) => {
    const error = fault(() => parseCsv(text, 't.csv'));
    expect(error.key).toBe(key);
    expect(error.values).toMatchObject({ file: 't.csv', ...values });
  });

  test('no such file, a folder, an empty file', () => {
    expect(fault(() => readCsv(join(folder, 'none.csv'))).key).toBe('file.missing');
    mkdirSync(join(folder, 'inner'));
    expect(fault(() => readCsv(join(folder, 'inner'))).key).toBe('file.folder');
    expect(fault(() => readCsv(file('empty.csv', ''))).key).toBe('file.empty');
    expect(fault(() => readCsv(file('a-file', 'x') + '/deeper.csv')).key).toBe('file.missing');
  });

  test('a file of 200 MB is refused by its size, before it is read', () => {
    const path = file('huge.csv', 'a,b\n');
    truncateSync(path, 200_000_000); // sparse: takes no room
    const error = fault(() => readCsv(path));
    expect(error.key).toBe('file.tooLarge');
    expect(error.values).toEqual({ file: 'huge.csv', size: '200 MB', limit: '20 MB' });
  });

  test('an endless device stops at the limit', () => {
    expect(fault(() => readCsv('/dev/zero')).key).toBe('file.tooLarge');
  });

  test('binary junk, a spreadsheet, an unknown encoding', () => {
    expect(fault(() => readCsv(file('junk.csv', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)))).key).toBe('file.binary');
    expect(fault(() => readCsv(file('book.xlsx', Buffer.from('PK\u0003\u0004rest')))).key).toBe('file.spreadsheet');
    const latin = fault(() => readCsv(file('latin.csv', Buffer.from('name,n\nok,1\ncaf\xe9,2\n', 'latin1'))));
    expect(latin.key).toBe('file.encoding');
    expect(latin.values).toMatchObject({ line: 3 });
  });

  test('every message is there in both languages, with its values filled in', () => {
    const error = fault(() => parseCsv('a,b\n1\n', 't.csv'));
    for (const language of ['en', 'zh'] as const) {
      expect(sayError(error, { language })).toMatch(/t\.csv.*2.*1.*2/);
      expect(Object.keys(catalogue(language).errors).filter((key) => /^(file|csv)\./.test(key)).length).toBeGreaterThanOrEqual(15);
    }
  });
});

test('escape sequences, control characters and marks that turn the direction do not pass', () => {
  const table = parseCsv('a\u001b[31m,b\u202Eb\n\u001b]0;title\u0007x\u0000,\u009b1my\n', 't.csv');
  expect(table.columns.map((column) => column.name)).toEqual(['a', 'bb']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // eslint-disable-next-line no-control-regex
      expect(cleanLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }),
  );
});

test('any table written as CSV is read back, whatever the delimiter and the quoting', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab 0.5,;"\'\t\n中文é-'), maxLength: 8 });
  const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, delimiter, end) => {
      const header = rows[0].map((_, j) => `column ${j}`);
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = [header.join(delimiter), ...rows.map((row) => row.map(quote).join(delimiter))].join(end);
      const expected = rows.map((row) => row.map(cleanLine));
      while (expected.length > 0 && expected[expected.length - 1].every((one) => one === '')) expected.pop();
      if (expected.length === 0) {
        expect(fault(() => parseCsv(text, 't.csv')).key).toBe('csv.headerOnly');
        return;
      }
      const read = parseCsv(text, 't.csv');
      expect(rowsOf(read)).toEqual(expected);
      let line = 2;
      read.lines.forEach((found, i) => {
        expect(found).toBe(line);
        line += 1 + rows[i].reduce((sum, one) => sum + (one.match(/\n/g)?.length ?? 0), 0);
      });
    }),
    { numRuns: 300 },
  );
});

test('whatever the bytes, there comes a table or an error that names the file', () => {
  const outcome = (run: () => { readonly columns: readonly { readonly cells: readonly string[] }[]; readonly rowCount: number; readonly lines: readonly number[] }) => {
    try {
      const table = run();
      expect(table.lines.length).toBe(table.rowCount);
      for (const { cells } of table.columns) expect(cells.length).toBe(table.rowCount);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.values).toHaveProperty('file', 'f.csv');
      expect(catalogue('en').errors).toHaveProperty([error.key]);
    }
  };
  const letters = fc.string({ unit: fc.constantFrom(...'a1,;\t"\n\r \u001b中'), maxLength: 40 });
  fc.assert(fc.property(letters, (text) => outcome(() => parseCsv(text, 'f.csv'))), { numRuns: 500 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => outcome(() => parseCsv(decodeText(bytes, 'f.csv'), 'f.csv'))), { numRuns: 500 });
});
