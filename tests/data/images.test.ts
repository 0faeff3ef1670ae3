import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf, rowsByClass } from '../../src/data/images.js';
import { readPacked } from '../../src/data/packed.js';
import { provenance } from '../../src/data/provenance.js';
import { QUICKDRAW_CLASSES, quickdraw } from '../../src/data/quickdraw.js';

describe.each(['digits', 'quickdraw'])('%s', (name) => {
  test('is the file its provenance describes', () => {
    const record = provenance(name);
    const bytes = readPacked(name);
    expect(record.name).toBe(name);
    expect(record.licence).toContain('CC BY 4.0');
    expect(bytes.length).toBe(record.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(record.sha256);
  });
});

test('digits: 1,797 pictures with the class counts and the pixel sum of scikit-learn', () => {
  const set = digits();
  expect([set.count, set.pixels.length, set.labels.length]).toEqual([1797, 1797 * 64, 1797]);
  expect(rowsByClass(set).map((rows) => rows.length)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  // numpy: load_digits().data.sum(), and row 0 of its first picture.
  expect(set.pixels.reduce((sum, value) => sum + value, 0) * 16).toBe(561718);
  expect(Array.from(set.pixels.subarray(0, 8), (value) => value * 16)).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
});

test('quickdraw: 96 categories, each with 100 drawings that hold ink', () => {
  const set = quickdraw();
  expect(set.names.length).toBe(96);
  expect(new Set(QUICKDRAW_CLASSES).size).toBe(96);
  expect(set.count).toBe(9600);
  expect(rowsByClass(set).every((rows) => rows.length === 100)).toBe(true);
  for (let row = 0; row < set.count; row++) {
    const ink = pixelsOf(set, [row]).reduce((sum, value) => sum + value, 0);
    expect(ink, `drawing ${row}, ${set.names[set.labels[row]]}`).toBeGreaterThan(0);
  }
  expect(set.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
});

describe('balancedSplit', () => {
  const split = balancedSplit(digits(), { train: 505, test: 600 }, new Random(3));

  test('parts are disjoint and of the asked size', () => {
    expect([split.train.length, split.test.length]).toEqual([505, 600]);
    expect(new Set([...split.train, ...split.test]).size).toBe(1105);
  });

  test('every class appears equally often, to within one', () => {
    const counts = new Int32Array(10);
    for (const label of labelsOf(digits(), split.train)) counts[label] += 1;
    expect([...counts].sort()).toEqual([50, 50, 50, 50, 50, 51, 51, 51, 51, 51]);
  });

  test('the seed decides, and nothing else', () => {
    expect(balancedSplit(digits(), { train: 505, test: 600 }, new Random(3))).toEqual(split);
    expect(balancedSplit(digits(), { train: 505, test: 600 }, new Random(4))).not.toEqual(split);
  });

  test('says which class is too small', () => {
    expect(() => balancedSplit(digits(), { train: 1000, test: 1000 }, new Random(3))).toThrow(/class \d has \d+ pictures, too few/);
  });
});
