import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { fromRows, matrix } from '../../../src/core/linalg/index.js';
import { Random } from '../../../src/core/random/index.js';
import * as stats from '../../../src/core/stats/index.js';
import { close, closeMatrix, readFixture } from './reference.js';

const reference = readFixture<{
  binary: Record<'labels' | 'scores' | 'falsePositiveRate' | 'truePositiveRate' | 'thresholds' | 'probabilities', number[]> & { auc: number; brier: number; weights: number[]; weightedAuc: number; reliability: { accuracy: number[]; confidence: number[] } };
  multi: Record<'labels' | 'predicted' | 'precision' | 'recall' | 'f1' | 'support', number[]> & Record<'accuracy' | 'macroF1' | 'logLoss' | 'brier', number> & { probabilities: number[][]; confusion: number[][] };
  twoSample: { a: number[][]; b: number[][] } & Record<'energyV' | 'energyU' | 'scipyEnergy' | 'mmdU' | 'mmdV' | 'medianDistance', number>;
}>('evaluation');

describe('binary scores as scikit-learn, with ties', () => {
  const { labels, scores, probabilities, ...expected } = reference.binary;
  test('area under the curve and the curve itself', () => {
    close(stats.auc(labels, scores), expected.auc, 14);
    const roc = stats.rocCurve(labels, scores);
    close(roc.falsePositiveRate, expected.falsePositiveRate, 14);
    close(roc.truePositiveRate, expected.truePositiveRate, 14);
    close(roc.thresholds.slice(1), expected.thresholds, 14);
    let area = 0;
    for (let i = 1; i < roc.thresholds.length; i++) {
      area += ((roc.falsePositiveRate[i] - roc.falsePositiveRate[i - 1]) * (roc.truePositiveRate[i] + roc.truePositiveRate[i - 1])) / 2;
    }
    close(area, stats.auc(labels, scores), 12);
  });
  test('Brier score', () => close(stats.brierScore(labels, probabilities), expected.brier, 13));
  test('area under the curve with weights', () => close(stats.weightedAuc(labels, scores, expected.weights), expected.weightedAuc, 13));
  test('reliability in eight bins, empty ones left out', () => {
    const bins = stats.reliabilityBins(probabilities, labels, 8).filter(({ count }) => count > 0);
    close(bins.map(({ accuracy }) => accuracy), expected.reliability.accuracy, 13);
    close(bins.map(({ confidence }) => confidence), expected.reliability.confidence, 13);
  });
  test('scores turned round give 1 - AUC; equal scores give one half', () => {
    close(stats.auc(labels, scores.map((score) => -score)), 1 - expected.auc, 14);
    expect(stats.auc(labels, scores.map(() => 3))).toBe(0.5);
  });
  test('weights: whole numbers are repeated rows, equal ones change nothing, ties included', () => {
    const times = labels.map((_, i) => (i * 7) % 4);
    const repeated = labels.flatMap((_, i) => new Array<number>(times[i]).fill(i));
    close(stats.weightedAuc(labels, scores, times), stats.auc(repeated.map((i) => labels[i]), repeated.map((i) => scores[i])), 13);
    close(stats.weightedAuc(labels, scores, labels.map(() => 0.3)), expected.auc, 13);
    expect(() => stats.weightedAuc([0, 1], [0.2, 0.3], [0, 1])).toThrow('rows of label 0 weigh 0');
    expect(() => stats.weightedAuc([0, 1], [0.2, 0.3], [1])).toThrow('weights');
  });
  test('one class only, other labels, NaN scores', () => {
    expect(() => stats.auc([1, 1], [0.2, 0.3])).toThrow('both classes must occur');
    expect(() => stats.auc([0, 2], [0.2, 0.3])).toThrow('labels[1] is 2');
    expect(() => stats.auc([0, 1], [0.2, Number.NaN])).toThrow('scores[1] is NaN');
  });
});

describe('classes as scikit-learn, one never predicted', () => {
  const { labels, predicted, ...expected } = reference.multi;
  const probabilities = fromRows(expected.probabilities);
  test('confusion matrix, accuracy, precision, recall, F1', () => {
    closeMatrix(stats.confusionMatrix(labels, predicted), expected.confusion);
    expect(stats.accuracy(labels, predicted)).toBe(expected.accuracy);
    const scores = stats.precisionRecallF1(labels, predicted);
    close(scores.precision, expected.precision, 14);
    close(scores.recall, expected.recall, 14);
    close(scores.f1, expected.f1, 14);
    close(scores.support, expected.support);
    close(scores.macro.f1, expected.macroF1, 14);
  });
  test('log loss', () => {
    close(stats.logLoss(labels, probabilities), expected.logLoss, 12);
    expect(stats.logLoss([1], matrix(1, 2, [1, 0]))).toBe(Infinity);
    expect(Number.isFinite(stats.logLoss([1], matrix(1, 2, [1, 0]), 1e-15))).toBe(true);
  });
  test('calibration error by hand: bins (0.5, 0.6] and (0.8, 0.9]', () => {
    const p = fromRows([[0.6, 0.4], [0.6, 0.4], [0.1, 0.9], [0.15, 0.85]]);
    // 0.6 confident, half right: 0.1 off; 0.875 confident, all right: 0.125 off; two rows each.
    close(stats.expectedCalibrationError([0, 1, 1, 1], p, 10), (0.1 + 0.125) / 2, 12);
    const bins = stats.reliabilityBins([0.6, 0.6, 0.9, 0.85, 0, 1], [1, 0, 1, 1, 0, 1], 10);
    expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 2, 0, 0, 2, 1]);
  });
  test('multiclass Brier score', () => close(stats.multiclassBrierScore(labels, probabilities), expected.brier, 13));
  test('the two-class Brier score is twice the binary one', () => {
    const p = Float64Array.of(0.2, 0.9, 0.5);
    const two = matrix(3, 2, Array.from(p).flatMap((value) => [1 - value, value]));
    close(stats.multiclassBrierScore([0, 1, 1], two), 2 * stats.brierScore([0, 1, 1], p), 13);
  });
  test('shapes that do not fit', () => {
    expect(() => stats.accuracy([1], [1, 0])).toThrow('labels has 1 rows, predicted has 2');
    expect(() => stats.logLoss([0, 2], matrix(2, 2, [0.5, 0.5, 0.5, 0.5]))).toThrow('from 0 to 1');
    expect(() => stats.confusionMatrix([0, -1], [0, 0])).toThrow('labels[1] is -1');
  });
});

describe('two samples', () => {
  const { a, b, ...expected } = reference.twoSample;
  const [x, y] = [fromRows(a), fromRows(b)];
  test('energy distance and MMD as their definitions in SciPy and scikit-learn', () => {
    close(stats.energyDistance(x, y), expected.energyV, 11);
    close(stats.energyDistance(x, y, 'u'), expected.energyU, 11);
    const first = (rows: number[][]) => fromRows(rows.map((row) => [row[0]]));
    close(Math.sqrt(stats.energyDistance(first(a), first(b))), expected.scipyEnergy, 11);
    close(stats.mmdSquared(x, y, { bandwidth: 0.8 }), expected.mmdU, 11);
    close(stats.mmdSquared(x, y, { bandwidth: 0.8, kind: 'v' }), expected.mmdV, 11);
    close(stats.medianDistance(x, y), expected.medianDistance, 13);
  });
  test('a sample is at no distance from itself; no distance is below 0; the order does not matter', () => {
    const points = fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(points, points, (p, q) => {
        const [s, t] = [fromRows(p), fromRows(q)];
        for (const distance of [stats.energyDistance, (u: typeof s, v: typeof s) => stats.mmdSquared(u, v, { bandwidth: 1, kind: 'v' })]) {
          expect(Math.abs(distance(s, s))).toBeLessThan(1e-12);
          expect(distance(s, t)).toBeGreaterThan(-1e-12);
          expect(distance(s, t)).toBeCloseTo(distance(t, s), 12);
        }
      }),
    );
  });
  test('widths that differ are named', () => expect(() => stats.energyDistance(x, matrix(3, 1, [1, 2, 3]))).toThrow('x is 15 x 2, y is 3 x 1'));
});

test('importance weights of two known normal densities', () => {
  // p = n_t phi(x - 1) / (n_t phi(x - 1) + n_s phi(x)), so the ratio is exp(x - 1/2) whatever the sizes.
  const x = Float64Array.from({ length: 200 }, (_, i) => new Random(i).normal());
  const p = x.map((value) => (50 * Math.exp(value - 0.5)) / (50 * Math.exp(value - 0.5) + 200));
  const weights = stats.importanceWeights(p, 200, 50);
  const expected = x.map((value) => Math.exp(value - 0.5));
  close(weights, expected.map((value) => value / stats.mean(expected)), 10);
  expect(stats.effectiveSampleSize(weights)).toBeLessThan(200);
  expect(stats.effectiveSampleSize([1, 1, 1, 1])).toBe(4);
  expect(stats.effectiveSampleSize([0, 0, 7])).toBe(1);
  expect(() => stats.importanceWeights([0.5, 1], 1, 1)).toThrow('targetProbabilities[1] is 1');
  expect(() => stats.effectiveSampleSize([0, 0])).toThrow('all weights are 0');
});
