/** What one of the small GPTs makes of texts: how surprising each token is, and a contextual vector for each. */
import { F, gpt, math, Random, scope, text } from '../../src/core/index.js';
import { loadGpt, type GptLanguage } from '../../src/data/gpt.js';
import { heldOutText } from '../../src/data/held-out-text.js';

/** Pairs of sentences that have nothing to do with each other, for the zero of BERTScore. */
const BASELINE_PAIRS = 24;

export interface Reading {
  /** As the tokenizer cuts the text. */
  readonly tokens: readonly string[];
  /** Natural logarithms of the probabilities given what stands before, one a token. */
  readonly logProbabilities: readonly number[];
  /** [tokens, d]: the model's last layer at each token. */
  readonly vectors: Float32Array;
}

export function languageOf(sample: string): GptLanguage {
  return text.hasHan(sample) ? 'zh' : 'en';
}

export class Reader {
  readonly language: GptLanguage;
  /** Mean F1 of the matching between unrelated sentences. */
  readonly baseline: number;
  readonly #model: gpt.LanguageModel;
  readonly #network: gpt.Gpt;

  constructor(language: GptLanguage) {
    this.language = language;
    this.#model = loadGpt(language);
    this.#network = this.#model.toModule({ random: new Random(0) });
    const sentences = heldOutText(language).slice(0, 2 * BASELINE_PAIRS);
    const readings = this.read(sentences);
    const scores = readings.slice(0, BASELINE_PAIRS).map(({ vectors }, i) => this.#match(vectors, readings[BASELINE_PAIRS + i].vectors).f1);
    this.baseline = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  }

  /** Reads texts side by side. One longer than the context is read in pieces, which do not see each other. */
  read(texts: readonly string[]): Reading[] {
    const { tokenizer, config } = this.#model;
    const ids = texts.map((one) => gpt.promptTokens(tokenizer, one).slice(1));
    const room = config.context - 1;
    const pieces = ids.flatMap((list, i) => Array.from({ length: Math.ceil(list.length / room) }, (_, p) => ({ of: i, ids: list.slice(p * room, (p + 1) * room) })));
    const read = this.#readPieces(pieces.map((piece) => piece.ids));
    return ids.map((list, i) => {
      const parts = read.filter((_, p) => pieces[p].of === i);
      const vectors = new Float32Array(list.length * config.width);
      parts.reduce((at, part) => (vectors.set(part.vectors, at), at + part.vectors.length), 0);
      return { tokens: list.map((id) => tokenizer.decode([id])), logProbabilities: parts.flatMap((part) => part.logProbabilities), vectors };
    });
  }

  /** BERTScore of a reading against the reference that suits it best; 0 stands for unrelated, 1 for identical. */
  score(candidate: Reading, references: readonly Reading[]): text.TokenMatching & { readonly best: number } {
    const all = references.map(({ vectors }) => this.#match(candidate.vectors, vectors));
    const best = all.reduce((most, { f1 }, i) => (f1 > all[most].f1 ? i : most), 0);
    const { precision, recall, f1, similarities } = all[best];
    return { precision: this.#rescaled(precision), recall: this.#rescaled(recall), f1: this.#rescaled(f1), similarities, best };
  }

  dispose(): void {
    for (const parameter of this.#network.parameters()) parameter.dispose();
  }

  #match(candidate: Float32Array, reference: Float32Array): text.TokenMatching {
    return text.bertScore(candidate, reference, this.#model.config.width);
  }

  #rescaled(value: number): number {
    return (value - this.baseline) / (1 - this.baseline);
  }

  #readPieces(pieces: readonly (readonly number[])[]): { logProbabilities: number[]; vectors: Float32Array }[] {
    if (pieces.length === 0) return [];
    const { endOfText, vocabularySize } = this.#model.tokenizer;
    const { width } = this.#model.config;
    const columns = 1 + Math.max(...pieces.map((piece) => piece.length));
    // What stands after a piece fills the row; no token sees what comes after it.
    const ids = new Int32Array(pieces.length * columns).fill(endOfText);
    pieces.forEach((piece, row) => ids.set(piece, row * columns + 1));
    return scope(() => {
      const features = this.#network.features(ids, pieces.length);
      const scores = F.logSoftmax(F.linear(features, this.#network.tokenEmbedding.weight), -1).toArray();
      const vectors = features.toArray();
      return pieces.map((piece, row) => ({
        logProbabilities: piece.map((id, i) => scores[(row * columns + i) * vocabularySize + id]),
        vectors: vectors.slice((row * columns + 1) * width, (row * columns + 1 + piece.length) * width),
      }));
    });
  }
}

export function perplexity({ logProbabilities }: Reading): number {
  return text.perplexity(logProbabilities);
}

/** Perplexity of several texts together: the geometric mean. */
export function meanPerplexity(readings: readonly Reading[]): number {
  return math.exp(readings.reduce((sum, reading) => sum + math.log(perplexity(reading)), 0) / readings.length);
}
