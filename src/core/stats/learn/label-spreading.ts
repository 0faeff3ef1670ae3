/**
 * Label spreading on a graph of nearest neighbours: a few known labels flow along the edges until every row has taken up a share of
 * each class (Zhou, Bousquet, Lal, Weston and Schölkopf, 2004, "Learning with Local and Global Consistency", NIPS 16).
 */
import { expectInteger, expectMatrix, expectSameLength } from '../../linalg/expect.js';
import { matrix, type Matrix } from '../../linalg/matrix.js';
import { nearestNeighbours } from './neighbours.js';

export interface LabelSpreadingOptions {
  /** Neighbours of each row; an edge joins two rows if either is among the other's. 7 unless given. */
  readonly neighbours?: number;
  /** How much of a row's share comes from its neighbours, the rest from its own label; above 0 and below 1, 0.9 unless given. */
  readonly alpha?: number;
  /** Greatest change of a share at the end, 1e-6 unless given. */
  readonly tolerance?: number;
  /** 1000 unless given. */
  readonly maxIterations?: number;
}

/**
 * F = (1 - alpha) (I - alpha S)^-1 Y with S = D^-1/2 W D^-1/2, by the iteration F <- alpha S F + (1 - alpha) Y. Larger is likelier; rows
 * of F do not add up to 1, and a row that no label reaches has zeros.
 * @param x        all rows, labelled or not, [n, p]
 * @param labels   0 .. classes - 1, or -1 where unknown, [n]
 * @param classes  how many there are
 * @returns        F, [n, classes]
 * @throws RangeError if lengths differ, a label is no class, or an option is out of range
 */
export function labelSpreading(x: Matrix, labels: ArrayLike<number>, classes: number, options: LabelSpreadingOptions = {}): Matrix {
  const { neighbours = 7, alpha = 0.9, tolerance = 1e-6, maxIterations = 1000 } = options;
  expectMatrix('labelSpreading', 'x', x);
  expectSameLength('labelSpreading', 'x', x.rows, 'labels', labels.length);
  expectInteger('labelSpreading', 'classes', classes, 1);
  for (let i = 0; i < labels.length; i++) expectInteger('labelSpreading', `label of row ${i}`, labels[i], -1, classes - 1);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`labelSpreading: alpha must be above 0 and below 1, got ${alpha}`);
  const { edges, degrees } = neighbourGraph(x, neighbours);
  const scale = Float64Array.from(degrees, (degree) => 1 / Math.sqrt(degree));
  let shares = matrix(x.rows, classes);
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) shares.data[i * classes + labels[i]] = 1 - alpha;
  let next = matrix(x.rows, classes);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let change = 0;
    for (let i = 0; i < x.rows; i++) {
      const at = i * classes;
      for (let c = 0; c < classes; c++) {
        let sum = 0;
        for (const j of edges[i]) sum += scale[j] * shares.data[j * classes + c];
        const share = alpha * scale[i] * sum + (labels[i] === c ? 1 - alpha : 0);
        change = Math.max(change, Math.abs(share - shares.data[at + c]));
        next.data[at + c] = share;
      }
    }
    [shares, next] = [next, shares];
    if (change < tolerance) break;
  }
  return shares;
}

/** Rows joined with each row, ascending, and how many they are. */
function neighbourGraph(x: Matrix, k: number): { edges: readonly (readonly number[])[]; degrees: readonly number[] } {
  const { indices } = nearestNeighbours(x, x, k, { excludeSelf: true });
  const joined = Array.from({ length: x.rows }, () => new Set<number>());
  indices.forEach((to, at) => {
    const from = Math.floor(at / k);
    joined[from].add(to);
    joined[to].add(from);
  });
  const edges = joined.map((rows) => Array.from(rows).sort((a, b) => a - b));
  return { edges, degrees: edges.map((rows) => rows.length) };
}
