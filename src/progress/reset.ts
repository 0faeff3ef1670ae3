/** Starting anew, in three scopes. What the last reset threw away is kept and can be had back. */
import { inLesson, type Change } from './changes.js';
import { mergeProgress } from './merge.js';
import { beforeReset, EMPTY } from './schema.js';
import type { Progress } from './types.js';

export type ResetScope =
  | { readonly kind: 'all' }
  /** A level and the runs of its simulations. */
  | { readonly kind: 'level'; readonly lesson: string; readonly simulations: readonly string[] }
  /** One simulation: its prediction, its mark and its runs. */
  | { readonly kind: 'simulation'; readonly lesson: string; readonly simulation: string };

/** Starts anew. The language stays. Does nothing, not even to the last undo, where there is nothing to forget. */
export function reset(scope: ResetScope): Change {
  return ({ undo, ...before }) => {
    const after = without(scope, before);
    const nothing = JSON.stringify(after) === JSON.stringify(before);
    if (nothing) return undo ? { ...before, undo } : before;
    return { ...after, undo: { scope: scope.kind, before } };
  };
}

/** Brings back what the last reset threw away; what was learned since then stays as well. */
export function undoReset(): Change {
  return ({ undo, ...now }) => {
    if (!undo) return now;
    const before = beforeReset(undo);
    return { ...mergeProgress(before, now), settings: { ...before.settings, ...now.settings } };
  };
}

function without(scope: ResetScope, progress: Progress): Progress {
  switch (scope.kind) {
    case 'all':
      return { ...EMPTY, settings: progress.settings };
    case 'level': {
      const { [scope.lesson]: _gone, ...lessons } = progress.lessons;
      const { current, ...rest } = progress;
      const runs = progress.runs.filter((run) => !scope.simulations.includes(run.simulation));
      return { ...rest, ...(current === undefined || current === scope.lesson ? {} : { current }), lessons, runs };
    }
    case 'simulation': {
      const runs = progress.runs.filter((run) => run.simulation !== scope.simulation);
      if (!Object.hasOwn(progress.lessons, scope.lesson)) return { ...progress, runs };
      return inLesson({ ...progress, runs }, scope.lesson, (before) => {
        const { [scope.simulation]: _gone, ...predictions } = before.predictions;
        const { [scope.simulation]: _setup, ...setups } = before.setups ?? {};
        return { ...before, ...(before.setups === undefined ? {} : { setups }), predictions, finished: before.finished.filter((id) => id !== scope.simulation) };
      });
    }
  }
}
