/**
 * Split conformal prediction over repeated splits, one split a frame: sets of classes or intervals of numbers, their coverage and size by
 * level, on average and for each group, beside a method that takes the model at its word.
 */
import { Random } from '../../src/core/random/index.js';
import { choice, defineSimulation, integer, message, real, text, toggle, type Metrics } from '../../src/lesson/index.js';
import { panelsOf } from './panels.js';
import { DATASETS, makeProblem } from './problem.js';
import { runSplit } from './split.js';
import { addSplit, baselineCoverageOf, baselineSizeOf, coverageOf, groupCoverages, newTally, sizeOf, spreadOfCoverage, type Tally } from './tally.js';

const LEVELS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98] as const;

export const conformalPrediction = defineSimulation({
  id: 'conformal-prediction',
  version: 1,
  data: { kind: 'table', files: 1 },
  params: {
    dataset: choice(DATASETS),
    confidence: real({ min: 0.5, max: 0.99, step: 0.05, default: 0.9, format: 'percent', digits: 0 }),
    setMethod: choice(['lac', 'aps']),
    intervalScore: choice(['plain', 'normalised']),
    byGroup: toggle(false),
    training: integer({ min: 10, max: 400, step: 10, default: 50 }),
    calibration: integer({ min: 5, max: 600, step: 50, default: 100 }),
    shift: real({ min: 0, max: 1, step: 0.1, default: 0, digits: 1 }),
    splits: integer({ min: 1, max: 200, step: 10, default: 40 }),
    target: text({ default: '', maxLength: 200 }),
    features: text({ default: '', maxLength: 2000 }),
  },
  metrics: {
    coverage: { format: 'percent' },
    worstCoverage: { format: 'percent', better: 'higher' },
    size: { digits: 2, better: 'lower' },
    baselineCoverage: { format: 'percent' },
    baselineSize: { digits: 2 },
    expectedCoverage: { format: 'percent' },
    coverageSpread: { format: 'percent' },
    empty: { format: 'percent' },
    rank: { headline: false, format: 'integer' },
    unbounded: { headline: false, format: 'percent' },
    splits: { headline: false, format: 'integer' },
    'group.*': { headline: false, format: 'percent' },
  },

  check(params, data) {
    makeProblem(params, data, new Random(0));
  },

  *run({ params, random, data }) {
    const problem = makeProblem(params, data, random.split('data'));
    const tally = newTally([...LEVELS, params.confidence]);
    const names = problem.kind === 'classes' ? problem.names : ['low', 'middle', 'high'];
    for (let split = 1; split <= params.splits; split++) {
      const result = runSplit(problem, tally.levels, params, random.split(`split ${split}`));
      addSplit(tally, result);
      yield {
        progress: split / params.splits,
        metrics: metricsOf(tally, names, params.calibration, params.confidence),
        panels: panelsOf(problem, tally, result.shown),
        note: message('note.split', { split, splits: params.splits }),
      };
    }
  },
});

/** (n + 1) times the level, rounded up: the place of the threshold among n sorted scores. */
export function rankOf(calibration: number, level: number): number {
  return Math.ceil((calibration + 1) * level - 1e-9);
}

function metricsOf(tally: Tally, names: readonly string[], calibration: number, level: number): Metrics {
  const last = tally.byLevel[tally.byLevel.length - 1];
  const groups = groupCoverages(tally, names.length);
  const size = sizeOf(last);
  const rank = rankOf(calibration, level);
  return {
    coverage: coverageOf(last),
    worstCoverage: groups.reduce<number>((low, value) => Math.min(low, value ?? 1), 1),
    ...(size === null ? {} : { size }),
    baselineCoverage: baselineCoverageOf(last),
    baselineSize: baselineSizeOf(last),
    expectedCoverage: Math.min(1, rank / (calibration + 1)),
    coverageSpread: spreadOfCoverage(tally),
    empty: last.empty / last.rows,
    rank,
    unbounded: last.unbounded / last.rows,
    splits: tally.coverages.length,
    ...Object.fromEntries(groups.flatMap((value, g) => (value === null ? [] : [[`group.${names[g]}`, value]]))),
  };
}
