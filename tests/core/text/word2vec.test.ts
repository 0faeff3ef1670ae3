// Word vectors: steps against PyTorch (scripts/fixtures/word2vec.py) and finite differences, examples against their definition.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { math, Random, tensor, text } from '../../../src/core/index.js';

interface Fixture {
  words: number;
  dimension: number;
  rate: number;
  contexts: number[][];
  targets: number[][];
  losses: number[];
  before: { input: number[]; output: number[] };
  after: { input: number[]; output: number[] };
}

const fixture: Fixture = JSON.parse(readFileSync(new URL('../../fixtures/word2vec.json', import.meta.url), 'utf8'));
const { words, dimension, contexts, targets } = fixture;

function batchOf(given: readonly number[][], asked: readonly number[][]) {
  const starts = [0];
  for (const list of given) starts.push(starts[starts.length - 1] + list.length);
  return { examples: given.length, starts: Int32Array.from(starts), contexts: Int32Array.from(given.flat()), targets: Int32Array.from(asked.flat()) };
}

function start(): text.Word2Vec {
  const model = new text.Word2Vec(Int32Array.from({ length: words }, () => 1), { dimension, random: new Random(1) });
  model.input.data.set(fixture.before.input);
  model.output.data.set(fixture.before.output);
  return model;
}

const worst = (actual: ArrayLike<number>, expected: readonly number[]) => expected.reduce((most, value, i) => Math.max(most, Math.abs(actual[i] - value)), 0);

describe('a step of negative sampling', () => {
  test('five examples in a row end at the tables of PyTorch: within 1e-6', () => {
    const model = start();
    const sum = model.step(batchOf(contexts, targets), 5, fixture.rate);
    expect(sum).toBeCloseTo(fixture.losses.reduce((total, loss) => total + loss, 0), 5);
    expect(worst(model.input.data, fixture.after.input)).toBeLessThan(1e-6);
    expect(worst(model.output.data, fixture.after.output)).toBeLessThan(1e-6);
  });

  test('the tables move by -rate times the gradient of the loss: central differences in float64', () => {
    const given = [2, 2, 5];
    const asked = [0, 1, 4, 4, 6];
    const loss = (input: readonly number[], output: readonly number[]) => {
      const hidden = Array.from({ length: dimension }, (_, j) => given.reduce((sum, row) => sum + input[row * dimension + j], 0));
      return asked.reduce((sum, row, k) => {
        const score = hidden.reduce((dot, h, j) => dot + h * output[row * dimension + j], 0);
        return sum + math.log1p(math.exp(k === 0 ? -score : score));
      }, 0);
    };
    const model = start();
    model.step(batchOf([given], [asked]), 4, 1);
    for (const table of ['input', 'output'] as const) {
      fixture.before[table].forEach((value, i) => {
        const shifted = (by: number) => {
          const moved = { input: [...fixture.before.input], output: [...fixture.before.output] };
          moved[table][i] += by;
          return loss(moved.input, moved.output);
        };
        const slope = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
        expect(value - model[table].data[i], `${table} ${i}`).toBeCloseTo(slope, 5);
      });
    }
  });

  test('a dimension that is no multiple of four is filled up with zeros that stay zero', () => {
    const model = new text.Word2Vec(Int32Array.of(5, 4, 3), { dimension: 6, random: new Random(1) });
    for (let i = 0; i < 20; i++) model.step(batchOf([[0], [1]], [[1, 2], [0, 2]]), 1, 0.5);
    for (const table of [model.input, model.output]) {
      expect(table.shape).toEqual([3, 8]);
      table.toArray().forEach((value, i) => expect(value === 0, `value ${i}`).toBe(i % 8 >= 6));
    }
  });
});

describe('windowExamples', () => {
  const counts = Int32Array.of(3, 2, 2, 1, 1);
  const noise = text.noiseTable(counts);
  const documents = [Int32Array.of(0, 1, -1, 2, -2, 3), Int32Array.of(4, 0)];
  const examplesOf = (mode: text.WindowMode, window: number, shrink = false) => {
    const all: { given: number[]; asked: number }[] = [];
    for (const batch of text.windowExamples(documents, counts, noise, { mode, window, shrink, negatives: 3, subsample: 0 }, new Random(1))) {
      for (let e = 0; e < batch.examples; e++) {
        const [asked, ...others] = batch.targets.subarray(e * 4, e * 4 + 4);
        expect(others).not.toContain(asked);
        all.push({ given: [...batch.contexts.subarray(batch.starts[e], batch.starts[e + 1])], asked });
      }
    }
    return all.map(({ given, asked }) => `${given.join('')}>${asked}`);
  };

  test('skip-gram asks for each neighbour; what is no word is skipped; documents do not touch', () => {
    expect(examplesOf('skip-gram', 1)).toEqual(['0>1', '1>0', '1>2', '2>1', '2>3', '3>2', '4>0', '0>4']);
  });

  test('CBOW asks from both sides, next from the left', () => {
    expect(examplesOf('cbow', 2)).toEqual(['12>0', '023>1', '013>2', '12>3', '0>4', '4>0']);
    expect(examplesOf('next', 2)).toEqual(['0>1', '01>2', '12>3', '4>0']);
  });

  test('a shrinking window asks for less, and never for more', () => {
    const whole = examplesOf('skip-gram', 3);
    const shrunk = examplesOf('skip-gram', 3, true);
    expect(shrunk.length).toBeLessThan(whole.length);
    for (const example of shrunk) expect(whole).toContain(example);
  });

  test('needs two words', () => {
    expect(() => [...text.windowExamples([], Int32Array.of(3), noise, { mode: 'cbow', window: 1, shrink: false, negatives: 1, subsample: 0 }, new Random(1))]).toThrow(/at least 2 words/);
  });
});

test('noise is drawn in proportion to count ^ 0.75', () => {
  const counts = [810_000, 10_000, 160_000];
  const drawn = [0, 0, 0];
  for (const word of text.noiseTable(counts)) drawn[word] += 1;
  const weights = counts.map((count) => count ** 0.75);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  drawn.forEach((count, word) => expect(count / 2 ** 17).toBeCloseTo(weights[word] / total, 4));
});

test('subsampling keeps rare words and thins out frequent ones', () => {
  const keep = text.keepProbabilities([9_000, 990, 10], 1e-3);
  expect(keep[0]).toBeCloseTo(Math.sqrt(1e-3 / 0.9) + 1e-3 / 0.9, 12);
  expect(keep[2]).toBe(1);
  expect([...text.keepProbabilities([9_000, 10], 0)]).toEqual([1, 1]);
});

describe('training', () => {
  // Words 0 to 3 stand only with each other, 4 to 7 likewise.
  const random = new Random(3);
  const documents = Array.from({ length: 300 }, (_, i) => Int32Array.from({ length: 8 }, () => (i % 2) * 4 + random.integer(4)));
  const counts = new Int32Array(8);
  for (const document of documents) for (const id of document) counts[id] += 1;
  const trained = (mode: text.WindowMode, seed = 1) => {
    const model = new text.Word2Vec(counts, { dimension: 8, random: new Random(seed).split('vectors') });
    const steps = [...model.train(documents, { mode, window: 3, shrink: true, negatives: 3, subsample: 0, epochs: 5, learningRate: 0.05, random: new Random(seed).split('examples') })];
    return { model, steps };
  };

  test.each(['skip-gram', 'cbow', 'next'] as const)('%s: the three nearest of a word are the words it stands with', (mode) => {
    const { model, steps } = trained(mode);
    text.cosineNeighbours(model.input, [0, 5], 3).forEach(({ ids }, i) => expect([...ids].every((id) => id >= 4 === (i === 1))).toBe(true));
    expect(steps[steps.length - 1].loss).toBeLessThan(steps[0].loss - 0.2);
    expect(steps[steps.length - 1].progress).toBe(1);
    const probabilities = model.probabilities([1, 2]);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(probabilities[0] + probabilities[3]).toBeGreaterThan(5 * (probabilities[4] + probabilities[5]));
  });

  test('the same seed gives the same bits, another seed others', () => {
    expect(trained('cbow').model.input.toArray()).toEqual(trained('cbow').model.input.toArray());
    expect(trained('cbow', 2).model.input.toArray()).not.toEqual(trained('cbow').model.input.toArray());
  });
});

test('cosineNeighbours: falling similarity, the word itself left out, ties by row', () => {
  const table = tensor([[1, 0], [2, 2], [0, 3], [-1, 0], [4, 4], [0, 0]]);
  const [of0] = text.cosineNeighbours(table, [0], 4);
  expect([...of0.ids]).toEqual([1, 4, 2, 5]);
  expect(of0.similarities[0]).toBeCloseTo(Math.SQRT1_2, 6);
  expect(of0.similarities[2]).toBe(0);
});
