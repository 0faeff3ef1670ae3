/** The registry of the lesson folders: the only door through which runtime, ui and cli reach the lessons. */
import type { Language } from '../lesson/label.js';
import type { Lesson } from '../lesson/lesson.js';
import type { Simulation } from '../lesson/simulation.js';
import type { LessonWords } from '../lesson/words/types.js';
import { UserError } from '../user-error.js';
import { lessonIndex } from './lessons.generated.js';
import { Registry, type Level } from './registry.js';
import { textOfFolder, wordsOfFolder } from './words.js';

export { parts, type Part, type Titles } from './curriculum.js';
export type { Level } from './registry.js';
export type { Hit, Target } from './search.js';

const registry = new Registry(lessonIndex);

/** All thirty levels in order, built or not. */
export function levels(): readonly Level[] {
  return registry.levels();
}

/** By number ("4", 4) or id ("lottery-ticket"); undefined where there is none. */
export function findLevel(numberOrId: number | string): Level | undefined {
  return registry.findLevel(numberOrId);
}

/** Simulation id -> its level, in the order of the course. */
export function simulationIndex(): ReadonlyMap<string, Level> {
  return registry.simulationIndex();
}

/** @throws UserError level.unknown, level.coming */
export function loadLesson(id: string): Promise<Lesson> {
  return registry.loadLesson(id);
}

/** @throws UserError simulation.unknown */
export function loadSimulation(id: string): Promise<Simulation> {
  return registry.loadSimulation(id);
}

/** The level's words; read from the package and parsed once. @throws UserError level.unknown, level.coming */
export function loadWords(id: string, language: Language): LessonWords {
  const level = registry.findLevel(id);
  if (!level) throw new UserError('level.unknown', { level: id });
  if (!level.available) throw new UserError('level.coming', { level: level.id });
  return wordsOfFolder(level.folder, language);
}

/** The Markdown of a level: zh.md or en.md. */
export function textOf(level: Level, language: Language): string {
  return textOfFolder(level.folder, language);
}
