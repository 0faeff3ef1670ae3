/** What makes the experiments sound: every method changes the training and nothing else, costs are counted, fits are exact, students see what they should. */
import { describe, expect, test } from 'vitest';
import { linalg, Random } from '../../src/core/index.js';
import { noisyDigits } from '../../src/data/noisy-digits.js';
import type { Frame } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { biasAndVariance, emptyWidth } from './descent-record.js';
import { distillation } from './distillation.js';
import { doubleDescent } from './double-descent.js';
import { Member, pixelsTensor } from './member.js';
import { alone, BASELINE, METHODS, methodsIn, type Recipe } from './methods.js';
import { Classifier, weightsOf } from './network.js';
import { overfittingModel } from './overfitting-model.js';
import { firstFeatures, fit, randomFeatures, targetsOf } from './random-features.js';
import { train, type Outcome } from './training.js';

const task = noisyDigits({ test: 100, train: 50 }, 0.3, new Random(1));
const EVERYTHING: Recipe = { weightDecay: 1, dropout: 0.5, earlyStopping: true, hidden: 16, pruned: 0.8, distillation: true, members: 3, folds: 5 };

function outcomeOf(recipe: Recipe, updates = 40): Outcome {
  const course = train(task, { recipe, updates, random: new Random(2) });
  let step = course.next();
  while (!step.done) step = course.next();
  return step.value;
}
const only = (method: keyof Recipe) => outcomeOf(alone(EVERYTHING, method));

describe('methods', () => {
  const plain = outcomeOf(BASELINE);
  test('the baseline uses none, the other recipe uses all', () => {
    expect(methodsIn(BASELINE)).toEqual([]);
    expect(methodsIn(EVERYTHING)).toEqual(METHODS);
    expect([...METHODS].sort()).toEqual(Object.keys(BASELINE).sort());
  });
  test.each(METHODS)('%s alone changes the result', (method) => {
    expect(only(method).curve.testLoss).not.toEqual(plain.curve.testLoss);
  });
  test('the same recipe, split and seed give the same bits', () => {
    expect(outcomeOf(BASELINE)).toEqual(plain);
  });
  test('work is counted: networks, their width, updates not made, weights cut', () => {
    expect(plain).toMatchObject({ trainingCost: 1, useCost: 1, stoppedAt: 1 });
    expect(only('members')).toMatchObject({ trainingCost: 3, useCost: 3 });
    expect(only('folds')).toMatchObject({ trainingCost: 5, useCost: 5 });
    const small = weightsOf(16) / weightsOf(64);
    expect(only('hidden').trainingCost).toBeCloseTo(small, 12);
    expect(only('distillation').trainingCost).toBeCloseTo(1 + small, 12);
    expect(only('distillation').useCost).toBeCloseTo(small, 12);
    expect(only('pruned').useCost).toBeCloseTo(0.2, 3);
    const early = outcomeOf({ ...BASELINE, earlyStopping: true }, 400);
    expect(early.stoppedAt).toBeLessThan(1);
    expect(early.trainingCost).toBeCloseTo(early.stoppedAt, 12);
  });
});

describe('one network', () => {
  const pixels = pixelsTensor(task.train);
  const rows = Int32Array.from({ length: 40 }, (_, i) => i);
  const held = Int32Array.from({ length: 10 }, (_, i) => 40 + i);
  test('pruning cuts the smallest weights, and they stay cut while the others learn', () => {
    const member = new Member(task.train, pixels, { recipe: { ...BASELINE, pruned: 0.8 }, hidden: 16, rows, held: null, updates: 50, random: new Random(3) });
    for (let i = 0; i < 40; i++) member.step(); // the last cut is at 80 % of the training
    const kept = member.network.weightsKept();
    expect(kept / weightsOf(16)).toBeCloseTo(0.2, 2);
    const before = member.network.layers[0].weight.toArray();
    for (let i = 0; i < 10; i++) member.step();
    const after = member.network.layers[0].weight.toArray();
    expect(member.network.weightsKept()).toBe(kept);
    expect(after.every((w, i) => (before[i] === 0) === (w === 0))).toBe(true);
    expect(after).not.toEqual(before);
  });
  test('early stopping keeps the best weights and then no longer learns', () => {
    const member = new Member(task.train, pixels, { recipe: { ...BASELINE, earlyStopping: true }, hidden: 64, rows, held, updates: 600, random: new Random(3) });
    while (!member.stopped) member.step();
    const [done, state] = [member.done, member.network.stateDict()];
    expect(done).toBeLessThan(600);
    member.step();
    expect(member.done).toBe(done);
    expect(member.network.stateDict()).toEqual(state);
  });
  test('dropout is for training only', () => {
    const network = new Classifier(16, 0.5, new Random(4));
    expect(network.forward(pixels).toArray()).not.toEqual(network.forward(pixels).toArray());
    expect(network.probabilities(pixels)).toEqual(network.probabilities(pixels));
    expect(network.training).toBe(true);
  });
  test('a high temperature flattens probabilities and keeps their order', () => {
    const network = new Classifier(16, 0, new Random(4));
    const [sharp, soft] = [1, 8].map((t) => Array.from(network.probabilities(pixels, t).subarray(0, 10)));
    const order = (p: readonly number[]) => [...p.keys()].sort((a, b) => p[b] - p[a]);
    expect(order(soft)).toEqual(order(sharp));
    expect(Math.max(...soft)).toBeLessThan(Math.max(...sharp));
    expect(soft.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });
});

describe('random features', () => {
  const { train: x } = randomFeatures({ train: task.train.pixels }, 200, new Random(5));
  const y = targetsOf(task.train.given);
  test('a narrow model is part of every wider one, but for the scale', () => {
    const second = (p: number) => Array.from(linalg.rowOf(firstFeatures(x, p), 1)).slice(0, 10);
    const narrow = second(10);
    second(40).forEach((value, j) => expect(value * 2).toBeCloseTo(narrow[j], 12));
  });
  test('a wide model fits every label exactly, and no other solution is shorter', () => {
    const wide = firstFeatures(x, 200);
    const shortest = fit(wide, y, 0);
    linalg.multiply(wide, shortest).data.forEach((value, i) => expect(value).toBeCloseTo(y.data[i], 8));
    // Its columns are combinations of the rows of x: nothing of it is lost on the way x' (x x')^-1 x.
    const square = (m: linalg.Matrix) => m.data.reduce((sum, b) => sum + b * b, 0);
    expect(square(fit(wide, linalg.multiply(wide, shortest), 0))).toBeCloseTo(square(shortest), 6);
    expect(square(fit(wide, y, 1))).toBeLessThan(square(shortest));
  });
  test('bias and variance by hand: outputs 1 and 3 where the truth is 0, for every class of one image', () => {
    const width = emptyWidth(1, 10);
    width.test.push(0, 0);
    width.sum.fill(4);
    width.squares.fill(10);
    // Mean 2; variance 2 a class; of the squared bias 4 a class, 2 / 2 is scatter of the mean.
    expect(biasAndVariance(width, new Float64Array(10))).toEqual({ bias: 30, variance: 20 });
  });
});

describe('the simulations', () => {
  const small = { trainImages: 40, updates: 100, pairs: 2, weightDecay: 0, dropout: 0, earlyStopping: false } as const;
  test('what else is switched on changes nothing for the baseline or for a method alone', () => {
    const few = runToEnd(overfittingModel, { ...small, dropout: 0.5, hidden: 16 }, 1).metrics;
    const more = runToEnd(overfittingModel, { ...small, dropout: 0.5, hidden: 16, weightDecay: 1 }, 1).metrics;
    for (const name of ['baselineAccuracy', 'baselineGap', 'effect.dropout', 'effect.hidden']) expect(more[name]).toBe(few[name]);
    expect(more.testLoss).not.toBe(few.testLoss);
  });
  test('correct labels: nothing can be memorised, and nothing is said about it', () => {
    const { metrics } = runToEnd(overfittingModel, { ...small, dropout: 0.5, wrongLabels: 0 }, 1);
    expect(metrics).toHaveProperty('accuracy');
    expect(metrics).not.toHaveProperty('memorized');
  });
  test('double descent reports only when every width has been tried, and every fit past the threshold is exact', () => {
    const seen: Frame[] = [];
    const { metrics } = runToEnd(doubleDescent, { trainImages: 40, repetitions: 2 }, 1, undefined, (frame) => seen.push(frame));
    expect(seen[5].metrics).not.toHaveProperty('peakError');
    expect(metrics['trainError.640']).toBe(0);
    expect(metrics.interpolatesFrom).toBeGreaterThanOrEqual(40);
    expect(metrics.interpolatesFrom).toBeLessThanOrEqual(64);
  });
  test('a missing digit other than 3, and a student as large as its teacher', () => {
    const { metrics } = runToEnd(distillation, { omitted: 6, hidden: 128, updates: 100, repetitions: 1 }, 1);
    expect(metrics.shareOfWeights).toBe(1);
    expect(metrics.hardOmitted).toBeLessThan(0.05);
    expect(metrics.hint).toBeGreaterThan(0);
  });
});
