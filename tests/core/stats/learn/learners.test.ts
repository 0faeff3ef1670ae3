import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { fromRows, matrix, multiply, rowOf, takeRows, transpose } from '../../../../src/core/linalg/index.js';
import { Random } from '../../../../src/core/random/index.js';
import * as stats from '../../../../src/core/stats/index.js';
import { sortByKey } from '../../../../src/core/stats/learn/sort.js';
import { close, closeMatrix, readFixture } from '../reference.js';

type Bayes = { joint: number[][]; probabilities: number[][] };
const reference = readFixture<{
  x: number[][];
  labels: number[];
  pca: Record<'components' | 'scores' | 'wide' | 'wideComponents', number[][]> & Record<'variance' | 'ratio' | 'wideVariance' | 'wideRatio', number[]>;
  kMeans: { start: number[][]; centres: number[][]; labels: number[]; inertia: number };
  knn: Record<'distances' | 'jittered' | 'probabilities' | 'cosine', number[][]>;
  naiveBayes: { counts: number[][] } & Record<'gaussian' | 'multinomial' | 'bernoulli', Bayes>;
  trees: {
    x: number[][];
    labels: number[];
    y: number[];
    cases: { maxDepth: number; minLeaf: number; shares: number[][]; means: number[]; nodes: number[]; root: number[]; importances: number[]; regressionImportances: number[] }[];
  };
}>('learn');
const x = fromRows(reference.x);
const { labels } = reference;
const third = Array.from(labels.keys()).filter((i) => i % 3 === 0);
const others = Array.from(labels.keys()).filter((i) => i % 3 !== 0);

describe('principal components of the irises as scikit-learn', () => {
  const pca = stats.fitPca(x);
  test('components, variances, scores', () => {
    closeMatrix(pca.components, reference.pca.components, 10);
    close(pca.explainedVariance, reference.pca.variance, 11);
    close(pca.explainedVarianceRatio, reference.pca.ratio, 11);
    closeMatrix(stats.pcaTransform(pca, takeRows(x, [0, 1, 2, 3, 4])), reference.pca.scores, 9);
  });
  test('more columns than rows', () => {
    const wide = stats.fitPca(fromRows(reference.pca.wide), 3);
    closeMatrix(wide.components, reference.pca.wideComponents, 10);
    close(wide.explainedVariance, reference.pca.wideVariance, 11);
    close(wide.explainedVarianceRatio, reference.pca.wideRatio, 11);
  });
  test('all components give the rows back; fewer lose the variance they leave out', () => {
    close(stats.pcaInverse(pca, stats.pcaTransform(pca, x)).data, x.data, 12);
    const two = stats.fitPca(x, 2);
    const back = stats.pcaInverse(two, stats.pcaTransform(two, x));
    const lost = x.data.reduce((sum, value, at) => sum + (value - back.data[at]) ** 2, 0) / (x.rows - 1);
    close(lost, pca.explainedVariance[2] + pca.explainedVariance[3], 9);
  });
  test('a constant matrix has no variance; one row is refused', () => {
    expect(Array.from(stats.fitPca(matrix(3, 2, [1, 2, 1, 2, 1, 2])).explainedVarianceRatio)).toEqual([0, 0]);
    expect(() => stats.fitPca(matrix(1, 3, [1, 2, 3]))).toThrow('rows of x must be an integer of at least 2');
    expect(() => stats.fitPca(x, 5)).toThrow('components must be an integer from 1 to 4, got 5');
    expect(() => stats.pcaTransform(pca, matrix(2, 3))).toThrow('fitted on 4 columns, x is 2 x 3');
  });
});

describe('k-means', () => {
  test('from given centres as scikit-learn', () => {
    const model = stats.fitKMeans(x, 3, { centres: fromRows(reference.kMeans.start) });
    closeMatrix(model.centres, reference.kMeans.centres, 10);
    expect(Array.from(model.labels)).toEqual(reference.kMeans.labels);
    close(model.inertia, reference.kMeans.inertia, 11);
    expect(stats.kMeansLabels(model, x)).toEqual(model.labels);
  });
  test('k-means++ is seeded, finds separate clouds, and k = n costs nothing', () => {
    const random = new Random(1);
    const clouds = fromRows(Array.from({ length: 60 }, (_, i) => [20 * (i % 3) + random.normal(), random.normal()]));
    const fit = () => stats.fitKMeans(clouds, 3, { random: new Random(6) });
    expect(fit()).toEqual(fit());
    for (let i = 3; i < 60; i++) expect(fit().labels[i]).toBe(fit().labels[i % 3]);
    expect(stats.fitKMeans(takeRows(clouds, [0, 1, 2, 3, 4]), 5, { random }).inertia).toBe(0);
    expect(stats.fitKMeans(x, 3, { random, starts: 10 }).inertia).toBeLessThanOrEqual(reference.kMeans.inertia * (1 + 1e-9));
  });
  test('copies of one point, more clusters than points apart, missing arguments', () => {
    expect(stats.fitKMeans(matrix(6, 2), 3, { random: new Random(2) }).inertia).toBe(0);
    expect(() => stats.fitKMeans(x, 3, {})).toThrow('give `random`');
    expect(() => stats.fitKMeans(x, 0, { random: new Random(1) })).toThrow('k must be an integer from 1 to 150');
    expect(() => stats.fitKMeans(x, 2, { centres: matrix(2, 3) })).toThrow('centres are 2 x 3');
  });
});

describe('nearest neighbours as scikit-learn', () => {
  const jittered = fromRows(reference.knn.jittered);
  test('distances, shares of the classes, cosine', () => {
    closeMatrix(stats.nearestNeighbours(takeRows(x, others), takeRows(x, third), 4).distances, reference.knn.distances, 12);
    const train = takeRows(jittered, others);
    const shares = stats.knnProbabilities(train, others.map((i) => labels[i]), takeRows(jittered, third), 5);
    closeMatrix(shares, reference.knn.probabilities, 12);
    closeMatrix(stats.nearestNeighbours(train, takeRows(jittered, third), 2, { metric: 'cosine' }).distances, reference.knn.cosine, 8);
  });
  test('a row is its own nearest unless left out; of equals the lower index comes first', () => {
    expect(stats.nearestNeighbours(jittered, jittered, 1).indices).toEqual(Int32Array.from({ length: 150 }, (_, i) => i));
    const apart = stats.nearestNeighbours(jittered, jittered, 1, { excludeSelf: true });
    expect(apart.indices.some((index, i) => index === i)).toBe(false);
    expect(Array.from(stats.nearestNeighbours(matrix(3, 1, [1, -1, 1]), matrix(1, 1), 3).indices)).toEqual([0, 1, 2]);
    expect(() => stats.nearestNeighbours(x, matrix(2, 3), 1)).toThrow('fitted on 4 columns, x is 2 x 3');
  });
});

describe('naive Bayes as scikit-learn', () => {
  const counts = fromRows(reference.naiveBayes.counts);
  const yes = matrix(counts.rows, counts.cols, counts.data.map((value) => (value > 1 ? 1 : 0)));
  const some = Array.from({ length: 10 }, (_, i) => 15 * i);
  test.each([['gaussian', x, {}], ['multinomial', counts, { alpha: 0.5 }], ['bernoulli', yes, {}]] as const)('%s', (kind, data, options) => {
    const model = stats.fitNaiveBayes(kind, data, labels, options);
    closeMatrix(stats.naiveBayesLogJoint(model, takeRows(data, some)), reference.naiveBayes[kind].joint, 10);
    closeMatrix(stats.naiveBayesProbabilities(model, takeRows(data, some)), reference.naiveBayes[kind].probabilities, 9);
  });
  test('what does not fit is named', () => {
    expect(() => stats.fitNaiveBayes('bernoulli', counts, labels)).toThrow('bernoulli columns take 0 or 1');
    expect(() => stats.fitNaiveBayes('multinomial', matrix(2, 1, [1, -1]), [0, 1])).toThrow('counts of at least 0');
    expect(() => stats.fitNaiveBayes('gaussian', x, labels, { classes: 4 })).toThrow('class 3 never occurs');
  });
});

describe('decision trees as scikit-learn', () => {
  const { cases, ...data } = reference.trees;
  const rows = fromRows(data.x);
  test.each(cases)('depth $maxDepth, leaves of $minLeaf', ({ maxDepth, minLeaf, ...expected }) => {
    const tree = stats.fitClassificationTree(rows, data.labels, { maxDepth, minLeaf });
    expect([tree.feature[0], tree.threshold[0]]).toEqual(expected.root.slice(0, 2));
    close(tree.impurity[0], expected.root[2], 12);
    closeMatrix(stats.predictTree(tree, rows), expected.shares, 12);
    close(stats.treeImportances(tree), expected.importances, 11);
    const numbers = stats.fitRegressionTree(rows, data.y, { maxDepth, minLeaf });
    close(stats.predictTree(numbers, rows).data, expected.means, 10);
    close(stats.treeImportances(numbers), expected.regressionImportances, 10);
    expect([tree.feature.length, numbers.feature.length]).toEqual(expected.nodes);
  });
  test('without limits a tree learns rows by heart; at depth 0 it predicts the shares', () => {
    close(stats.predictTree(stats.fitRegressionTree(rows, data.y), rows).data, data.y, 10);
    const share = stats.predictTree(stats.fitClassificationTree(x, labels, { maxDepth: 0 }), x);
    close(rowOf(share, 7), [1 / 3, 1 / 3, 1 / 3], 12);
  });
  test('the order of the rows does not matter; a column may be rescaled', () => {
    const order = new Random(3).permutation(rows.rows);
    const [plain, mixed] = [
      stats.fitRegressionTree(rows, data.y, { maxDepth: 4 }),
      stats.fitRegressionTree(takeRows(rows, order), stats.select(data.y, order), { maxDepth: 4 }),
    ];
    close(stats.predictTree(mixed, rows).data, stats.predictTree(plain, rows).data, 10);
    const eighth = matrix(rows.rows, rows.cols, rows.data.map((value) => value / 8));
    close(stats.predictTree(stats.fitRegressionTree(eighth, data.y, { maxDepth: 4 }), eighth).data, stats.predictTree(plain, rows).data, 12);
  });
  test('equal rows cannot be split; neighbours in the last bit can', () => {
    expect(stats.fitClassificationTree(matrix(4, 1, [2, 2, 2, 2]), [0, 1, 0, 1]).feature.length).toBe(1);
    const close1 = matrix(2, 1, [1, 1 + 2 ** -52]);
    close(stats.predictTree(stats.fitRegressionTree(close1, [5, 9]), close1).data, [5, 9]);
  });
  test('what does not fit is named', () => {
    expect(() => stats.fitClassificationTree(rows, [0, 1])).toThrow('x has 120 rows, labels has 2');
    expect(() => stats.fitRegressionTree(rows, data.y, { maxFeatures: 2 })).toThrow('maxFeatures 2 of 4 columns needs `random`');
  });
});

describe('random forests', () => {
  const random = new Random(8);
  test('seeded, better than chance out of bag, and more trees leave the first ones alone', () => {
    const forest = stats.fitClassificationForest(x, labels, { random, trees: 30 });
    expect(stats.fitClassificationForest(x, labels, { random, trees: 30 })).toEqual(forest);
    expect(stats.fitClassificationForest(x, labels, { random, trees: 10 }).trees).toEqual(forest.trees.slice(0, 10));
    expect(stats.accuracy(labels, stats.argmaxRows(forest.outOfBag))).toBeGreaterThan(0.9);
    expect(stats.accuracy(labels, stats.argmaxRows(stats.predictForest(forest, x)))).toBeGreaterThan(0.97);
    const importances = stats.forestImportances(forest);
    close(importances.reduce((sum, value) => sum + value, 0), 1, 10);
    expect(importances[2] + importances[3]).toBeGreaterThan(importances[0] + importances[1]); // petals tell more than sepals
  });
  test('of numbers: averages smooth a step function', () => {
    const line = matrix(200, 1, Float64Array.from({ length: 200 }, (_, i) => i / 20));
    const y = line.data.map((value) => value * value);
    const forest = stats.fitRegressionForest(line, y, { random, trees: 20, minLeaf: 5 });
    expect(stats.correlation(stats.predictForest(forest, line).data, y)).toBeGreaterThan(0.99);
  });
});

test('sorting by key is sorting, companions move along', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 200 }), (values) => {
      const keys = Float64Array.from(values);
      const companions = Int32Array.from(values, (_, i) => i);
      sortByKey(keys, companions, values.length);
      expect(Array.from(keys)).toEqual([...values].sort((a, b) => a - b));
      expect(Array.from(companions, (i) => values[i])).toEqual(Array.from(keys));
      expect(new Set(companions).size).toBe(values.length);
    }),
  );
});

test('folds test every row once; strata are even', () => {
  const folds = stats.kFold(23, 5, new Random(1));
  expect(folds.flatMap(({ test: rows }) => [...rows]).sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, i) => i));
  for (const { train, test: rows } of folds) {
    expect(train.length + rows.length).toBe(23);
    expect([4, 5]).toContain(rows.length);
    expect(train.some((i) => rows.includes(i))).toBe(false);
  }
  for (const { test: rows } of stats.stratifiedKFold(labels, 10, new Random(2))) {
    for (let c = 0; c < 3; c++) expect(rows.filter((i) => labels[i] === c).length).toBe(5);
  }
  expect(() => stats.kFold(3, 4, new Random(1))).toThrow('k must be an integer from 2 to 3');
});

test('components are orthonormal on any data', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999 }), fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 }), (seed, n, p) => {
      const data = matrix(n, p);
      new Random(seed).fillNormal(data.data);
      const { components } = stats.fitPca(data);
      const product = multiply(components, transpose(components));
      product.data.forEach((value, at) => expect(value).toBeCloseTo(at % (components.rows + 1) === 0 ? 1 : 0, 12));
    }),
  );
});
