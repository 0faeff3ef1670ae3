/**
 * A language model as a policy: it writes continuations token by token, scores them, and keeps a value head that guesses the reward
 * to come. Only the upper blocks are trained; a policy that is never trained is the reference.
 * Letters: B texts, L tokens written, P tokens of the prompt, d width, V tokens known.
 */
import { cat, F, gpt, math, nn, noGrad, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';

/** Blocks that are trained, counted from the top. */
const TRAINED_BLOCKS = 2;
/** Added to the logits of what must not be written. */
const NEVER = -1e4;

/** Embeddings are small beside normalised features; a penalty should weigh both alike. */
const EMBEDDING_SCALE = 10;

/** Keys and values of one layer so far, [B, H, T, d / H]. */
interface Cache {
  keys?: Tensor;
  values?: Tensor;
}

/** Texts as [B, L] tokens, row by row. */
export interface Written {
  readonly tokens: Int32Array;
  readonly rows: number;
}

export class Policy {
  readonly body: gpt.Gpt;
  readonly value: nn.Linear;
  readonly length: number;
  readonly prompt: readonly number[];
  readonly #mask: Float32Array;

  constructor(model: gpt.LanguageModel, prompt: string, length: number, random: Random) {
    const { layers, width, vocabularySize } = model.config;
    this.body = model.toModule({ random }).freeze();
    this.body.blocks.slice(layers - TRAINED_BLOCKS).forEach((block) => block.freeze(false));
    this.value = new nn.Linear(width, 1, { random, init: 'zeros' });
    this.length = length;
    this.prompt = model.promptTokens(prompt);
    this.#mask = new Float32Array(vocabularySize);
    for (const id of [...model.undrawable, model.tokenizer.endOfText]) this.#mask[id] = NEVER;
  }

  /** Draws from the policy itself, temperature 1. Keys and values are kept, so each token is read once. */
  write(rows: number, random: Random): Written {
    const { length, prompt } = this;
    const V = this.#mask.length;
    const tokens = new Int32Array(rows * length);
    scope(() => noGrad(() => {
      const caches: Cache[] = this.body.blocks.map(() => ({}));
      let newest = new Int32Array(rows);
      for (let place = 0; place < prompt.length + length - 1; place++) {
        if (place < prompt.length) newest.fill(prompt[place]);
        const features = this.#step(newest, place, caches);
        const t = place - prompt.length + 1;
        if (t < 0) continue;
        const logits = F.linear(features, this.body.tokenEmbedding.weight).add(tensor(this.#mask)).toArray(); // [B, V]
        newest = Int32Array.from({ length: rows }, (_, row) => gpt.drawToken(gpt.softmax(logits.subarray(row * V, (row + 1) * V)), random.uniform()));
        newest.forEach((token, row) => (tokens[row * length + t] = token));
      }
    }));
    return { tokens, rows };
  }

  /** Features after one more token of each text, [B, d]; adds its keys and values to the caches. */
  #step(ids: Int32Array, place: number, caches: readonly Cache[]): Tensor {
    const { tokenEmbedding, positionEmbedding, blocks, norm, config: { width, heads } } = this.body;
    const rows = ids.length;
    const byHead = (x: Tensor, part: number): Tensor => x.slice(1, part * width, (part + 1) * width).reshape([rows, heads, 1, width / heads]);
    let x = tokenEmbedding.lookup(ids, [rows]).add(positionEmbedding.weight.slice(0, place, place + 1));
    blocks.forEach((block, layer) => {
      const cache = caches[layer];
      const qkv = block.attention.qkv.forward(block.norm1.forward(x));
      cache.keys = cache.keys ? cat([cache.keys, byHead(qkv, 1)], 2) : byHead(qkv, 1);       // [B, H, T, d / H]
      cache.values = cache.values ? cat([cache.values, byHead(qkv, 2)], 2) : byHead(qkv, 2);
      const mixed = F.scaledDotProductAttention(byHead(qkv, 0), cache.keys, cache.values).reshape([rows, width]);
      x = x.add(block.attention.projection.forward(mixed));
      x = x.add(block.contract.forward(block.expand.forward(block.norm2.forward(x)).gelu()));
    });
    return norm.forward(x);
  }

  /** The policy's features before each token that was written, [B L, d]; gradients flow to what is trained. */
  features(written: Written): Tensor {
    const { length, prompt } = this;
    const all = this.body.features(this.#rowsOf(written, length - 1), written.rows); // [B, P + L - 1, d]
    return all.slice(1, prompt.length - 1, prompt.length + length - 1).reshape([written.rows * length, this.body.config.width]);
  }

  /** Logarithm of the probability of each token that was written, [B L], from {@link features}. */
  logProbabilities(features: Tensor, { tokens }: Written): Tensor {
    const logits = F.linear(features, this.body.tokenEmbedding.weight).add(tensor(this.#mask));
    return F.crossEntropy(logits, tokens, { reduction: 'none' }).neg();
  }

  /** Mean over a text of its embeddings and of what the model makes of them, [B, 2 d]: what a reward model reads. */
  reading(written: Written): Float32Array {
    const { length, prompt } = this;
    return scope(() => noGrad(() => {
      const made = this.body.features(this.#rowsOf(written, length), written.rows).slice(1, prompt.length, prompt.length + length); // [B, L, d]
      const embedded = this.body.tokenEmbedding.lookup(written.tokens, [written.rows, length]);
      return cat([embedded.mean(1).mul(EMBEDDING_SCALE), made.mean(1)], 1).toArray();
    }));
  }

  /** Prompt and the first `count` tokens of each text, [B, P + count]. */
  #rowsOf({ tokens, rows }: Written, count: number): Int32Array {
    const { prompt, length } = this;
    const ids = new Int32Array(rows * (prompt.length + count));
    for (let row = 0; row < rows; row++) {
      ids.set(prompt, row * (prompt.length + count));
      ids.set(tokens.subarray(row * length, row * length + count), row * (prompt.length + count) + prompt.length);
    }
    return ids;
  }
}

/** Row i of the texts. */
export function textOf({ tokens, rows }: Written, row: number): number[] {
  const length = tokens.length / rows;
  return [...tokens.subarray(row * length, (row + 1) * length)];
}

/** P(the first is preferred) for a difference of scores: Bradley and Terry 1952. */
export const preferred = (difference: number): number => math.sigmoid(difference);
