/**
 * Prototypical networks: each class is the mean of its support vectors, each query goes to the nearest.
 * Snell, Swersky and Zemel (2017), Prototypical Networks for Few-shot Learning, equations 1 and 2 and algorithm 1.
 *
 * Letters: N ways, K shots, Q queries a class, D width of the embedding.
 */
import { F, type Tensor } from '../../src/core/index.js';
import { answersOf, type EpisodeShape } from './episodes.js';

export type Metric = 'euclidean' | 'cosine';

/** Cosines lie between -1 and 1, too close together for a softmax; this spreads them. */
const COSINE_SCALE = 10;

/**
 * How near each query is to each prototype, as logits.
 * @param embedded  support vectors, then queries, class after class: [N*K + N*Q, D]
 * @returns         [N*Q, N]
 */
export function prototypicalLogits(embedded: Tensor, { ways, shots, queries }: EpisodeShape, metric: Metric): Tensor {
  const width = embedded.shape[1];
  const support = embedded.slice(0, 0, ways * shots).reshape([ways, shots, width]);
  const query = embedded.slice(0, ways * shots, ways * (shots + queries));
  const prototypes = support.mean(1); // [N, D]
  return metric === 'euclidean' ? F.squaredDistances(query, prototypes).neg() : cosines(query, prototypes).mul(COSINE_SCALE);
}

/** Mean negative log probability of the queries' true classes. */
export function episodeLoss(logits: Tensor, shape: EpisodeShape): Tensor {
  return F.crossEntropy(logits, answersOf(shape));
}

/** The class number that each query is given, [N*Q]. */
export function predictions(logits: Tensor): Int32Array {
  return logits.argmax(1);
}

/** Share of the queries that are given their true class. */
export function episodeAccuracy(predicted: Int32Array, shape: EpisodeShape): number {
  const answers = answersOf(shape);
  return predicted.reduce((right, guess, i) => right + (guess === answers[i] ? 1 : 0), 0) / answers.length;
}

/** q.p / (|q| |p|) for every pair, [N*Q, N]. */
function cosines(query: Tensor, prototypes: Tensor): Tensor {
  return unit(query).matmul(unit(prototypes).t());
}

function unit(vectors: Tensor): Tensor {
  return vectors.div(vectors.square().sum(1, true).add(1e-12).sqrt());
}
