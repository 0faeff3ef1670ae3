/**
 * The shelf of finished runs: bounded in number and in size, so that the store stays small; the oldest go first, pinned ones stay.
 * Naming, pinning and deleting are changes like all others.
 */
import type { Change } from './changes.js';
import type { Progress, RunRecord } from './types.js';

export const MAX_RUNS = 200;
/** Of them, how many may be pinned: there must be room for new ones. */
export const MAX_PINNED = 50;
/** Characters that all runs together take in the file: a level with many metrics must not make every start slow. */
export const MAX_RUNS_SIZE = 400_000;
/** Characters of a name. */
export const MAX_NAME = 40;

/** The runs that stay: the newest always, then pinned ones, then as many of the others, newest first, as there is room for. */
export function withinBounds(runs: readonly RunRecord[]): readonly RunRecord[] {
  const newest = runs.length - 1;
  const pinned = runs.flatMap(({ pinned: kept }, index) => (kept ? [index] : [])).slice(-MAX_PINNED);
  const rest = runs.map((_, index) => index).filter((index) => index !== newest && !pinned.includes(index)).reverse();
  const kept = new Set<number>();
  let size = 0;
  for (const index of [newest, ...pinned.reverse(), ...rest]) {
    if (kept.has(index) || index < 0) continue;
    size += JSON.stringify(runs[index]).length;
    if (kept.size === MAX_RUNS || (kept.size > 0 && size > MAX_RUNS_SIZE)) break;
    kept.add(index);
  }
  return kept.size === runs.length ? runs : runs.filter((_, index) => kept.has(index));
}

/** By its id, as typed. */
export function findRun({ runs }: Progress, id: string): RunRecord | undefined {
  const wanted = id.trim().toLowerCase();
  return runs.find((run) => run.id === wanted);
}

/** Whether one more can be pinned. */
export function canPin({ runs }: Progress): boolean {
  return runs.filter(({ pinned }) => pinned).length < MAX_PINNED;
}

/** A pinned run stays when older ones go. Does nothing where `canPin` says no. */
export function pinRun(id: string, pinned: boolean): Change {
  return (progress) => {
    if (pinned && !canPin(progress)) return progress;
    return onRun(progress, id, ({ pinned: _before, ...run }) => (pinned ? { ...run, pinned } : run));
  };
}

/** @param name  shortened to MAX_NAME characters; empty takes the name away */
export function nameRun(id: string, name: string): Change {
  const text = [...name.trim().replace(/\s+/g, ' ')].slice(0, MAX_NAME).join('');
  return (progress) => onRun(progress, id, ({ name: _before, ...run }) => (text === '' ? run : { ...run, name: text }));
}

/** Also a pinned one. That the simulation was finished stays known. */
export function deleteRun(id: string): Change {
  return (progress) => ({ ...progress, runs: progress.runs.filter((run) => run.id !== id) });
}

function onRun(progress: Progress, id: string, change: (run: RunRecord) => RunRecord): Progress {
  return { ...progress, runs: progress.runs.map((run) => (run.id === id ? change(run) : run)) };
}
