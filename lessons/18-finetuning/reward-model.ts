/**
 * The reward model: from pairs of texts of which a reader preferred one, a score for every text. What it reads are features of the
 * frozen language model; what it learns is a linear score, by maximum likelihood of Bradley and Terry's model.
 */
import { linalg, stats, type gpt, type Random } from '../../src/core/index.js';
import { preferred, textOf, type Policy, type Written } from './policy.js';
import { trueScore, type Language } from './preferences.js';

const WRITTEN_AT_ONCE = 16;
/** Penalty on the weights. */
const L2 = 5;
/** How decided the reader is: a text one point better is preferred 95 times in 100. */
const SHARP = 3;
/** Share of the pairs that are kept to see how often the reward model agrees with the reader. */
const HELD_OUT = 0.25;

export interface RewardModel {
  /** Score of texts, [B]; on the reference's own texts of mean 0 and standard deviation 1. */
  score(written: Written): Float64Array;
  /** Share of pairs it has not seen, of texts that differ for the reader, in which it sides with the reader. */
  readonly agreement: number;
}

/** Texts of the reference with the reader's scores: the raw material, written once and yielded while it grows. */
export function* collect(reference: Policy, language: Language, model: gpt.LanguageModel, pairs: number, random: Random): Generator<number, { readonly features: linalg.Matrix; readonly truth: readonly number[] }> {
  const count = 2 * pairs;
  const features = linalg.matrix(count, 2 * model.config.width);
  const truth: number[] = [];
  for (let from = 0; from < count; from += WRITTEN_AT_ONCE) {
    const rows = Math.min(WRITTEN_AT_ONCE, count - from);
    const written = reference.write(rows, random);
    features.data.set(reference.reading(written), from * features.cols);
    for (let row = 0; row < rows; row++) truth.push(trueScore(language, model, textOf(written, row)));
    yield truth.length / count;
  }
  return { features, truth };
}

/** Text 2 i is compared with text 2 i + 1; the reader chooses with the probability of Bradley and Terry. */
export function fitRewardModel(reference: Policy, features: linalg.Matrix, truth: readonly number[], random: Random): RewardModel {
  const pairs = truth.length / 2;
  const width = features.cols;
  const differences = linalg.matrix(pairs, width);
  const first = Array.from({ length: pairs }, (_, i) => (random.bernoulli(preferred(SHARP * (truth[2 * i] - truth[2 * i + 1]))) ? 1 : 0));
  for (let i = 0; i < pairs; i++) {
    for (let j = 0; j < width; j++) differences.data[i * width + j] = features.data[2 * i * width + j] - features.data[(2 * i + 1) * width + j];
  }
  const held = Math.max(1, Math.floor(pairs * HELD_OUT));
  const part = (from: number, to: number): linalg.Matrix => linalg.matrix(to - from, width, differences.data.slice(from * width, to * width));
  const fit = stats.fitLogisticRegression(part(held, pairs), first.slice(held), { l2: L2, intercept: false });
  const guessed = stats.logisticProbabilities(fit, part(0, held));
  const different = first.flatMap((_, i) => (i < held && truth[2 * i] !== truth[2 * i + 1] ? [i] : []));
  const agreement = different.filter((i) => guessed[i] > 0.5 === truth[2 * i] > truth[2 * i + 1]).length / Math.max(1, different.length);

  const raw = (data: ArrayLike<number>, row: number): number => fit.coefficients.reduce((sum, weight, j) => sum + weight * data[row * width + j], 0);
  const own = Array.from({ length: truth.length }, (_, row) => raw(features.data, row));
  const [centre, spread] = [stats.mean(own), stats.standardDeviation(own)];
  return {
    agreement,
    score(written) {
      const read = reference.reading(written);
      return Float64Array.from({ length: written.rows }, (_, row) => (raw(read, row) - centre) / spread);
    },
  };
}
