/** `progress export` and `progress import`: to a file ("-": stdout or stdin) and back, saying how much went. */
import path from 'node:path';
import { displayName, readTextFile } from '../../data/learner/read-file.js';
import { exportProgress, extentOf, importProgress, readExport } from '../../progress/index.js';
import type { Context } from '../context.js';
import { writeTarget } from '../write-file.js';

/** @throws UsageError cli.exists, cli.write */
export async function exportTo(file: string, overwrite: boolean, context: Context): Promise<number> {
  const { state } = context.progress;
  const text = exportProgress(state);
  if (file === '-') {
    await context.emit(text);
    return 0;
  }
  writeTarget(file, text, overwrite);
  // What the line says is what can be read back, not what should have been written.
  const extent = extentOf(readExport(readTextFile(file), displayName(file)));
  await context.print(context.fill(context.words['progress.exported'], { ...extent, file: path.resolve(file) }));
  return 0;
}

/** @throws UserError file.*, import.* */
export async function importFrom(file: string, context: Context): Promise<number> {
  const name = file === '-' ? '-' : displayName(file);
  const theirs = readExport(readTextFile(file === '-' ? '/dev/stdin' : file), name);
  const now = context.progress.apply(importProgress(theirs));
  await context.print(context.fill(context.words['progress.imported'], { ...extentOf(theirs), file: name }));
  await context.print(context.fill(context.words['progress.total'], { ...extentOf(now) }));
  return 0;
}
