/** The simulations that were opened, each with its parameters and runs, for as long as the tutor is open. Records finished runs. */
import { defaultParams, gradeRun, type Language, type Lesson, type Simulation } from '../../lesson/index.js';
import { finishRun, gradeChallenge } from '../../progress/index.js';
import type { Services } from '../services.js';
import { ClaimChecks } from './claim-checks.js';
import { SimulationSession, type FinishedRun } from './session.js';

export type Mode = 'run' | 'challenge';

/** The seed that a simulation is first shown with: that of the command line, so that both show the same. */
export const FIRST_SEED = 0;

export class Sessions {
  readonly #sessions = new Map<string, SimulationSession>();
  readonly #claims = new Map<string, ClaimChecks>();

  constructor(private readonly services: Services) {}

  /** The session of a simulation in a level; made when first asked for. */
  get(lesson: Lesson, simulation: Simulation, mode: Mode, language: Language): SimulationSession {
    const key = `${mode} ${simulation.id}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = new SimulationSession(this.services, {
      simulation,
      ...this.#beginning(lesson, simulation, mode, language),
      onDone: (run) => this.#record(lesson, simulation, mode, run),
    });
    this.#sessions.set(key, session);
    return session;
  }

  /** The claims of a level and what checking them has found so far. */
  claims(lesson: Lesson): ClaimChecks {
    const known = this.#claims.get(lesson.id) ?? new ClaimChecks(this.services.runner, () => this.services.now());
    this.#claims.set(lesson.id, known);
    return known;
  }

  /** Ends the runs of a level and begins its simulations anew when they are next asked for. */
  forget(lesson: Lesson): void {
    this.#claims.get(lesson.id)?.stop();
    this.#claims.delete(lesson.id);
    for (const { id } of lesson.simulations) {
      for (const key of [`run ${id}`, `challenge ${id}`]) {
        this.#sessions.get(key)?.cancel();
        this.#sessions.delete(key);
      }
    }
  }

  #beginning(lesson: Lesson, simulation: Simulation, mode: Mode, language: Language) {
    const values = defaultParams(simulation.params, language);
    if (mode === 'run') return { setting: { values, seed: FIRST_SEED } };
    const { start, seed, locked } = lesson.challenge;
    return { setting: { values: { ...values, ...start }, seed }, locked };
  }

  #record(lesson: Lesson, simulation: Simulation, mode: Mode, { setting, frame, elapsedMs, data }: FinishedRun): void {
    const { progress } = this.services;
    const prediction = lesson.predictions.find((candidate) => candidate.simulation === simulation.id);
    const record = {
      simulation: simulation.id,
      version: simulation.version,
      params: setting.values,
      seed: setting.seed,
      metrics: frame.metrics,
      elapsedMs,
      finishedAt: progress.now(),
      ...(data === undefined ? {} : { data }),
    };
    progress.apply(finishRun(lesson.id, record, mode === 'run' ? prediction?.outcome(frame.metrics) : undefined));
    if (mode !== 'challenge') return;
    const grade = gradeRun(lesson.challenge, frame.metrics);
    if (grade !== 'none') progress.apply(gradeChallenge(lesson.id, grade));
  }
}
