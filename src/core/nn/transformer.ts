// Attention and the transformer block (pre-norm, as GPT-2). Letters: B batch, T positions, C channels, H heads.

import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';
import { add } from '../ops/arithmetic.js';
import { selfAttention, type AttentionOptions } from '../ops/attention.js';
import { prefixAttention, type AttentionPrefix } from '../ops/prefix-attention.js';
import { gelu, type GeluOptions } from '../ops/elementwise.js';
import { Dropout, LayerNorm } from './layers.js';
import { Linear } from './linear.js';
import { Module, type Layer } from './module.js';

export interface AttentionModuleOptions {
  readonly random: Random;
  readonly causal?: boolean;
  readonly bias?: boolean;
  /** Dropout after the output projection. */
  readonly dropout?: number;
}

export interface AttentionInputs extends Omit<AttentionOptions, 'causal'> {
  /** Keys and values that stand before those of the sequence. */
  readonly prefix?: AttentionPrefix;
}

/** Multi-head self-attention: one joint projection [3 C, C], heads, output projection [C, C]. */
export class MultiHeadAttention extends Module {
  /** Linear at first; adaptation puts another layer of the same shape in its place, as with all Layers here. */
  qkv: Layer;
  projection: Layer;
  readonly dropout: Dropout;
  readonly causal: boolean;
  readonly heads: number;

  constructor(size: number, heads: number, { random, causal = false, bias = true, dropout = 0 }: AttentionModuleOptions) {
    super();
    if (!Number.isInteger(size / heads)) throw new RangeError(`MultiHeadAttention: ${heads} heads do not divide a width of ${size}`);
    this.qkv = new Linear(size, 3 * size, { random: random.split('qkv'), bias });
    this.projection = new Linear(size, size, { random: random.split('projection'), bias });
    this.dropout = new Dropout(dropout, { random });
    this.causal = causal;
    this.heads = heads;
  }

  /** @param x [B, T, C]  @returns [B, T, C] */
  forward(x: Tensor, { prefix, ...options }: AttentionInputs = {}): Tensor {
    const qkv = this.qkv.forward(x);
    const settings = { causal: this.causal, ...options };
    const mixed = prefix ? prefixAttention(qkv, this.heads, prefix, settings) : selfAttention(qkv, this.heads, settings); // [B, T, C]
    return this.dropout.forward(this.projection.forward(mixed));
  }
}

export interface TransformerBlockOptions extends AttentionModuleOptions {
  /** Width of the feed-forward layer over the model's, 4 by default. */
  readonly expansion?: number;
  readonly gelu?: GeluOptions;
}

/** x + attention(norm(x)), then x + feedForward(norm(x)). Source: Radford et al. 2019 (GPT-2), section 2.3. */
export class TransformerBlock extends Module {
  readonly norm1: LayerNorm;
  readonly attention: MultiHeadAttention;
  readonly norm2: LayerNorm;
  expand: Layer;
  contract: Layer;
  readonly dropout: Dropout;
  readonly geluOptions: GeluOptions;

  constructor(size: number, heads: number, options: TransformerBlockOptions) {
    super();
    const { random, bias = true, dropout = 0, expansion = 4 } = options;
    this.norm1 = new LayerNorm(size, { bias });
    this.attention = new MultiHeadAttention(size, heads, { ...options, random: random.split('attention') });
    this.norm2 = new LayerNorm(size, { bias });
    this.expand = new Linear(size, expansion * size, { random: random.split('expand'), bias });
    this.contract = new Linear(expansion * size, size, { random: random.split('contract'), bias });
    this.dropout = new Dropout(dropout, { random });
    this.geluOptions = options.gelu ?? {};
  }

  /** @param x [B, T, C]  @returns [B, T, C] */
  forward(x: Tensor, options: AttentionInputs = {}): Tensor {
    const attended = add(x, this.attention.forward(this.norm1.forward(x), options));
    const hidden = gelu(this.expand.forward(this.norm2.forward(attended)), this.geluOptions); // [B, T, 4 C]
    return add(attended, this.dropout.forward(this.contract.forward(hidden)));
  }
}
