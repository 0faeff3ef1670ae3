/** The examination that every method sits: the same few labelled pictures, drawn several times, and the same test pictures. */
import { linalg, stats, type nn, type Random } from '../../src/core/index.js';
import { featuresOf, probeAccuracy, tunedAccuracy } from './encoder.js';
import { drawLabels, pixelMatrix, rowsOf, type Task } from './task.js';

type Matrix = linalg.Matrix;

/** Labels a class with which everyone is examined. */
const SIZES: readonly number[] = [1, 2, 5, 10];

/** Mean accuracy over the draws, by labels a class. */
export type Accuracies = readonly number[];

export class Exam {
  /** Labels a class, ascending. */
  readonly sizes: readonly number[];
  /** Labelled places of the pool, by draw and size. */
  readonly #draws: readonly (readonly Int32Array[])[];

  constructor(
    readonly task: Task,
    /** Labels a class that the learner asks about. */
    readonly labels: number,
    draws: number,
    readonly random: Random,
  ) {
    this.sizes = [...new Set([...SIZES, labels])].sort((a, b) => a - b);
    this.#draws = Array.from({ length: draws }, (_, draw) => this.sizes.map((each) => drawLabels(each, random.split('draw').split(draw))));
  }

  /** Logistic regression on the pixels as they are. */
  onPixels(): Accuracies {
    return this.#probe(pixelMatrix(this.task.pool.pixels), pixelMatrix(this.task.test.pixels));
  }

  /** Logistic regression on what the frozen encoder makes of the pictures. */
  onFeatures(encoder: nn.Sequential): Accuracies {
    return this.#probe(featuresOf(encoder, this.task.pool.pixels), featuresOf(encoder, this.task.test.pixels));
  }

  /** The whole network trained on the labelled pictures, from the encoder or from scratch. */
  byTraining(encoder?: nn.Sequential): Accuracies {
    const { pool, test } = this.task;
    return this.#mean((rows, draw) => tunedAccuracy(rowsOf(pool, rows), test, encoder, this.random.split('tuning').split(draw)));
  }

  /** The accuracy with as many labels as the learner asks about. */
  asked(accuracies: Accuracies): number {
    return accuracies[this.sizes.indexOf(this.labels)];
  }

  #probe(pool: Matrix, test: Matrix): Accuracies {
    const { labels } = this.task.pool;
    return this.#mean((rows) => probeAccuracy(linalg.takeRows(pool, rows), Array.from(rows, (row) => labels[row]), test, this.task.test.labels));
  }

  #mean(accuracy: (rows: Int32Array, draw: number) => number): Accuracies {
    return this.sizes.map((_, size) => stats.mean(this.#draws.map((draws, draw) => accuracy(draws[size], draw))));
  }
}
