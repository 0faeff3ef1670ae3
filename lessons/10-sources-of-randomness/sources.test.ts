/** Sources of chance in training, and three algorithms for one convolution: what must hold to the last bit. */
import { expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import type { Frame } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { convolutionAlgorithms } from './convolutions.js';
import { randomSources } from './random-sources.js';
import { makePool, trainOnce, type Draws } from './training.js';

const settings = { trainImages: 100, steps: 40, hidden: 16, dropout: 0.3, learningRate: 0.005 };
const quick = { repeats: 2, trainImages: 100, steps: 20, hidden: 8 };

test('the same draws give the same weights; any one of them drawn anew gives others', () => {
  const random = new Random(3);
  const pool = makePool(random.split('pool'));
  const draws = (anew?: keyof Draws): Draws => {
    const draw = (name: keyof Draws) => random.split(name).split(name === anew ? 'b' : 'a');
    return { split: draw('split'), init: draw('init'), order: draw('order'), dropout: draw('dropout'), nudged: anew === 'nudged' ? 1 : undefined };
  };
  const first = trainOnce(pool, settings, draws());
  expect(trainOnce(pool, settings, draws())).toEqual(first);
  for (const source of ['split', 'init', 'order', 'dropout', 'nudged'] as const) expect(trainOnce(pool, settings, draws(source)).weights, source).not.toEqual(first.weights);
});

test('without dropout there is nothing to draw for it', () => {
  const { metrics } = runToEnd(randomSources, { ...quick, dropout: 0 }, 1);
  expect(metrics['drift.dropout']).toBe(0);
  expect(metrics['drift.order']).toBeGreaterThan(0);
});

test('a first frame after the second training, one a training from then on', () => {
  const frames: Frame[] = [];
  runToEnd(randomSources, quick, 1, undefined, (frame) => frames.push(frame));
  expect(frames).toHaveLength(7);
  expect(frames[0].metrics['sd.all']).toBe(0);
});

test('the figures of arithmetic: direct sums by hand, Winograd from 16 products where they need 36', () => {
  const metrics = runToEnd(convolutionAlgorithms, { size: 16, channels: 2, filters: 3 }, 1).metrics;
  expect(metrics['multiplications.direct']).toBe(3 * 14 * 14 * 2 * 9);
  expect(metrics['additions.direct']).toBe(3 * 14 * 14 * (2 * 9 - 1));
  const tiles = 7 * 7;
  expect(metrics['multiplications.winograd']).toBeGreaterThanOrEqual(3 * 2 * tiles * 16);
  for (const algorithm of ['direct', 'fft', 'winograd']) expect(metrics[`error.${algorithm}`]).toBeLessThan(1e-5);
});

test('Winograd has no part in kernels other than 3; the crossover does not depend on the kernel chosen', () => {
  const metrics = runToEnd(convolutionAlgorithms, { kernel: 7, size: 24, channels: 2, filters: 2 }, 1).metrics;
  expect(metrics).not.toHaveProperty(['multiplications.winograd']);
  expect(metrics.crossover).toBe(runToEnd(convolutionAlgorithms, { kernel: 3, size: 24, channels: 2, filters: 2 }, 1).metrics.crossover);
});
