import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentRows, drawBatch, evaluationRows, textRows, toBatch } from '../../../src/core/gpt/index.js';
import { Random } from '../../../src/core/random/index.js';

const END = 0;
const documents = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }).map((list) => Int32Array.from(list)), { minLength: 1, maxLength: 6 });

describe('rows of tokens', () => {
  test('targets are the inputs one place on', () => {
    const batch = toBatch([Int32Array.of(0, 1, 2, 3), Int32Array.of(0, 7, 8, 9)]);
    expect(batch).toEqual({ rows: 2, length: 3, inputs: Int32Array.of(0, 1, 2, 0, 7, 8), targets: Int32Array.of(1, 2, 3, 7, 8, 9) });
    expect(() => toBatch([Int32Array.of(0, 1), Int32Array.of(0)])).toThrow(/row 1/);
  });

  test('textRows begin with endOfText at one of the starts, each equally likely', () => {
    const stream = Int32Array.from({ length: 20 }, (_, i) => i + 1);
    const sample = textRows(stream, [0, 4, 15, 17], 5, END);
    const random = new Random(2);
    const seen = new Map<number, number>();
    for (let i = 0; i < 600; i += 1) {
      const row = sample(random);
      expect([...row]).toEqual([END, ...stream.subarray(row[1] - 1, row[1] + 4)]);
      seen.set(row[1] - 1, (seen.get(row[1] - 1) ?? 0) + 1);
    }
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual([0, 4, 15]);
    expect(Math.min(...seen.values())).toBeGreaterThan(150);
    expect(() => textRows(stream, [16], 5, END)).toThrow(/longer text/);
    expect([...textRows(stream, [14], 5)(random)]).toEqual([15, 16, 17, 18, 19, 20]);
    expect(() => textRows(stream, [15], 5)).toThrow(/longer text/);
  });

  test('documentRows are whole documents with endOfText between, cut at the end', () => {
    fc.assert(fc.property(documents, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 99 }), (list, length, seed) => {
      const batch = drawBatch(documentRows(list, length, END), 3, new Random(seed));
      const texts = list.map((document) => document.join());
      for (let r = 0; r < 3; r += 1) {
        const row = [...batch.inputs.subarray(r * length, (r + 1) * length), batch.targets[(r + 1) * length - 1]];
        expect(row[0]).toBe(END);
        const pieces = row.slice(1).join().split(`,${END}`).map((piece) => piece.replace(/^,/, ''));
        for (const piece of pieces.slice(0, -1)) expect(texts).toContain(piece);
        expect(texts.some((text) => text.startsWith(pieces[pieces.length - 1]))).toBe(true);
      }
    }));
  });

  test('evaluationRows predict every token and every end exactly once', () => {
    fc.assert(fc.property(documents, fc.integer({ min: 1, max: 8 }), (list, length) => {
      const predicted = evaluationRows(list, length, END).flatMap(({ row, padding }) => {
        expect(row.length).toBe(length + 1);
        expect(row[0]).toBe(END);
        return [...row.subarray(1, row.length - padding)];
      });
      expect(predicted).toEqual(list.flatMap((document) => [...document, END]));
    }));
  });
});
