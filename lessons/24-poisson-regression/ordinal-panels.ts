/** The pictures of the ordinal regression. */
import { matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import * as stats from '../../src/core/stats/index.js';
import { bars, line, message, raw, table, type Bar, type LineSeries, type Panel } from '../../src/lesson/index.js';
import type { GradedProblem } from './grades.js';
import { meanScore, RIVALS, type Rival, type Scores, type Tally } from './rivals.js';

const CURVE_POINTS = 61;
/** A table of slopes by threshold has room for so many. */
const MAX_CUTS = 4;

/** Probability of each grade along the scale, with the thresholds: a positive coefficient moves a row to the right. */
export function gradeCurves(problem: GradedProblem, fit: stats.OrdinalFit): Panel {
  const eta = linear(problem, fit);
  const ends = [...eta, ...fit.thresholds];
  const low = Math.floor(ends.reduce((a, b) => Math.min(a, b)) - 1);
  const high = Math.ceil(ends.reduce((a, b) => Math.max(a, b)) + 1);
  const x = Array.from({ length: CURVE_POINTS }, (_, i) => low + ((high - low) * i) / (CURVE_POINTS - 1));
  const along = stats.ordinalProbabilities({ coefficients: Float64Array.of(1), thresholds: fit.thresholds }, [{ name: 'eta', values: Float64Array.from(x) }]);
  const grades = problem.names.length;
  return line({
    id: 'curves',
    weight: 2,
    title: 'panel.curves',
    x: { label: 'axis.eta', digits: 1, min: low, max: high },
    y: { label: 'axis.probability', format: 'percent', digits: 0, min: 0, max: 1 },
    series: problem.names.map((grade, k): LineSeries => ({ id: `grade ${k}`, label: raw(grade), x, y: x.map((_, i) => along.data[i * grades + k]) })),
    rules: Array.from(fit.thresholds, (at, k) => ({ axis: 'x' as const, at, label: message('rule.threshold', { k: k + 1 }) })),
    caption: message('caption.spread', { low: stats.quantile(eta, 0.1).toFixed(1), high: stats.quantile(eta, 0.9).toFixed(1) }),
  });
}

export function coefficients(problem: GradedProblem, fit: stats.OrdinalFit): Panel {
  return bars({
    id: 'coefficients',
    weight: 2,
    title: 'panel.logOdds',
    value: { label: 'axis.logOdds', digits: 2 },
    bars: fit.names.map((name, j): Bar => {
      const [low, high] = fit.confidenceIntervals[j];
      return { label: raw(name), value: fit.coefficients[j], interval: [low, high], emphasis: low > 0 || high < 0 ? 'primary' : 'muted' };
    }),
    rules: [{ axis: 'x', at: 0, label: 'rule.noChange' }],
    caption: problem.references.length > 0 ? message('caption.references', { references: problem.references.join(', ') }) : 'caption.unit',
  });
}

const race = (found: readonly Tally[], score: keyof Scores, rivals: readonly Rival[]): LineSeries[] =>
  rivals.map((rival) => ({
    id: rival,
    label: `rival.${rival}`,
    x: found.map(({ size }) => size),
    y: found.map((tally) => meanScore(tally, rival, score) ?? null),
    mark: 'both',
    emphasis: rival === 'ordinal' ? 'primary' : 'none',
  }));

const rowsAxis = { label: 'axis.trainingRows', scale: 'log', format: 'integer' } as const;

/** What a held-out grade costs, by the number of rows learned from: knowing the order saves coefficients, and rows. */
export function losses(found: readonly Tally[]): Panel {
  return line({
    id: 'losses',
    title: 'panel.losses',
    x: rowsAxis,
    y: { label: 'axis.nll', scale: 'log', digits: 1 },
    series: race(found, 'nll', ['ordinal', 'softmax', 'penalised']),
    caption: message('caption.splits', { splits: found.at(0)?.scores.length ?? 0 }),
  });
}

export function errors(found: readonly Tally[]): Panel {
  return line({ id: 'errors', title: 'panel.errors', x: rowsAxis, y: { label: 'axis.mae', digits: 2 }, series: race(found, 'mae', RIVALS), caption: 'caption.median' });
}

/**
 * One logistic regression a threshold ("above it or not"), beside the common slope. Proportional odds assume that a row's numbers
 * differ by chance alone.
 */
export function parallelSlopes({ terms, response, names }: GradedProblem, fit: stats.OrdinalFit): Panel {
  const design = stats.withIntercept(response.length, terms);
  const cuts = Array.from({ length: Math.min(MAX_CUTS, names.length - 1) }, (_, k) => k);
  const separate = cuts.map((k) => {
    try {
      return stats.glm({ design, response: Float64Array.from(response, (grade) => (grade > k ? 1 : 0)), family: stats.binomial }).coefficients.slice(1);
    } catch (error) {
      if (error instanceof stats.GlmError) return undefined; // separated at this threshold: there is no slope to show
      throw error;
    }
  });
  return table({
    id: 'parallel',
    title: 'panel.parallel',
    columns: [
      { label: 'column.term' },
      { label: 'column.common', align: 'right', digits: 2 },
      ...cuts.map((k) => ({ label: message('column.above', { grade: names[k] }), align: 'right' as const, digits: 2 })),
    ],
    rows: fit.names.map((name, j) => ({ cells: [raw(name), fit.coefficients[j], ...separate.map((slopes) => slopes?.[j] ?? null)] })),
    caption: 'caption.parallel',
  });
}

/** All the figures, as a statistics package prints them: coefficients, then thresholds. */
export function estimates({ names }: GradedProblem, fit: stats.OrdinalFit): Panel {
  return table({
    id: 'estimates',
    title: 'panel.table',
    columns: [
      { label: 'column.term' },
      { label: 'column.coefficient', align: 'right', digits: 4 },
      { label: 'column.standardError', align: 'right', digits: 4 },
      { label: 'column.z', align: 'right', digits: 2 },
      { label: 'column.p', align: 'right', digits: 4 },
      { label: 'column.oddsRatio', align: 'right', digits: 2 },
    ],
    rows: [
      ...fit.names.map((name, j) => ({ cells: [raw(name), fit.coefficients[j], fit.standardErrors[j], fit.zValues[j], fit.pValues[j], math.exp(fit.coefficients[j])] })),
      ...Array.from(fit.thresholds, (value, k) => ({
        cells: [message('row.threshold', { below: names[k], above: names[k + 1] }), value, fit.thresholdErrors[k], value / fit.thresholdErrors[k], null, null],
        emphasis: 'muted' as const,
      })),
    ],
  });
}

/** The linear predictor of each row, [n]. */
function linear({ terms, response }: GradedProblem, fit: stats.OrdinalFit): Float64Array {
  const eta = matrix(response.length, 1).data;
  terms.forEach(({ values }, j) => values.forEach((value, i) => (eta[i] += fit.coefficients[j] * value)));
  return eta;
}
