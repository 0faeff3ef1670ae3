/** Progress as a text that moves to another computer, and back. Import merges; it never destroys. */
import { UserError } from '../lesson/index.js';
import { mergeProgress } from './merge.js';
import { migrate, versionOf } from './migrations.js';
import { checkDocument, SCHEMA_VERSION } from './schema.js';
import type { Change } from './changes.js';
import type { Progress } from './types.js';

export interface Extent {
  readonly levels: number;
  readonly runs: number;
}

export function extentOf(progress: Progress): Extent {
  return { levels: Object.keys(progress.lessons).length, runs: progress.runs.length };
}

export function exportProgress({ undo: _undo, ...progress }: Progress): string {
  return `${JSON.stringify({ version: SCHEMA_VERSION, ...progress }, undefined, 1)}\n`;
}

/**
 * @param text  what `exportProgress` gave, of this or an older version; a progress file will do as well
 * @param name  of the file, for messages
 * @throws UserError import.json, import.newer, import.shape
 */
export function readExport(text: string, name: string): Progress {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new UserError('import.json', { file: name });
  }
  if (versionOf(document) > SCHEMA_VERSION) throw new UserError('import.newer', { file: name });
  // A document without a version is no export: not even the oldest was without.
  const checked = checkDocument(versionOf(document) === 0 ? undefined : migrate(document));
  if ('problem' in checked) throw new UserError('import.shape', { file: name, problem: checked.problem });
  const { version: _version, ...progress } = checked.document;
  return progress;
}

export function importProgress(theirs: Progress): Change {
  return (ours) => mergeProgress(ours, theirs);
}
