// Optimisers against PyTorch, step for step (scripts/fixtures/torch_optimizers.py), schedules, clipping and pruning masks.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { F, math, nn, optim, Random, scope, tensor, type Parameter } from '../../src/core/index.js';

interface Fixture {
  x: number[];
  y: number[];
  initial: number[][];
  runs: Record<string, { losses: number[]; states: Record<string, number[][]> }>;
  clip: { norm: number; gradients: number[][] };
}

const fixture: Fixture = JSON.parse(readFileSync(new URL('../fixtures/torch_optimizers.json', import.meta.url), 'utf8'));

const makers: Record<string, (p: Parameter[]) => optim.Optimizer> = {
  adam: (p) => new optim.Adam(p, { lr: 0.01 }),
  adamDecay: (p) => new optim.Adam(p, { lr: 0.02, betas: [0.8, 0.95], eps: 1e-6, weightDecay: 0.1 }),
  adamW: (p) => new optim.AdamW(p, { lr: 0.01, weightDecay: 0.2 }),
  sgd: (p) => new optim.SGD(p, { lr: 0.1 }),
  sgdMomentum: (p) => new optim.SGD(p, { lr: 0.05, momentum: 0.9, weightDecay: 0.01 }),
  sgdNesterov: (p) => new optim.SGD(p, { lr: 0.05, momentum: 0.9, nesterov: true }),
};

function network(): nn.Sequential {
  const model = nn.mlp([5, 7, 3], { random: new Random(0), activation: 'tanh' });
  model.parameters().forEach((parameter, i) => parameter.copy_(fixture.initial[i]));
  return model;
}

function lossOf(model: nn.Sequential): ReturnType<typeof F.crossEntropy> {
  return F.crossEntropy(model.forward(tensor(fixture.x, [8, 5])), fixture.y);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], bound: number): void {
  const size = expected.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThan(bound * size);
}

describe('50 steps follow PyTorch to 2e-5 of the largest weight', () => {
  test.each(Object.keys(fixture.runs))('%s', (name) => {
    const model = network();
    const optimizer = makers[name](model.parameters());
    const { losses, states } = fixture.runs[name];
    for (let step = 1; step <= 50; step++) {
      const loss = scope(() => {
        const value = lossOf(model);
        optimizer.zeroGrad();
        value.backward();
        optimizer.step();
        return value.item();
      });
      expect(Math.abs(loss - losses[step - 1])).toBeLessThan(2e-5);
      const expected = states[String(step)];
      if (expected) model.parameters().forEach((parameter, i) => expectClose(parameter.toArray(), expected[i], 2e-5));
    }
  });
});

test('clipGradNorm returns the norm before and scales to the bound, as PyTorch', () => {
  const model = network();
  scope(() => lossOf(model).backward());
  expect(optim.clipGradNorm(model.parameters(), 0.1)).toBeCloseTo(fixture.clip.norm, 6);
  model.parameters().forEach((parameter, i) => expectClose(parameter.grad?.toArray() ?? [], fixture.clip.gradients[i], 1e-5));
  expect(optim.gradNorm(model.parameters())).toBeCloseTo(0.1, 5);
  expect(optim.clipGradNorm(model.parameters(), 10)).toBeCloseTo(0.1, 5);
  expect(optim.gradNorm(model.parameters())).toBeCloseTo(0.1, 5);
});

describe('pruning masks', () => {
  test.each(Object.keys(makers))('%s leaves masked weights at exactly 0 and moves the others', (name) => {
    const model = network();
    const [weight] = model.parameters();
    const before = weight.toArray();
    const mask = Float32Array.from(before, (_, i) => (i % 3 === 0 ? 0 : 1));
    const optimizer = makers[name](model.parameters());
    // two steps first, so that the optimiser's state points at the weights that are then pruned
    const step = (): void => scope(() => {
      optimizer.zeroGrad();
      lossOf(model).backward();
      optimizer.step();
    });
    step();
    step();
    weight.setMask(mask);
    for (let i = 0; i < 5; i++) step();
    weight.toArray().forEach((value, i) => {
      if (mask[i] === 0) expect(value).toBe(0);
      else expect(value).not.toBe(before[i]);
    });
    weight.setMask(null);
    step();
    expect(weight.toArray().every((value) => value !== 0)).toBe(true);
  });

  test('a mask of the wrong size is refused', () => {
    expect(() => network().parameters()[0].setMask([1, 0])).toThrow(/2 values for a parameter of shape \[7, 5\]/);
  });
});

describe('schedules', () => {
  test('linearWarmup and cosineSchedule', () => {
    expect([0, 1, 3, 9].map(optim.linearWarmup(4))).toEqual([0.25, 0.5, 1, 1]);
    const cosine = optim.cosineSchedule(110, { warmup: 10, floor: 0.1 });
    expect(cosine(4)).toBeCloseTo(0.5, 12);
    expect(cosine(10)).toBeCloseTo(1, 12);
    expect(cosine(60)).toBeCloseTo(0.55, 12);
    expect(cosine(35)).toBeCloseTo(0.1 + 0.45 * (1 + math.cos(Math.PI / 4)), 12);
    expect(cosine(110)).toBeCloseTo(0.1, 12);
    expect(cosine(500)).toBeCloseTo(0.1, 12);
  });

  test('linearSchedule and stepSchedule', () => {
    expect([0, 5, 10, 20].map(optim.linearSchedule(10))).toEqual([1, 0.5, 0, 0]);
    expect([0, 9, 10, 25].map(optim.stepSchedule(10, 0.5))).toEqual([1, 1, 0.5, 0.25]);
  });
});

test('faulty settings are named', () => {
  const model = network();
  expect(() => new optim.Adam([], {})).toThrow(/parameter list is empty/);
  expect(() => new optim.Adam(model.parameters(), { betas: [1, 0.9] })).toThrow(/betas must be at least 0 and below 1/);
  expect(() => new optim.SGD(model.parameters(), { lr: -1 })).toThrow(/must not be negative, got -1/);
  expect(() => new optim.SGD(model.parameters(), { lr: 0.1, nesterov: true })).toThrow(/nesterov needs a momentum/);
});
