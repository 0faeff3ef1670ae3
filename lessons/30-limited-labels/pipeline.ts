/**
 * The pipeline that all approaches share: label some pictures, turn pictures into features, add what can be added, fit, test. A recipe
 * says what each stage does, so that two approaches differ in nothing but the piece they name.
 */
import { linalg, stats, type Random } from '../../src/core/index.js';
import { warp } from '../../src/data/warp.js';
import { onPixels, trainEncoder, type Encoder } from './encoders.js';
import { fitHead, softmaxRegression, type Examples } from './heads.js';
import { examplesOf, guessLabels, type Guesses } from './pool-use.js';
import { firstRows, labelsAt, pixelsAt } from './sheet.js';
import type { Features, Recipe } from './situation.js';
import { CLASSES, type World } from './world.js';

/** Changed copies of each labelled picture, and the noise on their pixels. */
const COPIES = 10;
const NOISE = 0.2;
/** Pictures that are shown to the one who labels before the model is fitted anew. */
const ASKED_AT_ONCE = 2;

export interface Result {
  readonly accuracy: number;
  /** Share of the labels guessed for unlabelled pictures that are right, where some were guessed. */
  readonly guessedRight?: number;
  /** The guesses that are wrong. */
  readonly wrong?: readonly { readonly row: number; readonly guess: number }[];
  /** Rows whose labels were paid for, in that order. */
  readonly bought: readonly number[];
}

/** Encoders of one world, each trained when it is first asked for. */
export class Encoders {
  readonly #trained = new Map<Features, Encoder>();

  constructor(
    readonly world: World,
    readonly random: Random,
  ) {}

  *of(features: Features): Generator<void, Encoder> {
    if (features === 'pixels') return onPixels(this.world.size);
    const known = this.#trained.get(features);
    if (known) return known;
    const encoder = yield* trainEncoder(features, this.world, this.random.split(features));
    this.#trained.set(features, encoder);
    return encoder;
  }

  dispose(): void {
    for (const encoder of this.#trained.values()) encoder.dispose();
  }
}

export function* learn(recipe: Recipe, encoders: Encoders, random: Random): Generator<void, Result> {
  const { world } = encoders;
  const { pool, test, size, budget, atHand } = world;
  const { encode } = yield* encoders.of(recipe.features);
  const wanted = budget * recipe.labels;
  const x = encode(pixelsAt(pool, size, firstRows(Math.max(atHand, wanted))));
  yield;
  const rows = recipe.selection === 'margin' ? yield* mostDoubtful(x, pool.labels, wanted) : Array.from(firstRows(wanted));
  const labelled: Guesses = { rows, labels: Array.from(labelsAt(pool, rows)) };
  const guesses = recipe.poolUse === 'none' ? { rows: [], labels: [] } : yield* guessLabels(recipe.poolUse, world, x, labelled);
  yield;
  const examples = examplesOf(x, labelled, guesses);
  const classify = fitHead(recipe.head, recipe.copies ? withCopies(examples, labelled, world, encode, random) : examples, random);
  yield;
  return {
    accuracy: stats.accuracy(test.labels, stats.argmaxRows(classify(encode(test.pixels)))),
    ...(guesses.rows.length > 0 && {
      guessedRight: stats.accuracy(labelsAt(pool, guesses.rows), guesses.labels),
      wrong: guesses.rows.flatMap((row, i) => (pool.labels[row] === guesses.labels[i] ? [] : [{ row, guess: guesses.labels[i] }])),
    }),
    bought: rows,
  };
}

/**
 * Active learning by the margin: after one example of each digit, label the pictures whose two likeliest digits are closest (Settles,
 * 2009, Active Learning Literature Survey).
 */
function* mostDoubtful(x: linalg.Matrix, labels: Int32Array, wanted: number): Generator<void, number[]> {
  const rows = Array.from(firstRows(CLASSES));
  while (rows.length < wanted) {
    const probabilities = softmaxRegression({ x: linalg.takeRows(x, rows), labels: rows.map((row) => labels[row]) })(x);
    const margins = Array.from({ length: x.rows }, (_, row) => {
      const [first, second] = Array.from(linalg.rowOf(probabilities, row)).sort((a, b) => b - a);
      return first - second;
    });
    const taken = new Set(rows);
    const open = Array.from(margins.keys()).filter((row) => !taken.has(row)).sort((a, b) => margins[a] - margins[b] || a - b);
    rows.push(...open.slice(0, Math.min(ASKED_AT_ONCE, wanted - rows.length)));
    yield;
  }
  return rows;
}

/** Data augmentation: each labelled picture turned, stretched and moved a little, with noise. */
function withCopies({ x, labels }: Examples, labelled: Guesses, { pool, side, size, changes }: World, encode: Encoder['encode'], random: Random): Examples {
  const copies = new Float32Array(labelled.rows.length * COPIES * size);
  random.fillNormal(copies, 0, NOISE);
  const copy = new Float32Array(size);
  labelled.rows.forEach((row, i) => {
    for (let c = 0; c < COPIES; c++) {
      warp(pool.pixels.subarray(row * size, (row + 1) * size), side, changes, random, copy);
      copy.forEach((ink, at) => (copies[(i * COPIES + c) * size + at] += ink));
    }
  });
  const more = encode(copies);
  return {
    x: linalg.matrix(x.rows + more.rows, x.cols, [...x.data, ...more.data]),
    labels: [...labels, ...labelled.labels.flatMap((label) => Array<number>(COPIES).fill(label))],
  };
}
