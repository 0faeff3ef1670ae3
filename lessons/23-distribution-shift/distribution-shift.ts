/**
 * Distribution shift on demand: a model learnt at a source is used at a target that differs in one known way. Four detectors look for
 * the shift, every repair is tried, and all of it again in fresh worlds.
 */
import * as stats from '../../src/core/stats/index.js';
import { Random } from '../../src/core/random/index.js';
import { choice, defineSimulation, integer, message, real, text, type Frame, type Label } from '../../src/lesson/index.js';
import { detect } from './detect.js';
import { CHANGES } from './domain.js';
import { accuracyOf, fitModel } from './model.js';
import { panelsOf, type View } from './panels.js';
import { answersOf, direction, type Scene } from './picture.js';
import { DATASETS, populationOf } from './population.js';
import { emptyHistory, metricsOf, note } from './record.js';
import { REPAIRS, repair, sharesOf } from './repair.js';
import { makeWorld, SHIFTS } from './shift.js';

const points = { format: 'percent', digits: 1, better: 'higher', headline: false } as const;
const alarm = { format: 'percent', digits: 0 } as const;

export const distributionShift = defineSimulation({
  id: 'distribution-shift',
  version: 1,
  data: { kind: 'table', files: 2 },
  params: {
    shift: choice(SHIFTS, { default: 'covariate' }),
    dataset: choice(DATASETS),
    strength: real({ min: 0, max: 1, step: 0.25, default: 0.75, digits: 2 }),
    change: choice(CHANGES),
    repair: choice(REPAIRS, { default: 'weights' }),
    degree: integer({ min: 1, max: 3, default: 1 }),
    labels: integer({ min: 0, max: 100, step: 5, default: 30 }),
    maxWeight: real({ min: 1, max: 1000, step: 10 ** 0.5, scale: 'log', default: 1000, digits: 0 }),
    rows: integer({ min: 60, max: 400, step: 20, default: 200 }),
    worlds: integer({ min: 2, max: 40, default: 10 }),
    target: text({ default: '', maxLength: 200 }),
    ignore: text({ default: '', maxLength: 2000 }),
  },
  metrics: {
    expected: { format: 'percent', digits: 1, better: 'higher' },
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    accuracyAfter: { format: 'percent', digits: 1, better: 'higher' },
    effectiveRows: { format: 'integer' },
    auc: { digits: 3 },
    alarmAdversarial: alarm,
    alarmFeatures: alarm,
    alarmPredictions: alarm,
    alarmLabels: alarm,
    aucLow: { digits: 3, headline: false },
    aucHigh: { digits: 3, headline: false },
    majority: { format: 'percent', digits: 1, headline: false },
    sharesUnchanged: { digits: 3, headline: false },
    sharesBbse: { digits: 3, better: 'lower', headline: false },
    sharesEm: { digits: 3, better: 'lower', headline: false },
    'gain.weights': points,
    'gain.trueWeights': points,
    'gain.bbse': points,
    'gain.em': points,
    'gain.align': points,
    'gain.augment': points,
    'gain.recalibrate': points,
    'gain.newOnly': points,
    'gain.pooled': points,
    'gain.ceiling': points,
    trainRows: { format: 'integer', headline: false },
    newLabels: { format: 'integer', better: 'lower', headline: false },
    testRows: { format: 'integer', headline: false },
  },

  check(params, data) {
    if (data) makeWorld(populationOf(params.dataset, params, data, new Random(0)), params, new Random(0));
  },

  *run({ params, random, data }) {
    const { worlds, shift } = params;
    const history = emptyHistory();
    let sizes = {};
    for (let w = 0; w < worlds; w++) {
      const own = random.split(`world ${w + 1}`);
      const population = populationOf(params.dataset, params, data, own.split('population'));
      const world = makeWorld(population, params, own.split('shift'));
      const classes = population.classes.length;
      const settings = { classes, degree: params.degree, labels: params.labels, maxWeight: params.maxWeight, side: population.side };
      let scene: Scene = { population, world, along: direction(world.train.x, world.pool.x), chosen: params.repair };
      const estimates: { bbse?: Float64Array; em?: Float64Array } = {};
      const frame = (status: Label, done: number): Frame => {
        const view: View = { history, scene, shift, estimates };
        return { progress: (w + done) / worlds, metrics: { ...metricsOf(history, params.repair), ...sizes }, panels: panelsOf(view), note: status };
      };
      const where = { world: w + 1, worlds };
      sizes = { trainRows: world.train.y.length, newLabels: Math.min(params.labels, world.pool.y.length), testRows: world.test.y.length };
      if (w === 0) yield frame('note.start', 0);

      const plain = fitModel(world.train, settings);
      scene = { ...scene, before: answersOf(plain, population, world) };
      history.expected.push(accuracyOf(plain.probabilities(world.holdout.x), world.holdout.y));
      const shares = sharesOf(world.test.y, classes);
      history.majority.push(Math.max(...shares));
      history.sharesWrong.unchanged.push(stats.totalVariation(sharesOf(world.train.y, classes), shares));
      history.detections.push(detect(world, plain, classes, params.labels, own.split('detect')));
      yield frame(message('note.detect', where), 0.1);

      for (const [i, name] of REPAIRS.entries()) {
        const repaired = repair(name, world, plain, settings, own.split(name));
        if (!repaired) continue;
        note(history, name, accuracyOf(repaired.model.probabilities(world.test.x), world.test.y));
        if (name === params.repair) scene = { ...scene, after: answersOf(repaired.model, population, world) };
        if (name === 'weights' && repaired.weights) {
          scene = { ...scene, weights: repaired.weights };
          history.effective.push(stats.effectiveSampleSize(repaired.weights));
        }
        if ((name === 'bbse' || name === 'em') && repaired.priors) {
          estimates[name] = repaired.priors;
          history.sharesWrong[name].push(stats.totalVariation(repaired.priors, shares));
        }
        // Rows of a table take milliseconds, pictures a tenth of a second.
        if (i % (population.side === undefined ? 6 : 2) === 1) yield frame(message('note.repair', where), 0.1 + (0.9 * (i + 1)) / REPAIRS.length);
      }
      yield frame(message(w + 1 < worlds ? 'note.repair' : 'note.done', where), 1);
    }
  },
});
