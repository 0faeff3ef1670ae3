/** One network in training: the rows it learns from, when it stops, when its weights are cut. */
import { F, math, noGrad, optim, scope, tensor, type nn, type Random, type Tensor } from '../../src/core/index.js';
import { DIGIT_PIXELS, type LabelledDigits } from '../../src/data/noisy-digits.js';
import type { Recipe } from './methods.js';
import { Classifier } from './network.js';

const LEARNING_RATE = 3e-3;
const BATCH = 32;
/** When weights are cut, as shares of the training; after the last cut the rest is for recovery. */
const CUTS = [0.4, 0.5, 0.6, 0.7, 0.8];
/** Updates between two looks at the images held out, and how many looks in a row may bring nothing. */
const LOOK_EVERY = 10;
const PATIENCE = 10;

/** Soft targets, [n, 10], from a teacher at this temperature, in place of labels. */
export interface Lesson {
  readonly targets: Tensor;
  readonly temperature: number;
}

export interface Schooling {
  readonly recipe: Recipe;
  readonly hidden: number;
  /** Rows to learn from. */
  readonly rows: Int32Array;
  /** Rows for early stopping; none where it is off. */
  readonly held: Int32Array | null;
  readonly updates: number;
  readonly lesson?: Lesson;
  readonly random: Random;
}

export class Member {
  readonly network: Classifier;
  /** Updates made. */
  done = 0;
  stopped = false;
  readonly #optimizer: optim.AdamW;
  readonly #batches: Generator<Int32Array, never, void>;
  readonly #stopping = new optim.EarlyStopping(PATIENCE);
  #best: nn.StateDict | null = null;

  constructor(readonly examples: LabelledDigits, readonly pixels: Tensor, readonly schooling: Schooling) {
    const { recipe, hidden, rows, random } = schooling;
    this.network = new Classifier(hidden, recipe.dropout, random.split('network'));
    this.#optimizer = new optim.AdamW(this.network.parameters(), { lr: LEARNING_RATE, weightDecay: recipe.weightDecay });
    this.#batches = optim.endlessBatches(rows.length, Math.min(BATCH, rows.length), random.split('batches'));
  }

  /** One update, unless it has stopped. */
  step(): void {
    if (this.stopped) return;
    const { rows, lesson, recipe, updates } = this.schooling;
    const batch = Int32Array.from(this.#batches.next().value, (place) => rows[place]);
    scope(() => {
      const logits = this.network.forward(this.pixels.index(batch));
      const loss = lesson
        ? F.crossEntropy(logits.div(lesson.temperature), lesson.targets.index(batch)).mul(lesson.temperature * lesson.temperature)
        : F.crossEntropy(logits, this.#labelsAt(batch));
      this.#optimizer.zeroGrad();
      loss.backward();
      this.#optimizer.step();
    });
    this.done++;
    if (recipe.pruned > 0) this.#cut(recipe.pruned, updates);
    // Weights are cut first, and only then is it asked whether to stop.
    const mayStop = recipe.pruned === 0 || this.done > CUTS[CUTS.length - 1] * updates;
    if (this.schooling.held && mayStop && (this.done % LOOK_EVERY === 0 || this.done === updates)) this.#look(this.schooling.held);
  }

  dispose(): void {
    this.network.dispose();
  }

  #cut(share: number, updates: number): void {
    const round = CUTS.findIndex((when) => Math.round(when * updates) === this.done);
    // Equal shares of what is left each time, so that in the end 1 - share is left.
    if (round >= 0) this.network.prune(1 - math.pow(1 - share, (round + 1) / CUTS.length));
  }

  /** Early stopping: keeps the weights that were best on the images held out. */
  #look(held: Int32Array): void {
    this.network.eval();
    const loss = scope(() => noGrad(() => F.crossEntropy(this.network.forward(this.pixels.index(held)), this.#labelsAt(held)).item()));
    this.network.train();
    const stop = this.#stopping.look(loss);
    if (this.#stopping.waited === 0) this.#best = this.network.stateDict();
    if (!stop && this.done < this.schooling.updates) return;
    if (this.#best) this.network.loadStateDict(this.#best);
    this.stopped = true;
  }

  #labelsAt(rows: Int32Array): Int32Array {
    return Int32Array.from(rows, (row) => this.examples.given[row]);
  }
}

export function pixelsTensor({ pixels }: LabelledDigits): Tensor {
  return tensor(pixels, [pixels.length / DIGIT_PIXELS, DIGIT_PIXELS]);
}
