/**
 * Ordinal regression by the cumulative logit: one scale, thresholds between the grades. Beside the fit: does one slope serve
 * all thresholds, and what is knowing the order worth, split after split, against models that do not know it?
 */
import * as math from '../../src/core/math/index.js';
import * as stats from '../../src/core/stats/index.js';
import { choice, defineSimulation, integer, message, real, text, type Metrics, type Panel } from '../../src/lesson/index.js';
import { fitting } from './faults.js';
import { makeGraded, type GradedProblem } from './grades.js';
import { finiteOnly, metricFamily } from './metric-families.js';
import { coefficients, errors, estimates, gradeCurves, losses, parallelSlopes } from './ordinal-panels.js';
import { compete, meanScore, RIVALS, splitRows, trainingSizes, type Tally } from './rivals.js';

const name = (maxLength: number) => text({ default: '', maxLength });

export const ordinalRegression = defineSimulation({
  id: 'ordinal-regression',
  version: 1,
  data: { kind: 'table', files: 1 },
  params: {
    dataset: choice(['housing', 'diabetes', 'file']),
    share: real({ min: 0.05, max: 1, step: 0.05, default: 1, format: 'percent', digits: 0 }),
    features: name(2000),
    grades: integer({ min: 3, max: 7, step: 1, default: 5 }),
    splits: integer({ min: 0, max: 50, step: 2, default: 20 }),
    target: name(200),
    order: name(400),
  },
  metrics: {
    'fewNll.ordinal': { better: 'lower', digits: 3 },
    'fewNll.softmax': { better: 'lower', digits: 3 },
    'fewNll.penalised': { better: 'lower', digits: 3 },
    'manyMae.ordinal': { better: 'lower', digits: 3 },
    'manyMae.softmax': { better: 'lower', digits: 3 },
    'manyMae.penalised': { better: 'lower', digits: 3 },
    'manyMae.ols': { better: 'lower', digits: 3 },
    'fewMae.ordinal': { better: 'lower', digits: 3, headline: false },
    'fewMae.softmax': { better: 'lower', digits: 3, headline: false },
    'fewMae.penalised': { better: 'lower', digits: 3, headline: false },
    'fewMae.ols': { better: 'lower', digits: 3, headline: false },
    'manyNll.ordinal': { better: 'lower', digits: 3, headline: false },
    'manyNll.softmax': { better: 'lower', digits: 3, headline: false },
    'manyNll.penalised': { better: 'lower', digits: 3, headline: false },
    logLikelihood: { better: 'higher' },
    parallelP: { digits: 3 },
    coefficients: { format: 'integer' },
    'threshold.*': { headline: false, digits: 4 },
    'coef.*': { headline: false, digits: 4 },
    'se.*': { headline: false, digits: 4 },
    'p.*': { headline: false, digits: 4 },
    'oddsRatio.*': { headline: false, digits: 3 },
    deviance: { headline: false, better: 'lower' },
    aic: { headline: false, better: 'lower' },
    softmaxDeviance: { headline: false },
    softmaxCoefficients: { headline: false, format: 'integer' },
    rows: { headline: false, format: 'integer' },
    iterations: { headline: false, format: 'integer' },
    unfitted: { headline: false, format: 'integer', better: 'lower' },
  },

  check(params, data) {
    makeGraded(params, data);
  },

  *run({ params, random, data }) {
    const problem = makeGraded(params, data, random.split('rows'));
    const fit = fitting(() => stats.ordinalRegression({ terms: problem.terms, response: problem.response }), 'ordinal');
    const metrics = fitMetrics(problem, fit);
    const [curves, slopes] = [gradeCurves(problem, fit), coefficients(problem, fit)];
    yield { progress: 0.02, metrics, panels: [curves, slopes], note: message('note.fitted', { rows: problem.response.length }) };

    const more = { ...metrics, ...parallelMetrics(problem, fit) };
    const tables = [parallelSlopes(problem, fit), estimates(problem, fit)];
    const sizes = trainingSizes(problem.response.length);
    const found: Tally[] = sizes.map((size) => ({ size, scores: [], missing: 0 }));
    const splits = sizes.length > 0 ? params.splits : 0;
    const panels = (): Panel[] => [curves, ...(splits > 0 ? [losses(found)] : []), slopes, ...(splits > 0 ? [errors(found)] : []), ...tables];
    for (let split = 0; split < splits; split++) {
      const { training, test } = splitRows(problem, random.split(`split ${split}`));
      const note = message('note.split', { split: split + 1, splits });
      for (const [i, tally] of found.entries()) {
        const scores = compete(problem, training.subarray(0, tally.size), test);
        if (scores) tally.scores.push(scores);
        else tally.missing++;
        const done = (split + (i + 1) / found.length) / splits;
        yield { progress: 0.05 + 0.94 * done, metrics: { ...more, ...heldOutMetrics(found) }, panels: panels(), note };
      }
    }
    yield { progress: 1, metrics: { ...more, ...heldOutMetrics(found) }, panels: panels(), note: message('note.ordinalDone', { rows: problem.response.length, grades: problem.names.length }) };
  },
});

function fitMetrics({ response }: GradedProblem, fit: stats.OrdinalFit): Metrics {
  return finiteOnly({
    logLikelihood: fit.logLikelihood,
    coefficients: fit.names.length + fit.thresholds.length,
    deviance: fit.deviance,
    aic: fit.aic,
    rows: response.length,
    iterations: fit.iterations,
    ...metricFamily('threshold', Array.from(fit.thresholds, (_, k) => String(k + 1)), fit.thresholds),
    ...metricFamily('coef', fit.names, fit.coefficients),
    ...metricFamily('se', fit.names, fit.standardErrors),
    ...metricFamily('p', fit.names, fit.pValues),
    ...metricFamily('oddsRatio', fit.names, fit.coefficients.map(math.exp)),
  });
}

/**
 * Softmax regression spends (K - 2) p more coefficients; whether that buys more than chance would is the likelihood ratio test
 * against it, the global check of proportional odds. Left out where softmax regression has no estimate.
 */
function parallelMetrics({ response, terms, names }: GradedProblem, fit: stats.OrdinalFit): Metrics {
  const extra = (names.length - 2) * terms.length;
  if (extra === 0) return {};
  try {
    const free = stats.multinomialLogit({ design: stats.withIntercept(response.length, terms), response });
    return {
      parallelP: stats.chiSquareUpperTail(Math.max(0, fit.deviance - free.deviance), extra),
      softmaxDeviance: free.deviance,
      softmaxCoefficients: (names.length - 1) * (terms.length + 1),
    };
  } catch (error) {
    if (error instanceof stats.GlmError) return {};
    throw error;
  }
}

/** At the fewest and at the most training rows. */
function heldOutMetrics(found: readonly Tally[]): Metrics {
  const [few, many] = [found.at(0), found.at(-1)];
  if (!few || !many) return {};
  const entries = RIVALS.flatMap((rival) => [
    [`fewNll.${rival}`, meanScore(few, rival, 'nll')],
    [`manyNll.${rival}`, meanScore(many, rival, 'nll')],
    [`fewMae.${rival}`, meanScore(few, rival, 'mae')],
    [`manyMae.${rival}`, meanScore(many, rival, 'mae')],
  ] as const);
  const unfitted = found.reduce((sum, { missing }) => sum + missing, 0);
  return { ...Object.fromEntries(entries.filter((entry): entry is [typeof entry[0], number] => entry[1] !== undefined)), unfitted };
}
