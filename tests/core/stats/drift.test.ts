/** The drift detector on small streams worked out by hand, and what it cannot see. */
import { expect, test } from 'vitest';
import { Random } from '../../../src/core/index.js';
import { DriftDetector } from '../../../src/core/stats/index.js';

/** Every tenth prediction wrong: after 39 of them p + s is least, 3/39 + sqrt(p (1 - p) / 39) = 0.0769 + 0.0427. */
function settled(options = {}): DriftDetector {
  const detector = new DriftDetector(options);
  for (let i = 1; i <= 100; i++) expect(detector.look(i % 10 === 0 ? 1 : 0)).toBe('stable');
  return detector;
}

test('errors in a row: a warning at the fourth (0.1681 above 0.1623), drift at the ninth (0.2106 above 0.2049)', () => {
  const detector = settled();
  expect(Array.from({ length: 9 }, () => detector.look(1))).toEqual([...Array<string>(3).fill('stable'), ...Array<string>(5).fill('warning'), 'drift']);
});

test('the levels are settable', () => {
  const detector = settled({ warning: 2.5, drift: 5 });
  const states = Array.from({ length: 40 }, () => detector.look(1));
  expect(states.indexOf('warning')).toBe(5); // 16/106 + 0.0348 = 0.1857, at least 0.0769 + 2.5 * 0.0427 = 0.1836
  expect(states.indexOf('drift')).toBeGreaterThan(8);
});

test('it says nothing before the minimum, nor while there was no error', () => {
  const early = new DriftDetector();
  expect(Array.from({ length: 29 }, (_, i) => early.look(i < 5 ? 0 : 1)).every((state) => state === 'stable')).toBe(true);
  const faultless = new DriftDetector();
  for (let i = 0; i < 60; i++) faultless.look(0);
  expect(faultless.look(1)).toBe('stable');
  expect(Array.from({ length: 10 }, () => faultless.look(1))).toContain('drift');
});

test('a steady error rate rarely raises a false alarm, and a falling one never does', () => {
  let alarms = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed);
    const detector = new DriftDetector();
    const states = Array.from({ length: 1000 }, () => detector.look(random.bernoulli(0.2) ? 1 : 0));
    if (states.includes('drift')) alarms++;
  }
  expect(alarms).toBeLessThanOrEqual(4);
  const falling = new DriftDetector();
  const states = Array.from({ length: 400 }, (_, i) => falling.look(i < 200 && i % 2 === 0 ? 1 : 0));
  expect(new Set(states)).toEqual(new Set(['stable']));
});

test('after a reset it begins anew', () => {
  const detector = settled();
  detector.reset();
  expect(Array.from({ length: 29 }, () => detector.look(1)).every((state) => state === 'stable')).toBe(true);
});

test('what makes no sense is refused', () => {
  expect(() => new DriftDetector({ warning: 3, drift: 2 })).toThrow(RangeError);
  expect(() => new DriftDetector({ minimum: 0 })).toThrow(RangeError);
  expect(() => new DriftDetector().look(0.5)).toThrow(RangeError);
});
