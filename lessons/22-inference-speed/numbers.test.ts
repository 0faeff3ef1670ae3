/** What the words state as numbers, and the pieces on which the figures stand: counting, timing in turns, folding, bytes. */
import { describe, expect, test } from 'vitest';
import { F, Random, roofline, scope, tensor } from '../../src/core/index.js';
import { relativeDistance } from './distance.js';
import { DigitNetwork, drawDigits, layerShapes } from './digit-network.js';
import { FusionBench } from './fusion.js';
import { loopProduct, productFlops } from './products.js';
import { RepBlock } from './rep-block.js';
import { storedBytes } from './rounding.js';
import { ServingBench } from './serving.js';
import { Stopwatch, timesFaster } from './stopwatch.js';
import { productTraffic } from './traffic.js';
import { intensity } from './work.js';

describe('the cards', () => {
  test('0.42, -1.27, 0.05 in 8, 4 and 2 bits', () => {
    const row = tensor([[0.42, -1.27, 0.05]]);
    const means = ([8, 4, 2] as const).map((bits) => Array.from(F.dequantize(F.quantize(row, { bits })).toArray(), (value) => Number(value.toFixed(2)) + 0));
    expect(means).toEqual([[0.42, -1.27, 0.05], [0.36, -1.27, 0], [0, -1.27, 0]]);
    expect(F.quantize(row, { bits: 4 }).scales.item()).toBeCloseTo(0.181, 3);
  });

  test('the fused layer: 37.7 million operations, 42.2 or 8.7 million bytes; with 256 inputs over 10 operations a byte', () => {
    const thin = new FusionBench(8, new Random(1));
    const [three, one] = [thin.work('three'), thin.work('one')];
    expect([three.flops, one.flops, three.bytes, one.bytes].map((value) => (value / 1e6).toFixed(1))).toEqual(['37.7', '37.7', '42.2', '8.7']);
    expect([three, one].map((work) => intensity(work).toFixed(1))).toEqual(['0.9', '4.4']);
    const thick = new FusionBench(256, new Random(1));
    expect(intensity(thick.work('three'))).toBeGreaterThan(10);
    for (const each of [thin, thick]) each.dispose();
  });

  test('64-64-64-10: 0.48 operations a byte alone, 9.5 in a batch of 64', () => {
    const bench = new ServingBench(64, new Random(1));
    expect([1, 64].map((batch) => intensity(bench.work(batch)).toFixed(2))).toEqual(['0.48', '9.53']);
    bench.dispose();
  });

  test('the product of the defaults has 113 million operations; the solution of the challenge 1,346 bytes, of which a third are scales and biases', () => {
    expect(Math.round(productFlops(384) / 1e6)).toBe(113);
    expect(storedBytes(layerShapes(24), { method: 'aware', bits: 3 })).toBe(1346);
    expect(storedBytes(layerShapes(24))).toBe(9640);
    expect((8 * (24 + 24 + 10)) / 1346).toBeCloseTo(1 / 3, 1);
  });
});

describe('bytes fetched by a product', () => {
  const CACHE = 4096;
  /** Every row followed, none left to stand for others. */
  function whole(n: number): number {
    const cache = new roofline.Cache({ bytes: CACHE });
    const [b, c] = [n * n * 4 + 4160, 2 * (n * n * 4 + 4160)];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) {
          cache.touch((i * n + k) * 4);
          cache.touch(b + (k * n + j) * 4);
        }
        cache.touch(c + (i * n + j) * 4);
      }
    }
    return cache.fetched;
  }

  test('three rows stand for all: within 2 % of following every one', () => {
    const full = whole(48);
    expect(Math.abs(productTraffic('columns', 48, 64, CACHE) / full - 1)).toBeLessThan(0.02);
  });

  test('what fits into the cache is fetched once: three matrices, whatever the order', () => {
    for (const way of ['columns', 'rows', 'tiled'] as const) expect(productTraffic(way, 64, 32, 2 ** 20)).toBe(3 * 64 * 64 * 4);
  });
});

test('the loops in TypeScript are a matrix product', () => {
  const c = new Float32Array(4);
  loopProduct(Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8), c, 2);
  expect(Array.from(c)).toEqual([19, 22, 43, 50]);
});

test('three branches or one convolution: the same to a hundred-thousandth, with fewer numbers', () => {
  const block = new RepBlock(6, new Random(3));
  expect(block.difference()).toBeGreaterThan(0);
  expect(block.difference()).toBeLessThan(1e-5);
  expect([block.parameters('branches'), block.parameters('folded')]).toEqual([9 * 36 + 6 + 36 + 6 + 72, 9 * 36 + 6]);
  block.dispose();
});

test('distances are shares of the largest expected value', () => {
  expect(relativeDistance(Float32Array.of(1, 2.5), Float32Array.of(1, 2))).toBe(0.25);
});

describe('the stopwatch', () => {
  /** A clock that a job moves on by the next of its durations. */
  function jobs(durations: Readonly<Record<'a' | 'b', number[]>>) {
    let now = 0;
    const order: string[] = [];
    const make = (id: 'a' | 'b') => ({ id, run: () => { order.push(id); now += durations[id].shift() ?? 0; } });
    return { watch: new Stopwatch([make('a'), make('b')], () => now), order };
  }

  test('warm-ups are kept apart, all take turns, medians are of what counts', () => {
    const { watch, order } = jobs({ a: [90, 10, 30, 20], b: [70, 5, 6, 4] });
    const seen = [...watch.measure({ warmUps: 1, rounds: 3 }, new Random(1))];
    expect(seen).toHaveLength(8);
    for (let round = 0; round < 4; round++) expect(order.slice(2 * round, 2 * round + 2).sort()).toEqual(['a', 'b']);
    expect(watch.times.get('a')).toEqual({ warmUp: [90], counted: [10, 30, 20] });
    expect(watch.spread('a')).toEqual({ low: 15, median: 20, high: 25, least: 10 });
    expect(timesFaster(watch.median('a'), watch.median('b'))).toBe(4);
  });

  test('what is too short for the clock is called often; a clock that stands still is not waited for', () => {
    const short = jobs({ a: [0.1, ...new Array<number>(30).fill(0.1)], b: [] });
    Array.from(short.watch.measure({ warmUps: 1, rounds: 1 }, new Random(1)));
    expect(short.order.filter((id) => id === 'a')).toHaveLength(1 + 10);
    expect(short.order.filter((id) => id === 'b')).toHaveLength(2);
    expect(timesFaster(short.watch.median('a'), short.watch.median('b'))).toBeUndefined();
  });
});

describe('rounding a network', () => {
  test('bytes: weights packed, four for each scale and bias', () => {
    const shapes = [[2, 3], [1, 2]] as const;
    expect(storedBytes(shapes)).toBe(4 * (6 + 2 + 2 + 1));
    expect(storedBytes(shapes, { method: 'channel', bits: 3 })).toBe(3 + 4 * 4 + 1 + 4 * 2);
    expect(storedBytes(shapes, { method: 'tensor', bits: 3 })).toBe(3 + 4 * 3 + 1 + 4 * 2);
  });

  test('an enlarged neuron changes no answer in float32', () => {
    scope(() => {
      const random = new Random(5);
      const data = drawDigits(random.split('digits'));
      const network = new DigitNetwork(16, random.split('start'));
      Array.from(network.learn(data, { steps: 50, lr: 0.005, random: random.split('order') }));
      const before = network.guess(data.test);
      network.rescaleUnit(network.strongestUnit(), 30);
      const same = network.guess(data.test).filter((guess, i) => guess === before[i]).length;
      expect(same).toBeGreaterThan(0.995 * before.length);
    });
  });
});
