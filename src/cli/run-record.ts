/** A run of the history named on the command line. */
import { findRun, type RunRecord } from '../progress/index.js';
import type { Command, Context } from './context.js';
import { suggest, UsageError } from './usage-error.js';

/** @throws UsageError cli.missing, cli.run with a suggestion */
export function runNamed(id: string | undefined, context: Context, command: Pick<Command, 'name' | 'usage'>): RunRecord {
  if (id === undefined) throw new UsageError('cli.missing', { usage: command.usage }, undefined, command.name);
  const progress = context.progress.refresh();
  const record = findRun(progress, id);
  if (!record) throw new UsageError('cli.run', { id }, suggest(id, progress.runs.map((run) => run.id)));
  return record;
}
