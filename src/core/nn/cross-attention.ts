// Attention on another sequence, and the decoder block that has it (pre-norm, as TransformerBlock). Letters: B batch, T positions of
// the decoder, S positions of the encoder, C channels.

import { add } from '../ops/arithmetic.js';
import { crossAttention } from '../ops/cross-attention.js';
import { gelu, type GeluOptions } from '../ops/elementwise.js';
import type { Tensor } from '../tensor/tensor.js';
import { Dropout, LayerNorm } from './layers.js';
import { Linear } from './linear.js';
import { Module, type Layer } from './module.js';
import { MultiHeadAttention, type AttentionInputs, type AttentionModuleOptions, type TransformerBlockOptions } from './transformer.js';

/** The mask hides places of the other sequence; there is no order between the two that could be causal. */
export type CrossAttentionInputs = Omit<AttentionInputs, 'prefix'>;

/** Multi-head cross-attention: queries [C, C] from one sequence, keys and values [2 C, C] from the other, output projection [C, C]. */
export class CrossAttention extends Module {
  query: Layer;
  keyValue: Layer;
  projection: Layer;
  readonly dropout: Dropout;
  readonly heads: number;

  constructor(size: number, heads: number, { random, bias = true, dropout = 0 }: Omit<AttentionModuleOptions, 'causal'>) {
    super();
    if (!Number.isInteger(size / heads)) throw new RangeError(`CrossAttention: ${heads} heads do not divide a width of ${size}`);
    this.query = new Linear(size, size, { random: random.split('query'), bias });
    this.keyValue = new Linear(size, 2 * size, { random: random.split('keyValue'), bias });
    this.projection = new Linear(size, size, { random: random.split('projection'), bias });
    this.dropout = new Dropout(dropout, { random });
    this.heads = heads;
  }

  /** @param x [B, T, C]  @param memory [B, S, C]  @returns [B, T, C] */
  forward(x: Tensor, memory: Tensor, options: CrossAttentionInputs = {}): Tensor {
    return this.dropout.forward(this.projection.forward(crossAttention(this.query.forward(x), this.keyValue.forward(memory), this.heads, options)));
  }
}

/** What the two attentions of a decoder block are told. */
export interface DecoderBlockInputs {
  readonly self?: AttentionInputs;
  readonly cross?: CrossAttentionInputs;
}

/**
 * x + causal self-attention(norm(x)), then x + cross-attention(norm(x), memory), then x + feedForward(norm(x)).
 * Source: Vaswani et al. 2017, section 3.1, with the norms before each branch, as torch.nn.TransformerDecoderLayer(norm_first=True).
 */
export class TransformerDecoderBlock extends Module {
  readonly norm1: LayerNorm;
  readonly attention: MultiHeadAttention;
  readonly norm2: LayerNorm;
  readonly cross: CrossAttention;
  readonly norm3: LayerNorm;
  expand: Layer;
  contract: Layer;
  readonly dropout: Dropout;
  readonly geluOptions: GeluOptions;

  constructor(size: number, heads: number, options: Omit<TransformerBlockOptions, 'causal'>) {
    super();
    const { random, bias = true, dropout = 0, expansion = 4 } = options;
    this.norm1 = new LayerNorm(size, { bias });
    this.attention = new MultiHeadAttention(size, heads, { ...options, causal: true, random: random.split('attention') });
    this.norm2 = new LayerNorm(size, { bias });
    this.cross = new CrossAttention(size, heads, { ...options, random: random.split('cross') });
    this.norm3 = new LayerNorm(size, { bias });
    this.expand = new Linear(size, expansion * size, { random: random.split('expand'), bias });
    this.contract = new Linear(expansion * size, size, { random: random.split('contract'), bias });
    this.dropout = new Dropout(dropout, { random });
    this.geluOptions = options.gelu ?? {};
  }

  /** @param x [B, T, C]  @param memory what the encoder made of the source, [B, S, C]  @returns [B, T, C] */
  forward(x: Tensor, memory: Tensor, { self = {}, cross = {} }: DecoderBlockInputs = {}): Tensor {
    const attended = add(x, this.attention.forward(this.norm1.forward(x), self));
    const informed = add(attended, this.cross.forward(this.norm2.forward(attended), memory, cross));
    const hidden = gelu(this.expand.forward(this.norm3.forward(informed)), this.geluOptions); // [B, T, 4 C]
    return add(informed, this.dropout.forward(this.contract.forward(hidden)));
  }
}
