import { describe, expect, test } from 'vitest';
import { Random } from '../../../../src/core/random/index.js';
import * as stats from '../../../../src/core/stats/index.js';

/** Rules of these accuracies that vote on 70 % of the rows. */
function world(accuracies: readonly number[], n: number, classes: number, seed: number) {
  const random = new Random(seed);
  const truth = Int32Array.from({ length: n }, () => random.integer(classes));
  const votes = accuracies.map((a) => truth.map((c) => (!random.bernoulli(0.7) ? -1 : random.bernoulli(a) ? c : (c + 1 + random.integer(classes - 1)) % classes)));
  return { truth, votes };
}

describe('the label model', () => {
  test.each([2, 4])('finds the accuracies of unequal rules without a true label and beats the majority, %i classes', (classes) => {
    const accuracies = [0.9, 0.85, 0.55, 0.55, 0.55, 0.55, 0.55, 0.55];
    const { truth, votes } = world(accuracies, 2000, classes, 4);
    const model = stats.fitLabelModel(votes, classes);
    model.accuracies.forEach((a, j) => expect(Math.abs(a - accuracies[j])).toBeLessThan(0.08));
    const score = (p: ReturnType<typeof stats.majorityVote>) => stats.accuracy(truth, stats.argmaxRows(p));
    expect(score(model.probabilities)).toBeGreaterThan(score(stats.majorityVote(votes, classes)) + 0.03);
  });
  test('rows without a vote get the priors; shares by hand', () => {
    const votes = [[0, 1, -1], [0, 0, -1], [1, 0, -1]];
    expect(Array.from(stats.majorityVote(votes, 2).data)).toEqual([2 / 3, 1 / 3, 2 / 3, 1 / 3, 0.5, 0.5]);
    const { probabilities, priors } = stats.fitLabelModel(votes, 2);
    expect(probabilities.data[4]).toBeCloseTo(priors[0], 12);
  });
  test('votes that are no class are named', () => {
    expect(() => stats.majorityVote([[0, 2]], 2)).toThrow('vote of rule 0 in row 1 must be an integer from -1 to 1, got 2');
    expect(() => stats.fitLabelModel([], 2)).toThrow('no votes');
    expect(() => stats.fitLabelModel([[0, 1], [0]], 2)).toThrow('rule 0 has 2 rows, rule 1 has 1');
  });
});
