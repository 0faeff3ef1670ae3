import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bertScore } from '../../../src/core/text/index.js';

interface Case {
  candidate: number[][];
  reference: number[][];
  precision: number;
  recall: number;
  f1: number;
}
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/bert-score.json', import.meta.url), 'utf8')) as { cases: Case[] };
const flat = (rows: number[][]): Float32Array => Float32Array.from(rows.flat());

describe('bertScore', () => {
  test.each(cases)('agrees with PyTorch (case %#)', ({ candidate, reference, precision, recall, f1 }) => {
    const found = bertScore(flat(candidate), flat(reference), candidate[0].length);
    expect(found.precision).toBeCloseTo(precision, 6);
    expect(found.recall).toBeCloseTo(recall, 6);
    expect(found.f1).toBeCloseTo(f1, 6);
    expect(found.similarities).toHaveLength(candidate.length * reference.length);
  });
  test('a text against itself is 1, whatever the lengths of its vectors; zeros match nothing', () => {
    const vectors = Float32Array.of(3, 4, -1, 2, 100, 0.5);
    expect(bertScore(vectors, vectors, 2).f1).toBeCloseTo(1, 12);
    expect(bertScore(Float32Array.of(0, 0), Float32Array.of(1, 2), 2)).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
  test('no tokens, or vectors of another length, are refused', () => {
    expect(() => bertScore(new Float32Array(0), Float32Array.of(1, 2), 2)).toThrow(/one token or more/);
    expect(() => bertScore(Float32Array.of(1, 2, 3), Float32Array.of(1, 2), 2)).toThrow(/2 numbers/);
  });
});
