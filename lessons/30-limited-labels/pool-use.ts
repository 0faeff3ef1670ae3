/**
 * Labels for unlabelled pictures without asking anyone: from the model's own guesses (Lee, 2013, Pseudo-Label), from the neighbours of
 * each picture (Zhou et al., 2004), or from the votes of rules of thumb (Ratner et al., 2016).
 */
import { linalg, stats } from '../../src/core/index.js';
import { softmaxRegression, type Examples } from './heads.js';
import { votesOn } from './rules.js';
import type { PoolUse } from './situation.js';
import { CLASSES, type World } from './world.js';

/** Self-training: how many of each guessed digit are believed in a round, the surest first. */
const BELIEVED = 10;
const ROUNDS = 6;
/** Rules are worse than people: this share of those that vote must agree. */
const AGREED = 0.6;

/** Rows of the pool and the labels they are given. */
export interface Guesses {
  readonly rows: readonly number[];
  readonly labels: readonly number[];
}

/**
 * @param x       features of all pictures at hand
 * @param labelled rows whose labels are known, with these
 * @returns labels for rows that are not labelled
 */
export function* guessLabels(use: Exclude<PoolUse, 'none'>, world: World, x: linalg.Matrix, labelled: Guesses): Generator<void, Guesses> {
  switch (use) {
    case 'selfTraining':
      return yield* selfTraining(x, labelled, BELIEVED, ROUNDS);
    case 'atOnce':
      return yield* selfTraining(x, labelled, x.rows, 1);
    case 'spreading':
      return spreading(x, labelled);
    case 'rules':
      return byRules(world, labelled);
  }
}

function* selfTraining(x: linalg.Matrix, labelled: Guesses, believed: number, rounds: number): Generator<void, Guesses> {
  const guesses = { rows: [] as number[], labels: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const probabilities = softmaxRegression(examplesOf(x, labelled, guesses))(x);
    const taken = new Set([...labelled.rows, ...guesses.rows]);
    const candidates = Array.from({ length: CLASSES }, (): { row: number; p: number }[] => []);
    stats.argmaxRows(probabilities).forEach((label, row) => {
      if (!taken.has(row)) candidates[label].push({ row, p: probabilities.data[row * CLASSES + label] });
    });
    candidates.forEach((list, label) => {
      for (const { row } of list.sort((a, b) => b.p - a.p || a.row - b.row).slice(0, believed)) {
        guesses.rows.push(row);
        guesses.labels.push(label);
      }
    });
    yield;
  }
  return guesses;
}

function spreading(x: linalg.Matrix, labelled: Guesses): Guesses {
  const known = new Int32Array(x.rows).fill(-1);
  labelled.rows.forEach((row, i) => (known[row] = labelled.labels[i]));
  const shares = stats.labelSpreading(x, known, CLASSES, { tolerance: 1e-5 });
  const found = stats.argmaxRows(shares);
  const rows = Array.from(known.keys()).filter((row) => known[row] < 0 && shares.data[row * CLASSES + found[row]] > 0);
  return { rows, labels: rows.map((row) => found[row]) };
}

/**
 * The majority, where the rules that vote agree. A label model that estimates how good each rule is without true labels needs several
 * rules a class that check each other (Dawid and Skene, 1979); here most classes have one, and its estimate collapses.
 */
function byRules({ pool, side, atHand }: World, labelled: Guesses): Guesses {
  const shares = stats.majorityVote(votesOn(pool.pixels, side, atHand), CLASSES);
  const found = stats.argmaxRows(shares);
  const taken = new Set(labelled.rows);
  const rows = Array.from({ length: atHand }, (_, row) => row).filter((row) => !taken.has(row) && shares.data[row * CLASSES + found[row]] >= AGREED);
  return { rows, labels: rows.map((row) => found[row]) };
}

/** Labelled and guessed rows together. */
export function examplesOf(x: linalg.Matrix, labelled: Guesses, guesses: Guesses): Examples {
  return { x: linalg.takeRows(x, [...labelled.rows, ...guesses.rows]), labels: [...labelled.labels, ...guesses.labels] };
}
