/**
 * The decoder-only transformer for training: learned positions, pre-norm blocks, GELU, the output layer tied to the token
 * embedding (Radford and others, 2019). GptDecoder computes the same function one token at a time.
 *
 * Letters: B rows, T tokens in a row, d width, V tokens known.
 */
import { noGrad } from '../autograd/mode.js';
import { Dropout, Embedding, LayerNorm, Module, TransformerBlock, type Parameter, type SoftPrompt } from '../nn/index.js';
import { add } from '../ops/arithmetic.js';
import { crossEntropy } from '../ops/losses.js';
import { linear } from '../ops/matmul.js';
import type { AttentionPrefix } from '../ops/prefix-attention.js';
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

/**
 * Learned context in front of the tokens of every row. It takes the first positions and the tokens those after it, as if
 * words stood there (past keys and values, input embeddings of Hugging Face transformers); prefixes before the prompt.
 */
export interface LearnedContext {
  readonly prompt?: SoftPrompt;
  /** One a layer, as PrefixTuning.prefixes() gives them. */
  readonly prefixes?: readonly AttentionPrefix[];
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
   * The residual stream after the last norm, at every token: what a head for another task reads.
   * @param ids  [B, T] row by row; T and the places of `learned` together at most the context
   * @returns    [B, T, d]
   */
  features(ids: Int32Array, rows: number, { prompt, prefixes }: LearnedContext = {}): Tensor {
    const length = ids.length / rows;
    const { context, layers } = this.config;
    const places = [prefixes?.[0]?.keys, prompt?.weight].reduce((sum, part) => sum + (part?.shape[0] ?? 0), 0);
    if (!Number.isInteger(length) || length < 1 || places + length > context) {
      throw new RangeError(`Gpt: expected ${rows} rows of 1 to ${context - places} ids, got ${ids.length} ids`);
    }
    if (prefixes && prefixes.length !== layers) throw new RangeError(`Gpt: expected a prefix for each of ${layers} layers, got ${prefixes.length}`);
    const tokens = this.tokenEmbedding.lookup(ids, [rows, length]);                         // [B, T, d]
    const inputs = prompt ? prompt.forward(tokens) : tokens;                                // [B, P + T, d]
    const first = prefixes?.[0].keys.shape[0] ?? 0;
    let x = this.dropout.forward(add(inputs, slice(this.positionEmbedding.weight, 0, first, places + length)));
    this.blocks.forEach((block, layer) => {
      x = block.forward(x, prefixes ? { prefix: prefixes[layer] } : {});
    });
    return this.norm.forward(prompt ? slice(x, 1, places - first) : x);
  }

  /**
   * Next-token logits after every token.
   * @param ids  [B, T] row by row, T at most the context
   * @returns    [B, T, V]
   */
  forward(ids: Int32Array, rows: number, learned: LearnedContext = {}): Tensor {
    return linear(this.features(ids, rows, learned), this.tokenEmbedding.weight);
  }

  /** What the layers make of some tokens at the beginning of a text, as prefixes: the model then reads on as if they stood there. */
  prefixesOf(ids: Int32Array): AttentionPrefix[] {
    return noGrad(() => {
      const { width } = this.config;
      let x = add(this.tokenEmbedding.lookup(ids, [1, ids.length]), slice(this.positionEmbedding.weight, 0, 0, ids.length));
      return this.blocks.map((block) => {
        const qkv = reshape(block.attention.qkv.forward(block.norm1.forward(x)), [ids.length, 3 * width]);
        x = block.forward(x);
        return { keys: slice(qkv, 1, width, 2 * width), values: slice(qkv, 1, 2 * width, 3 * width) };
      });
    });
  }

  /** Mean cross-entropy in nats of the targets [B, T], a scalar. */
  loss(ids: Int32Array, targets: Int32Array, rows: number, learned: LearnedContext = {}): Tensor {
    return crossEntropy(reshape(this.forward(ids, rows, learned), [ids.length, this.config.vocabularySize]), targets);
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
