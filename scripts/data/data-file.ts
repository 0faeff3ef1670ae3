/**
 * What the shipped data sets share: `src/data/files/<name>.bin`, compressed with Brotli, and beside it `<name>.json`, which
 * says where the data comes from, under which licence, and what was done to it. src/data/packed.ts reads them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export interface DataSource {
  /** Who made the data, and where it was first published. */
  readonly source: string;
  /** The package that was read, and its version. */
  readonly package: string;
  readonly version: string;
  readonly licence: string;
  /** What was done to the data, and how the bytes are laid out. */
  readonly notes: string;
}

export interface DataRecord extends DataSource {
  readonly name: string;
  /** Size before compression. */
  readonly bytes: number;
  /** Of the bytes before compression. */
  readonly sha256: string;
}

const folder = fileURLToPath(new URL('../../src/data/files', import.meta.url));

/** Writes `<name>.bin` and `<name>.json`; returns the record and the size on disk. */
export function writeDataFile(name: string, bytes: Uint8Array, source: DataSource): { record: DataRecord; compressed: number } {
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const record: DataRecord = { name, ...source, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.bin`), packed);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  return { record, compressed: packed.length };
}

/**
 * A table as src/data/columns.ts reads it: a column a line, its name and its cells with commas between, which compresses better than rows.
 * @param rows  cells of each row, in the order of the names
 */
export function tableBytes(names: readonly string[], rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const broken = rows.findIndex((row) => row.length !== names.length || row.some((cell) => /[,\n"]/.test(String(cell))));
  if (broken >= 0) throw new Error(`tableBytes: row ${broken} has not ${names.length} plain cells: ${rows[broken].join(' | ')}`);
  return new TextEncoder().encode(`${names.map((name, j) => [name, ...rows.map((row) => row[j])].join(',')).join('\n')}\n`);
}
