/**
 * A learner's CSV file as a table. Parsing is csv-parse's; what is here finds the delimiter, checks the shape and says where
 * a file is wrong. Comma, semicolon and tab; quoted fields; any line ends; see read-file.ts for size and encoding.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../../user-error.js';
import { cleanLine, cleanText } from './clean.js';
import { displayName, readTextFile } from './read-file.js';
import type { DataTable } from './table.js';

const DELIMITERS = [',', ';', '\t'] as const;
const MAX_COLUMNS = 1000;

/** @throws UserError file.* as {@link readTextFile}, csv.* as {@link parseCsv} */
export function readCsv(path: string): DataTable {
  return parseCsv(readTextFile(path), displayName(path));
}

interface Row {
  readonly cells: readonly string[];
  /** Where the row begins, 1-based. */
  readonly line: number;
}

/**
 * @param text  contents of the file, also as pasted
 * @param name  for titles and messages
 * @throws UserError csv.quote, csv.headerOnly, csv.noHeader, csv.unnamed, csv.duplicate, csv.columns, csv.ragged, file.empty
 */
export function parseCsv(text: string, name: string): DataTable {
  const rows = withoutEmptyTail(parseRows(cleanText(text), name));
  if (rows.length === 0) throw new UserError('file.empty', { file: name });
  const [header, ...body] = rows;
  checkHeader(header, name);
  if (body.length === 0) throw new UserError('csv.headerOnly', { file: name });
  for (const { cells, line } of body) {
    if (cells.length !== header.cells.length) {
      throw new UserError('csv.ragged', { file: name, line, cells: cells.length, columns: header.cells.length });
    }
  }
  return {
    name,
    rowCount: body.length,
    columns: header.cells.map((column, j) => ({ name: column, cells: body.map((row) => row.cells[j]) })),
    lines: body.map((row) => row.line),
  };
}

function parseRows(text: string, file: string): Row[] {
  const rows: Row[] = [];
  try {
    parse(text, {
      delimiter: findDelimiter(text),
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      // Spaces before a quote: `a, "b"`.
      ltrim: true,
      rtrim: true,
      on_record: (cells: string[], { lines }) => {
        let inside = 0;
        for (const cell of cells) if (cell.includes('\n')) inside += cell.split('\n').length - 1;
        rows.push({ cells: cells.map(cleanCell), line: lines - inside });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : rows.length + 1;
    throw new UserError('csv.quote', { file, line });
  }
  return rows;
}

/** The text is clean already: only a cell with white space or letters beyond ASCII needs work. */
function cleanCell(cell: string): string {
  return /^[!-~]*$/.test(cell) ? cell : cleanLine(cell);
}

/** The delimiter that is most frequent in the first line, outside quotes; the comma where there is none. */
function findDelimiter(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let seen = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) {
      if (seen) break;
    } else {
      seen ||= character !== ' ';
      const count = counts.get(character);
      if (count !== undefined && !quoted) counts.set(character, count + 1);
    }
  }
  return [...DELIMITERS].reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

function checkHeader({ cells }: Row, file: string): void {
  if (cells.length > MAX_COLUMNS) throw new UserError('csv.columns', { file, columns: cells.length, max: MAX_COLUMNS });
  if (cells.every((cell) => cell !== '' && Number.isFinite(Number(cell)))) throw new UserError('csv.noHeader', { file, cells: cells.slice(0, 5).join(', ') });
  const seen = new Map<string, number>();
  cells.forEach((cell, j) => {
    if (cell === '') throw new UserError('csv.unnamed', { file, number: j + 1 });
    const before = seen.get(cell);
    if (before !== undefined) throw new UserError('csv.duplicate', { file, column: cell, first: before + 1, second: j + 1 });
    seen.set(cell, j);
  });
}

/** Spreadsheets like to leave rows of bare delimiters at the end. */
function withoutEmptyTail(rows: readonly Row[]): readonly Row[] {
  let end = rows.length;
  while (end > 0 && rows[end - 1].cells.every((cell) => cell === '')) end--;
  return rows.slice(0, end);
}
