import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../src/lesson/index.js';
import { estimateBytes, FrameRecording } from '../../src/runtime/recording.js';

const frame = (n: number, size = 0): Frame => ({ progress: 0, metrics: { n }, panels: [{ kind: 'text', id: 'a', title: { raw: 'x'.repeat(size) }, lines: [] }] });
const numbers = (recording: FrameRecording) => Array.from({ length: recording.length }, (_, i) => recording.at(i).metrics.n);

describe('FrameRecording', () => {
  test('keeps everything while there is room', () => {
    const recording = new FrameRecording(8);
    for (let n = 0; n < 8; n++) recording.add(frame(n));
    expect(numbers(recording)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('thins evenly when full, and still ends with the newest', () => {
    const recording = new FrameRecording(8);
    for (let n = 0; n <= 21; n++) recording.add(frame(n));
    expect(numbers(recording)).toEqual([0, 4, 8, 12, 16, 20, 21]);
  });

  test('first and newest always there, in order, never over the bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 300 }), fc.array(fc.nat(2000), { minLength: 1 }), (most, count, sizes) => {
        const maxBytes = 20_000;
        const recording = new FrameRecording(most, maxBytes);
        for (let n = 0; n < count; n++) {
          recording.add(frame(n, sizes[n % sizes.length]));
          const kept = numbers(recording);
          expect(kept[0]).toBe(0);
          expect(kept[kept.length - 1]).toBe(n);
          expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
          expect(kept.length).toBeLessThanOrEqual(most);
          const bytes = kept.slice(0, -1).reduce((sum, at) => sum + estimateBytes(frame(at, sizes[at % sizes.length])), 0);
          expect(bytes).toBeLessThanOrEqual(maxBytes);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('says which indices there are', () => {
    expect(() => new FrameRecording().at(0)).toThrow('index 0 is outside');
  });
});
