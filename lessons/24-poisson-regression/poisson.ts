/**
 * Poisson regression by iteratively reweighted least squares, one iteration a frame; then least squares beside it, and five-fold
 * cross-validation, told honestly. Doctor visits, ship damage with its months of service, or the learner's own table.
 */
import * as math from '../../src/core/math/index.js';
import * as stats from '../../src/core/stats/index.js';
import { choice, defineSimulation, message, real, text, toggle, type Frame, type Label, type Panel } from '../../src/lesson/index.js';
import { countShares, crossValidate, FOLDS, groups, type HeldOut } from './beside.js';
import { fitting } from './faults.js';
import { finiteOnly, metricFamily } from './metric-families.js';
import { comparison, coefficientTable, convergence, counts, effects, fittedAgainstObserved } from './panels.js';
import { leastSquaresDesign, makeProblem, type Problem } from './problem.js';

/** Counts from here on share the last bar of the histogram. */
const topCount = (response: Float64Array) => response.reduce((top, count) => Math.max(top, Math.min(count, 12)), 3);
const GROUPS = 12;
const name = (maxLength: number) => text({ default: '', maxLength });

export const poissonRegression = defineSimulation({
  id: 'poisson-regression',
  version: 1,
  data: { kind: 'table', files: 1 },
  params: {
    dataset: choice(['doctor-visits', 'ships', 'file']),
    share: real({ min: 0.01, max: 1, step: 0.05, default: 1, format: 'percent', digits: 0 }),
    features: name(2000),
    useOffset: toggle(true),
    standardErrors: choice(['naive', 'quasi', 'robust']),
    target: name(200),
    offset: name(200),
    exposure: name(200),
  },
  metrics: {
    dispersion: { better: 'lower', digits: 3 },
    deviance: { better: 'lower' },
    zerosObserved: { format: 'percent' },
    zerosExpected: { format: 'percent' },
    olsNegative: { format: 'integer', better: 'lower' },
    significant: { format: 'integer' },
    standardErrorRatio: { digits: 2 },
    logLikelihood: { better: 'higher' },
    'heldOutMse.poisson': { better: 'lower' },
    'heldOutMse.ols': { better: 'lower' },
    'heldOutMse.mean': { better: 'lower' },
    'coef.*': { headline: false, digits: 4 },
    'se.*': { headline: false, digits: 4 },
    'p.*': { headline: false, digits: 4 },
    'rateRatio.*': { headline: false, digits: 3 },
    'olsCoef.*': { headline: false },
    iterations: { headline: false, format: 'integer' },
    rows: { headline: false, format: 'integer' },
    coefficients: { headline: false, format: 'integer' },
    nullDeviance: { headline: false },
    pearsonChi2: { headline: false },
    dfResidual: { headline: false, format: 'integer' },
    aic: { headline: false, better: 'lower' },
    observedMean: { headline: false },
    fittedMean: { headline: false },
    olsR2: { headline: false, digits: 3 },
    olsSmallest: { headline: false },
  },

  check(params, data) {
    makeProblem(params, data);
  },

  *run({ params, random, data }) {
    const problem = makeProblem(params, data, random.split('rows'));
    const changes: number[] = [];
    const fit = yield* watchFit(problem, changes, params.standardErrors);
    const ols = stats.glm({ design: leastSquaresDesign(problem), response: problem.response, family: stats.gaussian, lenient: true });
    const found = reportOf(problem, fit, ols, params.standardErrors, changes);
    yield { progress: 0.6, metrics: found.metrics, panels: found.panels(undefined), note: 'note.ols' };

    const folds = crossValidate(problem, random.split('folds'));
    let held: HeldOut | undefined;
    for (let next = folds.next(); ; next = folds.next()) {
      if (next.done) {
        held = next.value;
        break;
      }
      const note = message('note.fold', { fold: next.value, folds: FOLDS });
      yield { progress: 0.6 + (0.35 * next.value) / FOLDS, metrics: found.metrics, panels: found.panels(undefined), note };
    }
    const more = held && { 'heldOutMse.poisson': held.poisson, 'heldOutMse.ols': held.ols, 'heldOutMse.mean': held.mean };
    yield { progress: 1, metrics: { ...found.metrics, ...more }, panels: found.panels(held), note: doneNote(problem) };
  },
});

function doneNote({ response, offsetName }: Problem): Label {
  const rows = response.length;
  return offsetName === undefined ? message('note.done', { rows }) : message('note.doneOffset', { rows, offset: offsetName });
}

function modelOf({ design, response, offset }: Problem): stats.GlmOptions {
  return { design, response, offset, family: stats.poisson };
}

/** One frame an iteration; `changes` collects what the convergence picture shows. */
function* watchFit(problem: Problem, changes: number[], kind: stats.StandardErrorKind): Generator<Frame, stats.GlmFit, void> {
  const steps = stats.glmSteps(modelOf(problem));
  for (;;) {
    const next = fitting(() => steps.next());
    if (next.done) return next.value;
    const { iteration, coefficients, fittedValues, deviance, change } = next.value;
    if (iteration > 0) changes.push(change);
    const current = { ...problem, family: stats.poisson, coefficients, fittedValues, ...pearson(problem, fittedValues) };
    const { confidenceIntervals: intervals } = stats.inference(current, kind);
    yield {
      progress: Math.min(0.55, 0.08 * iteration),
      metrics: finiteOnly({ deviance, dispersion: current.dispersion, rows: problem.response.length, ...metricFamily('coef', problem.design.names, coefficients) }),
      panels: [
        effects({ names: problem.design.names, coefficients, intervals }, problem.dataset, problem.references),
        counts(countShares(problem.response, fittedValues, topCount(problem.response))),
        ...(changes.length > 0 ? [convergence(changes)] : []),
      ],
      note: iteration === 0 ? 'note.start' : message('note.iteration', { iteration, deviance }),
    };
  }
}

function pearson({ response, design }: Problem, fitted: Float64Array): { readonly dispersion: number; readonly dfResidual: number } {
  const dfResidual = response.length - design.names.length;
  const chi2 = fitted.reduce((sum, mean, i) => sum + ((response[i] - mean) * (response[i] - mean)) / mean, 0);
  return { dispersion: chi2 / dfResidual, dfResidual };
}

/** The metrics of the finished fit, and its panels once the held-out errors are known. */
function reportOf(problem: Problem, fit: stats.GlmFit, ols: stats.GlmFit, kind: stats.StandardErrorKind, changes: readonly number[]) {
  const { response, dataset, references } = problem;
  const chosen = stats.inference(fit, kind);
  const naive = stats.inference(fit, 'naive');
  const shares = countShares(response, fit.fittedValues, topCount(response));
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const slopes = fit.names.map((_, j) => j).slice(1);
  const metrics = finiteOnly({
    deviance: fit.deviance,
    dispersion: fit.dispersion,
    logLikelihood: fit.logLikelihood,
    zerosObserved: shares.observed[0],
    zerosExpected: shares.expected[0],
    olsNegative: ols.fittedValues.filter((value) => value < 0).length,
    olsSmallest: ols.fittedValues.reduce((low, value) => Math.min(low, value), Infinity),
    olsR2: ols.rSquared,
    significant: slopes.filter((j) => chosen.pValues[j] < 0.05).length,
    standardErrorRatio: slopes.reduce((sum, j) => sum + chosen.standardErrors[j] / naive.standardErrors[j], 0) / slopes.length,
    iterations: fit.iterations,
    rows: response.length,
    coefficients: fit.names.length,
    nullDeviance: fit.nullDeviance,
    pearsonChi2: fit.pearsonChi2,
    dfResidual: fit.dfResidual,
    aic: fit.aic,
    observedMean: mean(problem.response),
    fittedMean: mean(fit.fittedValues),
    ...metricFamily('coef', fit.names, fit.coefficients),
    ...metricFamily('se', fit.names, chosen.standardErrors),
    ...metricFamily('p', fit.names, chosen.pValues),
    ...metricFamily('rateRatio', fit.names, fit.coefficients.map(math.exp)),
    ...metricFamily('olsCoef', ols.names, ols.coefficients),
  });
  const byGroup = groups(response, fit.fittedValues, ols.fittedValues, GROUPS);
  const panels = (held: HeldOut | undefined): Panel[] => [
    effects({ names: fit.names, coefficients: fit.coefficients, intervals: chosen.confidenceIntervals }, dataset, references),
    counts(shares),
    fittedAgainstObserved(byGroup, byGroup.length === response.length),
    comparison(held, fit.fittedValues, ols.fittedValues, mean(problem.response)),
    coefficientTable(fit, chosen, ols),
    convergence(changes),
  ];
  return { metrics, panels };
}
