/**
 * Which drawings take part: base classes to learn from, novel classes to be tested on, and the episodes drawn from them.
 * An N-way K-shot episode is a small classification task: N classes, K labelled drawings of each (the support set) and some
 * more of each to be classified (the queries).
 *
 * Vinyals et al. (2016), Matching Networks for One Shot Learning: train as you will be tested, episode by episode.
 */
import type { Random } from '../../src/core/index.js';
import { rowsByClass, type ImageSet } from '../../src/data/images.js';

/** Drawings of some classes, class after class, equally many of each. */
export interface Pool {
  /** Class numbers in the data set. */
  readonly classes: readonly number[];
  readonly perClass: number;
  /** Row numbers in the data set, [classes.length * perClass]. */
  readonly rows: Int32Array;
}

export interface Pools {
  /** Base classes: what the network is trained on. */
  readonly training: Pool;
  /** The same classes, other drawings: known classes in an unknown hand. */
  readonly base: Pool;
  /** Classes that take no part in training. */
  readonly novel: Pool;
}

export const NOVEL_CLASSES = 20;
/** Drawings of each base class kept out of training. */
export const HELD_OUT = 40;

/**
 * A random choice of novel classes and of `baseClasses` base classes. The novel classes do not depend on how many base classes
 * are asked for, so that runs with the same seed are tested on the same task.
 */
export function drawPools(set: ImageSet, baseClasses: number, random: Random): Pools {
  const order = random.split('classes').permutation(set.classes);
  const rows = rowsByClass(set).map((list, c) => random.split(`drawings ${c}`).shuffle(list));
  const pool = (classes: readonly number[], from: number, to: number): Pool => ({
    classes,
    perClass: to - from,
    rows: Int32Array.from(classes.flatMap((c) => Array.from(rows[c].subarray(from, to)))),
  });
  const novel = Array.from(order.subarray(0, NOVEL_CLASSES));
  const base = Array.from(order.subarray(NOVEL_CLASSES, NOVEL_CLASSES + baseClasses));
  const drawings = rows[0].length;
  return {
    training: pool(base, HELD_OUT, drawings),
    base: pool(base.slice(0, NOVEL_CLASSES), 0, HELD_OUT),
    novel: pool(novel, 0, drawings),
  };
}

export interface EpisodeShape {
  readonly ways: number;
  /** Support drawings of each class. */
  readonly shots: number;
  /** Query drawings of each class. */
  readonly queries: number;
}

export interface Episode extends EpisodeShape {
  /** Positions in `pool.classes`, [ways]; an episode's own class numbers 0, 1, 2... follow this order. */
  readonly classes: Int32Array;
  /** Positions in `pool.rows`, class after class: [ways * shots] and [ways * queries]. */
  readonly support: Int32Array;
  readonly query: Int32Array;
}

export function drawEpisode(pool: Pool, { ways, shots, queries }: EpisodeShape, random: Random): Episode {
  const classes = random.sampleWithoutReplacement(pool.classes.length, ways);
  const support: number[] = [];
  const query: number[] = [];
  for (const c of classes) {
    const drawn = random.sampleWithoutReplacement(pool.perClass, shots + queries);
    drawn.forEach((drawing, i) => (i < shots ? support : query).push(c * pool.perClass + drawing));
  }
  return { ways, shots, queries, classes, support: Int32Array.from(support), query: Int32Array.from(query) };
}

/** Positions in `pool.rows` of all the episode's drawings: the support set, then the queries. */
export function drawingsOf(episode: Episode): Int32Array {
  const all = new Int32Array(episode.support.length + episode.query.length);
  all.set(episode.support);
  all.set(episode.query, episode.support.length);
  return all;
}

/** The right answers: the episode's class number of each query, [ways * queries]. */
export function answersOf({ ways, queries }: EpisodeShape): Int32Array {
  return Int32Array.from({ length: ways * queries }, (_, i) => Math.floor(i / queries));
}
