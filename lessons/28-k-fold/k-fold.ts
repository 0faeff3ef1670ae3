/**
 * k-fold cross-validation against a truth that is known: small samples of the digits are cross-validated with every k, and the model
 * fitted to the whole sample is tested on all the other digits. One sample after another.
 */
import { linalg, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { choice, defineSimulation, integer, message, toggle, UserError, type Frame } from '../../src/lesson/index.js';
import { crossValidate, naiveStandardError, trueAccuracy } from './estimate.js';
import { MODELS, type Examples } from './models.js';
import { picturesOf } from './panels.js';
import { metricsOf, type Column, type History } from './record.js';

const PIXELS = 64;
/** Beside the k that is chosen, and all examples (leave-one-out). */
const USUAL = [2, 3, 5, 10, 20];
/** More fits than this nobody waits for. */
const MAX_FITS = 150_000;

export const kFold = defineSimulation({
  id: 'k-fold',
  version: 1,
  params: {
    k: integer({ min: 2, max: 200, default: 10 }),
    model: choice(MODELS),
    sampleSize: integer({ min: 20, max: 200, step: 10, default: 60 }),
    stratified: toggle(false),
    repetitions: integer({ min: 20, max: 1000, step: 20, default: 200 }),
  },
  metrics: {
    bias: { format: 'percent', digits: 1 },
    spread: { format: 'percent', digits: 1, better: 'lower' },
    rmse: { format: 'percent', digits: 1, better: 'lower' },
    overlap: { format: 'percent', digits: 1 },
    fits: { format: 'integer', better: 'lower' },
    time: { format: 'seconds', better: 'lower', measured: true },
    trueAccuracy: { format: 'percent', digits: 1 },
    splitSpread: { format: 'percent', digits: 1, better: 'lower', headline: false },
    naiveError: { format: 'percent', digits: 1, headline: false },
    repetitions: { format: 'integer', headline: false },
    'bias.*': { format: 'percent', digits: 1, headline: false },
    'spread.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
    'rmse.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
    'splitSpread.*': { format: 'percent', digits: 1, better: 'lower', headline: false },
    'naiveError.*': { format: 'percent', digits: 1, headline: false },
    'overlap.*': { format: 'percent', digits: 1, headline: false },
    'fits.*': { format: 'integer', better: 'lower', headline: false },
    'time.*': { format: 'seconds', better: 'lower', measured: true, headline: false },
  },

  check({ k, sampleSize, repetitions }) {
    if (k > sampleSize) throw new UserError('kFold.k', { k, sampleSize });
    const fits = 2 * repetitions * ksOf(k, sampleSize).reduce((sum, each) => sum + each, 0);
    if (fits > MAX_FITS) throw new UserError('kFold.work', { fits, max: MAX_FITS });
  },

  *run({ params, random, clock }) {
    const { k: chosen, model, sampleSize, stratified, repetitions } = params;
    const record: History = { columns: ksOf(chosen, sampleSize).map((k) => emptyColumn(k, sampleSize)), truths: [] };
    const frame = (progress: number): Frame => ({
      progress,
      metrics: metricsOf(record, chosen),
      panels: picturesOf(record, { chosen, sampleSize }),
      note: message('note.repetition', { repetition: record.truths.length, repetitions }),
    });
    yield frame(0);
    for (let r = 1; r <= repetitions; r++) {
      const own = random.split(r);
      const { sample, rest } = drawSample(sampleSize, own.split('sample'));
      record.truths.push(trueAccuracy(model, sample, rest));
      for (const column of record.columns) {
        const started = clock();
        const [first, second] = ['folds', 'other folds'].map((name) => crossValidate(model, sample, column.k, stratified, own.split(name).split(column.k)));
        column.time += clock() - started;
        column.estimates.push(first.accuracy);
        column.again.push(second.accuracy);
        column.naiveErrors.push(naiveStandardError(first));
        [column.fits, column.overlap] = [first.fits, first.overlap];
      }
      yield frame(r / repetitions);
    }
  },
});

/** In rising order, each once, ending with leave-one-out. */
function ksOf(chosen: number, sampleSize: number): number[] {
  return Array.from(new Set([...USUAL, chosen, sampleSize])).filter((k) => k <= sampleSize).sort((a, b) => a - b);
}

function emptyColumn(k: number, sampleSize: number): Column {
  return { k, leaveOneOut: k === sampleSize, estimates: [], again: [], naiveErrors: [], time: 0, fits: 0, overlap: 0 };
}

/** A sample, and everything else as the population that it is judged by. */
function drawSample(size: number, random: Random): { readonly sample: Examples; readonly rest: Examples } {
  const order = random.permutation(digits().count);
  return { sample: examplesOf(order.subarray(0, size)), rest: examplesOf(order.subarray(size)) };
}

function examplesOf(rows: Int32Array): Examples {
  const { pixels, labels } = digits();
  const data = new Float64Array(rows.length * PIXELS);
  rows.forEach((row, i) => data.set(pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS));
  return { x: linalg.matrix(rows.length, PIXELS, data), labels: rows.map((row) => labels[row]) };
}
