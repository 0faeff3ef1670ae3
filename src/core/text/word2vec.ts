/**
 * Word vectors trained by negative sampling (Mikolov et al., 2013): an input and an output vector a word, moved so that a word and
 * what stands near it score high together and random pairs low. Contexts are summed, not averaged (gensim's cbow_mean = 0): each gets
 * the whole gradient, and one learning rate suits all modes.
 */
import * as math from '../math/index.js';
import { wasm } from '../kernels/module.js';
import { scope, unscoped } from '../memory/scope.js';
import { idTensor, zeros } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Random } from '../random/index.js';
import { noiseTable, noiseWeights, windowExamples, type ExampleBatch, type WindowOptions } from './windows.js';

export interface Word2VecOptions {
  /** Length of a vector. */
  readonly dimension: number;
  readonly random: Random;
}

export interface TrainOptions extends WindowOptions {
  readonly epochs: number;
  /** At the beginning; falls in a straight line to a ten-thousandth of it. */
  readonly learningRate: number;
  readonly random: Random;
}

/** Where training stands after a batch. */
export interface TrainStep {
  /** 0 to 1. */
  readonly progress: number;
  readonly epoch: number;
  /** Examples of the batch, and their mean loss in nats. */
  readonly examples: number;
  readonly loss: number;
}

const LAST_RATE = 1e-4;

export class Word2Vec {
  readonly dimension: number;
  /** The word vectors, [words, D]: D is the dimension rounded up to a multiple of four for the kernel, the rest stays zero. */
  readonly input: Tensor;
  /** What predictions are scored with, [words, D]; zero before training. */
  readonly output: Tensor;
  readonly #counts: Int32Array;
  readonly #noise: Int32Array;
  readonly #noiseWeights: Float64Array;
  readonly #width: number;

  /**
   * Input vectors start uniform in +-0.5 / dimension, as in word2vec.c.
   * @param counts  how often each word appears in the text
   * @throws RangeError unless the dimension is a positive integer
   */
  constructor(counts: Int32Array, { dimension, random }: Word2VecOptions) {
    if (!Number.isInteger(dimension) || dimension < 1) throw new RangeError(`Word2Vec: dimension must be a positive integer, got ${dimension}`);
    this.dimension = dimension;
    this.#counts = counts;
    this.#noise = noiseTable(counts);
    this.#noiseWeights = noiseWeights(counts);
    const width = (this.#width = Math.ceil(dimension / 4) * 4);
    this.input = unscoped(() => zeros([counts.length, width]));
    this.output = unscoped(() => zeros([counts.length, width]));
    const values = this.input.data;
    for (let word = 0; word < counts.length; word++) random.fillUniform(values.subarray(word * width, word * width + dimension), -0.5 / dimension, 0.5 / dimension);
  }

  /** Trains over the whole text `epochs` times, one step of gradient descent an example, and tells after every batch where it stands. */
  *train(documents: readonly Int32Array[], options: TrainOptions): Generator<TrainStep> {
    const words = documents.reduce((sum, document) => sum + document.filter((id) => id >= 0).length, 0);
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      for (const batch of windowExamples(documents, this.#counts, this.#noise, options, options.random)) {
        const progress = (epoch + batch.wordsRead / words) / options.epochs;
        const loss = this.step(batch, options.negatives, options.learningRate * Math.max(LAST_RATE, 1 - progress));
        yield { progress, epoch, examples: batch.examples, loss: loss / batch.examples };
      }
    }
  }

  /** One step for each example of the batch, in order. @returns the sum of their losses before their steps */
  step(batch: Pick<ExampleBatch, 'examples' | 'starts' | 'contexts' | 'targets'>, negatives: number, rate: number): number {
    const { examples, starts, contexts, targets } = batch;
    const choices = 1 + negatives;
    return scope(() => {
      const first = idTensor(starts.subarray(0, examples + 1));
      const given = idTensor(contexts.subarray(0, starts[examples]));
      const asked = idTensor(targets.subarray(0, examples * choices));
      const scratch = zeros([2 * this.#width + choices + 4]);
      return wasm().kernels.negativeSampling(this.input.pointer, this.output.pointer, this.#width, first.pointer, given.pointer, asked.pointer, examples, choices, rate, scratch.pointer);
    });
  }

  /**
   * Probability of every word where the given words surround it. Scores trained against noise q estimate log p(word | context) / q(word)
   * up to a constant (Goldberg and Levy, 2014; Gutmann and Hyvarinen, 2010), so p is the softmax of score + log q.
   * @returns [words]
   */
  probabilities(contexts: ArrayLike<number>): Float64Array {
    const d = this.#width;
    const [input, output] = [this.input.data, this.output.data];
    const hidden = new Float64Array(d);
    for (let c = 0; c < contexts.length; c++) for (let j = 0; j < d; j++) hidden[j] += input[contexts[c] * d + j];
    const odds = new Float64Array(this.#counts.length);
    let total = 0;
    for (let word = 0; word < odds.length; word++) {
      let score = 0;
      for (let j = 0; j < d; j++) score += hidden[j] * output[word * d + j];
      total += odds[word] = math.exp(Math.min(score, 700)) * this.#noiseWeights[word];
    }
    return odds.map((value) => value / total);
  }

  dispose(): void {
    this.input.dispose();
    this.output.dispose();
  }
}
