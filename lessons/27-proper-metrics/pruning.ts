/**
 * What the triangle inequality is good for: nearest-neighbour search that skips candidates. With d(q, p) and d(p, x) known, a metric
 * cannot have d(q, x) below |d(q, p) - d(p, x)|; candidates are looked at in the order of that bound until it passes the best distance found (LAESA:
 * Mico, Oncina and Vidal, 1994). The search is the same for every measure, metric or not.
 */
import type { Random } from '../../src/core/random/index.js';
import { digits } from '../../src/data/digits.js';
import type { Measure, Space } from './measures.js';

export const LIBRARY = 300;
export const QUERIES = 60;

export interface Pictures {
  readonly library: readonly Float64Array[];
  readonly queries: readonly Float64Array[];
}

/** Digits as vectors of pixels, and as distributions of ink with one grain added to every pixel, so that none is impossible. */
export function drawPictures(random: Random): Readonly<Record<Space, Pictures>> {
  const { pixels, rows, columns, count } = digits();
  const size = rows * columns;
  const drawn = random.sampleWithoutReplacement(count, LIBRARY + QUERIES);
  const vector = (i: number) => Float64Array.from(pixels.subarray(i * size, (i + 1) * size));
  const distribution = (i: number) => {
    const grains = vector(i).map((ink) => 16 * ink + 1);
    const total = grains.reduce((sum, grain) => sum + grain, 0);
    return grains.map((grain) => grain / total);
  };
  const split = (make: (i: number) => Float64Array): Pictures => {
    const all = Array.from(drawn, make);
    return { library: all.slice(0, LIBRARY), queries: all.slice(LIBRARY) };
  };
  return { vectors: split(vector), distributions: split(distribution) };
}

export interface Pruned {
  /** Share of queries whose true nearest neighbour was missed. */
  readonly wrong: number;
  /** Distances computed a query, over those that the full search computes. */
  readonly computed: number;
  /** The true nearest neighbour of each query. */
  readonly nearest: readonly number[];
}

/** @param pivots  the first of the library serve as pivots; one yield every few queries */
export function* searchPruned({ distance }: Measure, { library, queries }: Pictures, pivots: number): Generator<void, Pruned, void> {
  const ofPivots = Array.from({ length: pivots }, (_, p) => library.map((item) => distance(library[p], item)));
  yield;
  let [wrong, computed] = [0, 0];
  const nearest: number[] = [];
  for (const [n, query] of queries.entries()) {
    const exact = library.map((item) => distance(query, item));
    const first = exact.reduce((best, d, i) => (d < exact[best] ? i : best), 0);
    nearest.push(first);
    const bounds = library.map((_, i) => ofPivots.reduce((bound, row, p) => Math.max(bound, Math.abs(exact[p] - row[i])), 0));
    const order = bounds.map((_, i) => i).slice(pivots).sort((a, b) => bounds[a] - bounds[b] || a - b);
    let best = Math.min(...exact.slice(0, pivots));
    computed += pivots;
    for (const i of order) {
      if (bounds[i] > best * (1 + 1e-12)) break;
      computed++;
      best = Math.min(best, exact[i]);
    }
    if (best > exact[first]) wrong++;
    if (n % 15 === 14) yield;
  }
  return { wrong: wrong / queries.length, computed: computed / (queries.length * library.length), nearest };
}
