/** What has happened so far in a run of this level: all that metrics and panels are made from. */
import type { Metrics } from '../../src/lesson/index.js';
import type { Episode, EpisodeShape } from './episodes.js';
import { estimate, type Estimate } from './examination.js';
import type { FlatMap } from './map.js';

/** Test accuracy after some training episodes. */
export interface Checkpoint {
  readonly trained: number;
  readonly novel: Estimate;
  readonly base: Estimate;
}

/** One novel episode that stays on screen all along, as the network sees it now. */
export interface Shown {
  readonly episode: Episode;
  readonly predicted: Int32Array;
  readonly map: FlatMap;
}

export interface Course {
  /** Training episodes done. */
  trained: number;
  /** Of the last training episode. */
  loss?: number;
  readonly checkpoints: Checkpoint[];
  /** Accuracies on the novel test episodes, of each method; the network's are those of its latest examination. */
  readonly scores: { raw: readonly number[]; untrained: readonly number[]; network: readonly number[] };
  shown?: Shown;
}

export function emptyCourse(): Course {
  return { trained: 0, checkpoints: [], scores: { raw: [], untrained: [], network: [] } };
}

/** Mean accuracy, where any episode has been sat. */
export function estimateOf(scores: readonly number[]): Estimate | undefined {
  return scores.length > 0 ? estimate(scores) : undefined;
}

/** What is known so far; accuracies are those of the latest complete examination. */
export function metricsOf(course: Course, { ways, shots }: EpisodeShape, embeddingSize: number, parameters: number): Metrics {
  const latest = course.checkpoints.at(-1);
  const raw = estimateOf(course.scores.raw);
  const untrained = course.checkpoints[0]?.novel;
  const known: Readonly<Record<string, number | null | undefined>> = {
    novelAccuracy: latest?.novel.mean,
    novelInterval: latest?.novel.halfWidth,
    baseAccuracy: latest?.base.mean,
    baseInterval: latest?.base.halfWidth,
    rawAccuracy: raw?.mean,
    untrainedAccuracy: untrained?.mean,
    gainOverRaw: latest && raw && latest.novel.mean - raw.mean,
    gainOverUntrained: latest && untrained && latest.novel.mean - untrained.mean,
    generalizationGap: latest && latest.base.mean - latest.novel.mean,
    chance: 1 / ways,
    labelsPerTask: ways * shots,
    trainingEpisodes: course.trained,
    loss: course.loss,
    embeddingSize,
    parameters,
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])));
}
