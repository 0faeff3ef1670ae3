/**
 * Inference with a key-value cache: one token at a time, from plain weights, without tensors or gradients. The same function
 * as Gpt.forward() within float32 rounding (a test holds them together), at the cost of one row instead of a whole context.
 * Sums run in float64 in a fixed order, so the logits are the same bits everywhere.
 *
 * Letters: V tokens, T context, d width, H heads.
 */
import { checkConfig, type GptConfig } from './config.js';
import { addTo, gelu, layerNorm, linear, type Dense, type Norm } from './decoder-math.js';
import type { Weights } from './quantize.js';
import { softmax } from './sampling.js';

interface Block {
  readonly norm1: Norm;
  readonly qkv: Dense;
  readonly projection: Dense;
  readonly norm2: Norm;
  readonly expand: Dense;
  readonly contract: Dense;
}

/** Keys and values of one layer, [T, d] each. */
interface LayerCache {
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

/**
 * The caches of all layers. Rows are only added, so states along one continuation share them, each reading the rows up to its
 * own position; a state that finds its next row taken continues on a copy.
 */
interface Cache {
  readonly layers: readonly LayerCache[];
  /** Rows taken. */
  filled: number;
}

/**
 * The model after some tokens. Immutable: advance() gives a new state and leaves this one as it is, so a lesson can try
 * several continuations and beam search can branch.
 */
export interface GptState {
  /** Every token so far. */
  readonly tokens: readonly number[];
  /** How many of the last tokens the model still sees. */
  readonly visible: number;
  /** Next-token logits, [V]. */
  readonly logits: Float32Array;
  /** What the newest token attends to, [layers][H][visible]; each innermost row sums to 1. */
  readonly attention: readonly (readonly Float64Array[])[];
  advance(token: number): GptState;
}

export class GptDecoder {
  readonly config: GptConfig;
  readonly #tokens: Float32Array;
  readonly #positions: Float32Array;
  readonly #blocks: readonly Block[];
  readonly #norm: Norm;
  readonly #endOfText: number;

  /**
   * @param weights    a Gpt's stateDict()
   * @param endOfText  where a new start is looked for when the context is full
   */
  constructor(config: GptConfig, weights: Weights, endOfText: number) {
    checkConfig(config);
    const { vocabularySize, context, width, layers } = config;
    const take = (name: string, ...shape: number[]): Float32Array => {
      const found = weights[name];
      if (!found || found.shape.join() !== shape.join()) {
        throw new RangeError(`GptDecoder: expected weights ${name} of shape [${shape.join(', ')}], got ${found ? `[${found.shape.join(', ')}]` : 'none'}`);
      }
      return found.data;
    };
    const dense = (name: string, outputs: number, inputs: number): Dense => ({
      weight: take(`${name}.weight`, outputs, inputs), bias: take(`${name}.bias`, outputs), outputs, inputs,
    });
    const norm = (name: string): Norm => ({ weight: take(`${name}.weight`, width), bias: take(`${name}.bias`, width) });
    this.config = config;
    this.#endOfText = endOfText;
    this.#tokens = take('tokenEmbedding.weight', vocabularySize, width);
    this.#positions = take('positionEmbedding.weight', context, width);
    this.#norm = norm('norm');
    this.#blocks = Array.from({ length: layers }, (_, i) => ({
      norm1: norm(`blocks.${i}.norm1`),
      qkv: dense(`blocks.${i}.attention.qkv`, 3 * width, width),
      projection: dense(`blocks.${i}.attention.projection`, width, width),
      norm2: norm(`blocks.${i}.norm2`),
      expand: dense(`blocks.${i}.expand`, 4 * width, width),
      contract: dense(`blocks.${i}.contract`, width, 4 * width),
    }));
  }

  /**
   * The state after a sequence of tokens; of a sequence longer than the context only the last part is seen.
   * @throws RangeError if there are none: a text begins with endOfText
   */
  start(tokens: readonly number[]): GptState {
    if (tokens.length === 0) throw new RangeError('GptDecoder.start: expected at least one token; a text begins with endOfText');
    return this.#read(tokens, this.#visiblePart(tokens));
  }

  /** Reads the seen part of the tokens from an empty cache. */
  #read(tokens: readonly number[], seen: readonly number[]): GptState {
    const cache: Cache = { layers: this.#blocks.map(() => this.#emptyCache()), filled: 0 };
    for (let i = 0; i + 1 < seen.length; i += 1) this.#step(seen[i], i, cache);
    return this.#state(tokens, seen.length - 1, cache);
  }

  /** The state whose newest token (the last of `tokens`) stands at `position` of the context; fills the cache there. */
  #state(tokens: readonly number[], position: number, cache: Cache): GptState {
    const attention: Float64Array[][] = [];
    const hidden = this.#step(tokens[tokens.length - 1], position, cache, attention);
    const { vocabularySize, width, context } = this.config;
    const logits = new Float32Array(vocabularySize);
    linear({ weight: this.#tokens, outputs: vocabularySize, inputs: width }, layerNorm(hidden, this.#norm), logits);
    const advance = (token: number): GptState => {
      const next = [...tokens, token];
      if (position + 1 === context) return this.#read(next, this.#visiblePart(next));
      return this.#state(next, position + 1, cache.filled === position + 1 ? cache : this.#copy(cache, position + 1));
    };
    return { tokens, visible: position + 1, logits, attention, advance };
  }

  /** Runs one token through the blocks, adding its keys and values to the cache; returns the residual stream [d]. */
  #step(token: number, position: number, cache: Cache, attention?: Float64Array[][]): Float64Array {
    const { vocabularySize, width } = this.config;
    if (!Number.isInteger(token) || token < 0 || token >= vocabularySize) {
      throw new RangeError(`GptDecoder: expected a token id from 0 to ${vocabularySize - 1}, got ${token}`);
    }
    cache.filled = position + 1;
    const stream = new Float64Array(width);
    addTo(stream, this.#tokens.subarray(token * width, (token + 1) * width));
    addTo(stream, this.#positions.subarray(position * width, (position + 1) * width));
    const projected = new Float64Array(3 * width);
    const branch = new Float64Array(width);
    const wide = new Float64Array(4 * width);
    this.#blocks.forEach((block, layer) => {
      linear(block.qkv, layerNorm(stream, block.norm1), projected);
      const { keys, values } = cache.layers[layer];
      keys.set(projected.subarray(width, 2 * width), position * width);
      values.set(projected.subarray(2 * width), position * width);
      const mixed = this.#attend(projected, cache.layers[layer], position, attention);
      linear(block.projection, mixed, branch);
      addTo(stream, branch);
      linear(block.expand, layerNorm(stream, block.norm2), wide);
      gelu(wide);
      linear(block.contract, wide, branch);
      addTo(stream, branch);
    });
    return stream;
  }

  /** softmax(q k / sqrt(d / H)) v for each head, heads side by side in [d]. */
  #attend(query: Float64Array, cache: LayerCache, position: number, attention?: Float64Array[][]): Float64Array {
    const { width, heads } = this.config;
    const size = width / heads;
    const mixed = new Float64Array(width);
    const rows: Float64Array[] = [];
    for (let from = 0; from < width; from += size) {
      const scores = new Float64Array(position + 1);
      for (let t = 0; t <= position; t += 1) {
        let sum = 0;
        for (let j = from; j < from + size; j += 1) sum += query[j] * cache.keys[t * width + j];
        scores[t] = sum / Math.sqrt(size);
      }
      const shares = softmax(scores);
      for (let t = 0; t <= position; t += 1) {
        for (let j = from; j < from + size; j += 1) mixed[j] += shares[t] * cache.values[t * width + j];
      }
      rows.push(shares);
    }
    attention?.push(rows);
    return mixed;
  }

  /**
   * The tokens that fit: all of them, or, when the context is full, the text from the last endOfText on if that leaves a
   * quarter of the context free, else endOfText and the newest half of the context. Positions are learned, so older tokens cannot just slide.
   */
  #visiblePart(tokens: readonly number[]): readonly number[] {
    const { context } = this.config;
    if (tokens.length <= context) return tokens;
    const begin = tokens.lastIndexOf(this.#endOfText);
    if (begin >= 0 && tokens.length - begin <= Math.floor((3 * context) / 4)) return tokens.slice(begin);
    return [this.#endOfText, ...tokens.slice(tokens.length - Math.max(1, Math.floor(context / 2)))];
  }

  #emptyCache(): LayerCache {
    const size = this.config.context * this.config.width;
    return { keys: new Float32Array(size), values: new Float32Array(size) };
  }

  #copy(cache: Cache, rows: number): Cache {
    const layers = cache.layers.map(({ keys, values }) => {
      const copy = this.#emptyCache();
      copy.keys.set(keys.subarray(0, rows * this.config.width));
      copy.values.set(values.subarray(0, rows * this.config.width));
      return copy;
    });
    return { layers, filled: rows };
  }
}
