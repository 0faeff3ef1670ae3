/**
 * Labelled sets of small grey pictures, and the two draws from them that lessons need: a class-balanced split into disjoint
 * parts, and the pictures of given rows as one array. Independent of which pictures they are.
 */
import type { Random } from '../core/index.js';

export interface ImageSet {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  /** 0 (paper) to 1 (ink), [count, rows * columns]. */
  readonly pixels: Float32Array;
  /** Class numbers from 0, [count]. */
  readonly labels: Int32Array;
}

/** Row numbers of each class, ascending. */
export function rowsByClass(set: ImageSet): Int32Array[] {
  const rows: number[][] = Array.from({ length: set.classes }, () => []);
  set.labels.forEach((label, row) => rows[label].push(row));
  return rows.map((list) => Int32Array.from(list));
}

/**
 * Disjoint random parts of the set, each with equally many pictures of every class; where a size is no multiple of the
 * number of classes, random classes get one more.
 * @param sizes  pictures in each part, by name
 * @returns      row numbers of each part, in random order
 * @throws RangeError if a class has too few pictures
 */
export function balancedSplit<Part extends string>(set: ImageSet, sizes: Readonly<Record<Part, number>>, random: Random): Record<Part, Int32Array> {
  const rows = rowsByClass(set);
  for (const list of rows) random.shuffle(list);
  const used = new Int32Array(set.classes);
  const split: Partial<Record<Part, Int32Array>> = {};
  for (const part in sizes) {
    const size = sizes[part];
    const favoured = new Set(random.sampleWithoutReplacement(set.classes, size % set.classes));
    const drawn: number[] = [];
    rows.forEach((list, label) => {
      const wanted = Math.floor(size / set.classes) + (favoured.has(label) ? 1 : 0);
      if (used[label] + wanted > list.length) {
        throw new RangeError(`balancedSplit: class ${label} has ${list.length} pictures, too few for ${wanted} more after ${used[label]}; ask for smaller parts`);
      }
      drawn.push(...list.subarray(used[label], used[label] + wanted));
      used[label] += wanted;
    });
    split[part] = random.shuffle(Int32Array.from(drawn));
  }
  return split as Record<Part, Int32Array>;
}

/** The pixels of the given rows, [rows.length, rows * columns], in their order. */
export function pixelsOf(set: ImageSet, rows: ArrayLike<number>): Float32Array {
  const size = set.rows * set.columns;
  const pixels = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) pixels.set(set.pixels.subarray(rows[i] * size, (rows[i] + 1) * size), i * size);
  return pixels;
}

/** The labels of the given rows, [rows.length]. */
export function labelsOf(set: ImageSet, rows: ArrayLike<number>): Int32Array {
  return Int32Array.from(rows, (row) => set.labels[row]);
}
