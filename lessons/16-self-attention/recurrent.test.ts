/** The recurrent networks: their task, their marks, their sizes, and that attention hides nothing from the loss. */
import { describe, expect, test } from 'vitest';
import { noGrad, Random, scope } from '../../src/core/index.js';
import { examine, reachOf, type Mark } from './marks.js';
import { drawExam, drawSequences, letterOf } from './reversal.js';
import { Seq2Seq } from './seq2seq.js';

describe('the task', () => {
  test('targets are the sources backwards, or as they are', () => {
    const { sources, targets } = drawSequences('reverse', 5, 3, 4, new Random(1));
    for (let row = 0; row < 3; row++) expect([...targets.subarray(row * 4, row * 4 + 4)]).toEqual([...sources.subarray(row * 4, row * 4 + 4)].reverse());
    const copy = drawSequences('copy', 5, 3, 4, new Random(1));
    expect(copy.targets).toEqual(copy.sources);
    expect([0, 1, 25].map(letterOf)).toEqual(['a', 'b', 'z']);
  });

  test('the exam goes to four letters more than training', () => {
    expect(drawExam('reverse', 8, 12, new Random(1)).map(({ length }) => length)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
  });
});

describe('the networks', () => {
  test('have the sizes that the words state', () => {
    const size = (hidden: number, attention: boolean) => new Seq2Seq(8, hidden, attention, new Random(1)).parameterCount();
    expect([size(64, false), size(24, true), size(96, false)]).toEqual([32_152, 9_512, 66_584]);
  });

  test.each([true, false])('untrained, the loss is near log 8 and answers are near guessing (attention: %s)', (attention) => {
    const network = new Seq2Seq(8, 16, attention, new Random(2));
    const exam = drawSequences('reverse', 8, 200, 6, new Random(3));
    const loss = scope(() => noGrad(() => network.loss(exam).item()));
    expect(Math.abs(loss - Math.log(8))).toBeLessThan(0.3);
    const mark = examine(network, 'reverse', exam);
    expect(mark.letters).toBeLessThan(0.3);
    expect(mark.map?.length).toBe(attention ? 36 : undefined);
  });

  test('each row of attention sums to one, and rows do not disturb one another', () => {
    const network = new Seq2Seq(8, 16, true, new Random(2));
    const { sources } = drawSequences('copy', 8, 2, 5, new Random(3));
    const { attention, letters } = network.write({ sources, rows: 2, length: 5 });
    for (let row = 0; row < 10; row++) expect(attention.subarray(row * 5, row * 5 + 5).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(network.write({ sources: sources.slice(5), rows: 1, length: 5 }).letters).toEqual(letters.slice(5));
  });
});

describe('marks', () => {
  test('reach ends at the first length that is not mastered', () => {
    const marks = [1, 0.95, 0.85, 0.99].map((letters, i): Mark => ({ length: 2 + 2 * i, letters, sequences: 0, places: [], map: undefined, alignment: undefined, offset: undefined, example: new Int32Array(0) }));
    expect(reachOf(marks)).toBe(4);
    expect(reachOf([])).toBe(0);
  });
});
