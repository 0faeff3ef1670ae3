/** One training of one network, and what it gives for pictures afterwards. All networks are trained alike: Adam, warm-up, cosine. */
import { F, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { AREA, drawShift, place } from './canvas.js';
import type { Examples, TrainingSet } from './task.js';

const BATCH = 32;
const WARM_UP = 0.1;
/** Steps between two looks at the test pictures. */
const LOOK = 100;
/** Steps between two chances to draw. */
const PAUSE = 20;

export interface Training {
  readonly set: TrainingSet;
  readonly test: Examples;
  readonly steps: number;
  readonly learningRate: number;
  /** Largest shift if every use of a digit puts it at a new place; undefined if it stays at its own. */
  readonly moving: number | undefined;
  readonly random: Random;
}

export interface Look {
  readonly step: number;
  /** On the test pictures; undefined before the first look. */
  readonly accuracy: number | undefined;
}

/** Trains; yields now and then, returns the test accuracy. */
export function* train(network: nn.Layer, { set, test, steps, learningRate, moving, random }: Training): Generator<Look, number, void> {
  const optimizer = new optim.Adam(network.parameters(), { lr: learningRate });
  const schedule = optim.cosineSchedule(steps, { warmup: Math.round(WARM_UP * steps) });
  const batches = optim.endlessBatches(set.rows.length, Math.min(BATCH, set.rows.length), random.split('batches'));
  const places = random.split('places');
  const still = moving === undefined ? place(set.rows, (i) => set.shifts[i]) : null;
  let accuracy: number | undefined;
  for (let step = 0; step < steps; step++) {
    const chosen = batches.next().value;
    const pixels = still && moving === undefined ? pick(still, chosen) : place(Int32Array.from(chosen, (i) => set.rows[i]), () => drawShift(moving ?? 0, places));
    optimizer.lr = learningRate * schedule(step);
    scope(() => {
      const loss = F.crossEntropy(network.forward(tensor(pixels, [chosen.length, AREA])), Int32Array.from(chosen, (i) => set.labels[i]));
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
    if ((step + 1) % LOOK === 0) accuracy = accuracyOn(network, test);
    if ((step + 1) % PAUSE === 0) yield { step: step + 1, accuracy };
  }
  return accuracyOn(network, test);
}

/** Runs a network without a tape, on at most some hundred pictures [n, 144]. */
export function evaluate(network: nn.Layer, pixels: Float32Array, read: (logits: Tensor) => Tensor = (logits) => logits): Float32Array {
  return scope(() => noGrad(() => read(network.forward(tensor(pixels, [pixels.length / AREA, AREA]))).toArray()));
}

export function accuracyOn(network: nn.Layer, { pixels, labels }: Examples): number {
  const guesses = scope(() => noGrad(() => network.forward(tensor(pixels, [labels.length, AREA])).argmax(1)));
  return agreement(guesses, labels);
}

/** Share of equal entries. */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let same = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) same++;
  return same / a.length;
}

function pick(pixels: Float32Array, rows: Int32Array): Float32Array {
  const out = new Float32Array(rows.length * AREA);
  rows.forEach((row, i) => out.set(pixels.subarray(row * AREA, (row + 1) * AREA), i * AREA));
  return out;
}
