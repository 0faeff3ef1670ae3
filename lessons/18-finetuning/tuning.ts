/** Training and examining the methods: what each reaches on the test mails, what it trains, keeps in memory and takes. */
import { F, gpt, linalg, noGrad, optim, scope, stats, type Random } from '../../src/core/index.js';
import { bagsOfWords, batchOf, type Mail, type Task } from './mails.js';
import { frozenFeatures, Reader, type Method, type Sizes, type Trained } from './methods.js';

const BATCH = 8;
const EXAMINED_AT_ONCE = 40;
/** Penalty of the logistic regression on features. */
const L2 = 1;
const FLOAT_BYTES = 4;

export interface Settings extends Sizes {
  readonly steps: number;
  /** Multiplies the learning rate of every method. */
  readonly rateFactor: number;
}

export interface Outcome {
  readonly accuracy: number;
  /** Values that are trained. */
  readonly trained: number;
  /** Weights, gradients and Adam's two moments while training. */
  readonly bytes: number;
  /** P(spam) of the test mails. */
  readonly spam: readonly number[];
  /** Milliseconds of training, by the clock given. */
  readonly milliseconds: number;
}

/** After a step: its loss; while mails are read, none. */
export interface Progress {
  readonly step: number;
  readonly loss?: number;
}

/** Trains one method and examines it; yields after every step. */
export function* tune(method: Method, model: gpt.LanguageModel, task: Task, settings: Settings, random: Random, clock: () => number): Generator<Progress, Outcome> {
  if (method === 'words') return wordBaseline(task, clock);
  if (method === 'features') return yield* onFeatures(model, task, random, clock);
  return yield* bySteps(method, model, task, settings, random, clock);
}

/** Naive Bayes on which words a mail has: the classical spam filter. */
function wordBaseline(task: Task, clock: () => number): Outcome {
  const start = clock();
  const bags = bagsOfWords(task);
  const bayes = stats.fitNaiveBayes('multinomial', bags.train, labelsOf(task.train), { classes: 2 });
  const spamOf = (bag: linalg.Matrix): number[] => secondColumn(stats.naiveBayesProbabilities(bayes, bag));
  const milliseconds = clock() - start;
  const trained = 2 * bags.train.cols + 2;
  return outcomeOf(task, spamOf(bags.test), { trained, bytes: trained * FLOAT_BYTES, milliseconds });
}

/** The frozen model reads every mail once; a logistic regression learns from what it made of them. */
function* onFeatures(model: gpt.LanguageModel, task: Task, random: Random, clock: () => number): Generator<Progress, Outcome> {
  const body = model.toModule({ random }).freeze();
  const start = clock();
  const read = function* (mails: readonly Mail[]): Generator<Progress, linalg.Matrix> {
    const { width } = model.config;
    const rows = linalg.matrix(mails.length, width);
    for (let from = 0; from < mails.length; from += EXAMINED_AT_ONCE) {
      rows.data.set(scope(() => frozenFeatures(body, batchOf(mails.slice(from, from + EXAMINED_AT_ONCE)))), from * width);
      yield { step: 0 };
    }
    return rows;
  };
  const train = yield* read(task.train);
  const regression = stats.fitLogisticRegression(train, labelsOf(task.train), { l2: L2 });
  const milliseconds = clock() - start;
  const test = yield* read(task.test);
  const spamOf = (rows: linalg.Matrix): number[] => [...stats.logisticProbabilities(regression, rows)];
  const trained = model.config.width + 1;
  return outcomeOf(task, spamOf(test), { trained, bytes: (body.parameterCount() + trained) * FLOAT_BYTES, milliseconds });
}

/** Gradient steps on what the method trains, the head with it. */
function* bySteps(method: Trained, model: gpt.LanguageModel, task: Task, settings: Settings, random: Random, clock: () => number): Generator<Progress, Outcome> {
  const reader = new Reader(method, model, settings, random);
  const schedule = optim.cosineSchedule(settings.steps, { warmup: Math.min(5, settings.steps - 1) });
  const body = new optim.AdamW(reader.trained(), { lr: reader.rate, weightDecay: 0 });
  const head = new optim.AdamW(reader.head.parameters(), { lr: reader.headRate, weightDecay: 0 });
  const order = optim.endlessBatches(task.train.length, Math.min(BATCH, task.train.length), random.split('order'));
  let milliseconds = 0;
  for (let step = 1; step <= settings.steps; step++) {
    const start = clock();
    const factor = settings.rateFactor * schedule(step - 1);
    const batch = batchOf([...order.next().value].map((i) => task.train[i]));
    const loss = scope(() => {
      const value = F.crossEntropy(reader.forward(batch), batch.labels);
      [body, head].forEach((optimizer) => optimizer.zeroGrad());
      value.backward();
      body.lr = reader.rate * factor;
      head.lr = reader.headRate * factor;
      optim.clipGradNorm([...body.parameters, ...head.parameters], 1);
      [body, head].forEach((optimizer) => optimizer.step());
      return value.item();
    });
    milliseconds += clock() - start;
    yield { step, loss };
  }
  const trained = reader.trainedCount();
  const bytes = (reader.totalCount() + 3 * trained) * FLOAT_BYTES;
  return outcomeOf(task, yield* probabilities(reader, task.test, settings.steps), { trained, bytes, milliseconds });
}

function* probabilities(reader: Reader, mails: readonly Mail[], step: number): Generator<Progress, number[]> {
  const found: number[] = [];
  for (let from = 0; from < mails.length; from += EXAMINED_AT_ONCE) {
    const both = scope(() => noGrad(() => reader.forward(batchOf(mails.slice(from, from + EXAMINED_AT_ONCE))).softmax().toArray()));
    for (let i = 1; i < both.length; i += 2) found.push(both[i]);
    yield { step };
  }
  return found;
}

function outcomeOf({ test }: Task, spam: readonly number[], cost: Pick<Outcome, 'trained' | 'bytes' | 'milliseconds'>): Outcome {
  return { accuracy: rightShare(test, spam), spam, ...cost };
}

function rightShare(mails: readonly Mail[], spam: readonly number[]): number {
  return mails.filter(({ label }, i) => (spam[i] > 0.5 ? 1 : 0) === label).length / mails.length;
}

const labelsOf = (mails: readonly Mail[]): number[] => mails.map(({ label }) => label);
const secondColumn = ({ rows, cols, data }: linalg.Matrix): number[] => Array.from({ length: rows }, (_, row) => data[row * cols + 1]);
