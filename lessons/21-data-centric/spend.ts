/** What a budget of working hours can be spent on: checking labels, having more rows labelled, trying other settings of the model. */
import { linalg, stats, type Random } from '../../src/core/index.js';
import { drawSettings, score, settingsOf, trainAndPredict, type Model, type Settings } from './model.js';
import { joined, type Labelled, type World } from './problem.js';

export interface Prices {
  /** In minutes: to look at a label and correct it if it is wrong, to collect and label a new row, to try one setting of the model. */
  readonly checkMinutes: number;
  readonly newMinutes: number;
  readonly trialMinutes: number;
}

/** Prices, and the model that is there before anyone tunes it. */
export interface Project extends Prices {
  readonly model: Model;
}

/** Hours for each; what they do not use up is lost. */
export interface Plan {
  readonly clean: number;
  readonly add: number;
  readonly tune: number;
  /** Labels are checked in the order of suspicion, or at random. */
  readonly order?: 'suspicion' | 'random';
}

/** How well confident learning found the wrong labels. */
export interface Search {
  /** Share of the suspects that are really wrong, and share of the wrong labels that are suspects; null where there are none. */
  readonly precision: number | null;
  readonly recall: number | null;
  /** Places in the training set, most suspicious first. */
  readonly suspects: Int32Array;
}

export interface Outcome {
  readonly accuracy: number;
  readonly checked: number;
  readonly corrected: number;
  readonly added: number;
  readonly trials: number;
  readonly search?: Search;
  /** The training set it ended with. */
  readonly train: Labelled;
}

const FOLDS = 5;
const VALIDATION_FOLDS = 3;

/** Spends the hours in the order add, tune, clean. Yields after each training, returns what came of it. */
export function* spend(world: World, plan: Plan, project: Project, random: Random): Generator<void, Outcome, void> {
  const { problem, start, supply, test } = world;
  const usual = settingsOf(project.model);
  const added = Math.min(supply.rows.length, affordable(plan.add, project.newMinutes));
  let train = added === 0 ? start : joined([start, { rows: supply.rows.slice(0, added), given: supply.given.slice(0, added) }]);

  // Tuned first: confident learning is as good as the model it asks.
  const trials = affordable(plan.tune, project.trialMinutes);
  const settings = trials === 0 ? usual : yield* tune(world, train, usual, trials, random.split('tuning'));

  const checked = Math.min(train.rows.length, affordable(plan.clean, project.checkMinutes));
  let corrected = 0;
  let search: Search | undefined;
  if (checked > 0) {
    let queue: Int32Array;
    if (plan.order === 'random') queue = random.split('which').permutation(train.rows.length);
    else {
      const found = yield* suspicion(world, train, settings, random.split('suspicion'));
      search = found.search;
      queue = found.queue;
    }
    const given = train.given.slice();
    for (const place of queue.subarray(0, checked)) {
      const truth = problem.truth[train.rows[place]];
      if (given[place] !== truth) corrected++;
      given[place] = truth;
    }
    train = { rows: train.rows, given };
  }

  yield;
  const labels = Int32Array.from(test, (row) => problem.truth[row]);
  return { accuracy: score(problem, train, test, labels, settings, random.split('final')), checked, corrected, added, trials, search, train };
}

// A hair more, so that 10 hours at 0.1 minutes are 6,000 and not 5,999.
const affordable = (hours: number, minutes: number): number => Math.floor((hours * 60) / minutes + 1e-9);

/** Who is suspected, by confident learning on out-of-sample probabilities; behind them all others, the least confident first. */
function* suspicion({ problem }: World, train: Labelled, settings: Settings, random: Random): Generator<void, { queue: Int32Array; search: Search }, void> {
  const classes = problem.names.length;
  const probabilities = linalg.matrix(train.rows.length, classes, new Float64Array(train.rows.length * classes));
  for (const [f, fold] of stats.kFold(train.rows.length, FOLDS, random.split('folds')).entries()) {
    const part = pick(train, fold.train);
    const found = trainAndPredict(problem, part, Int32Array.from(fold.test, (i) => train.rows[i]), settings, random.split(`fold ${f}`));
    fold.test.forEach((i, k) => probabilities.data.set(found.data.subarray(k * classes, (k + 1) * classes), i * classes));
    yield;
  }
  // A class that no label names has no threshold.
  const complete = new Set(train.given).size === classes;
  const suspects = complete ? stats.labelErrors(train.given, probabilities) : new Int32Array();
  const isWrong = (i: number) => train.given[i] !== problem.truth[train.rows[i]];
  const wrong = Array.from(train.given.keys()).filter(isWrong).length;
  const hits = suspects.filter(isWrong).length;
  const suspected = new Set(suspects);
  const confidence = (i: number) => probabilities.data[i * classes + train.given[i]];
  const others = Array.from(train.given.keys()).filter((i) => !suspected.has(i)).sort((a, b) => confidence(a) - confidence(b) || a - b);
  return {
    queue: Int32Array.from([...suspects, ...others]),
    search: { precision: suspects.length === 0 ? null : hits / suspects.length, recall: wrong === 0 ? null : hits / wrong, suspects },
  };
}

/** Random search (Bergstra and Bengio, 2012), the usual settings included: the best in cross-validation, judged by the labels there are. */
function* tune({ problem }: World, train: Labelled, usual: Settings, trials: number, random: Random): Generator<void, Settings, void> {
  const folds = stats.kFold(train.rows.length, VALIDATION_FOLDS, random.split('validation'));
  let best = { settings: usual, accuracy: -1 };
  for (let trial = 0; trial <= trials; trial++) {
    const settings = trial === 0 ? usual : drawSettings(random.split(`settings ${trial}`));
    let accuracy = 0;
    for (const fold of folds) {
      const held = pick(train, fold.test);
      accuracy += score(problem, pick(train, fold.train), held.rows, held.given, settings, random.split('trial')) / folds.length;
      yield;
    }
    if (accuracy > best.accuracy) best = { settings, accuracy };
  }
  return best.settings;
}

function pick({ rows, given }: Labelled, places: Int32Array): Labelled {
  return { rows: Int32Array.from(places, (i) => rows[i]), given: Int32Array.from(places, (i) => given[i]) };
}
