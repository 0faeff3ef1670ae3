/** The steps against PyTorch and the shipped decoder, what the cards state as numbers, and every refusal by name. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { F, math, Random, scope, tensor } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import type { Frame, ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { attendFused, attendStepwise, matricesOf, STEPS, visible, type Mask } from './attention-steps.js';
import { entropyOf, gazeOf, relativeDifference, sharpnessAt, SIZES } from './findings.js';
import { loadProjections, MOST_TOKENS, PADDING, readSentence } from './projections.js';
import { selfAttention } from './self-attention.js';

const MASKS: readonly Mask[] = ['none', 'causal', 'padding', 'both'];

interface Fixture {
  readonly shape: [number, number];
  readonly heads: number;
  readonly real: number;
  readonly x: number[];
  readonly qkv: { readonly weight: number[]; readonly bias: number[] };
  readonly output: { readonly weight: number[]; readonly bias: number[] };
  readonly cases: Readonly<Record<Mask, { readonly output: number[]; readonly weights: number[] }>>;
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i], `number ${i}`).toBeCloseTo(expected[i], 5);
}

describe('equal to PyTorch', () => {
  const fixture: Fixture = JSON.parse(readFileSync(new URL('../../tests/fixtures/self-attention.json', import.meta.url), 'utf8'));
  test.each(MASKS)('mask %s', (mask) => {
    scope(() => {
      const { shape, heads, real, qkv, output } = fixture;
      const [, d] = shape;
      const projections = {
        qkv: { weight: tensor(qkv.weight, [3 * d, d]), bias: tensor(qkv.bias, [3 * d]) },
        output: { weight: tensor(output.weight, [d, d]), bias: tensor(output.bias, [d]) },
        norm: { weight: tensor([1]), bias: tensor([0]) },
      };
      const settings = { heads, mask, scaling: true, positions: false };
      const steps = attendStepwise(tensor(fixture.x, shape), projections, real, settings);
      expectClose(steps.weights.toArray(), fixture.cases[mask].weights);
      expectClose(steps.output.toArray(), fixture.cases[mask].output);
      expectClose(attendFused(tensor(fixture.x, shape), projections, real, settings).toArray(), fixture.cases[mask].output);
    });
  });
});

test.each(['en', 'zh'] as const)('the shares are those of the first layer of the shipped model (%s)', (language) => {
  const text = language === 'en' ? 'We want peace, and they want peace' : '处处闻啼鸟';
  const model = loadGpt(language);
  const sentence = readSentence(language, text, 0, new Random(1));
  const { weights } = matricesOf(sentence, loadProjections(language, new Random(1)), { heads: 4, mask: 'causal', scaling: true, positions: true });
  const ids = model.promptTokens(text);
  const n = ids.length;
  expect(sentence.tokens.length).toBe(n);
  let state = model.decoder.start([ids[0]]);
  for (let i = 0; i < n; i++) {
    if (i > 0) state = state.advance(ids[i]);
    state.attention[0].forEach((row, head) => row.forEach((share, j) => expect(weights[(head * n + i) * n + j]).toBeCloseTo(share, 4)));
  }
});

describe('the run', () => {
  test('shows every matrix once as the step it is, in order', () => {
    const frames = [...framesOf({})];
    const shown = frames.slice(1, STEPS.length + 1);
    expect(shown.map(({ panels }) => panels.length)).toEqual(STEPS.map((_, i) => i + 2));
    expect(shown.map(({ panels }) => panels[panels.length - 1].id)).toEqual([...STEPS]);
    const last = frames[frames.length - 1].panels.map(({ id }) => id);
    for (const step of STEPS) expect(last).toContain(step);
  });

  test('what no token may see, none is given', () => {
    for (const mask of MASKS) {
      const sentence = readSentence('en', 'peace and war', 2, new Random(1));
      const n = sentence.tokens.length;
      expect(sentence.tokens.slice(-2)).toEqual([PADDING, PADDING]);
      const { weights } = matricesOf(sentence, loadProjections('en', new Random(1)), { heads: 2, mask, scaling: true, positions: true });
      weights.forEach((share, k) => {
        const [i, j] = [Math.floor(k / n) % n, k % n];
        if (visible(mask, sentence.real, i, j)) expect(share).toBeGreaterThan(0);
        else expect(share).toBe(0);
      });
    }
  });

  test('texts are cut, drawn by the seed, or refused; so is a head that is not there', () => {
    expect(readSentence('en', 'peace '.repeat(20), 0, new Random(1))).toMatchObject({ cut: true, real: MOST_TOKENS });
    expect(readSentence('en', '', 0, new Random(1)).tokens).not.toEqual(readSentence('en', '', 0, new Random(2)).tokens);
    const refusal = (key: string) => expect.objectContaining({ key });
    expect(() => readSentence('zh', '春风 hello', 0, new Random(1))).toThrowError(refusal('selfAttention.unknown'));
    expect(() => readSentence('random', 'peace', 0, new Random(1))).toThrowError(refusal('selfAttention.short'));
    expect(() => runToEnd(selfAttention, { heads: '2', head: 3 }, 1)).toThrowError(refusal('selfAttention.head'));
  });

  test('random vectors belong to words: the same one wherever it stands', () => {
    const { tokens, vectors } = readSentence('random', '狗咬人，人咬狗', 0, new Random(3));
    expect(tokens).toEqual(['狗', '咬', '人', '人', '咬', '狗']);
    expect(vectors.select(0, 0).toArray()).toEqual(vectors.select(0, 5).toArray());
    expect(vectors.select(0, 0).toArray()).not.toEqual(vectors.select(0, 1).toArray());
  });
});

describe('measures', () => {
  test('gaze of a known map', () => {
    // Two heads of three tokens, the last one padding; only the second head is asked for.
    const weights = [...Array.from({ length: 9 }, () => 0), 0.5, 0.25, 0.25, 0, 1, 0, 1, 0, 0];
    expect(gazeOf(weights, 1, 3, 2, 'none')).toEqual({ entropy: 0.75, largest: 0.75, own: 0.75, future: 0.125, padding: 0.125 });
  });

  test('relative difference', () => {
    expect(relativeDifference(Float32Array.of(3, 4), Float32Array.of(3, 4))).toBe(0);
    expect(relativeDifference(Float32Array.of(3, 4), Float32Array.of(0, 0))).toBe(1);
  });
});

describe('the cards', () => {
  const percent = (scores: number[]) => Array.from(F.softmax(tensor(scores)).toArray(), (share) => (share * 100).toFixed(1));

  test('scores 3, 1, 0 give 84.4, 11.4 and 4.2 %', () => expect(percent([3, 1, 0])).toEqual(['84.4', '11.4', '4.2']));

  test('by hand: new apple phone', () => {
    const root = Math.sqrt(2);
    expect(percent([0, 2 / root, 4 / root])).toEqual(['4.5', '18.7', '76.8']);
    expect(1 + math.exp(2 / root) + math.exp(4 / root)).toBeCloseTo(22.03, 2);
    const context = F.scaledDotProductAttention(tensor([[[[2, 0]]]]), tensor([[[[0, 1], [1, 1], [2, 0]]]]), tensor([[[[1, 1], [0, 1], [1, 0]]]]));
    expect(Array.from(context.toArray(), (value) => value.toFixed(2))).toEqual(['0.81', '0.23']);
  });

  test('softmax of 8 and 0 is next to flat, of 1 and 0 it is not', () => {
    const [sure, unsure] = [8, 1].map((score) => 1 / (1 + math.exp(-score)));
    expect([(sure * 100).toFixed(2), (sure * (1 - sure)).toFixed(4)]).toEqual(['99.97', '0.0003']);
    expect([(unsure * 100).toFixed(1), (unsure * (1 - unsure)).toFixed(3)]).toEqual(['73.1', '0.197']);
  });

  test('16 keys keep about 3.4 bits at every size when scaled; unscaled, entropy falls from size to size', () => {
    const measured = SIZES.map((size) => sharpnessAt(size, new Random(5).split(`${size}`)));
    for (const { scaled } of measured) expect(Math.abs(scaled - 3.4)).toBeLessThan(0.25);
    for (let i = 1; i < measured.length; i++) expect(measured[i].unscaled).toBeLessThan(measured[i - 1].unscaled);
    expect(entropyOf(Array.from({ length: 16 }, () => 1 / 16))).toBe(4);
  });

  test('the matrices hold 65,536 weights, however many heads', () => {
    const { qkv, output } = loadProjections('en', new Random(1));
    expect(qkv.weight.size + output.weight.size).toBe(65_536);
  });
});

function framesOf(params: ParamValues): Frame[] {
  const frames: Frame[] = [];
  runToEnd(selfAttention, params, 1, undefined, (frame) => frames.push(frame));
  return frames;
}
