// Learned context in front of a fixed model: a soft prompt (vectors among the embeddings) and prefix tuning (keys and values
// in every layer). Letters: P places, C width, L layers.

import type { Random } from '../../random/index.js';
import { formatShape } from '../../tensor/shape.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { AttentionPrefix } from '../../ops/prefix-attention.js';
import { cat, expand, slice } from '../../ops/shape.js';
import { shapeError } from '../../ops/support.js';
import { tanh } from '../../ops/elementwise.js';
import { normal, uniform } from '../init.js';
import { Linear } from '../linear.js';
import { Module } from '../module.js';
import { Parameter } from '../parameter.js';

function checkCount(what: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) throw new RangeError(`${what} must be a positive integer, got ${value}`);
}

/**
 * P learned vectors that stand before the embeddings of a text: all that is trained of a fixed model. Drawn from
 * U(-0.5, 0.5), or taken from the embeddings of words by SoftPrompt.from, which the paper finds better for small models.
 * Source: Lester, Al-Rfou and Constant 2021, sections 2 and 3.2.
 */
export class SoftPrompt extends Module {
  readonly weight: Parameter;

  constructor(length: number, width: number, { random, bound = 0.5 }: { random: Random; bound?: number }) {
    super();
    checkCount('SoftPrompt: the length', length);
    this.weight = new Parameter([length, width]);
    uniform(this.weight, bound, random.split('weight'));
  }

  /** Begins as the given vectors, e.g. rows of an embedding. @param vectors [P, C] */
  static from(vectors: Tensor, random: Random): SoftPrompt {
    if (vectors.rank !== 2) throw shapeError('SoftPrompt.from', 'vectors [P, C]', [vectors], 'index an embedding with the ids of words');
    const prompt = new SoftPrompt(vectors.shape[0], vectors.shape[1], { random });
    prompt.weight.data.set(vectors.toArray());
    return prompt;
  }

  /** @param x embeddings [B, T, C]  @returns [B, P + T, C] */
  forward(x: Tensor): Tensor {
    const [length, width] = this.weight.shape;
    if (x.rank !== 3 || x.shape[2] !== width) throw shapeError('SoftPrompt', `embeddings [B, T, ${width}]`, [x], 'they come as batch, time, features');
    return cat([expand(this.weight, [x.shape[0], length, width]), x], 1);
  }
}

export interface PrefixTuningOptions {
  readonly layers: number;
  readonly width: number;
  readonly random: Random;
  /** Width of the network that makes the prefixes while they are trained; null trains keys and values themselves. */
  readonly hidden?: number | null;
  /** Standard deviation that the values (or the network's inputs) begin with. */
  readonly sd?: number;
}

/**
 * P learned keys and values for each layer of a fixed transformer. With `hidden`, they are the outputs of a small network,
 * Linear(C, hidden), tanh, Linear(hidden, 2 L C), on P learned vectors: steadier to train, and not needed afterwards.
 * Source: Li and Liang 2021, sections 4.2 and 4.3; their code lays keys and values out as here, layer by layer.
 */
export class PrefixTuning extends Module {
  /** [P, 2 L C], keys and values of layer 0, then of layer 1 ...; with `hidden` [P, C], the network's inputs. */
  readonly weight: Parameter;
  readonly expand: Linear | null;
  readonly project: Linear | null;
  readonly layers: number;
  readonly width: number;

  constructor(length: number, { layers, width, random, hidden = null, sd = 0.02 }: PrefixTuningOptions) {
    super();
    checkCount('PrefixTuning: the length', length);
    checkCount('PrefixTuning: the number of layers', layers);
    this.layers = layers;
    this.width = width;
    this.weight = new Parameter([length, hidden === null ? 2 * layers * width : width]);
    normal(this.weight, sd, random.split('weight'));
    this.expand = hidden === null ? null : new Linear(width, hidden, { random: random.split('expand') });
    this.project = hidden === null ? null : new Linear(hidden, 2 * layers * width, { random: random.split('project') });
  }

  /** Begins as the given prefixes, e.g. what the model itself makes of some words: `Gpt.prefixesOf`. They are trained directly. */
  static from(prefixes: readonly AttentionPrefix[], random: Random): PrefixTuning {
    if (prefixes.length === 0) throw new RangeError('PrefixTuning.from: expected a prefix for each layer, got none');
    const [length, width] = prefixes[0].keys.shape;
    const tuning = new PrefixTuning(length, { layers: prefixes.length, width, random });
    const row = 2 * prefixes.length * width;
    prefixes.forEach(({ keys, values }, layer) => {
      [keys, values].forEach((part, which) => {
        if (part.shape[0] !== length || part.shape[1] !== width) throw shapeError('PrefixTuning.from', `keys and values ${formatShape([length, width])}`, [part], 'all layers share one length and width');
        const from = part.toArray();
        for (let p = 0; p < length; p++) tuning.weight.data.set(from.subarray(p * width, (p + 1) * width), p * row + (2 * layer + which) * width);
      });
    });
    return tuning;
  }

  /** One prefix a layer, keys and values [P, C]. */
  prefixes(): AttentionPrefix[] {
    const all = this.expand === null || this.project === null ? this.weight : this.project.forward(tanh(this.expand.forward(this.weight)));
    const part = (i: number): Tensor => slice(all, 1, i * this.width, (i + 1) * this.width);
    return Array.from({ length: this.layers }, (_, layer) => ({ keys: part(2 * layer), values: part(2 * layer + 1) }));
  }
}
