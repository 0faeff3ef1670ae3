/** What makes the experiment sound: every method changes the training and nothing else, pairs share their luck, attacks and features are what they say. */
import { describe, expect, test } from 'vitest';
import { F, noGrad, Random, scope, tensor } from '../../src/core/index.js';
import { DIGIT_PIXELS as PIXELS, firstDigits } from '../../src/data/noisy-digits.js';
import type { BarsPanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { drawInputs, drawLabels, fgsm } from './inputs.js';
import { alone, BASELINE, METHODS, methodsIn, type Recipe } from './methods.js';
import { Classifier, Front } from './network.js';
import { overfittingData } from './overfitting-data.js';
import { drawTask } from './task.js';
import { train, type Outcome } from './training.js';

const task = drawTask(40, 0.3, new Random(1));
const EVERYTHING: Recipe = {
  dataFactor: 2, augmentation: true, featureNoise: 0.4, labelNoise: 0.4, labelSmoothing: 0.4, adversarial: 0.1, engineered: true, standardized: true,
  batchSize: 8, pretraining: true,
};

function outcomeOf(recipe: Recipe): Outcome {
  const course = train(task, { recipe, steps: 20, random: new Random(2) });
  let step = course.next();
  while (!step.done) step = course.next();
  return step.value;
}

describe('methods', () => {
  const plain = outcomeOf(BASELINE);
  test('the baseline uses none, the other recipe uses all', () => {
    expect(methodsIn(BASELINE)).toEqual([]);
    expect(methodsIn(EVERYTHING)).toEqual(METHODS);
    expect([...METHODS].sort()).toEqual(Object.keys(BASELINE).sort());
  });
  test.each(METHODS)('%s alone changes the training', (method) => {
    const recipe = alone(EVERYTHING, method);
    expect(methodsIn(recipe)).toEqual([method]);
    expect(outcomeOf(recipe).curve.trainLoss).not.toEqual(plain.curve.trainLoss);
  });
  test('the same recipe, split and seed give the same bits', () => {
    expect(outcomeOf(BASELINE)).toEqual(plain);
  });
});

describe('the task', () => {
  test('exactly the asked share of labels is wrong, in training and validation', () => {
    const wrong = ({ given, truth }: { given: Int32Array; truth: Int32Array }) => given.filter((label, i) => label !== truth[i]).length;
    expect(wrong(firstDigits(task.pool, task.size))).toBe(12);
    expect(wrong(task.validation)).toBe(150);
    expect(wrong(drawTask(40, 0, new Random(1)).pool)).toBe(0);
  });
  test('no validation image can be trained on, whatever the size', () => {
    const key = (pixels: Float32Array, i: number) => pixels.subarray(i * PIXELS, (i + 1) * PIXELS).join(' ');
    const { pool, validation } = drawTask(300, 0.3, new Random(3));
    const held = new Set(Array.from(validation.given, (_, i) => key(validation.pixels, i)));
    expect(Array.from(pool.given, (_, i) => key(pool.pixels, i)).filter((each) => held.has(each))).toEqual([]);
  });
});

describe('inputs and labels', () => {
  const rows = Int32Array.from({ length: 40 }, (_, i) => i);
  test('off means untouched', () => {
    expect(drawInputs(task.pool, rows, BASELINE, new Random(1))).toEqual(task.pool.pixels.subarray(0, 40 * PIXELS));
    expect(drawLabels(task.pool, rows, BASELINE, new Random(1))).toEqual(task.pool.given.subarray(0, 40));
  });
  test('augmentation and label noise are drawn anew at each use', () => {
    const random = new Random(1);
    const recipe = { ...BASELINE, augmentation: true, labelNoise: 0.5 };
    expect(drawInputs(task.pool, rows, recipe, random)).not.toEqual(drawInputs(task.pool, rows, recipe, random));
    expect(drawLabels(task.pool, rows, recipe, random)).not.toEqual(drawLabels(task.pool, rows, recipe, random));
  });
  test('an attack moves no pixel further than told, raises the loss and leaves no gradient behind', () => {
    const x = tensor(task.pool.pixels.slice(0, 40 * PIXELS), [40, PIXELS]);
    const labels = task.pool.truth.slice(0, 40);
    const network = new Classifier(new Front(BASELINE, x), new Random(4));
    const attacked = fgsm(network, x, labels, 0.1);
    const before = x.toArray();
    expect(Math.max(...attacked.map((ink, i) => Math.abs(ink - before[i])))).toBeCloseTo(0.1, 6);
    expect([Math.min(...attacked), Math.max(...attacked)]).toEqual([0, 1]);
    const loss = (pixels: Float32Array) => scope(() => noGrad(() => F.crossEntropy(network.forward(tensor(pixels, [40, PIXELS])), labels).item()));
    expect(loss(attacked)).toBeGreaterThan(loss(before));
    expect(network.parameters().every(({ grad }) => grad === null)).toBe(true);
  });
});

describe('the front', () => {
  const x = tensor(task.pool.pixels.slice(0, 40 * PIXELS), [40, PIXELS]);
  test.each([false, true])('standardised training inputs have mean 0 and standard deviation 1 or 0 (engineered: %s)', (engineered) => {
    const front = new Front({ engineered, standardized: true }, x);
    const features = front.forward(x).toArray();
    for (let j = 0; j < front.width; j++) {
      const column = Array.from({ length: 40 }, (_, i) => features[i * front.width + j]);
      const mean = column.reduce((sum, value) => sum + value, 0) / 40;
      const square = column.reduce((sum, value) => sum + value * value, 0) / 40;
      expect(mean).toBeCloseTo(0, 4);
      expect(Math.min(Math.abs(square), Math.abs(square - 1))).toBeLessThan(1e-3);
    }
  });
  test('directions: empty paper has none; an edge has the direction in which ink grows, its mirror image the opposite one', () => {
    const front = new Front({ engineered: true, standardized: false }, x);
    // Ink on the right half only; and on the left half only.
    const halves = [4, -1].map((from) => Array.from({ length: PIXELS }, (_, i) => ((from > 0 ? i % 8 >= from : i % 8 < 4) ? 1 : 0)));
    const features = front.forward(tensor([...halves.flat(), ...new Array<number>(PIXELS).fill(0)], [3, PIXELS])).toArray();
    // Direction by direction in the middle cell, which the edge runs through.
    const middle = (picture: number) => Array.from({ length: 8 }, (_, d) => features[picture * front.width + d * 9 + 4]);
    expect(middle(0).indexOf(Math.max(...middle(0)))).toBe(0);
    expect(middle(1).indexOf(Math.max(...middle(1)))).toBe(4);
    expect(middle(2).every((change) => change === 0)).toBe(true);
  });
});

const small = { trainImages: 40, steps: 100, pairs: 2, learningCurve: false, augmentation: false, labelSmoothing: 0, batchSize: 32 } as const;

describe('the simulation', () => {
  test('what else is switched on changes nothing for the baseline or for a method alone', () => {
    const few = runToEnd(overfittingData, { ...small, featureNoise: 0.4, labelSmoothing: 0.4 }, 1).metrics;
    const more = runToEnd(overfittingData, { ...small, featureNoise: 0.4, labelSmoothing: 0.4, adversarial: 0.1 }, 1).metrics;
    for (const name of ['baselineAccuracy', 'baselineGap', 'effect.featureNoise', 'effect.labelSmoothing']) expect(more[name]).toBe(few[name]);
    expect(more.accuracy).not.toBe(few.accuracy);
  });
  test('one method alone is the same as together and is trained once', () => {
    const { metrics, frame } = runToEnd(overfittingData, { ...small, labelSmoothing: 0.4 }, 1);
    expect(metrics.improvement).toBe(metrics['effect.together']);
    expect(metrics).not.toHaveProperty('effect.labelSmoothing');
    expect(frame.panels.find((panel): panel is BarsPanel => panel.id === 'effects')?.bars).toHaveLength(1);
  });
  test('no method: the baseline and its learning curve, and nothing is compared', () => {
    const { metrics, frame } = runToEnd(overfittingData, { ...small, learningCurve: true }, 1);
    expect(metrics.methods).toBe(0);
    expect(metrics).not.toHaveProperty('accuracy');
    expect(metrics).toHaveProperty('baselineGapAt.800');
    expect(frame.panels.map(({ id }) => id)).toEqual(['learning', 'size', 'loss', 'summary', 'seen']);
  });
});
