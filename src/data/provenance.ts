/** Where a shipped data set or model comes from: the record `src/data/files/<name>.json` that the preparing script wrote beside it. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.js';

export interface Provenance {
  readonly name: string;
  /** Who made the data, and where it was first published. */
  readonly source: string;
  /** The package that was read, and its version. */
  readonly package: string;
  readonly version: string;
  readonly licence: string;
  /** What was done to the data, and how the bytes are laid out. */
  readonly notes: string;
  /** Size and checksum before compression. */
  readonly bytes: number;
  readonly sha256: string;
}

/** The record of a data set. */
export function provenance(name: string): Provenance {
  return readRecord(name) as Provenance;
}

/** The record as it was written, for data sets that say more than the common fields. */
export function readRecord(name: string): unknown {
  return JSON.parse(readFileSync(packageFile(`src/data/files/${name}.json`), 'utf8'));
}
