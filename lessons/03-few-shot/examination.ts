/** Testing on many episodes: accuracy of each, their mean, and how sure one may be of it. */
import { scope, tensor } from '../../src/core/index.js';
import type { ImageSet } from '../../src/data/images.js';
import { embedPool, type Embed } from './embedding.js';
import { drawingsOf, type Episode, type Pool } from './episodes.js';
import { episodeAccuracy, predictions, prototypicalLogits, type Metric } from './prototypes.js';

/** Episodes between two looks at the screen. */
const BLOCK = 20;

/**
 * Sits all episodes: embeds the pool once, then classifies the queries of episode after episode.
 * Hands out the growing list of accuracies; it is complete when the generator ends.
 */
export function* examine(set: ImageSet, pool: Pool, episodes: readonly Episode[], embed: Embed, metric: Metric): Generator<readonly number[], number[], void> {
  const scores: number[] = [];
  const embedding = embedPool(set, pool, embed);
  let step = embedding.next();
  while (!step.done) {
    yield scores;
    step = embedding.next();
  }
  const vectors = step.value;
  const width = vectors.length / pool.rows.length;
  for (const episode of episodes) {
    scores.push(
      scope(() => {
        const logits = prototypicalLogits(tensor(gather(vectors, width, drawingsOf(episode)), [episode.support.length + episode.query.length, width]), episode, metric);
        return episodeAccuracy(predictions(logits), episode);
      }),
    );
    if (scores.length % BLOCK === 0) yield scores;
  }
  return scores;
}

function gather(vectors: Float32Array, width: number, positions: Int32Array): Float32Array {
  const rows = new Float32Array(positions.length * width);
  positions.forEach((position, i) => rows.set(vectors.subarray(position * width, (position + 1) * width), i * width));
  return rows;
}

export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval of the mean; 0 for a single episode would be a lie, so it is null. */
  readonly halfWidth: number | null;
}

/** Mean of the episodes' accuracies with its normal 95 % interval: mean ± 1.96 s / sqrt(n). */
export function estimate(scores: readonly number[]): Estimate {
  const n = scores.length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / n;
  if (n < 2) return { mean, halfWidth: null };
  const variance = scores.reduce((sum, score) => sum + (score - mean) * (score - mean), 0) / (n - 1);
  return { mean, halfWidth: 1.96 * Math.sqrt(variance / n) };
}
