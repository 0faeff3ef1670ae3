/**
 * Householder QR of a tall matrix given by its columns, float64. Pivoting is limited, as in R's dqrdc2: columns keep their
 * order, and one that is (nearly) a combination of columns before it is set aside, so that the combination can be named.
 */

/** One array a column, all of the same length. */
export type Columns = readonly ArrayLike<number>[];

export interface Combination {
  /** The column that is a combination of others. */
  readonly column: number;
  /** Those others, each with its factor; factors that are zero but for rounding are left out. */
  readonly of: readonly { readonly column: number; readonly factor: number }[];
}

export class QR {
  readonly rows: number;
  /** Columns that are no combination of earlier ones, in order: `pivot[k]` is the k-th column of R. */
  readonly pivot: readonly number[];
  /** Columns set aside. */
  readonly aliased: readonly number[];
  /** Householder vectors below, R on and above the diagonal; aliased columns hold the transformed column. */
  readonly #work: readonly Float64Array[];
  readonly #diagonal: Float64Array;
  /** Each column was divided by its greatest size, so that squares neither overflow nor vanish. */
  readonly #scale: Float64Array;

  /**
   * @param columns    [p][n], n >= 1; not changed
   * @param weights    row factors [n] (square roots of weights), 1 unless given
   * @param tolerance  a column is aliased when less than this share of its length is left beside the earlier ones
   */
  constructor(columns: Columns, weights?: ArrayLike<number>, tolerance = 1e-10) {
    const p = columns.length;
    this.rows = p === 0 ? 0 : columns[0].length;
    this.#scale = new Float64Array(p);
    this.#work = columns.map((column, j) => this.#scaled(column, j, weights));
    this.#diagonal = new Float64Array(p);
    const pivot: number[] = [];
    const aliased: number[] = [];
    for (let j = 0; j < p; j++) {
      const column = this.#work[j];
      const before = norm(column, 0);
      pivot.forEach((k, rank) => reflect(this.#work[k], rank, this.#diagonal[k], column));
      const rank = pivot.length;
      const left = rank < this.rows ? norm(column, rank) : 0;
      if (left <= tolerance * before) aliased.push(j);
      else {
        // v = x -+ |x| e, stored in place; R's diagonal goes aside.
        const alpha = column[rank] > 0 ? -left : left;
        column[rank] -= alpha;
        this.#diagonal[j] = alpha;
        pivot.push(j);
      }
    }
    this.pivot = pivot;
    this.aliased = aliased;
  }

  get rank(): number {
    return this.pivot.length;
  }

  /**
   * Least squares: coefficients b [p] that make |y - X b| least. Aliased columns get 0.
   * @param y [n], already multiplied by the row weights, if there are any
   */
  solve(y: ArrayLike<number>): Float64Array {
    const turned = Float64Array.from(y);
    this.pivot.forEach((k, rank) => reflect(this.#work[k], rank, this.#diagonal[k], turned));
    const coefficients = new Float64Array(this.#work.length);
    this.#backSubstitute(turned).forEach((value, rank) => (coefficients[this.pivot[rank]] = value));
    return coefficients;
  }

  /** (X' W X)^-1, p x p, row by row; rows and columns of aliased columns are 0. */
  inverseGram(): Float64Array {
    const p = this.#work.length;
    const rank = this.rank;
    // Columns of R^-1 by back substitution of unit vectors; then R^-1 R^-T.
    const inverse = Array.from({ length: rank }, (_, k) => this.#backSubstitute(Float64Array.from({ length: rank }, (_, i) => (i === k ? 1 : 0))));
    const gram = new Float64Array(p * p);
    for (let i = 0; i < rank; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let k = i; k < rank; k++) sum += inverse[k][i] * inverse[k][j];
        const [row, column] = [this.pivot[i], this.pivot[j]];
        gram[row * p + column] = sum;
        gram[column * p + row] = sum;
      }
    }
    return gram;
  }

  /** How the aliased column is made of the others. */
  combination(column: number): Combination {
    const factors = this.#backSubstitute(this.#work[column]);
    const scale = this.#scale[column];
    const of = this.pivot
      .map((k, rank) => ({ column: k, factor: factors[rank] * scale, share: Math.abs(factors[rank] * this.#scale[k]) }))
      .filter(({ share }) => share > 1e-7);
    return { column, of: of.map(({ column: k, factor }) => ({ column: k, factor })) };
  }

  /** R x = top, then the column scaling undone. @returns [rank] */
  #backSubstitute(top: ArrayLike<number>): Float64Array {
    const rank = this.rank;
    const solution = new Float64Array(rank);
    for (let i = rank - 1; i >= 0; i--) {
      let rest = top[i];
      for (let k = i + 1; k < rank; k++) rest -= this.#work[this.pivot[k]][i] * solution[k];
      solution[i] = rest / this.#diagonal[this.pivot[i]];
    }
    for (let i = 0; i < rank; i++) solution[i] /= this.#scale[this.pivot[i]];
    return solution;
  }

  #scaled(column: ArrayLike<number>, index: number, weights?: ArrayLike<number>): Float64Array {
    let greatest = 0;
    for (let i = 0; i < column.length; i++) greatest = Math.max(greatest, Math.abs(column[i]));
    const scale = greatest === 0 ? 1 : greatest;
    this.#scale[index] = scale;
    const out = new Float64Array(column.length);
    for (let i = 0; i < column.length; i++) out[i] = (column[i] / scale) * (weights ? weights[i] : 1);
    return out;
  }
}

/** Length of the column from row `from` on. */
function norm(column: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < column.length; i++) sum += column[i] * column[i];
  return Math.sqrt(sum);
}

/** y <- (I - 2 v v' / v'v) y with v the tail of `vector` from `from` on; v'v = -2 alpha v[from]. */
function reflect(vector: Float64Array, from: number, alpha: number, y: Float64Array): void {
  let dot = 0;
  for (let i = from; i < y.length; i++) dot += vector[i] * y[i];
  const factor = dot / (alpha * vector[from]);
  for (let i = from; i < y.length; i++) y[i] += factor * vector[i];
}
