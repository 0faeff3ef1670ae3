/** One training under a recipe: a network, or several side by side that are averaged, then perhaps a student that learns from them. */
import { math, stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { agreement, DIGIT_CLASSES, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { Member, pixelsTensor, type Schooling } from './member.js';
import { STUDENT_HIDDEN, USUAL_HIDDEN, type Recipe } from './methods.js';
import { weightsOf } from './network.js';

const CHECKPOINTS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** One fifth of the training images decides when to stop. */
const HELD_OUT_FOLDS = 5;
const TEMPERATURE = 4;

export interface Task {
  readonly train: LabelledDigits;
  readonly test: LabelledDigits;
}

/** What was seen so far, one entry a checkpoint, always of all networks averaged. */
export interface Curve {
  /** Share of the training that is done, 0 to 1. */
  readonly done: number[];
  /** On the training images and the labels they came with. */
  readonly train: number[];
  /** On the test images and the labels they came with: as many are wrong. */
  readonly test: number[];
  readonly testLoss: number[];
  /** On the test images and what they really show. */
  readonly truth: number[];
}

export interface Outcome {
  readonly curve: Curve;
  /** Share of the wrong training labels that are given back; null where there are none. */
  readonly memorized: number | null;
  /** Multiply-adds of the training, in those of the baseline's. */
  readonly trainingCost: number;
  /** Multiply-adds of one guess, in those of the baseline's; zeros are not counted. */
  readonly useCost: number;
  /** Mean share of the training after which networks stopped; 1 where they did not. */
  readonly stoppedAt: number;
}

export interface Training {
  readonly recipe: Recipe;
  /** Of each network. */
  readonly updates: number;
  readonly random: Random;
}

/** Yields the growing curve, returns the outcome. */
export function* train(task: Task, { recipe, updates, random }: Training): Generator<Curve, Outcome, void> {
  const pixels = pixelsTensor(task.train);
  const testPixels = pixelsTensor(task.test);
  const teaches = recipe.distillation;
  const team = schoolings(task.train, recipe, updates, random).map((schooling) => new Member(task.train, pixels, schooling));
  const scene = { task, pixels, testPixels, updates };
  // A teacher's curve is not the result; its student's is.
  let curve = yield* together(team, scene, teaches ? 'silent' : 'seen');
  let graduates: readonly Member[] = team;
  if (teaches) {
    const targets = tensor(averaged(team, pixels, TEMPERATURE), [task.train.given.length, DIGIT_CLASSES]);
    const rows = Int32Array.from(task.train.given.keys());
    const hidden = Math.min(recipe.hidden, STUDENT_HIDDEN);
    const student = new Member(task.train, pixels, { recipe: { ...recipe, dropout: 0, pruned: 0 }, hidden, rows, held: null, updates, lesson: { targets, temperature: TEMPERATURE }, random: random.split('student') });
    graduates = [student];
    curve = yield* together(graduates, scene, 'seen');
    targets.dispose();
  }
  const guesses = stats.argmaxRows(asMatrix(averaged(graduates, pixels)));
  const { given, truth } = task.train;
  const wrong = Array.from(given.keys()).filter((i) => given[i] !== truth[i]);
  const all = teaches ? [...team, ...graduates] : team;
  const outcome: Outcome = {
    curve,
    memorized: wrong.length === 0 ? null : wrong.filter((i) => guesses[i] === given[i]).length / wrong.length,
    trainingCost: all.reduce((sum, { done, schooling }) => sum + done * weightsOf(schooling.hidden), 0) / (updates * weightsOf(USUAL_HIDDEN)),
    useCost: graduates.reduce((sum, { network }) => sum + network.weightsKept(), 0) / weightsOf(USUAL_HIDDEN),
    stoppedAt: stats.mean(team.map(({ done }) => done / updates)),
  };
  for (const each of [...all, pixels, testPixels]) each.dispose();
  return outcome;
}

/** Who is trained on which rows: each start with each fold left out. */
function schoolings(examples: LabelledDigits, recipe: Recipe, updates: number, random: Random): Schooling[] {
  const all = Int32Array.from(examples.given.keys());
  // The teacher is the usual network, however small its student.
  const hidden = recipe.distillation ? USUAL_HIDDEN : recipe.hidden;
  const parts = recipe.folds > 1 ? stats.stratifiedKFold(examples.given, recipe.folds, random.split('folds')) : [{ train: all, test: all }];
  return Array.from({ length: recipe.members }).flatMap((_, m) =>
    parts.map(({ train: rows, test }, f): Schooling => {
      const own = m === 0 && f === 0 ? random : random.split(`member ${m} fold ${f}`);
      if (!recipe.earlyStopping || recipe.folds > 1) return { recipe, hidden, rows, held: recipe.earlyStopping ? test : null, updates, random: own };
      const [split] = stats.stratifiedKFold(examples.given, HELD_OUT_FOLDS, own.split('held out'));
      return { recipe, hidden, rows: split.train, held: split.test, updates, random: own };
    }),
  );
}

interface Scene {
  readonly task: Task;
  readonly pixels: Tensor;
  readonly testPixels: Tensor;
  readonly updates: number;
}

/** Trains all of them in step and looks at their mean. */
function* together(team: readonly Member[], { task, pixels, testPixels, updates }: Scene, seen: 'seen' | 'silent'): Generator<Curve, Curve, void> {
  const checkpoints = new Set(CHECKPOINTS.map((share) => Math.max(1, Math.round(share * updates))));
  const curve: Curve = { done: [], train: [], test: [], testLoss: [], truth: [] };
  for (let update = 1; update <= updates; update++) {
    for (const member of team) member.step();
    if (!checkpoints.has(update)) continue;
    if (seen === 'seen') look(curve, team, update / updates, { task, pixels, testPixels, updates });
    yield curve;
  }
  return curve;
}

function look(curve: Curve, team: readonly Member[], done: number, { task, pixels, testPixels }: Scene): void {
  const onTest = asMatrix(averaged(team, testPixels));
  const guesses = stats.argmaxRows(onTest);
  curve.done.push(done);
  curve.train.push(agreement(stats.argmaxRows(asMatrix(averaged(team, pixels))), task.train.given));
  curve.test.push(agreement(guesses, task.test.given));
  curve.testLoss.push(lossOf(onTest.data, task.test.given));
  curve.truth.push(agreement(guesses, task.test.truth));
}

/** Mean probabilities, [N * 10]. */
export function averaged(team: readonly Member[], x: Tensor, temperature = 1): Float32Array {
  const sum = new Float32Array(x.shape[0] * DIGIT_CLASSES);
  for (const { network } of team) network.probabilities(x, temperature).forEach((p, i) => (sum[i] += p / team.length));
  return sum;
}

const asMatrix = (probabilities: Float32Array) => ({ rows: probabilities.length / DIGIT_CLASSES, cols: DIGIT_CLASSES, data: Float64Array.from(probabilities) });

/** Mean -log p of the given labels. */
function lossOf(probabilities: Float64Array, labels: Int32Array): number {
  return labels.reduce((sum, label, i) => sum - math.log(Math.max(1e-12, probabilities[i * DIGIT_CLASSES + label])), 0) / labels.length;
}
