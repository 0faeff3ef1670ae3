/**
 * The two ways of pruning: single weights (unstructured) and whole neurons (structured). Each makes the next, smaller mask from
 * trained weights, and a random mask of the same size to compare with. No network is trained here.
 *
 * Han, Pool, Tran and Dally (2015), Learning both Weights and Connections for Efficient Neural Networks: prune small weights.
 * Frankle and Carbin (2019), The Lottery Ticket Hypothesis: layer by layer, the output layer at half the rate.
 */
import type { Random } from '../../src/core/index.js';
import type { Masks, NetworkValues } from './values.js';

export interface PruningMethod {
  /** Cuts `rate` (0 to 1) of what is left in each layer, the least important first. */
  prune(trained: NetworkValues, masks: Masks, rate: number): Masks;
  /** Keeps as much in each layer as `masks`, but at random places. */
  shuffled(masks: Masks, random: Random): Masks;
  /** About how many weights `rounds` prunings of `full` masks will leave. */
  expectedKept(full: Masks, rate: number, rounds: number): number;
}

/** Single weights; importance is size. */
export const unstructured: PruningMethod = {
  prune(trained, masks, rate) {
    return masks.map((mask, l) => {
      const isOutput = l === masks.length - 1;
      const kept = keptIndices(mask.weight);
      const survivors = strongest(kept, (i) => Math.abs(trained[l].weight[i]), isOutput ? rate / 2 : rate, 1);
      return { ...mask, weight: indicator(mask.weight.length, survivors) };
    });
  },
  shuffled(masks, random) {
    return masks.map((mask) => {
      const places = random.sampleWithoutReplacement(mask.weight.length, keptIndices(mask.weight).length);
      return { ...mask, weight: indicator(mask.weight.length, places) };
    });
  },
  expectedKept(full, rate, rounds) {
    const hidden = repeated(1 - rate, rounds);
    const output = repeated(1 - rate / 2, rounds);
    return full.reduce((sum, { weight }, l) => sum + Math.max(1, weight.length * (l === full.length - 1 ? output : hidden)), 0);
  },
};

/**
 * Whole hidden neurons, with all their connections. Importance is the length of a neuron's incoming weights times the length of
 * its outgoing ones: with ReLU, doubling the one and halving the other changes nothing the network computes, nor this product.
 */
export const structured: PruningMethod = {
  prune(trained, masks, rate) {
    const neurons = masks.slice(0, -1).map((mask, l) => {
      const importance = (neuron: number) => incomingLength(trained, masks, l, neuron) * outgoingLength(trained, masks, l, neuron);
      return indicator(mask.outputs, strongest(keptIndices(mask.bias), importance, rate, 2));
    });
    return masksOfNeurons(masks, neurons);
  },
  shuffled(masks, random) {
    const neurons = masks.slice(0, -1).map((mask) => {
      return indicator(mask.outputs, random.sampleWithoutReplacement(mask.outputs, keptIndices(mask.bias).length));
    });
    return masksOfNeurons(masks, neurons);
  },
  expectedKept(full, rate, rounds) {
    const left = full.map(({ outputs }, l) => (l === full.length - 1 ? outputs : Math.max(2, outputs * repeated(1 - rate, rounds))));
    return full.reduce((sum, { inputs }, l) => sum + (left[l - 1] ?? inputs) * left[l], 0);
  },
};

/** A connection is kept where both of its ends are. @param neurons  kept (1) or cut (0), for each hidden layer */
function masksOfNeurons(masks: Masks, neurons: readonly Float32Array[]): Masks {
  return masks.map((mask, l) => {
    const ends = neurons[l] ?? mask.bias; // the outputs are never cut
    const starts = neurons[l - 1]; // nor are the inputs
    return { ...mask, weight: mask.weight.map((_, i) => ends[Math.floor(i / mask.inputs)] * (starts?.[i % mask.inputs] ?? 1)), bias: ends };
  });
}

function incomingLength(trained: NetworkValues, masks: Masks, l: number, neuron: number): number {
  const { inputs, weight } = trained[l];
  let squares = 0;
  for (let i = neuron * inputs; i < (neuron + 1) * inputs; i++) squares += masks[l].weight[i] * weight[i] * weight[i];
  return Math.sqrt(squares);
}

function outgoingLength(trained: NetworkValues, masks: Masks, l: number, neuron: number): number {
  const { inputs, weight } = trained[l + 1];
  let squares = 0;
  for (let i = neuron; i < weight.length; i += inputs) squares += masks[l + 1].weight[i] * weight[i] * weight[i];
  return Math.sqrt(squares);
}

/** All but the weakest `rate` of the indices; at least `atLeast` stay. Of equals the earlier stays. */
function strongest(indices: readonly number[], importance: (index: number) => number, rate: number, atLeast: number): number[] {
  const survivors = Math.max(Math.min(atLeast, indices.length), indices.length - Math.round(indices.length * rate));
  return indices
    .map((index) => ({ index, score: importance(index) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, survivors)
    .map(({ index }) => index);
}

/** factor to the power of times. */
function repeated(factor: number, times: number): number {
  let product = 1;
  for (let i = 0; i < times; i++) product *= factor;
  return product;
}

function keptIndices(mask: Float32Array): number[] {
  const kept: number[] = [];
  mask.forEach((m, i) => m === 1 && kept.push(i));
  return kept;
}

function indicator(length: number, ones: ArrayLike<number>): Float32Array {
  const values = new Float32Array(length);
  for (let i = 0; i < ones.length; i++) values[ones[i]] = 1;
  return values;
}
