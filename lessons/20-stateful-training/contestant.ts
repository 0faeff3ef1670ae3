/** One way of retraining on one stream: guesses each day before the labels come, then does what its plan says. Work and storage are counted. */
import type { Random } from '../../src/core/index.js';
import { agreement, DIGIT_PIXELS, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { Classifier, STATE_BYTES, WEIGHTS, type ClassifierState } from './classifier.js';
import { makePlan, type Method, type Plan, type PlanParams } from './plans.js';
import { BUG_DAY, isBuggy } from './stream.js';

/** A training from scratch. */
const FRESH = { epochs: 15, lr: 5e-3 };
/** Forward, and backward for weights and for activations. */
const PASSES_OF_WEIGHTS = 3;
/** 64 pixels and a label. */
const EXAMPLE_BYTES = DIGIT_PIXELS + 1;
/** Clean days after which the bug is found. */
const UNNOTICED = 2;
/** Days of which checkpoints are kept where there may be something to undo. */
const CHECKPOINTS = 7;

export interface ContestantParams extends PlanParams {
  /** Of a stateful update. */
  readonly learningRate: number;
  readonly passes: number;
  readonly bug: number;
  readonly repair: boolean;
}

export interface Tally {
  /** Share right by day, before the labels were known. */
  readonly accuracy: number[];
  /** Running totals by day: multiply-adds, examples passed, trainings; and bytes kept from that day to the next. */
  readonly work: number[];
  readonly examples: number[];
  readonly trainings: number[];
  readonly bytes: number[];
}

export class Contestant {
  readonly tally: Tally = { accuracy: [], work: [], examples: [], trainings: [], bytes: [] };
  readonly #plan: Plan;
  readonly #checkpoints: ClassifierState[] = [];
  #classifier: Classifier;
  #examples = 0;
  #trainings = 0;

  /** Everyone begins with the same model: that first training is not counted. */
  constructor(method: Method, start: LabelledDigits, readonly params: ContestantParams, readonly random: Random) {
    this.#plan = makePlan(method, params, start, random.split(`plan ${method}`));
    this.#classifier = new Classifier(random.split('start'));
    this.#classifier.fit(start, { ...FRESH, random: random.split('start order') });
    this.#keepCheckpoint();
  }

  day(number: number, examples: LabelledDigits): void {
    const { bug, repair, learningRate, passes } = this.params;
    const guesses = this.#classifier.predict(examples.pixels);
    this.tally.accuracy.push(agreement(guesses, examples.truth));
    if (repair && bug > 0 && number === BUG_DAY + bug + UNNOTICED - 1) this.#undo();
    // Errors are counted by the labels that come, right or not: no one knows better yet.
    const training = this.#plan.endOfDay({ number, examples, errors: Array.from(guesses, (guess, i) => (guess === examples.given[i] ? 0 : 1)) });
    if (training) {
      const own = this.random.split(`day ${number}`);
      const fresh = training.from === 'scratch';
      if (fresh) {
        this.#classifier.dispose();
        this.#classifier = new Classifier(own.split('weights'));
      }
      this.#examples += this.#classifier.fit(training.examples, { ...(fresh ? FRESH : { epochs: passes, lr: learningRate }), random: own.split('order') });
      this.#trainings++;
    }
    this.#keepCheckpoint();
    this.tally.examples.push(this.#examples);
    this.tally.work.push(this.#examples * WEIGHTS * PASSES_OF_WEIGHTS);
    this.tally.trainings.push(this.#trainings);
    this.tally.bytes.push(this.#plan.stored() * EXAMPLE_BYTES + (this.#plan.stateful ? (this.params.repair ? CHECKPOINTS : 1) * STATE_BYTES : 0));
  }

  dispose(): void {
    this.#classifier.dispose();
  }

  /** The bug is found: its data is deleted; what a model has learned from it can only be undone by going back to an older one. */
  #undo(): void {
    this.#plan.drop((day) => isBuggy(this.params, day));
    // The last one from before the bug is as many days old as the bug and its finding took; today's is not there yet.
    if (this.#plan.stateful) this.#classifier.load(this.#checkpoints[this.#checkpoints.length - this.params.bug - UNNOTICED]);
  }

  #keepCheckpoint(): void {
    if (!this.#plan.stateful || !this.params.repair) return;
    this.#checkpoints.push(this.#classifier.state());
    if (this.#checkpoints.length > CHECKPOINTS) this.#checkpoints.shift();
  }
}
