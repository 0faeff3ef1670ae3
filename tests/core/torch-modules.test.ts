// Modules against PyTorch: outputs, gradients of input and parameters, running statistics (scripts/fixtures/torch_modules.py).

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { F, nn, optim, Random, randn, scope, tensor, zeros, type Tensor } from '../../src/core/index.js';

interface Values {
  shape: number[];
  data: number[];
}

interface Case {
  state: Record<string, Values>;
  x: Values;
  output: number[];
  weights: number[];
  xGradient: number[];
  gradients: Record<string, number[]>;
  after: Record<string, number[]>;
  evaluated: number[];
}

const { cases }: { cases: Record<string, Case> } = JSON.parse(readFileSync(new URL('../fixtures/torch_modules.json', import.meta.url), 'utf8'));
const random = new Random(1);

/** A prefix network in front of one layer of attention: x is the joint projection. */
class PrefixedAttention extends nn.PrefixTuning {
  forward(x: Tensor): Tensor {
    return F.prefixAttention(x, 2, this.prefixes()[0]);
  }
}

/** The first four places of x are the decoder's, the rest is the memory. */
class DecoderOnMemory extends nn.TransformerDecoderBlock {
  override forward(x: Tensor): Tensor {
    return super.forward(x.slice(1, 0, 4), x.slice(1, 4));
  }
}

/** The first two rows of x ask, the others answer. */
class AskingAttention extends nn.AdditiveAttention {
  forward(x: Tensor): Tensor {
    return this.attend(x.slice(1, 0, 2), x.slice(1, 2));
  }
}

const modules: Record<string, nn.Layer> = {
  batchNorm1d: new nn.BatchNorm(3),
  batchNorm2d: new nn.BatchNorm(3, { momentum: 0.3 }),
  gru: new nn.GRU(4, 5, { random }),
  lstm: new nn.LSTM(4, 5, { random }),
  additiveAttention: new AskingAttention(4, 4, { random, hidden: 5 }),
  transformerBlock: new nn.TransformerBlock(8, 2, { random, causal: true }),
  decoderBlock: new DecoderOnMemory(8, 2, { random }),
  adapter: new nn.Adapter(8, 3, { random }),
  lora: new nn.LoRALinear(new nn.Linear(6, 5, { random }), 2, { random, alpha: 4 }),
  softPrompt: new nn.SoftPrompt(3, 8, { random }),
  prefixTuning: new PrefixedAttention(3, { layers: 1, width: 8, hidden: 6, random }),
};

/** Against the largest value, or 0.1 where all are small: the bias before a batch-normalised mean has a zero gradient. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const size = expected.reduce((top, value) => Math.max(top, Math.abs(value)), 0.1);
  for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i]) / size, `${what} ${i}`).toBeLessThan(1e-5);
}

describe('equal PyTorch to 1e-5 of the largest value', () => {
  test.each(Object.keys(cases))('%s', (name) => {
    const reference = cases[name];
    const module = modules[name];
    module.loadStateDict(Object.fromEntries(Object.entries(reference.state).map(([key, { shape, data }]) => [key, { shape, data: Float32Array.from(data) }])));
    scope(() => {
      const x = tensor(reference.x.data, reference.x.shape, { requiresGrad: true });
      const out = module.forward(x);
      expectClose(out.toArray(), reference.output, 'output');
      out.mul(tensor(reference.weights, out.shape)).sum().backward();
      expectClose(x.grad?.toArray() ?? [], reference.xGradient, 'gradient of x');
      expect(module.namedParameters().filter(([, parameter]) => parameter.requiresGrad).map(([key]) => key).sort()).toEqual(Object.keys(reference.gradients).sort());
      for (const [key, values] of Object.entries(reference.gradients)) expectClose(Object.fromEntries(module.namedParameters())[key].grad?.toArray() ?? [], values, `gradient of ${key}`);
      const after = module.stateDict();
      for (const [key, values] of Object.entries(reference.after)) expectClose(after[key].data, values, key);
      module.eval();
      expectClose(module.forward(x).toArray(), reference.evaluated, 'evaluated');
    });
  });
});

test('a GRU step by step is the GRU in one go', () => {
  const gru = new nn.GRU(4, 5, { random });
  scope(() => {
    const x = randn([2, 6, 4], new Random(8));
    let h = zeros([2, 5]);
    for (let t = 0; t < 6; t++) h = gru.step(x.select(1, t), h);
    expect(h.toArray()).toEqual(gru.run(x).hidden.toArray());
    expect(() => gru.step(x.select(1, 0), zeros([3, 5]))).toThrow(/GRU.step: expected x \[B, 4\] and h \[B, 5\]/);
  });
});

test('a batch norm folds into the layer before it: the same outputs without it', () => {
  const own = new Random(2);
  const conv = new nn.Conv2d(2, 3, 3, { random: own, padding: 1 });
  const norm = new nn.BatchNorm(3);
  const x = randn([4, 2, 5, 5], own);
  for (let i = 0; i < 3; i++) norm.forward(conv.forward(x.add(i)));
  norm.weight.copy_([0.5, 2, -1]);
  norm.bias.copy_([1, 0, 3]);
  const expected = norm.eval().forward(conv.forward(x)).toArray();
  norm.foldInto(conv);
  conv.forward(x).toArray().forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
  expect(() => norm.foldInto(new nn.Conv2d(2, 4, 3, { random: own }))).toThrow(/4 outputs, this norm 3 channels/);
});

test('batch norm of a single value a channel is refused while training', () => {
  expect(() => new nn.BatchNorm(3).forward(tensor([[1, 2, 3]]))).toThrow(/at least two values a channel/);
});

test('LoRA starts as its base, trains only its own weights, and merges to the same function', () => {
  const own = new Random(3);
  const base = new nn.Linear(6, 5, { random: own });
  const x = randn([7, 6], own);
  const before = base.forward(x).toArray();
  const fixed = base.weight.toArray();
  const lora = new nn.LoRALinear(base, 2, { random: own, alpha: 4 });
  expect(lora.forward(x).toArray()).toEqual(before);
  const optimizer = new optim.Adam(lora.parameters(), { lr: 0.05 });
  const target = randn([7, 5], own);
  const lossOf = (): Tensor => F.mseLoss(lora.forward(x), target);
  const first = lossOf().item();
  for (let i = 0; i < 100; i++) {
    scope(() => {
      optimizer.zeroGrad();
      lossOf().backward();
      optimizer.step();
    });
  }
  expect(lossOf().item()).toBeLessThan(0.8 * first);
  expect(base.weight.toArray()).toEqual(fixed);
  const trained = lora.forward(x).toArray();
  lora.merge().forward(x).toArray().forEach((value, i) => expect(value).toBeCloseTo(trained[i], 5));
  expect(() => new nn.LoRALinear(base, 6, { random: own })).toThrow(/rank must be from 1 to 5/);
});

test('a moving average follows its formula and is put in place and back', () => {
  const layer = new nn.Linear(1, 1, { random: new Random(4), bias: false });
  layer.weight.copy_([1]);
  const average = new optim.ExponentialMovingAverage(layer.parameters(), 0.75);
  layer.weight.copy_([5]);
  average.update(); // 0.75 * 1 + 0.25 * 5 = 2
  average.update(); // 0.75 * 2 + 0.25 * 5 = 2.75
  expect(average.applied(() => layer.weight.item())).toBe(2.75);
  expect(layer.weight.item()).toBe(5);
  expect(average.applied(() => layer.weight.item())).toBe(2.75);
});

test('batches cover every row once, in an order that the seed decides', () => {
  const all = [...optim.batches(10, 4, new Random(5))];
  expect(all.map(({ length }) => length)).toEqual([4, 4, 2]);
  expect(all.flatMap((batch) => [...batch]).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([...optim.batches(10, 4, new Random(5))]).toEqual(all);
  expect([...optim.batches(10, 4, new Random(5), { dropLast: true })]).toHaveLength(2);
  expect(() => [...optim.batches(10, 0, new Random(5))]).toThrow(/positive integer, got 0/);
});

test('early stopping waits its patience out', () => {
  const stopping = new optim.EarlyStopping(2, 0.1);
  expect([1, 0.5, 0.45, 0.3, 0.3, 0.25].map((loss) => stopping.look(loss))).toEqual([false, false, false, false, false, true]);
  expect(stopping.best).toBe(0.3);
});
