import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/core/random/index.js';
import { beamSearch, type Beam, type BeamSearchOptions, type BeamState } from '../../../src/core/gpt/beam.js';
import { greedy, logSoftmax } from '../../../src/core/gpt/sampling.js';

/** A model whose logits are random but fixed for each history. */
function randomModel(seed: number, vocabulary: number, history = 'x'): BeamState {
  const random = new Random(seed).split(history);
  return {
    logits: Array.from({ length: vocabulary }, () => random.normal(0, 2)),
    advance: (token) => randomModel(seed, vocabulary, `${history},${token}`),
  };
}

function lastBeams(start: BeamState, options: BeamSearchOptions): readonly Beam[] {
  return [...beamSearch(start, options)].at(-1) ?? [];
}

const seed = fc.integer({ min: 0, max: 1e6 });

describe('beamSearch', () => {
  test('width 1 is greedy decoding', () => {
    fc.assert(fc.property(seed, (s) => {
      const tokens: number[] = [];
      for (let state = randomModel(s, 6), i = 0; i < 5; i += 1) {
        tokens.push(greedy(state.logits));
        state = state.advance(tokens[i]);
      }
      expect(lastBeams(randomModel(s, 6), { width: 1, steps: 5 })[0].tokens).toEqual(tokens);
    }), { numRuns: 30 });
  });

  test('a beam as wide as all continuations finds the best of them', () => {
    const [V, steps] = [3, 4];
    fc.assert(fc.property(seed, (s) => {
      let best = { tokens: [] as number[], logProbability: -Infinity };
      const visit = (state: BeamState, tokens: number[], logProbability: number): void => {
        if (tokens.length === steps) {
          if (logProbability > best.logProbability) best = { tokens, logProbability };
          return;
        }
        const next = logSoftmax(state.logits);
        for (let token = 0; token < V; token += 1) visit(state.advance(token), [...tokens, token], logProbability + next[token]);
      };
      visit(randomModel(s, V), [], 0);
      const [found] = lastBeams(randomModel(s, V), { width: V ** steps, steps });
      expect(found.tokens).toEqual(best.tokens);
      expect(found.logProbability).toBeCloseTo(best.logProbability, 12);
    }), { numRuns: 20 });
  });

  test('beams come best first, are distinct, and grow from the parent they name', () => {
    fc.assert(fc.property(seed, fc.integer({ min: 1, max: 5 }), (s, width) => {
      let before: readonly Beam[] = [];
      for (const beams of beamSearch(randomModel(s, 5), { width, steps: 4 })) {
        expect(beams.length).toBeLessThanOrEqual(width);
        expect(new Set(beams.map((beam) => beam.tokens.join())).size).toBe(beams.length);
        beams.forEach((beam, i) => {
          if (i > 0) expect(beam.score).toBeLessThanOrEqual(beams[i - 1].score);
          if (before.length > 0) expect(beam.tokens.slice(0, -1)).toEqual(before[beam.parent].tokens);
        });
        before = beams;
      }
    }), { numRuns: 30 });
  });

  test('a finished beam stays as it is and the search ends when all are finished', () => {
    // Token 0 ends the text and is by far the likeliest from the second step on.
    const end: BeamState = { logits: [9, 0, 0], advance: () => end };
    const start: BeamState = { logits: [-9, 1, 0], advance: () => end };
    const steps = [...beamSearch(start, { width: 2, steps: 10, endOfText: 0 })];
    expect(steps.length).toBe(2);
    expect(steps[1].map((beam) => beam.tokens)).toEqual([[1, 0], [2, 0]]);
    expect(steps[1].every((beam) => beam.finished)).toBe(true);
  });

  test('a length penalty of 1 prefers the better mean over the shorter text', () => {
    // Ending at once costs log 0.4; going on is log 0.6 and then certain steps.
    const sure: BeamState = { logits: [-Infinity, 0], advance: () => sure };
    const start: BeamState = { logits: [Math.log(0.4), Math.log(0.6)], advance: () => ({ logits: [Math.log(0.5), Math.log(0.5)], advance: () => sure }) };
    const best = (lengthPenalty: number) => lastBeams(start, { width: 3, steps: 4, endOfText: 0, lengthPenalty })[0].tokens;
    expect(best(0)).toEqual([0]);
    expect(best(1)).toEqual([1, 1, 1, 1]);
  });

  test('excluded tokens never appear', () => {
    const beams = lastBeams(randomModel(3, 4), { width: 4, steps: 3, exclude: [1, 2] });
    expect(beams.length).toBe(4);
    expect(beams.flatMap((beam) => beam.tokens).every((token) => token === 0 || token === 3)).toBe(true);
  });

  test('errors name the rule', () => {
    expect(() => lastBeams(randomModel(1, 3), { width: 0, steps: 1 })).toThrow(/width/);
    expect(() => lastBeams(randomModel(1, 3), { width: 1, steps: 1.5 })).toThrow(/steps/);
    expect(() => lastBeams(randomModel(1, 3), { width: 1, steps: 1, lengthPenalty: -1 })).toThrow(/length penalty/);
  });
});
