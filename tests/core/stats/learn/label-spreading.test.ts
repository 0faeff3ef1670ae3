import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromRows } from '../../../../src/core/linalg/index.js';
import * as stats from '../../../../src/core/stats/index.js';

interface Case {
  readonly neighbours: number;
  readonly alpha: number;
  readonly classes: number;
  readonly x: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly shares: readonly (readonly number[])[];
}
const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(new URL('../../../fixtures/label_spreading.json', import.meta.url), 'utf8'));

describe('label spreading', () => {
  test.each(cases)('reaches the closed form, $neighbours neighbours, alpha $alpha', ({ x, labels, classes, shares, ...options }) => {
    const found = stats.labelSpreading(fromRows(x), labels, classes, { ...options, tolerance: 1e-12, maxIterations: 10_000 });
    shares.flat().forEach((share, i) => expect(found.data[i]).toBeCloseTo(share, 9));
  });
  test('labels stay within their group where groups are far apart', () => {
    const x = fromRows([[0], [1], [2], [100], [101], [102]]);
    const found = stats.labelSpreading(x, [0, -1, -1, 1, -1, -1], 2, { neighbours: 1 });
    expect(Array.from(stats.argmaxRows(found))).toEqual([0, 0, 0, 1, 1, 1]);
    expect(stats.labelSpreading(x, [0, -1, -1, -1, -1, -1], 2, { neighbours: 1 }).data.slice(6)).toEqual(new Float64Array(6)); // no label reaches them
  });
  test('what does not fit is named', () => {
    const x = fromRows([[0], [1]]);
    expect(() => stats.labelSpreading(x, [0], 2)).toThrow('labels');
    expect(() => stats.labelSpreading(x, [0, 2], 2)).toThrow('label of row 1');
    expect(() => stats.labelSpreading(x, [0, 1], 2, { neighbours: 1, alpha: 1 })).toThrow('alpha must be above 0 and below 1');
  });
});
