/**
 * What levels there are, and their lessons. Lists come from the static index without loading any lesson code; a lesson
 * is imported on first use, so that the program starts fast and the worker loads only what it runs.
 */
import type { Lesson } from '../lesson/lesson.js';
import type { Simulation } from '../lesson/simulation.js';
import { UserError } from '../user-error.js';
import { curriculum, folderOf, type PlannedLevel } from './curriculum.js';
import type { LessonEntry } from './entry.js';

export interface Level extends PlannedLevel {
  /** Its folder under lessons/. */
  readonly folder: string;
  /** False while the level is only planned ("coming"). */
  readonly available: boolean;
  /** Ids of its simulations; none while it is not available. */
  readonly simulations: readonly string[];
  /** Ids of its quiz questions, likewise. */
  readonly questions: readonly string[];
}

export class Registry {
  private readonly all: readonly Level[];
  private readonly entries: ReadonlyMap<string, LessonEntry>;
  private readonly bySimulation: ReadonlyMap<string, Level>;

  constructor(index: readonly LessonEntry[]) {
    this.entries = new Map(index.map((entry) => [entry.id, entry]));
    this.all = curriculum.map((planned) => {
      const entry = this.entries.get(planned.id);
      return { ...planned, folder: folderOf(planned), available: entry !== undefined, simulations: entry?.simulations ?? [], questions: entry?.questions ?? [] };
    });
    this.bySimulation = new Map(this.all.flatMap((level) => level.simulations.map((id) => [id, level])));
  }

  /** All thirty, in order. */
  levels(): readonly Level[] {
    return this.all;
  }

  /** By number ("4", 4, "04") or id ("lottery-ticket", "04-lottery-ticket"). */
  findLevel(numberOrId: number | string): Level | undefined {
    const name = String(numberOrId).trim();
    const number = /^\d+$/.test(name) ? Number(name) : undefined;
    return this.all.find((level) => level.number === number || level.id === name || level.folder === name);
  }

  /** Simulation id -> its level, in the order of the course. */
  simulationIndex(): ReadonlyMap<string, Level> {
    return this.bySimulation;
  }

  /** @throws UserError level.unknown, level.coming */
  async loadLesson(id: string): Promise<Lesson> {
    const level = this.findLevel(id);
    if (!level) throw new UserError('level.unknown', { level: id });
    const entry = this.entries.get(level.id);
    if (!entry) throw new UserError('level.coming', { level: level.id });
    return (await entry.load()).default;
  }

  /** @throws UserError simulation.unknown */
  async loadSimulation(id: string): Promise<Simulation> {
    const level = this.bySimulation.get(id);
    const simulation = level && (await this.loadLesson(level.id)).simulations.find((candidate) => candidate.id === id);
    if (!simulation) throw new UserError('simulation.unknown', { simulation: id, known: [...this.bySimulation.keys()].join(', ') });
    return simulation;
  }
}
