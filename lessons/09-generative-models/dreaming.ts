/** What a trained Boltzmann machine can do: dream up digits from noise, and fill in what is hidden of one. */
import { math, scope, stats, tensor, zeros, type Random } from '../../src/core/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import type { BoltzmannMachine } from './boltzmann-machine.js';
import { rowsTensor, toMatrix, type DigitData } from './digit-data.js';

/** Most sweeps between two looks. */
const LOOK = 25;
/** Sweeps that are forgotten, then sweeps whose probabilities are averaged. */
const FILL = { before: 20, averaged: 60 };
const FILLED = 100;

export interface Look {
  /** Sweeps up to now. */
  readonly done: number;
  /** Ink of each pixel: the probability that it is 1, [chains, 64]. */
  readonly ink: Matrix;
  /** What was drawn with it: 0 or 1. */
  readonly drawn: Matrix;
}

/** Chains from noise, looked at after 1, 2, 3, 4, 5, 7 ... sweeps. */
export function* dream(machine: BoltzmannMachine, chains: number, sweeps: number, random: Random): Generator<Look, void> {
  let states = machine.randomStates(chains, random);
  for (let done = 0; done < sweeps; ) {
    const next = Math.min(sweeps - done, Math.max(1, Math.floor(done / 3)), LOOK);
    const before = states;
    const after = machine.gibbs(before, next, random);
    states = after.states;
    done += next;
    const [ink, drawn] = [toMatrix(after.visible), toMatrix(states[0])];
    for (const old of [...before, after.visible]) old.dispose();
    yield { done, ink, drawn };
  }
  for (const old of states) old.dispose();
}

export interface Filled {
  /** The whole pictures, the halves that were given, and what became of them, [FILLED, 64] each. */
  readonly truth: Matrix;
  readonly result: Matrix;
  /** 1 where a pixel was given, [64]. */
  readonly given: Float32Array;
  /** Root mean square error of the hidden pixels, and of filling in the mean digit. */
  readonly error: number;
  readonly meanError: number;
}

/** Pictures it has never seen, of which the upper half is given: Gibbs sampling with those units held fast. */
export function fillIn(machine: BoltzmannMachine, { heldOut, means }: DigitData, random: Random): Filled {
  const rows = Int32Array.from({ length: Math.min(FILLED, heldOut.rows) }, (_, i) => i);
  const given = Float32Array.from(means, (_, pixel) => (pixel < means.length / 2 ? 1 : 0));
  const [truth, result] = scope(() => {
    const ink = rowsTensor(heldOut, rows);
    const held = tensor(given);
    let states = machine.gibbs([ink, ...machine.randomStates(rows.length, random).slice(1)], FILL.before, random, held).states;
    const sum = zeros(ink.shape);
    for (let sweep = 0; sweep < FILL.averaged; sweep++) {
      const next = machine.gibbs([ink, ...states.slice(1)], 1, random, held);
      states = next.states;
      sum.copy_(sum.add(next.visible));
    }
    return [toMatrix(ink), toMatrix(sum.div(FILL.averaged))];
  });
  const errorOf = (guess: (at: number) => number) => {
    let sum = 0;
    let count = 0;
    truth.data.forEach((value, at) => {
      if (given[at % means.length] === 1) return;
      sum += (guess(at) - value) * (guess(at) - value);
      count++;
    });
    return Math.sqrt(sum / count);
  };
  return { truth, result, given, error: errorOf((at) => result.data[at]), meanError: errorOf((at) => means[at % means.length]) };
}

/** How many kinds of digit there are, each counted by its share (exp of the entropy); each picture is what the nearest real one is. */
export function kindsOf(samples: Matrix, { all, labels }: DigitData): number {
  const { indices } = stats.nearestNeighbours(all, samples, 1);
  const counts = new Float64Array(10);
  for (const index of indices) counts[labels[index]]++;
  const shares = counts.map((count) => count / samples.rows).filter((share) => share > 0);
  return math.exp(stats.crossEntropy(shares, shares));
}
