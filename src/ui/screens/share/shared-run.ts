/** What a typed share code or id of a run stands for, and how it is put on screen. */
import { UserError, type Lesson, type Simulation } from '../../../lesson/index.js';
import { findRun, type Progress } from '../../../progress/index.js';
import { looksLikeCode, readShareCode, type Simulations } from '../../../runtime/index.js';
import type { Game } from '../../game-context.js';
import type { Course } from '../../services.js';
import type { Setting } from '../../simulation/params-state.js';

export interface SharedRun {
  readonly level: string;
  readonly lesson: Lesson;
  readonly simulation: Simulation;
  readonly setting: Setting;
  /** Of the simulation when the run was made. */
  readonly version: number;
  /** It was made with a file of the learner's; the paths, where they are known. */
  readonly files: readonly string[] | 'unknown' | undefined;
}

/** @throws UserError replay.unknown, share.*, param.*, simulation.unknown */
export async function findShared(typed: string, course: Course, progress: Progress): Promise<SharedRun> {
  const text = typed.normalize('NFKC').trim();
  const record = findRun(progress, text);
  if (record !== undefined) {
    const { level, lesson, simulation } = await homeOf(record.simulation, course);
    return { level, lesson, simulation, setting: { values: { ...record.params }, seed: record.seed }, version: record.version, files: record.data };
  }
  if (!looksLikeCode(text)) throw new UserError('replay.unknown', { text });
  const { simulation: found, params, seed, data, version } = await readShareCode(text, simulationsOf(course));
  const { level, lesson, simulation } = await homeOf(found.id, course);
  return { level, lesson, simulation, setting: { values: params, seed }, version, files: data ? 'unknown' : undefined };
}

function simulationsOf(course: Course): Simulations {
  return { ids: course.levels.flatMap(({ simulations }) => simulations), load: async (id) => (await homeOf(id, course)).simulation };
}

/** @throws UserError simulation.unknown */
async function homeOf(id: string, course: Course): Promise<{ readonly level: string; readonly lesson: Lesson; readonly simulation: Simulation }> {
  const level = course.levels.find(({ simulations }) => simulations.includes(id));
  const lesson = level && (await course.loadLesson(level.id));
  const simulation = lesson?.simulations.find((candidate) => candidate.id === id);
  if (level === undefined || lesson === undefined || simulation === undefined) throw new UserError('simulation.unknown', { simulation: id, known: course.levels.flatMap(({ simulations }) => simulations).join(', ') });
  return { level: level.id, lesson, simulation };
}

/**
 * Puts parameters and seed in place, runs, and goes there. A run with a file that is not at hand waits for it.
 * @throws UserError where the file cannot be read
 */
export async function showShared({ level, lesson, simulation, setting, files }: SharedRun, game: Game): Promise<void> {
  const session = game.sessions.get(lesson, simulation, 'run', game.language);
  // Parameters that a run of an older version does not know take their present values' place: their defaults.
  const values = { ...session.state.params.initial.values, ...Object.fromEntries(Object.entries(setting.values).filter(([name]) => Object.hasOwn(simulation.params, name))) };
  session.params({ type: 'setAll', setting: { values, seed: setting.seed } });
  if (Array.isArray(files)) await session.useFiles(files);
  else if (files === undefined) await session.useFiles([]);
  if (files !== 'unknown') session.rerun();
  game.go({ screen: 'level', level, step: 'run', index: lesson.simulations.indexOf(simulation) });
}
