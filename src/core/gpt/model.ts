/**
 * The decoder-only transformer for training: learned positions, pre-norm blocks, GELU, the output layer tied to the token
 * embedding (Radford and others, 2019). GptDecoder computes the same function one token at a time.
 *
 * Letters: B rows, T tokens in a row, d width, V tokens known.
 */
import { Dropout, Embedding, LayerNorm, Module, TransformerBlock, type Parameter } from '../nn/index.js';
import { add } from '../ops/arithmetic.js';
import { crossEntropy } from '../ops/losses.js';
import { linear } from '../ops/matmul.js';
import { reshape, slice } from '../ops/shape.js';
import type { Random } from '../random/index.js';
import type { Tensor } from '../tensor/tensor.js';
import { checkConfig, type GptConfig } from './config.js';

export interface GptOptions {
  readonly random: Random;
  /** Share of activations dropped after the embedding and after each branch while training. */
  readonly dropout?: number;
  /** Standard deviation of the initial matrices; those that write to the residual stream get it divided by sqrt(2 layers). */
  readonly initialSpread?: number;
}

export class Gpt extends Module {
  readonly config: GptConfig;
  readonly tokenEmbedding: Embedding;
  readonly positionEmbedding: Embedding;
  readonly dropout: Dropout;
  readonly blocks: readonly TransformerBlock[];
  readonly norm: LayerNorm;

  constructor(config: GptConfig, options: GptOptions) {
    super();
    checkConfig(config);
    const { random, dropout = 0, initialSpread = 0.05 } = options;
    const { vocabularySize, context, width, layers, heads } = config;
    this.config = config;
    this.tokenEmbedding = new Embedding(vocabularySize, width, { random: random.split('tokens') });
    this.positionEmbedding = new Embedding(context, width, { random: random.split('positions') });
    this.dropout = new Dropout(dropout, { random: random.split('dropout') });
    this.blocks = Array.from({ length: layers }, (_, i) => new TransformerBlock(width, heads, { causal: true, dropout, random: random.split(`block ${i}`) }));
    this.norm = new LayerNorm(width);
    this.#initialise(random.split('weights'), initialSpread);
  }

  /**
   * Next-token logits after every token.
   * @param ids  [B, T] row by row, T at most the context
   * @returns    [B, T, V]
   */
  forward(ids: Int32Array, rows: number): Tensor {
    const length = ids.length / rows;
    const { context } = this.config;
    if (!Number.isInteger(length) || length < 1 || length > context) {
      throw new RangeError(`Gpt: expected ${rows} rows of 1 to ${context} ids, got ${ids.length} ids`);
    }
    const tokens = this.tokenEmbedding.lookup(ids, [rows, length]);                         // [B, T, d]
    let x = this.dropout.forward(add(tokens, slice(this.positionEmbedding.weight, 0, 0, length)));
    for (const block of this.blocks) x = block.forward(x);
    return linear(this.norm.forward(x), this.tokenEmbedding.weight);                        // [B, T, V]
  }

  /** Mean cross-entropy in nats of the targets [B, T], a scalar. */
  loss(ids: Int32Array, targets: Int32Array, rows: number): Tensor {
    return crossEntropy(reshape(this.forward(ids, rows), [ids.length, this.config.vocabularySize]), targets);
  }

  /** Parameters that weight decay is for: the matrices, not biases and norms. */
  matrices(): Parameter[] {
    return this.parameters().filter((parameter) => parameter.rank > 1);
  }

  #initialise(random: Random, spread: number): void {
    for (const [name, parameter] of this.namedParameters()) {
      if (parameter.rank > 1) {
        const residual = /\.(projection|contract)\.weight$/.test(name);
        random.split(name).fillNormal(parameter.data, 0, residual ? spread / Math.sqrt(2 * this.config.layers) : spread);
      } else if (name.endsWith('.bias')) {
        parameter.data.fill(0);
      }
    }
  }
}
