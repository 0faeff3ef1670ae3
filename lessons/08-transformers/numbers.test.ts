/** What the words state as numbers, the readers of attention, and every refusal by name. */
import { describe, expect, test } from 'vitest';
import { F, math, Random, tensor } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { attentionMaps } from './attention-maps.js';
import { frequencyLoss, JUDGED, readLetters } from './letters.js';
import { differenceOf, habitsOf, MOST_TOKENS, passageOf } from './reading.js';
import { operations, rounds, sequentialSteps } from './sequence-costs.js';
import { LETTERS_A_STEP, SmallModel } from './small-model.js';
import { Stopwatch } from './stopwatch.js';

describe('the cards', () => {
  test('scores 2.0, 0.5 and 0: shares of 73.6, 16.4 and 10.0 %', () => {
    const shares = F.softmax(tensor([2, 0.5, 0])).toArray();
    expect(Array.from(shares, (share) => (share * 100).toFixed(1))).toEqual(['73.6', '16.4', '10.0']);
  });

  test('the ladder runs from 476 to 14,560 parameters; 600 steps predict 153,600 letters', () => {
    const letters = readLetters(1000);
    const sizes = [4, 32].map((width) => new SmallModel(width, 1, letters.alphabet.length, new Random(1)).parameters);
    expect(letters.alphabet.length).toBe(40);
    expect(sizes).toEqual([476, 14_560]);
    expect(600 * LETTERS_A_STEP).toBe(153_600);
  });

  test('with alpha = 0.25 sixteen times the parameters halve the excess; with 0.5 a hundred times leave a tenth', () => {
    expect(math.pow(16, -0.25)).toBeCloseTo(0.5, 12);
    expect(math.pow(100, -0.5)).toBeCloseTo(0.1, 12);
  });

  test('work is equal where the length is the width; at 1,024 tokens and width 32 attention does 11 times as much', () => {
    for (const d of [16, 32, 512]) expect(operations('attention', d, d)).toBe(operations('gru', d, d));
    expect(operations('gru', 32, 32)).toBe(196_608);
    expect(operations('attention', 1024, 32) / operations('gru', 1024, 32)).toBeCloseTo(11.3, 1);
    expect([sequentialSteps('gru', 1024), sequentialSteps('attention', 1024)]).toEqual([1024, 1]);
    // With a million multipliers: 4 rounds for the inputs and 1,024 for the states; 4 + 34 + 34 + 2.
    expect([rounds('gru', 1024, 32, 1e6), rounds('attention', 1024, 32, 1e6)]).toEqual([1028, 74]);
  });

  test('at the defaults one head of the first layer gives more than 80 % to the beginning (en); another more than 45 % to the token before (zh)', () => {
    expect(runToEnd(attentionMaps, { layer: 1, head: 2 }, 7).metrics.start).toBeGreaterThan(0.8);
    expect(runToEnd(attentionMaps, { model: 'zh', text: '床前明月光，疑是地上霜', layer: 1, head: 1 }, 7).metrics.previous).toBeGreaterThan(0.45);
  });
});

describe('habits of heads', () => {
  const before = [[1], [1, 0], [0, 1, 0], [0, 0, 1, 0]];
  const even = [[1], [0.5, 0.5], [1 / 3, 1 / 3, 1 / 3], [0.25, 0.25, 0.25, 0.25]];

  test('a head that looks at the token before', () => {
    expect(habitsOf(before)).toEqual({ previous: 1, start: 1 / 3, own: 0, entropy: 0, reach: 1 });
  });

  test('a head that looks everywhere', () => {
    const { entropy, reach } = habitsOf(even);
    expect(entropy).toBeCloseTo((1 + Math.log2(3) + 2) / 3, 12);
    expect(reach).toBeCloseTo((0.5 + 1 + 1.5) / 3, 12);
  });

  test('difference: none to itself, total variation to another', () => {
    expect(differenceOf([before, before])).toBe(0);
    expect(differenceOf([before, even])).toBeCloseTo((0.5 + 2 / 3 + 0.75) / 3, 12);
  });
});

describe('the text to read', () => {
  test('is cut, drawn by the seed, or refused', () => {
    const read = (text: string, seed = 1) => passageOf(loadGpt('en'), 'en', text, new Random(seed));
    expect(read('peace '.repeat(60))).toMatchObject({ cut: true, ids: { length: MOST_TOKENS + 1 } });
    expect(read('').tokens).not.toEqual(read('', 2).tokens);
    expect(() => read('a')).toThrowError(expect.objectContaining({ key: 'attention.short' }));
    expect(() => passageOf(loadGpt('zh'), 'zh', '春风 hello', new Random(1))).toThrowError(expect.objectContaining({ key: 'attention.unknown' }));
  });

  test('a token sees no token after it', () => {
    const of = (text: string) => {
      const { frame } = runToEnd(attentionMaps, { text }, 1);
      const panel = frame.panels[0];
      if (panel.kind !== 'heatmap') throw new Error('the hero is the map');
      return Array.from({ length: 4 }, (_, i) => panel.grid.values.slice(i * panel.grid.columns, i * panel.grid.columns + i + 1));
    };
    expect(of('The people want peace')).toEqual(of('The people want war and nothing else'));
  });
});

describe('letters', () => {
  test('no held-out letter stands in the training text', () => {
    const { training, heldOut, alphabet } = readLetters(1_000_000);
    const text = (ids: Int32Array) => Array.from(ids, (id) => alphabet[id]).join('');
    expect(training.length).toBe(1_000_000);
    expect(heldOut.length).toBe(JUDGED);
    expect(text(training)).not.toContain(text(heldOut.subarray(0, 200)));
    expect(heldOut.every((id) => id >= 0)).toBe(true);
  });

  test('frequencies alone: even letters cost log(40)', () => {
    const alphabet = Array.from({ length: 40 }, (_, i) => String(i));
    expect(frequencyLoss({ alphabet, training: new Int32Array(0), heldOut: Int32Array.of(3, 5) })).toBeCloseTo(Math.log(40), 9);
  });
});

test('times need a clock, and each is the fastest of its rounds', () => {
  let now = 0;
  const ticks = [0, 7, 0, 3, 0, 5, 0, 9];
  const clock = () => (now += ticks.shift() ?? 0);
  const taken = [...new Stopwatch(8, new Random(1)).time([16], 1, 2, clock)];
  expect(taken.map(({ kind, milliseconds }) => [kind, milliseconds])).toEqual([['gru', 7], ['attention', 3], ['gru', 5], ['attention', 3]]);
});
