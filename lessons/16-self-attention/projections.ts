/** The weights that the attention of this level works with: those of the first layer of a shipped language model, or random ones. */
import { randn, scope, tensor, text, type Random, type Tensor } from '../../src/core/index.js';
import { loadGpt, type GptLanguage } from '../../src/data/gpt.js';
import { heldOutText } from '../../src/data/held-out-text.js';
import { UserError } from '../../src/lesson/index.js';

export type WeightsKind = GptLanguage | 'random';

/** Width of the vectors: that of the shipped models. */
export const WIDTH = 128;
/** Tokens that are read at most, the mark of the beginning included, padding not. */
export const MOST_TOKENS = 16;
/** Stands for padding on screen. */
export const PADDING = '□';

/** Tokens as vectors; pads come last. */
export interface Sentence {
  readonly tokens: readonly string[];
  /** How many of them are no padding. */
  readonly real: number;
  /** Of each token, whatever its place, [n, d]. */
  readonly vectors: Tensor;
  /** Of each place, [n, d]. */
  readonly places: Tensor;
  /** Whether tokens were left out. */
  readonly cut: boolean;
}

/** The four projections and the normalisation before them. */
export interface Projections {
  /** Of queries, keys and values, one above the other, [3 d, d] and [3 d]. */
  readonly qkv: { readonly weight: Tensor; readonly bias: Tensor };
  /** Of the concatenated heads, [d, d] and [d]. */
  readonly output: { readonly weight: Tensor; readonly bias: Tensor };
  /** Gain and bias of the layer norm, [d] each. */
  readonly norm: { readonly weight: Tensor; readonly bias: Tensor };
}

/**
 * The learner's text as vectors. An empty one is replaced by a passage that the models have not seen, drawn by the seed.
 * @throws UserError selfAttention.unknown: characters that the Chinese model lacks; selfAttention.short: fewer than two tokens
 */
export function readSentence(kind: WeightsKind, given: string, pads: number, random: Random): Sentence {
  const wanted = given.trim();
  if (kind === 'zh') expectKnown(wanted);
  const words = wanted === '' ? random.split('passage').choice([...heldOutText(kind === 'random' ? 'en' : kind)]) : wanted;
  return kind === 'random' ? randomSentence(words, pads, random.split('embedding')) : modelSentence(kind, words, pads);
}

function expectKnown(given: string): void {
  const { tokenizer } = loadGpt('zh');
  if ('unknownCharacters' in tokenizer) {
    const unknown = tokenizer.unknownCharacters(given);
    if (unknown.length > 0) throw new UserError('selfAttention.unknown', { characters: unknown.join('') });
  }
}

function modelSentence(language: GptLanguage, words: string, pads: number): Sentence {
  const { tokenizer, weights } = loadGpt(language);
  const all = [tokenizer.endOfText, ...tokenizer.encodeDocument(words)];
  const ids = all.slice(0, MOST_TOKENS);
  expectTwo(ids.length - 1);
  const tokens = ids.map((id, i) => (i === 0 ? '^' : tokenizer.decode([id]).trim() || '·'));
  // Padded with the mark of the end of a text, as is usual for models that have no token for it.
  const padded = [...ids, ...Array.from({ length: pads }, () => tokenizer.endOfText)];
  return {
    ...named(tokens, pads),
    vectors: scope(() => tensorOf(weights, 'tokenEmbedding.weight').index(padded)),
    places: scope(() => tensorOf(weights, 'positionEmbedding.weight').slice(0, 0, padded.length).contiguous()),
    cut: all.length > ids.length,
  };
}

/** A vector for each word (Chinese: character), the same wherever it stands. */
function randomSentence(words: string, pads: number, random: Random): Sentence {
  const all = text.wordTokens(words);
  const tokens = all.slice(0, MOST_TOKENS);
  expectTwo(tokens.length);
  const padded = [...tokens, ...Array.from({ length: pads }, () => PADDING)];
  const vectors = new Float32Array(padded.length * WIDTH);
  padded.forEach((token, i) => random.split(`token ${token}`).fillNormal(vectors.subarray(i * WIDTH, (i + 1) * WIDTH), 0, 1));
  return { ...named(tokens, pads), vectors: tensor(vectors, [padded.length, WIDTH]), places: randn([padded.length, WIDTH], random.split('places')), cut: all.length > tokens.length };
}

function named(tokens: readonly string[], pads: number): Pick<Sentence, 'tokens' | 'real'> {
  return { tokens: [...tokens, ...Array.from({ length: pads }, () => PADDING)], real: tokens.length };
}

function expectTwo(tokens: number): void {
  if (tokens < 2) throw new UserError('selfAttention.short', {});
}

/** Random matrices have entries of variance 1 / d, so that queries and keys have about unit variance. */
export function loadProjections(kind: WeightsKind, random: Random): Projections {
  if (kind === 'random') {
    const matrix = (rows: number, name: string) => randn([rows, WIDTH], random.split(name)).mul(1 / Math.sqrt(WIDTH));
    const flat = (size: number, value: number) => tensor(new Float32Array(size).fill(value), [size]);
    return {
      qkv: { weight: matrix(3 * WIDTH, 'qkv'), bias: flat(3 * WIDTH, 0) },
      output: { weight: matrix(WIDTH, 'output'), bias: flat(WIDTH, 0) },
      norm: { weight: flat(WIDTH, 1), bias: flat(WIDTH, 0) },
    };
  }
  const { weights } = loadGpt(kind);
  const part = (name: string) => ({ weight: tensorOf(weights, `blocks.0.${name}.weight`), bias: tensorOf(weights, `blocks.0.${name}.bias`) });
  return { qkv: part('attention.qkv'), output: part('attention.projection'), norm: part('norm1') };
}

function tensorOf(weights: ReturnType<typeof loadGpt>['weights'], name: string): Tensor {
  const { shape, data } = weights[name];
  return tensor(data, shape);
}
