/** The files a learner brings to a run, read and parsed as the simulation needs them. */
import { readCsv } from './csv.js';
import { displayName, readTextFile } from './read-file.js';
import type { LearnerData } from './table.js';
import { UserError } from '../../user-error.js';

/**
 * @param paths  at least one; "-" is standard input
 * @param kind   what the simulation takes
 * @throws UserError file.*, csv.*, text.*; run.data.files for several texts
 */
export function readLearnerData(paths: readonly string[], kind: LearnerData['kind']): LearnerData {
  const files = paths.map((path) => (path === '-' ? '/dev/stdin' : path));
  if (kind === 'table') return { kind, tables: files.map(readCsv) };
  const [file, ...others] = files;
  if (others.length > 0) throw new UserError('run.data.files', { simulation: displayName(file), max: 1, count: files.length });
  return { kind, name: displayName(file), text: readRunningText(file) };
}

/** The same faults, said of a text instead of a table: what to do about them differs. */
const SAID_OF_TEXT = new Map([
  ['file.empty', 'text.empty'],
  ['file.spreadsheet', 'text.document'],
  ['file.tooLarge', 'text.tooLarge'],
]);

function readRunningText(file: string): string {
  try {
    return readTextFile(file);
  } catch (error) {
    const key = error instanceof UserError ? SAID_OF_TEXT.get(error.key) : undefined;
    throw key !== undefined && error instanceof UserError ? new UserError(key, error.values) : error;
  }
}
