/** Estimates checked against counting by hand, the figures of the cards, and what the simulation refuses. */
import { describe, expect, test } from 'vitest';
import { linalg, Random, stats } from '../../src/core/index.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { crossValidate, naiveStandardError } from './estimate.js';
import { kFold } from './k-fold.js';
import { fits, MODELS } from './models.js';

const run = (params: ParamValues, seed = 1) => runToEnd(kFold, params, seed).metrics;

/** Two clouds far apart. */
function clouds(n: number) {
  const random = new Random(5);
  const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
  return { x: linalg.fromRows(Array.from(labels, (label) => [random.normal(8 * label), random.normal()])), labels };
}

describe('the estimate', () => {
  test.each(MODELS)('%s tells two clouds apart, and k counts its fits', (model) => {
    const { accuracy, fits: count, foldAccuracies } = crossValidate(model, clouds(40), 5, false, new Random(1));
    expect(accuracy).toBe(1);
    expect(count).toBe(5);
    expect(foldAccuracies).toHaveLength(5);
  });

  test('leave-one-out of one neighbour is what skipping the example itself gives', () => {
    const { x, labels } = clouds(30);
    const noisy = labels.map((label, i) => (i % 7 === 0 ? 1 - label : label));
    const { indices } = stats.nearestNeighbours(x, x, 1, { excludeSelf: true });
    const right = noisy.filter((label, i) => label === noisy[indices[i]]).length;
    expect(crossValidate('neighbour', { x, labels: noisy }, 30, false, new Random(2)).accuracy).toBe(right / 30);
  });

  test('a class that a training set lacks is never guessed', () => {
    const guess = fits.centroid({ x: linalg.fromRows([[0], [10]]), labels: Int32Array.of(3, 7) });
    expect(Array.from(guess(linalg.fromRows([[1], [9]])))).toEqual([3, 7]);
  });

  test('any two training sets of 10 folds of 60 share 48 of 54 rows', () => {
    expect(crossValidate('centroid', clouds(60), 10, false, new Random(3)).overlap).toBeCloseTo(48 / 54, 12);
    expect(crossValidate('centroid', clouds(60), 60, false, new Random(3)).overlap).toBeCloseTo(58 / 59, 12);
  });

  test('the standard error of the card', () => {
    const scores = { accuracy: 0.8, foldAccuracies: [0.8, 0.9, 0.7, 0.85, 0.75], fits: 5, overlap: 0.75 };
    expect(naiveStandardError(scores)).toBeCloseTo(0.035, 3);
  });
});

test('the figures of the cards, in points', () => {
  const found = run({ repetitions: 200 });
  const points = (name: string) => 100 * found[name];
  const near = (name: string, expected: number, by: number) => expect(Math.abs(points(name) - expected), name).toBeLessThan(by);
  near('bias.2', -10, 1.5);
  near('bias.3', -5, 1.5);
  near('bias.5', -2, 1.5);
  near('bias.10', -1, 1.2);
  near('bias.loo', 0, 1.2);
  near('spread.2', 8, 0.7);
  near('spread.10', 5, 1);
  near('spread.loo', 5, 1);
  near('splitSpread.2', 6.5, 0.8);
  near('splitSpread.10', 2, 0.7);
  near('spread.5', 5.5, 0.8);
  near('splitSpread.5', 3, 0.7);
  near('naiveError.2', 4.5, 1);
  near('naiveError.loo', 5, 0.7);
});

test('stratified folds: the bias at k = 2 falls to about four points', () => {
  expect(Math.abs(100 * run({ repetitions: 200, stratified: true })['bias.2'] + 4)).toBeLessThan(1.5);
});

test('whatever the model, two folds scatter more than leave-one-out', () => {
  for (const model of ['neighbour', 'bayes', 'ridge']) {
    const found = run({ model, repetitions: 40 });
    expect(found['spread.2'], model).toBeGreaterThan(found['spread.loo']);
  }
});

test('the same seed gives the same numbers but for the time', () => {
  const computed = (seed: number) => Object.fromEntries(Object.entries(run({ repetitions: 20 }, seed)).filter(([name]) => !name.startsWith('time')));
  expect(computed(1)).toEqual(computed(1));
  expect(computed(1)).not.toEqual(computed(2));
});

test('more folds than examples, or too much work, is refused', () => {
  const key = (params: ParamValues) => {
    try {
      run(params);
    } catch (error) {
      if (error instanceof UserError) return error.key;
      throw error;
    }
    return 'nothing';
  };
  expect(key({ k: 61 })).toBe('kFold.k');
  expect(key({ sampleSize: 200, repetitions: 1000 })).toBe('kFold.work');
});
