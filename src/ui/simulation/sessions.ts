/** The simulations that were opened, each with its parameters and runs, for as long as the tutor is open. Records finished runs. */
import { checkParam, defaultParams, gradeRun, UserError, type Language, type Lesson, type ParamSpec, type ParamValue, type ParamValues, type Simulation } from '../../lesson/index.js';
import { finishRun, gradeChallenge, setUp } from '../../progress/index.js';
import { oneAtATime } from '../../runtime/seed-plan.js';
import type { Services } from '../services.js';
import { ClaimChecks } from './claim-checks.js';
import type { Setting } from './params-state.js';
import { SimulationSession, type FinishedRun } from './session.js';

export type Mode = 'run' | 'challenge';

/** The seed that a simulation is first shown with: that of the command line, so that both show the same. */
export const FIRST_SEED = 0;

/** The challenge has parameters of its own. */
function setupName(simulation: Simulation, mode: Mode): string {
  return mode === 'run' ? simulation.id : `challenge ${simulation.id}`;
}

function accepts(name: string, spec: ParamSpec, value: ParamValue): boolean {
  try {
    checkParam(name, spec, value);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Only what was changed: defaults may depend on the language, and a later version may have better ones. */
function changed(values: ParamValues, defaults: ParamValues): ParamValues {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])));
}

export class Sessions {
  readonly #sessions = new Map<string, SimulationSession>();
  readonly #claims = new Map<string, ClaimChecks>();

  constructor(private readonly services: Services) {}

  /** The session of a simulation in a level; made when first asked for. */
  get(lesson: Lesson, simulation: Simulation, mode: Mode, language: Language): SimulationSession {
    const key = `${mode} ${simulation.id}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const beginning = this.#beginning(lesson, simulation, mode, language);
    const session = new SimulationSession(this.services, {
      simulation,
      ...beginning,
      onStart: ({ values, seed }) => void this.services.progress.apply(setUp(lesson.id, setupName(simulation, mode), { params: changed(values, beginning.setting.values), seed })),
      onDone: (run) => this.#record(lesson, simulation, mode, run),
    });
    this.#sessions.set(key, session);
    return session;
  }

  /** The claims of a level and what checking them has found so far. */
  claims(lesson: Lesson): ClaimChecks {
    const known = this.#claims.get(lesson.id) ?? new ClaimChecks(this.services.pool, () => this.services.now(), lesson.simulations.map(oneAtATime).find(({ atOnce }) => atOnce !== undefined));
    this.#claims.set(lesson.id, known);
    return known;
  }

  /** Ends the runs of a level and begins its simulations anew when they are next asked for. */
  forget(lesson: { readonly id: string; readonly simulations: readonly { readonly id: string }[] }): void {
    this.#claims.get(lesson.id)?.stop();
    this.#claims.delete(lesson.id);
    for (const { id } of lesson.simulations) this.forgetSimulation(id);
  }

  forgetSimulation(id: string): void {
    for (const key of [`run ${id}`, `challenge ${id}`]) {
      this.#sessions.get(key)?.cancel();
      this.#sessions.delete(key);
    }
  }

  forgetAll(): void {
    for (const session of this.#sessions.values()) session.cancel();
    for (const claims of this.#claims.values()) claims.stop();
    this.#sessions.clear();
    this.#claims.clear();
  }

  #beginning(lesson: Lesson, simulation: Simulation, mode: Mode, language: Language) {
    const values = defaultParams(simulation.params, language);
    const last = this.#lastSetup(lesson, simulation, mode);
    if (mode === 'run') return { setting: { values, seed: FIRST_SEED }, last };
    const { start, seed, locked } = lesson.challenge;
    return { setting: { values: { ...values, ...start }, seed }, locked, last };
  }

  /** As it was when the last run began, in this session or an earlier one; parameters that a newer version refuses are left out. */
  #lastSetup(lesson: Lesson, simulation: Simulation, mode: Mode): Partial<Setting> | undefined {
    const setup = this.services.progress.state.lessons[lesson.id]?.setups?.[setupName(simulation, mode)];
    if (setup === undefined) return undefined;
    const locked = mode === 'challenge' ? (lesson.challenge.locked ?? []) : [];
    const kept = Object.entries(setup.params).filter(([name, value]) => {
      const spec = Object.hasOwn(simulation.params, name) && !locked.includes(name) ? simulation.params[name] : undefined;
      return spec !== undefined && accepts(name, spec, value);
    });
    return { values: Object.fromEntries(kept), seed: setup.seed };
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
