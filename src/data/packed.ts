/** Reads the shipped data files: `src/data/files/<name>.bin`, compressed with Brotli by scripts/data. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { packageFile } from '../package-root.js';

/** The unpacked bytes of a data file. */
export function readPacked(name: string): Uint8Array {
  return brotliDecompressSync(readFileSync(packageFile(`src/data/files/${name}.bin`)));
}

/** Makes a value on the first call and keeps it: data sets are read once a process. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
