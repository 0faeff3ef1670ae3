/**
 * One simulation as the learner plays with it: steers its runs through the runner and keeps the state that screens show.
 * It outlives the screen, so that cards can be read while a run goes on. Nothing is computed here.
 */
import type { LearnerData } from '../../data/learner/table.js';
import { UserError, type Frame, type Simulation } from '../../lesson/index.js';
import { changeSpeed, leap, reanchor, shownIndex, stepBy, tick, togglePlaying, toLive, toStart, type Playback } from '../../runtime/playback.js';
import type { Recording, Run } from '../../runtime/types.js';
import type { Services } from '../services.js';
import { chosenRow, startParams, type ParamsAction, type Setting } from './params-state.js';
import { Player } from './player.js';
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
/** While an earlier frame is looked at, only the scrub bar grows. */
const GROW_EVERY_MS = 250;
const NOTHING: Recording = {
  length: 0,
  at: () => {
    throw new RangeError('internal: nothing is recorded');
  },
};

export class SimulationSession {
  #state: SessionState;
  #run: Run | undefined;
  #data: LearnerData | undefined;
  #unwatch: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #player = new Player(() => this.#travel(tick));

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

  /** The learner's own, as it was read. */
  get data(): LearnerData | undefined {
    return this.#data;
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

  /** The chosen parameter back to its default; of a row for a file, the file is taken away. */
  reset(): void {
    if (chosenRow(this.#state.params).kind === 'data') void this.useFile('');
    else this.params({ type: 'reset' });
  }

  /** Live: starts the run, pauses it, lets it go on (with changed parameters a paused one begins anew). In the past: plays the recording, or stops. */
  play(): void {
    const { run, past, playback } = this.#state;
    if (past !== undefined) this.#travel(togglePlaying);
    else if (run?.status === 'running') this.pause();
    else if (run?.status === 'paused' && this.#run !== undefined && !changedSince(this.#state)) {
      this.#player.go(this.#run, playback);
      this.#show(this.#run);
    } else this.#start();
  }

  pause(): void {
    if (this.#run === undefined || this.#state.run?.status !== 'running') return;
    this.#player.halt();
    this.#run.pause();
    this.#show(this.#run);
  }

  rerun(): void {
    this.#start();
  }

  reseed(): void {
    this.params({ type: 'setSeed', seed: this.services.newSeed() });
    this.#start();
  }

  cancel(): void {
    this.#player.halt();
    this.#run?.cancel();
  }

  /** In the recording first, then one frame of the run itself. At the end of a run that is over it goes no further: a key that is held must not throw the recording away. */
  stepForward(): void {
    if (this.#state.past !== undefined) return this.#travel((playback, recording) => stepBy(playback, recording, 1));
    if (this.#state.run?.status === 'done' && !changedSince(this.#state)) return;
    this.#player.halt();
    if (!isAlive(this.#state.run)) this.#start(true);
    this.#run?.step();
  }

  /** A run that goes on does so; its recording grows meanwhile. */
  stepBack(): void {
    this.#travel((playback, recording) => stepBy(playback, recording, -1));
  }

  leap(direction: 1 | -1): void {
    this.#travel((playback, recording) => leap(playback, recording, direction));
  }

  toStart(): void {
    this.#travel(toStart);
  }

  toEnd(): void {
    this.#travel(toLive);
  }

  /** Of the recording while it is played, and of the run: slower than full speed it goes on in steps. */
  faster(direction: 1 | -1): void {
    const before = this.#state.playback.speed;
    this.#travel((playback) => changeSpeed(playback, direction));
    const { run, playback } = this.#state;
    if (this.#run !== undefined && run?.status === 'running' && playback.speed !== before) this.#player.go(this.#run, playback);
  }

  /** Reads the learner's file for the chosen row; an empty path takes the file away. */
  async useFile(path: string): Promise<void> {
    const row = chosenRow(this.#state.params);
    const need = this.simulation.data;
    if (row.kind !== 'data' || need === undefined) return;
    const typed = path.trim().replace(/^(['"])(.*)\1$/, '$2');
    const paths = this.#state.files.map((file, index) => (index === row.index ? typed : file?.path ?? ''));
    try {
      await this.useFiles(paths);
      this.params({ type: 'cancel' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.params({ type: 'refuse', error });
    }
  }

  /** Reads these files, each in its place; an empty path is none. @throws UserError where they cannot be read; then the former ones stay */
  async useFiles(paths: readonly string[]): Promise<void> {
    const need = this.simulation.data;
    const given = paths.filter((path) => path !== '');
    this.#data = given.length === 0 || need === undefined ? undefined : await this.services.readData(given, need);
    this.dispatch({ type: 'files', files: this.#state.files.map((_, index) => (paths[index] ? named(paths[index]) : undefined)) });
  }

  /** Ends what goes on and lets go of the screen. */
  close(): void {
    clearTimeout(this.#timer);
    this.#player.close();
    this.#unwatch();
    this.#run?.cancel();
  }

  /** To another place or another speed; what the run has come to meanwhile is shown with it. */
  #travel(change: (playback: Playback, recording: Recording) => Playback): void {
    const run = this.#run;
    const recording = run?.recording ?? NOTHING;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.dispatch({ type: 'playback', ...placed(change(this.#state.playback, recording), recording), run: run === undefined ? undefined : this.#view(run) });
    this.#player.follow(this.#state.playback);
  }

  #start(paused = false): void {
    this.#unwatch();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { setting } = this.#state.params;
    this.dispatch({ type: 'start', setting });
    this.#player.close();
    this.options.onStart?.(setting);
    const { playback } = this.#state;
    const crawl = !paused && Number.isFinite(playback.speed);
    const request = { simulation: this.simulation.id, params: setting.values, seed: setting.seed, data: this.#data };
    const run = this.services.runner.start(request, { paused: paused || crawl });
    this.#run = run;
    const paths = this.#state.files.flatMap((file) => file?.path ?? []);
    this.#unwatch = run.subscribe(() => this.#watch(run));
    if (crawl) this.#player.go(run, playback);
    this.#show(run);
    void run.finished.then((state) => {
      if (state.status !== 'done' || state.frame === undefined) return;
      this.options.onDone({ setting, frame: state.frame, elapsedMs: state.elapsedMs, ...(paths.length > 0 ? { data: paths } : {}) });
    });
  }

  /** A change of status is shown at once, frames at most so often; while a recording is played, they are shown with its own. */
  #watch(run: Run): void {
    const { playback, past, run: shown } = this.#state;
    this.#player.watch(run, playback);
    if (this.#view(run).status !== shown?.status) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#show(run);
    } else if (!playback.playing) {
      const wait = past !== undefined ? GROW_EVERY_MS : run.state.status === 'paused' ? 0 : SHOW_EVERY_MS;
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#show(run);
      }, wait);
    }
  }

  /** The recording may have thinned itself since: the place in it is found again. */
  #show(run: Run): void {
    if (run !== this.#run) return;
    const { playback, past } = this.#state;
    const place = past === undefined ? { playback, past } : placed(reanchor(playback, run.recording, past.progress), run.recording);
    this.dispatch({ type: 'playback', ...place, run: this.#view(run) });
  }

  #view(run: Run): RunView {
    const { status, frame, failure, elapsedMs, remainingMs } = run.state;
    const { params } = run.request;
    const shown = status === 'paused' && this.#player.crawls(run) ? 'running' : status;
    return { setting: { values: params, seed: run.request.seed }, status: shown, frame, failure, elapsedMs, remainingMs, recorded: run.recording.length };
  }
}

/** A place with the frame that is there; where nothing is recorded, or nothing earlier than the newest was meant, live. */
function placed(playback: Playback, recording: Recording): { readonly playback: Playback; readonly past: Frame | undefined } {
  const index = shownIndex(playback, recording);
  if (playback.at === 'live' || recording.length < 2) return { playback: { ...playback, at: 'live' }, past: undefined };
  return { playback: { ...playback, at: index }, past: recording.at(index) };
}

function named(path: string): OwnFile {
  return { path, name: path.split(/[\\/]/).pop() ?? path };
}
