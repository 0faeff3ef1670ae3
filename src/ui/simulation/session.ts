/**
 * One simulation as the learner plays with it: steers its runs through the runner and keeps the state that screens show.
 * It outlives the screen, so that cards can be read while a run goes on. Nothing is computed here.
 */
import type { LearnerData } from '../../data/learner/table.js';
import { UserError, type Frame, type Simulation } from '../../lesson/index.js';
import type { Run } from '../../runtime/types.js';
import type { Services } from '../services.js';
import { chosenRow, startParams, type ParamsAction, type Setting } from './params-state.js';
import { changedSince, isAlive, reduceSession, startSession, type OwnFile, type RunView, type SessionAction, type SessionState } from './session-state.js';

export interface FinishedRun {
  readonly setting: Setting;
  readonly frame: Frame;
  readonly elapsedMs: number;
  readonly data?: readonly string[];
}

export interface SessionOptions {
  readonly simulation: Simulation;
  readonly setting: Setting;
  readonly locked?: readonly string[];
  /** What it was last set to; reset goes back to `setting`. */
  readonly last?: Partial<Setting>;
  /** A run begins. */
  readonly onStart?: (setting: Setting) => void;
  readonly onDone: (run: FinishedRun) => void;
}

/** Frames shown a second: the eye follows, and a slow terminal keeps up. Keys are painted at once. */
const SHOW_EVERY_MS = 67;

export class SimulationSession {
  #state: SessionState;
  #run: Run | undefined;
  #data: LearnerData | undefined;
  #unwatch: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly services: Pick<Services, 'runner' | 'newSeed' | 'readData'>,
    private readonly options: SessionOptions,
  ) {
    const { simulation, setting, locked, last } = options;
    const files = simulation.data === undefined ? 0 : simulation.data.kind === 'table' ? simulation.data.files : 1;
    this.#state = startSession(startParams(simulation.params, setting, { locked, files }), files);
    if (last !== undefined) {
      const { params } = this.#state;
      this.#state = { ...this.#state, params: { ...params, setting: { values: { ...setting.values, ...last.values }, seed: last.seed ?? setting.seed } } };
    }
    services.runner.prepare(simulation.id);
  }

  get simulation(): Simulation {
    return this.options.simulation;
  }

  get state(): SessionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(action: SessionAction): void {
    const next = reduceSession(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }

  params(action: ParamsAction): void {
    this.dispatch({ type: 'params', action });
  }

  /** Starts, pauses or goes on; with changed parameters a paused run begins anew. */
  play(): void {
    const { run } = this.#state;
    if (run?.status === 'running') this.#run?.pause();
    else if (run?.status === 'paused' && !changedSince(this.#state)) {
      this.dispatch({ type: 'newest' });
      this.#run?.resume();
    } else this.#start();
  }

  pause(): void {
    if (this.#state.run?.status === 'running') this.#run?.pause();
  }

  rerun(): void {
    this.#start();
  }

  reseed(): void {
    this.params({ type: 'setSeed', seed: this.services.newSeed() });
    this.#start();
  }

  cancel(): void {
    this.#run?.cancel();
  }

  /** In the recording first, then one frame of the run itself. */
  stepForward(): void {
    const { at, run } = this.#state;
    if (at !== undefined) return this.#seek(at.index + 1);
    if (!isAlive(run)) this.#start(true);
    this.#run?.step();
  }

  stepBack(): void {
    this.pause();
    this.#seek((this.#state.at?.index ?? this.#recorded - 1) - 1);
  }

  toStart(): void {
    this.pause();
    this.#seek(0);
  }

  toEnd(): void {
    this.dispatch({ type: 'newest' });
  }

  /** Reads the learner's file for the chosen row; an empty path takes the file away. */
  async useFile(path: string): Promise<void> {
    const row = chosenRow(this.#state.params);
    const need = this.simulation.data;
    if (row.kind !== 'data' || need === undefined) return;
    const typed = path.trim().replace(/^(['"])(.*)\1$/, '$2');
    const paths = this.#state.files.map((file, index) => (index === row.index ? typed : file?.path ?? ''));
    const given = paths.filter((candidate) => candidate !== '');
    try {
      const data = given.length === 0 ? undefined : await this.services.readData(given, need);
      this.#data = data;
      this.dispatch({ type: 'files', files: paths.map((candidate) => (candidate === '' ? undefined : named(candidate))) });
      this.params({ type: 'cancel' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.params({ type: 'refuse', error });
    }
  }

  /** Ends what goes on and lets go of the screen. */
  close(): void {
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#run?.cancel();
  }

  get #recorded(): number {
    return this.#run?.recording.length ?? 0;
  }

  #seek(index: number): void {
    if (this.#run === undefined || this.#recorded === 0 || index >= this.#recorded - 1) {
      this.dispatch({ type: 'newest' });
      return;
    }
    const place = Math.max(0, index);
    this.dispatch({ type: 'at', index: place, frame: this.#run.recording.at(place) });
  }

  #start(paused = false): void {
    this.#unwatch();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { setting } = this.#state.params;
    this.dispatch({ type: 'start', setting });
    this.options.onStart?.(setting);
    const request = { simulation: this.simulation.id, params: setting.values, seed: setting.seed, data: this.#data };
    const run = this.services.runner.start(request, { paused });
    this.#run = run;
    const paths = this.#state.files.flatMap((file) => file?.path ?? []);
    this.#unwatch = run.subscribe(() => this.#watch(run, setting));
    this.#show(run, setting);
    void run.finished.then((state) => {
      if (state.status !== 'done' || state.frame === undefined) return;
      this.options.onDone({ setting, frame: state.frame, elapsedMs: state.elapsedMs, ...(paths.length > 0 ? { data: paths } : {}) });
    });
  }

  /** A change of status is shown at once, frames at most so often. */
  #watch(run: Run, setting: Setting): void {
    if (run.state.status !== this.#state.run?.status) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#show(run, setting);
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show(run, setting);
    }, run.state.status === 'paused' ? 0 : SHOW_EVERY_MS);
  }

  #show(run: Run, setting: Setting): void {
    if (run !== this.#run) return;
    const { status, frame, failure, elapsedMs, remainingMs } = run.state;
    const view: RunView = { setting, status, frame, failure, elapsedMs, remainingMs, recorded: run.recording.length };
    this.dispatch({ type: 'ran', run: view });
  }
}

function named(path: string): OwnFile {
  return { path, name: path.split(/[\\/]/).pop() ?? path };
}
