/** Writes what a command was asked to write: never over an existing file unless told, never half. */
import { existsSync } from 'node:fs';
import { displayName } from '../data/learner/read-file.js';
import { writeWhole } from '../progress/index.js';
import { UsageError } from './usage-error.js';

/** @throws UsageError cli.exists */
export function checkTarget(file: string | undefined, overwrite: boolean): void {
  if (file !== undefined && existsSync(file) && !overwrite) throw new UsageError('cli.exists', { file: displayName(file) });
}

/** @throws UsageError cli.exists, cli.write */
export function writeTarget(file: string, text: string, overwrite: boolean): void {
  checkTarget(file, overwrite);
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new UsageError('cli.write', { file, reason: error instanceof Error ? error.message : String(error) });
  }
}
