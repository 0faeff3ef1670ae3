/**
 * Naive Bayes and logistic regression on the same rows, from few to many: who is better when? Ng and Jordan (2002), On Discriminative
 * vs. Generative Classifiers.
 */
import { stats } from '../../src/core/index.js';
import { takeRows } from '../../src/core/linalg/index.js';
import { choice, defineSimulation, integer, message, real, type Metrics } from '../../src/lesson/index.js';
import { CLASSES, CLASSIFY_WORLDS, drawLabelled, SIZES } from './classify-worlds.js';
import { drawRow, fitBoth, keptColumns, logisticAccuracy, naiveBayesAccuracy, type Classifiers } from './classifiers.js';
import { classifierPictures, type Curves } from './classifier-panels.js';

const TEST_ROWS = 600;
/** So near to the accuracy at the largest size counts as having arrived. */
const ARRIVED = 0.015;

export const generativeVsDiscriminative = defineSimulation({
  id: 'generative-vs-discriminative',
  version: 1,
  params: {
    world: choice(CLASSIFY_WORLDS),
    repeats: integer({ min: 2, max: 100, default: 25 }),
    l2: real({ min: 1e-4, max: 100, step: 10, scale: 'log', default: 0.01 }),
    missing: real({ min: 0, max: 0.9, step: 0.1, default: 0, format: 'percent' }),
  },
  metrics: {
    bestLead: { format: 'percent', digits: 1, better: 'higher' },
    naiveBayesLarge: { format: 'percent', digits: 1, better: 'higher' },
    logisticLarge: { format: 'percent', digits: 1, better: 'higher' },
    crossing: { format: 'integer' },
    bestLeadRows: { format: 'integer', headline: false },
    leadLarge: { format: 'percent', digits: 1, headline: false },
    naiveBayesSmall: { format: 'percent', digits: 1, headline: false },
    logisticSmall: { format: 'percent', digits: 1, headline: false },
    naiveBayesEnough: { format: 'integer', headline: false },
    logisticEnough: { format: 'integer', headline: false },
  },
  *run({ params: { world, repeats, l2, missing }, random }) {
    const sizes = SIZES[world];
    const curves: Curves = { sizes, naiveBayes: sizes.map(() => []), logistic: sizes.map(() => []) };
    const drawings = random.split('drawings');
    let last: Classifiers | undefined;
    yield { progress: 0, metrics: {}, panels: classifierPictures(curves), note: 'note.begin' };
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const stream = random.split(`repeat ${repeat}`);
      const { train, test } = drawLabelled(world, { train: sizes[sizes.length - 1], test: TEST_ROWS }, stream);
      const kept = keptColumns(train.x.cols, missing, stream.split('kept'));
      for (const [i, size] of sizes.entries()) {
        const rows = firstOfEach(train.labels, size, CLASSES[world]);
        const models = fitBoth({ x: takeRows(train.x, rows), labels: Int32Array.from(rows, (row) => train.labels[row]) }, CLASSES[world], l2);
        curves.naiveBayes[i].push(naiveBayesAccuracy(models, test, kept));
        curves.logistic[i].push(logisticAccuracy(models, test, kept));
        last = models;
        yield {
          progress: (repeat - 1 + (i + 1) / sizes.length) / repeats,
          metrics: metricsOf(curves),
          panels: classifierPictures(curves),
          note: message('note.repeat', { repeat, repeats }),
        };
      }
    }
    const drawn = world === 'digits' && last ? Array.from({ length: CLASSES[world] }, (_, y) => drawRow(last, y, drawings)) : undefined;
    yield { progress: 1, metrics: metricsOf(curves), panels: classifierPictures(curves, drawn, last), note: 'note.compared' };
  },
});

/** As many rows of each class as of every other, the first ones: smaller sets are parts of larger ones. */
function firstOfEach(labels: Int32Array, size: number, classes: number): number[] {
  const taken = new Int32Array(classes);
  const rows: number[] = [];
  labels.forEach((label, row) => {
    if (taken[label]++ < size / classes) rows.push(row);
  });
  return rows;
}

function metricsOf({ sizes, naiveBayes, logistic }: Curves): Metrics {
  const bayes = naiveBayes.filter((values) => values.length > 0).map(stats.mean);
  const other = logistic.filter((values) => values.length > 0).map(stats.mean);
  const last = bayes.length - 1;
  // The first size from which on logistic regression is ahead for good; none if it is not at the end.
  let crossing = bayes.length;
  while (crossing > 0 && other[crossing - 1] > bayes[crossing - 1]) crossing--;
  const enough = (means: readonly number[]) => sizes[means.findIndex((mean) => mean >= means[last] - ARRIVED)];
  const leads = bayes.map((mean, i) => mean - other[i]);
  const best = leads.indexOf(Math.max(...leads));
  return {
    bestLead: leads[best],
    naiveBayesLarge: bayes[last],
    logisticLarge: other[last],
    ...(crossing < bayes.length && { crossing: sizes[crossing] }),
    bestLeadRows: sizes[best],
    leadLarge: leads[last],
    naiveBayesSmall: bayes[0],
    logisticSmall: other[0],
    naiveBayesEnough: enough(bayes),
    logisticEnough: enough(other),
  };
}
