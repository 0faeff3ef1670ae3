// Same seed, same bits, on every engine: fits of every kind hashed to literals. A change of a hash changes what simulations show.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as linalg from '../../../src/core/linalg/index.js';
import { Random } from '../../../src/core/random/index.js';
import { convolve2d, fft } from '../../../src/core/signal/index.js';
import * as stats from '../../../src/core/stats/index.js';

const random = new Random(12);
const x = linalg.matrix(80, 5);
random.fillNormal(x.data);
const labels = Int32Array.from({ length: 80 }, (_, i) => (x.data[i * 5] + random.normal() > 0 ? 2 : x.data[i * 5 + 1] > 0 ? 1 : 0));
const design = stats.withIntercept(80, [0, 1].map((j) => ({ name: `x${j}`, values: linalg.columnOf(x, j) })));
const counts = Float64Array.from({ length: 80 }, (_, i) => Math.floor(random.exponential(0.3)) + (i % 2));

function hashOf(...parts: ArrayLike<number>[]): string {
  const hash = createHash('sha256');
  const bytes = new DataView(new ArrayBuffer(8));
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      bytes.setFloat64(0, part[i], true);
      hash.update(bytes);
    }
  }
  return hash.digest('hex').slice(0, 12);
}

test.each<[string, () => ArrayLike<number>[], string]>([
  ['singular values', () => { const { u, s, v } = linalg.svd(x); return [u.data, s, v.data]; }, '9ecb5729d7a2'],
  ['softmax regression', () => [stats.fitSoftmaxRegression(x, labels).coefficients.data], '1c26b0e48d99'],
  ['ordinal regression', () => { const fit = stats.ordinalRegression({ terms: design.columns.slice(1).map((values, j) => ({ name: `x${j}`, values })), response: labels }); return [fit.coefficients, fit.standardErrors]; }, '271d4e4f9922'],
  ['negative binomial', () => { const fit = stats.fitNegativeBinomial({ design, response: counts }); return [fit.coefficients, fit.pValues, [fit.alpha]]; }, 'c82d9ad30f78'],
  ['k-means', () => [stats.fitKMeans(x, 3, { random: new Random(1) }).centres.data], 'c9d66c5ffae6'],
  ['a forest', () => [stats.predictForest(stats.fitClassificationForest(x, labels, { random: new Random(1), trees: 5 }), x).data], '5b7807bc5ee5'],
  ['MMD, energy distance, Clopper-Pearson', () => { const { low, high } = stats.proportionInterval(7, 31, 'clopper-pearson'); return [[stats.mmdSquared(x, linalg.takeRows(x, [0, 1, 2])), stats.energyDistance(x, linalg.takeRows(x, [0, 1, 2])), low, high]]; }, 'd89a029c9040'],
  ['Fourier transform and Winograd', () => [fft(counts.subarray(0, 50)).re, convolve2d('winograd', { channels: 1, height: 16, width: 5, filters: 1, kernelHeight: 3, kernelWidth: 3, input: Float32Array.from(x.data.subarray(0, 80)), kernel: Float32Array.from(x.data.subarray(80, 89)) }).output], '48f32e2afce0'],
])('%s', (_, run, expected) => expect(hashOf(...run())).toBe(expected));
