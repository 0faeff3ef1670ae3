/** `progress reset`: everything, a level or a simulation, after asking, with a copy of what was there. */
import { extentOf, reset, undoReset, type ResetScope } from '../../progress/index.js';
import { findLevel, levels, simulationIndex } from '../../registry/index.js';
import type { Context } from '../context.js';
import { suggest, UsageError } from '../usage-error.js';

/** @throws UsageError level.unknown, cli.confirm */
export async function resetProgress(target: string | undefined, sure: boolean, context: Context): Promise<number> {
  const { words, io, progress } = context;
  const { scope, question } = scopeOf(target, context);
  if (!sure) {
    if (!io.stdinIsTTY || !io.stderr.isTTY) throw new UsageError('cli.confirm');
    const answer = await io.ask(question);
    if (!/^(y|yes|是|好)$/i.test(answer.trim())) {
      await context.print(words['progress.kept']);
      return 0;
    }
  }
  const copy = progress.backup();
  progress.apply(reset(scope));
  await context.print(copy ? context.fill(words['progress.reset'], { file: copy }) : words['progress.resetNothing']);
  if (progress.state.undo) await context.print(words['progress.canUndo']);
  return 0;
}

/** `progress undo`: what the last reset threw away, back again. */
export async function undoLastReset({ words, progress, print }: Context): Promise<number> {
  const { undo } = progress.state;
  progress.apply(undoReset());
  await print(undo ? words['progress.undone'] : words['progress.nothingToUndo']);
  return 0;
}

/** A name that is both a level and a simulation means the level. */
function scopeOf(target: string | undefined, { words, fill, language, progress }: Context): { readonly scope: ResetScope; readonly question: string } {
  if (target === undefined) return { scope: { kind: 'all' }, question: fill(words['progress.confirm.all'], { ...extentOf(progress.state) }) };
  const level = findLevel(target);
  if (level) {
    const question = fill(words['progress.confirm.level'], { title: level.title[language] });
    return { scope: { kind: 'level', lesson: level.id, simulations: level.simulations }, question };
  }
  const home = simulationIndex().get(target);
  if (!home) throw new UsageError('level.unknown', { level: target }, suggest(target, [...levels().map(({ id }) => id), ...simulationIndex().keys()]));
  return { scope: { kind: 'simulation', lesson: home.id, simulation: target }, question: fill(words['progress.confirm.simulation'], { simulation: target }) };
}
