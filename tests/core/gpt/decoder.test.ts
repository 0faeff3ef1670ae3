import { describe, expect, test } from 'vitest';
import { GptDecoder, type GptState } from '../../../src/core/gpt/index.js';
import { fixture } from './fixture.js';

const { config, weights, ids, logits, attention } = fixture;
const { vocabularySize: V, context: T, heads: H } = config;
const END = 0;
const decoder = new GptDecoder(config, weights, END);

/** States after each of the tokens. */
function readAll(tokens: readonly number[]): GptState[] {
  const states = [decoder.start(tokens.slice(0, 1))];
  for (const token of tokens.slice(1)) states.push(states[states.length - 1].advance(token));
  return states;
}

describe('GptDecoder', () => {
  test('logits at every position agree with PyTorch within 1e-6', () => {
    ids.forEach((row, b) => {
      readAll(row.slice(0, T)).forEach((state, t) => {
        state.logits.forEach((value, v) => expect(Math.abs(value - logits[(b * T + t) * V + v])).toBeLessThan(1e-6));
      });
    });
  });

  test('attention rows agree with PyTorch within 1e-6', () => {
    ids.forEach((row, b) => {
      readAll(row.slice(0, T)).forEach((state, t) => {
        state.attention.forEach((layer, l) => layer.forEach((shares, h) => {
          expect(shares.length).toBe(t + 1);
          shares.forEach((share, key) => expect(Math.abs(share - attention[l][((b * H + h) * T + t) * T + key])).toBeLessThan(1e-6));
        }));
      });
    });
  });

  test('start(tokens) is the same bits as advancing token by token', () => {
    const tokens = ids[0].slice(0, T);
    expect(decoder.start(tokens).logits).toEqual(readAll(tokens)[T - 1].logits);
  });

  test('a state can be continued in several ways without changing', () => {
    const state = decoder.start([END, 3]);
    const before = Array.from(state.logits);
    const first = Array.from(state.advance(4).logits);
    state.advance(5).advance(6);
    expect(Array.from(state.advance(4).logits)).toEqual(first);
    expect(Array.from(state.logits)).toEqual(before);
    expect(state.tokens).toEqual([END, 3]);
  });

  test('branches that share what came before do not disturb each other, whichever goes on first', () => {
    const root = decoder.start([END]);
    const left = root.advance(3);
    const right = root.advance(4);
    const [leftOn, rightOn] = [left.advance(5), right.advance(5)];
    expect(right.advance(6).logits).toEqual(decoder.start([END, 4, 6]).logits);
    expect(left.advance(6).logits).toEqual(decoder.start([END, 3, 6]).logits);
    expect(leftOn.advance(1).logits).toEqual(decoder.start([END, 3, 5, 1]).logits);
    expect(rightOn.advance(2).logits).toEqual(decoder.start([END, 4, 5, 2]).logits);
  });

  test('when the context is full it goes on from endOfText and the newest half', () => {
    const state = decoder.start([END, 1, 2, 3, 4, 5]).advance(6);
    expect(state.tokens).toEqual([END, 1, 2, 3, 4, 5, 6]);
    expect(state.visible).toBe(4);
    expect(state.logits).toEqual(decoder.start([END, 4, 5, 6]).logits);
  });

  test('or from the last endOfText when that leaves room', () => {
    const state = decoder.start([END, 1, 2, END, 4, 5]).advance(6);
    expect(state.visible).toBe(4);
    expect(state.logits).toEqual(decoder.start([END, 4, 5, 6]).logits);
  });

  test('a prompt longer than the context is read by its end', () => {
    const long = [END, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(decoder.start(long).logits).toEqual(decoder.start([END, 8, 9, 10]).logits);
    let state = decoder.start(long);
    for (let i = 0; i < 3 * T; i += 1) {
      state = state.advance(1 + (i % 10));
      expect(state.visible).toBeLessThanOrEqual(T);
      expect(state.tokens.length).toBe(long.length + i + 1);
    }
  });

  test('errors name the rule', () => {
    expect(() => decoder.start([])).toThrow(/at least one token/);
    expect(() => decoder.start([V])).toThrow(/from 0 to 10/);
    expect(() => new GptDecoder({ ...config, heads: 3 }, weights, END)).toThrow(/do not divide/);
    expect(() => new GptDecoder({ ...config, layers: 3 }, weights, END)).toThrow(/blocks\.2\.norm1\.weight of shape \[8\], got none/);
    expect(() => new GptDecoder({ ...config, context: 7 }, weights, END)).toThrow(/positionEmbedding\.weight of shape \[7, 8\], got \[6, 8\]/);
  });
});
