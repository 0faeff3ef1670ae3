/**
 * Double descent: the test error of random features from far too narrow to far too wide. It falls, rises to a peak where the model
 * just manages to fit every training label, and falls again. Ridge takes the peak away.
 */
import { linalg, type Random } from '../../src/core/index.js';
import { DIGIT_CLASSES, firstDigits, noisyDigits, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { withWrongLabels } from '../../src/data/wrong-labels.js';
import { defineSimulation, integer, message, real, type Frame } from '../../src/lesson/index.js';
import { picturesOf } from './descent-panels.js';
import { descentMetrics, emptyWidth, type Width } from './descent-record.js';
import { errorOf, firstFeatures, fit, randomFeatures, targetsOf } from './random-features.js';

const TEST_IMAGES = 500;
const POOL = 1200;
/** Widths in multiples of the training set: closer where it matters. */
const MULTIPLES = [0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.4, 1.6, 2, 3, 4, 8, 16];

export const doubleDescent = defineSimulation({
  id: 'double-descent',
  version: 1,
  params: {
    trainImages: integer({ min: 40, max: 200, step: 20, default: 100 }),
    wrongLabels: real({ min: 0, max: 0.5, step: 0.1, default: 0.2, format: 'percent' }),
    ridge: real({ min: 1e-6, max: 10, step: 10, scale: 'log', default: 0.01, format: 'scientific' }),
    repetitions: integer({ min: 2, max: 40, default: 8 }),
  },
  metrics: {
    narrowError: { format: 'percent', digits: 1, better: 'lower' },
    peakError: { format: 'percent', digits: 1, better: 'lower' },
    peakWidth: { format: 'integer' },
    widestError: { format: 'percent', digits: 1, better: 'lower' },
    ridgePeakError: { format: 'percent', digits: 1, better: 'lower' },
    ridgeWidestError: { format: 'percent', digits: 1, better: 'lower' },
    interpolatesFrom: { format: 'integer' },
    narrowWidth: { format: 'integer', headline: false },
    peakRatio: { digits: 2, headline: false },
    peakNorm: { digits: 0, headline: false },
    widestNorm: { digits: 0, headline: false },
    peakVariance: { headline: false },
    widestVariance: { headline: false },
    narrowVariance: { headline: false },
    'testError.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
    'trainError.*': { format: 'percent', digits: 1, headline: false },
    'ridgeError.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
  },

  *run({ params, random }) {
    const { trainImages: n, wrongLabels, ridge, repetitions } = params;
    const { test, pool } = noisyDigits({ test: TEST_IMAGES, pool: POOL }, 0, random.split('task'));
    const truth = targetsOf(test.truth);
    const widths = MULTIPLES.map((multiple) => emptyWidth(Math.round(multiple * n), TEST_IMAGES * DIGIT_CLASSES));
    const widest = widths[widths.length - 1].p;
    let done = 0;
    const frame = (repetition: number, p: number): Frame => ({
      progress: done / (repetitions * widths.length),
      metrics: descentMetrics(widths, n, truth.data),
      panels: picturesOf(widths, { n, ridge, truth: truth.data }),
      note: message('note.width', { repetition, repetitions, p }),
    });
    yield frame(1, widths[0].p);
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const own = random.split(`repetition ${repetition}`);
      const train = drawn(pool, n, wrongLabels, own);
      const features = randomFeatures({ train: train.pixels, test: test.pixels }, widest, own.split('features'));
      const y = targetsOf(train.given);
      for (const width of widths) {
        const [x, unseen] = [firstFeatures(features.train, width.p), firstFeatures(features.test, width.p)];
        const coefficients = fit(x, y, 0);
        const [fitted, outputs] = [linalg.multiply(x, coefficients), linalg.multiply(unseen, coefficients)];
        addTo(width, {
          test: errorOf(outputs, test.truth),
          train: errorOf(fitted, train.given),
          residual: fitted.data.reduce((total, value, i) => total + (value - y.data[i]) * (value - y.data[i]), 0) / y.data.length,
          ridge: errorOf(linalg.multiply(unseen, fit(x, y, ridge)), test.truth),
          norm: Math.sqrt(coefficients.data.reduce((sum, b) => sum + b * b, 0)),
          outputs: outputs.data,
        });
        done++;
        yield frame(repetition, width.p);
      }
    }
  },
});

/** n others each time, the mistakes in their labels drawn anew. */
function drawn(pool: LabelledDigits, n: number, wrong: number, random: Random): LabelledDigits {
  const order = random.split('rows').permutation(POOL);
  const pixels = new Float32Array(pool.pixels.length);
  const side = pool.pixels.length / POOL;
  order.forEach((row, i) => pixels.set(pool.pixels.subarray(row * side, (row + 1) * side), i * side));
  const { truth, ...first } = firstDigits({ pixels, given: pool.given, truth: order.map((row) => pool.truth[row]) }, n);
  return { ...first, truth, given: withWrongLabels(truth, wrong, DIGIT_CLASSES, random.split('labels')) };
}

interface Found {
  readonly test: number;
  readonly train: number;
  readonly ridge: number;
  readonly residual: number;
  readonly norm: number;
  readonly outputs: Float64Array;
}

function addTo(width: Width, { test, train, ridge, residual, norm, outputs }: Found): void {
  width.test.push(test);
  width.train.push(train);
  width.ridge.push(ridge);
  width.residual.push(residual);
  width.norm.push(norm);
  outputs.forEach((value, i) => {
    width.sum[i] += value;
    width.squares[i] += value * value;
  });
}
