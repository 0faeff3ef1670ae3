// Additive attention as a module: the projections of queries and keys, and the vector that turns them into a score.

import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';
import { additiveAttention } from '../ops/additive-attention.js';
import type { AttentionOptions } from '../ops/attention.js';
import { uniform } from './init.js';
import { Linear } from './linear.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

export interface AdditiveAttentionOptions {
  readonly random: Random;
  /** Size that queries and keys are projected to; that of the queries unless told. */
  readonly hidden?: number;
}

/** score(q, k) = energy . tanh(W q + U k + b) (Bahdanau, Cho and Bengio 2015); the keys are the values too. */
export class AdditiveAttention extends Module {
  readonly query: Linear;
  readonly key: Linear;
  readonly energy: Parameter;

  constructor(queries: number, keys: number, { random, hidden = queries }: AdditiveAttentionOptions) {
    super();
    this.query = new Linear(queries, hidden, { random: random.split('query'), bias: false });
    this.key = new Linear(keys, hidden, { random: random.split('key') });
    this.energy = new Parameter([hidden]);
    uniform(this.energy, 1 / Math.sqrt(hidden), random.split('energy'));
  }

  /** The keys of a memory [B, S, K] projected to [B, S, A]: once, however many queries follow. */
  keysOf(memory: Tensor): Tensor {
    return this.key.forward(memory);
  }

  /** @param queries [B, T, Q]  @param memory [B, S, K]  @param keys of the memory, where they are at hand  @returns [B, T, K] */
  attend(queries: Tensor, memory: Tensor, options: Omit<AttentionOptions, 'causal'> = {}, keys: Tensor = this.keysOf(memory)): Tensor {
    return additiveAttention(this.query.forward(queries), keys, memory, this.energy, options);
  }
}
