/**
 * Adversarial validation: two classifiers try to tell the training set from the test set; shuffled labels say what chance alone
 * gives; then a repair, the same question again, and what all that did to a model's score.
 */
import type { Matrix } from '../../src/core/linalg/index.js';
import { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { choice, defineSimulation, integer, message, real, text, type Metrics, type Panel } from '../../src/lesson/index.js';
import { accuse, ADVERSARIES, differs, nullOf, pValue, shuffledAuc, singleAucs, type Adversary, type Verdict } from './adversary.js';
import { scoreModel, type ModelScore } from './model.js';
import { pairOf } from './own.js';
import { pooled, setLabels, type Pair } from './pair.js';
import { examples, features, modelScores, nullDistribution, separation, where, type Findings, type Found } from './panels.js';
import { allWeights, applyRepair, mostTelling, REPAIRS, type Repaired } from './repair.js';
import { makeWorld, WORLDS, type World } from './worlds.js';

interface PairParams {
  readonly world: World;
  readonly rows: number;
  readonly strength: number;
  readonly target: string;
  readonly ignore: string;
}

/** Files that are brought are used, whatever world is chosen. */
function makePair(params: PairParams, data: LearnerData | undefined, random: Random): Pair {
  return data ? pairOf(data, params, random) : makeWorld(params.world, params.rows, params.strength, random);
}

export const adversarialValidation = defineSimulation({
  id: 'adversarial-validation',
  version: 2,
  data: { kind: 'table', files: 2 },
  params: {
    world: choice(WORLDS, { default: 'shadow' }),
    strength: real({ min: 0, max: 1, step: 0.25, default: 0.75, digits: 2 }),
    repair: choice(REPAIRS, { default: 'drop' }),
    dropCount: integer({ min: 1, max: 40, default: 1 }),
    rows: integer({ min: 100, max: 500, step: 50, default: 300 }),
    shuffles: integer({ min: 9, max: 199, step: 10, default: 39 }),
    target: text({ default: '', maxLength: 200 }),
    ignore: text({ default: '', maxLength: 2000 }),
  },
  metrics: {
    aucLogistic: { digits: 3 },
    aucForest: { digits: 3 },
    pLogistic: { digits: 3 },
    pForest: { digits: 3 },
    afterLogistic: { digits: 3 },
    afterForest: { digits: 3 },
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    accuracyAfter: { format: 'percent', digits: 1, better: 'higher' },
    expected: { format: 'percent', digits: 1, headline: false },
    expectedAfter: { format: 'percent', digits: 1, headline: false },
    pAfterLogistic: { digits: 3, headline: false },
    pAfterForest: { digits: 3, headline: false },
    chanceLogistic: { digits: 3, headline: false },
    chanceForest: { digits: 3, headline: false },
    spreadLogistic: { digits: 4, headline: false },
    spreadFormula: { digits: 4, headline: false },
    worstFeature: { digits: 3, headline: false },
    effectiveRows: { format: 'integer', headline: false },
    features: { format: 'integer', headline: false },
    featuresAfter: { format: 'integer', headline: false },
    testKept: { format: 'percent', digits: 0, headline: false },
    trainRows: { format: 'integer', headline: false },
    testRows: { format: 'integer', headline: false },
  },

  check(params, data) {
    if (data) makePair(params, data, new Random(0));
  },

  *run({ params, random, data }) {
    const pair = makePair(params, data, random.split('pair'));
    const x = pooled(pair);
    const set = setLabels(pair);
    const telling = singleAucs(x, set);
    const findings: Findings = {};
    let metrics: Metrics = sizes(pair, telling);
    let scores: { readonly before?: ModelScore; readonly after?: ModelScore } = {};
    let repaired: Repaired | undefined;
    let done = 0;
    const frame = (progress: number, note: Parameters<typeof message>[0] | ReturnType<typeof message>) => ({ progress, metrics, panels: pictures(), note });
    const pictures = (): Panel[] => [
      separation(findings, done),
      features(pair, telling, findings.forest?.verdict, repaired?.dropped ?? []),
      ...(scores.before ? [modelScores(scores.before, scores.after)] : []),
      ...(pair.side ? [where(pair.side, telling), examples(pair, pair.side)] : []),
      ...ADVERSARIES.flatMap((kind) => nullPanel(kind, findings[kind])),
    ];
    yield frame(0, 'note.start');

    for (const kind of ADVERSARIES) {
      const verdict = accuse(kind, x, set, random.split(kind));
      findings[kind] = { verdict };
      metrics = { ...metrics, [kind === 'logistic' ? 'aucLogistic' : 'aucForest']: verdict.auc };
      yield frame(0.05, `note.${kind}`);
    }
    const before = scoreModel(pair, random.split('model'));
    if (before) {
      scores = { before };
      metrics = { ...metrics, accuracy: before.test, expected: before.expected };
    }

    const aucs: Record<Adversary, number[]> = { logistic: [], forest: [] };
    for (done = 1; done <= params.shuffles; done++) {
      for (const kind of ADVERSARIES) {
        aucs[kind].push(shuffledAuc(kind, x, set, random.split(`shuffle ${done}`)));
        const found = findings[kind];
        if (found) findings[kind] = { ...found, null: nullOf(aucs[kind]) };
      }
      yield frame(0.1 + (0.75 * done) / params.shuffles, message('note.shuffle', { done, of: params.shuffles }));
    }
    done = params.shuffles;
    metrics = { ...metrics, ...judge(findings, x, set) };

    const { logistic, forest } = findings;
    if (!logistic || !forest) return;
    const { probabilities } = better(logistic.verdict, forest.verdict);
    repaired = applyRepair(params.repair, pair, { dropCount: params.dropCount, telling, probabilities, random: random.split('repair') });
    if (params.repair !== 'none') {
      const { pair: next, weights } = repaired;
      yield frame(0.88, 'note.repair');
      for (const kind of ADVERSARIES) {
        const found = findings[kind];
        if (!found) continue;
        const { auc } = accuse(kind, pooled(next), setLabels(next), random.split(kind), allWeights(next, weights));
        findings[kind] = { ...found, after: { auc, pValue: pValue(auc, { aucs: aucs[kind] }) } };
      }
      metrics = {
        ...metrics,
        ...afterMetrics(findings),
        featuresAfter: next.names.length,
        testKept: repaired.testKept,
        ...(weights && { effectiveRows: stats.effectiveSampleSize(weights) }),
      };
      const after = scoreModel(next, random.split('model'), weights);
      if (after) {
        scores = { ...scores, after };
        metrics = { ...metrics, accuracyAfter: after.test, expectedAfter: after.expected };
      }
    }
    yield frame(1, verdictNote(findings));
  },
});

function sizes(pair: Pair, telling: Float64Array): Metrics {
  return { features: pair.names.length, trainRows: pair.train.rows, testRows: pair.test.rows, worstFeature: telling[mostTelling(telling)[0]] };
}

function better(a: Verdict, b: Verdict): Verdict {
  return a.auc > b.auc ? a : b;
}

function nullPanel(kind: Adversary, found: Found | undefined): Panel[] {
  const panel = found && nullDistribution(kind, found);
  return panel ? [panel] : [];
}

/** p values, the upper end of what chance gives, and its spread beside the Mann-Whitney formula, which does not know of the fitting. */
function judge(findings: Findings, x: Matrix, set: Int32Array): Metrics {
  const { logistic, forest } = findings;
  if (!logistic?.null || !forest?.null) return {};
  const pLogistic = pValue(logistic.verdict.auc, logistic.null);
  const pForest = pValue(forest.verdict.auc, forest.null);
  findings.logistic = { ...logistic, pValue: pLogistic };
  findings.forest = { ...forest, pValue: pForest };
  const tests = set.reduce((sum, label) => sum + label, 0);
  return {
    pLogistic,
    pForest,
    chanceLogistic: logistic.null.interval[1],
    chanceForest: forest.null.interval[1],
    spreadLogistic: stats.standardDeviation(Float64Array.from(logistic.null.aucs)),
    spreadFormula: Math.sqrt((x.rows + 1) / (12 * tests * (x.rows - tests))),
  };
}

function afterMetrics({ logistic, forest }: Findings): Metrics {
  if (!logistic?.after || !forest?.after) return {};
  return { afterLogistic: logistic.after.auc, afterForest: forest.after.auc, pAfterLogistic: logistic.after.pValue, pAfterForest: forest.after.pValue };
}

function verdictNote({ logistic, forest }: Findings): string {
  const seen = (found: Found | undefined) => found?.null !== undefined && differs(found.pValue, found.null);
  if (seen(logistic) && seen(forest)) return 'note.both';
  if (seen(forest)) return 'note.forestOnly';
  return seen(logistic) ? 'note.logisticOnly' : 'note.nothing';
}
