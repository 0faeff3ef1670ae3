import { describe, expect, test } from 'vitest';
import { fromRows, matrix } from '../../../../src/core/linalg/index.js';
import * as math from '../../../../src/core/math/index.js';
import { Random } from '../../../../src/core/random/index.js';
import * as stats from '../../../../src/core/stats/index.js';
import { close } from '../reference.js';

describe('the conformal threshold', () => {
  test('is the ceil((n + 1)(1 - alpha))-th smallest score, also where that product is a rounded integer', () => {
    const scores = Array.from({ length: 99 }, (_, i) => 99 - i);
    expect(stats.conformalQuantile(scores, 0.1)).toBe(90);
    expect(stats.conformalQuantile(scores, 0.05)).toBe(95);
    expect(stats.conformalQuantile(scores, 0.101)).toBe(90);
    expect(stats.conformalQuantile(scores, 0.099)).toBe(91);
    expect(stats.conformalQuantile(scores.slice(0, 9), 0.1)).toBe(99);
  });
  test('is infinite where there are too few scores', () => {
    expect(stats.conformalQuantile([1, 2, 3], 0.1)).toBe(Infinity);
    expect(() => stats.conformalQuantile([], 0.1)).toThrow('scores is empty');
    expect(() => stats.conformalQuantile([1], 1)).toThrow('alpha must be between 0 and 1');
  });
});

describe('coverage over repeated worlds', () => {
  test('intervals cover 90 % whatever the model, and with scales also where the spread differs', () => {
    const random = new Random(5);
    let [plain, outer, scaled, total] = [0, 0, 0, 0];
    for (let world = 0; world < 300; world++) {
      const draw = (n: number) => {
        const at = Float64Array.from({ length: n }, () => random.uniform(-1, 1));
        return { at, y: at.map((v) => v + random.normal(0, 0.1 + Math.abs(v))), scales: at.map((v) => 0.1 + Math.abs(v)) };
      };
      const [calibration, fresh] = [draw(99), draw(20)];
      const bad = { response: calibration.y, predictions: calibration.at.map((v) => 0.5 * v) };
      const a = stats.conformalIntervals(bad, fresh.at.map((v) => 0.5 * v), 0.1);
      const b = stats.conformalIntervals({ response: calibration.y, predictions: calibration.at, scales: calibration.scales }, fresh.at, 0.1, fresh.scales);
      fresh.y.forEach((y, i) => {
        total += 1;
        if (a.low[i] <= y && y <= a.high[i]) plain += 1;
        if (b.low[i] <= y && y <= b.high[i]) {
          scaled += 1;
          if (Math.abs(fresh.at[i]) > 0.8) outer += 1;
        }
      });
    }
    expect(plain / total).toBeGreaterThan(0.885);
    expect(plain / total).toBeLessThan(0.915);
    expect(scaled / total).toBeGreaterThan(0.885);
    expect(scaled / total).toBeLessThan(0.915);
    expect(outer / total / 0.2).toBeGreaterThan(0.85);
  });
  test.each([['lac', false], ['aps', true], ['aps', false]] as const)('sets by %s (randomised: %s)', (method, randomised) => {
    const random = new Random(6);
    let [covered, size, total] = [0, 0, 0];
    for (let world = 0; world < 200; world++) {
      const draw = (n: number) => {
        const p = matrix(n, 4);
        const labels = Int32Array.from({ length: n }, (_, i) => {
          const row = math.softmax(Float64Array.from({ length: 4 }, () => random.normal(0, 2)));
          p.data.set(row, i * 4);
          return random.categorical(row);
        });
        return { p, labels };
      };
      const [calibration, fresh] = [draw(99), draw(20)];
      const source = randomised ? random.split(world) : undefined;
      const threshold = stats.conformalQuantile(stats.conformalScores(method, calibration.labels, calibration.p, source), 0.1);
      stats.conformalSets(method, fresh.p, threshold, source).forEach((set, i) => {
        total += 1;
        size += set.length;
        if (set.includes(fresh.labels[i])) covered += 1;
      });
    }
    expect(covered / total).toBeGreaterThan(0.88);
    expect(covered / total).toBeLessThan(0.92);
    expect(size / total).toBeLessThan(3);
  });
});

test('adaptive sets by hand', () => {
  const p = fromRows([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]]);
  close(stats.conformalScores('aps', [1, 0], p), [0.8, 0.9], 12);
  close(stats.conformalScores('lac', [1, 0], p), [0.7, 0.9], 12);
  expect(stats.conformalSets('aps', p, 0.8)).toEqual([[0, 1], [2]]);
  expect(stats.conformalSets('lac', p, 0.7)).toEqual([[0, 1], [2]]);
  expect(stats.conformalSets('lac', p, 0.1)).toEqual([[], []]);
  expect(stats.conformalSets('lac', p, Infinity)).toEqual([[0, 1, 2], [0, 1, 2]]);
  expect(() => stats.conformalScores('lac', [0], p)).toThrow('labels has 1 rows, probabilities has 2');
});

describe('confident learning', () => {
  test('thresholds, counts and joint by hand', () => {
    const labels = [0, 0, 0, 1, 1];
    const p = fromRows([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7], [0.45, 0.55]]);
    const found = stats.confidentJoint(labels, p);
    close(found.thresholds, [0.6, 0.625], 12);
    expect(Array.from(found.confident)).toEqual([0, 0, 1, 1, -1]);
    expect(Array.from(found.counts.data)).toEqual([2, 1, 0, 1]);
    close(found.joint.data, [(2 / 3) * 0.6, (1 / 3) * 0.6, 0, 0.4], 12);
    expect(Array.from(stats.labelErrors(labels, p, 'confident-joint'))).toEqual([2]);
    expect(Array.from(stats.labelErrors(labels, p))).toEqual([2]);
  });
  test('finds flipped labels among noisy probabilities, and the noise rates', () => {
    const random = new Random(7);
    const n = 900;
    const truth = Int32Array.from({ length: n }, (_, i) => i % 3);
    // Only class 0 is mislabelled, as 1, in a third of its rows.
    const labels = truth.map((c) => (c === 0 && random.bernoulli(1 / 3) ? 1 : c));
    const p = matrix(n, 3);
    truth.forEach((c, i) => p.data.set(math.softmax(Float64Array.from({ length: 3 }, (_, k) => random.normal() + (k === c ? 4 : 0))), i * 3));
    const wrong = new Set(Array.from(truth.keys()).filter((i) => truth[i] !== labels[i]));
    for (const method of ['confident-joint', 'by-noise-rate'] as const) {
      const found = stats.labelErrors(labels, p, method);
      const hits = found.filter((i) => wrong.has(i)).length;
      expect(hits / found.length).toBeGreaterThan(0.8);
      expect(hits / wrong.size).toBeGreaterThan(0.7); // sets of a threshold at the class mean leave some out
    }
    const { joint } = stats.confidentJoint(labels, p);
    expect(joint.data[3]).toBeCloseTo(wrong.size / n, 1); // labelled 1, truly 0
    close(joint.data.reduce((sum, value) => sum + value, 0), 1, 12);
  });
  test('clean labels with sure probabilities: nothing is flagged; a label that never occurs is refused', () => {
    const p = fromRows([[0.9, 0.1], [0.2, 0.8]]);
    expect(stats.labelErrors([0, 1], p).length).toBe(0);
    expect(() => stats.confidentJoint([0, 0], p)).toThrow('label 1 never occurs');
  });
});
