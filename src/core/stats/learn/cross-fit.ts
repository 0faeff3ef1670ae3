/** Probabilities for every row by a model that did not learn from that row: needed wherever they become weights or are judged. */
import { takeRows, type Matrix } from '../../linalg/matrix.js';
import type { Random } from '../../random/index.js';
import { select } from '../design.js';
import { fitLogisticRegression, logisticProbabilities, type LogisticRegression, type PenalisedOptions } from '../regression/softmax.js';
import { stratifiedKFold } from './folds.js';

export interface CrossFitOptions extends Omit<PenalisedOptions, 'tolerance'> {
  readonly random: Random;
  /** Greatest component of the gradient at the end, over the rows learnt from; 1e-10 unless given. */
  readonly tolerancePerRow?: number;
  /** 5 unless given. */
  readonly folds?: number;
}

export interface CrossFit {
  /** P(label 1) of each row, by the model of its fold, [n] */
  readonly probabilities: Float64Array;
  /** One a fold. */
  readonly models: readonly LogisticRegression[];
}

/**
 * Logistic regression on stratified folds (scikit-learn's cross_val_predict with method 'predict_proba').
 * @param x       [n, p]
 * @param labels  0 or 1, [n]
 * @throws RangeError as fitLogisticRegression and stratifiedKFold
 */
export function crossFitLogistic(x: Matrix, labels: ArrayLike<number>, { random, folds = 5, weights, tolerancePerRow = 1e-10, ...options }: CrossFitOptions): CrossFit {
  const probabilities = new Float64Array(x.rows);
  const models = stratifiedKFold(labels, folds, random).map(({ train, test }) => {
    const model = fitLogisticRegression(takeRows(x, train), select(labels, train), { ...options, tolerance: tolerancePerRow * train.length, weights: weights && select(weights, train) });
    logisticProbabilities(model, takeRows(x, test)).forEach((p, i) => (probabilities[test[i]] = p));
    return model;
  });
  return { probabilities, models };
}
