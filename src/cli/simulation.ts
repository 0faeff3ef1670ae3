/** A simulation named on the command line, with its level and its words. */
import type { Lesson, Simulation } from '../lesson/index.js';
import { loadLesson, loadSimulation, simulationIndex, type Level } from '../registry/index.js';
import type { Speaker } from '../words/say.js';
import type { Command, Context } from './context.js';
import { suggest, UsageError } from './usage-error.js';

export interface Named {
  readonly simulation: Simulation;
  readonly level: Level;
  readonly lesson: Lesson;
  /** Speaks with the words of the level, those of the simulation first. */
  readonly speaker: Speaker;
}

/** @throws UsageError cli.missing, simulation.unknown with a suggestion */
export async function findSimulation(typed: string | undefined, context: Context, command: Pick<Command, 'name' | 'usage'>): Promise<Named> {
  if (typed === undefined) throw new UsageError('cli.missing', { usage: command.usage }, undefined, command.name);
  const index = simulationIndex();
  const level = index.get(typed);
  if (!level) {
    const known = [...index.keys()];
    throw new UsageError('simulation.unknown', { simulation: typed, known: known.join(', ') }, suggest(typed, known));
  }
  const [simulation, lesson] = await Promise.all([loadSimulation(typed), loadLesson(level.id)]);
  return { simulation, level, lesson, speaker: { language: context.language, lesson: context.wordsOf(level), simulation: typed } };
}
