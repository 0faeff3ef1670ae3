/** The map: word vectors of a few groups on the plane that shows most of their spread (PCA), kept the same way round from frame to frame. */
import { stats, type Tensor } from '../../src/core/index.js';

export interface MapGroup {
  readonly name: string;
  readonly ids: readonly number[];
}

export interface MapPoint {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly groups: readonly { readonly name: string; readonly points: readonly MapPoint[] }[];
  /** Share of the spread that the plane shows. */
  readonly shown: number;
}

export class WordMap {
  #before: readonly (readonly number[])[] | undefined;

  constructor(readonly groups: readonly MapGroup[]) {}

  /** @param table word vectors, [words, dimension]; each is scaled to length one first, as the cosine does */
  draw(table: Tensor): Drawn {
    const ids = this.groups.flatMap((group) => group.ids);
    const [, d] = table.shape;
    const data = new Float64Array(ids.length * d);
    const values = table.data;
    ids.forEach((id, i) => {
      let square = 0;
      for (let j = 0; j < d; j++) square += values[id * d + j] ** 2;
      const length = Math.sqrt(square) || 1;
      for (let j = 0; j < d; j++) data[i * d + j] = values[id * d + j] / length;
    });
    const x = { rows: ids.length, cols: d, data };
    const pca = stats.fitPca(x, 2);
    const scores = stats.pcaTransform(pca, x).data;
    const columns = [0, 1].map((k) => this.#sameWayRound(ids.map((_, i) => scores[i * 2 + k]), k));
    this.#before = columns;
    let next = 0;
    return {
      groups: this.groups.map(({ name, ids: own }) => ({ name, points: own.map((id): MapPoint => ({ id, x: columns[0][next], y: columns[1][next++] })) })),
      shown: pca.explainedVarianceRatio[0] + pca.explainedVarianceRatio[1],
    };
  }

  /** The sign of a component means nothing; it is chosen so that points stay where they were. */
  #sameWayRound(column: readonly number[], k: number): readonly number[] {
    const before = this.#before?.[k];
    const agreement = before ? column.reduce((sum, value, i) => sum + value * before[i], 0) : 1;
    return agreement < 0 ? column.map((value) => -value) : column;
  }
}
