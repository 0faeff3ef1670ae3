/** What was found for each width: errors, length of the solution, and bias and variance of its outputs over training sets. */
import { stats } from '../../src/core/index.js';
import { DIGIT_CLASSES } from '../../src/data/noisy-digits.js';
import type { Metrics } from '../../src/lesson/index.js';

export interface Width {
  /** Number of features. */
  readonly p: number;
  /** Errors without ridge, one a repetition. */
  readonly test: number[];
  readonly train: number[];
  /** Test errors with ridge. */
  readonly ridge: number[];
  /** Mean squared distance of the outputs to the training targets: 0 where every label is fitted exactly. */
  readonly residual: number[];
  /** Euclidean length of all coefficients together. */
  readonly norm: number[];
  /** Sums over repetitions of the outputs on the test images, and of their squares. */
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

export function emptyWidth(p: number, outputs: number): Width {
  return { p, test: [], train: [], ridge: [], residual: [], norm: [], sum: new Float64Array(outputs), squares: new Float64Array(outputs) };
}

/** A residual below this is rounding. */
const EXACT = 1e-12;

/**
 * Squared error of the outputs taken apart, for a typical (median) test image: of their mean over training sets, and their scatter
 * about it. The mean over images would be that of the two or three images on which a fit explodes. null before there are two fits.
 */
export function biasAndVariance({ test, sum, squares }: Width, truth: Float64Array): { readonly bias: number; readonly variance: number } | null {
  const r = test.length;
  if (r < 2) return null;
  const images = sum.length / DIGIT_CLASSES;
  const [biases, variances] = [new Float64Array(images), new Float64Array(images)];
  for (let i = 0; i < sum.length; i++) {
    const image = Math.floor(i / DIGIT_CLASSES);
    const mean = sum[i] / r;
    // Sums of squares lose digits where outputs are huge; a variance is never below 0.
    const scatter = Math.max(0, squares[i] - r * mean * mean) / (r - 1);
    variances[image] += scatter;
    // The mean of r outputs scatters too; what that adds is taken off.
    biases[image] += (mean - truth[i]) * (mean - truth[i]) - scatter / r;
  }
  return { bias: Math.max(0, stats.median(biases)), variance: stats.median(variances) };
}

/** Widths that have been tried at least once. */
export const tried = (widths: readonly Width[]): readonly Width[] => widths.filter(({ test }) => test.length > 0);

const smallest = (widths: readonly Width[], of: (width: Width) => number): Width => widths.reduce((best, width) => (of(width) < of(best) ? width : best));

/** Complete only when every width has been tried. */
export function descentMetrics(widths: readonly Width[], n: number, truth: Float64Array): Metrics {
  const metrics: Record<string, number> = {};
  for (const { p, test, train, ridge } of tried(widths)) {
    metrics[`testError.${p}`] = stats.mean(test);
    metrics[`trainError.${p}`] = stats.mean(train);
    metrics[`ridgeError.${p}`] = stats.mean(ridge);
  }
  if (tried(widths).length < widths.length) return metrics;
  const error = ({ test }: Width) => stats.mean(test);
  const narrow = smallest(widths.filter(({ p }) => p < n), error);
  // Before the best narrow model, widths are merely too small.
  const peak = smallest(widths.filter(({ p }) => p > narrow.p), (width) => -error(width));
  const widest = widths[widths.length - 1];
  const variance = (width: Width) => biasAndVariance(width, truth)?.variance;
  const interpolating = widths.find(({ residual }) => residual.every((square) => square < EXACT));
  const known: Record<string, number | undefined> = {
    narrowError: error(narrow),
    narrowWidth: narrow.p,
    peakError: error(peak),
    peakWidth: peak.p,
    peakRatio: peak.p / n,
    widestError: error(widest),
    // Where the peak is without ridge.
    ridgePeakError: stats.mean(peak.ridge),
    ridgeWidestError: stats.mean(widest.ridge),
    interpolatesFrom: interpolating?.p,
    peakNorm: stats.mean(peak.norm),
    widestNorm: stats.mean(widest.norm),
    narrowVariance: variance(narrow),
    peakVariance: variance(peak),
    widestVariance: variance(widest),
  };
  for (const [name, value] of Object.entries(known)) if (value !== undefined) metrics[name] = value;
  return metrics;
}
