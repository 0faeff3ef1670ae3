import { describe, expect, test } from 'vitest';
import { F, memoryUsage, nn, noGrad, optim, Random, randn, scope, tensor, unscoped, zeros, type Tensor } from '../../src/core/index.js';
import { blockSize } from '../../src/core/memory/allocator.js';

describe('scope', () => {
  test('frees what it made and keeps what it returns', () => {
    const before = memoryUsage().used;
    let lost: Tensor | undefined;
    const kept = scope(() => {
      lost = zeros([100]);
      return { total: lost.add(1).sum(), parts: [lost.add(2), 'text'], plain: 3 };
    });
    expect(kept.total.item()).toBe(100);
    expect(() => lost?.item()).toThrow(/expected a tensor of one element/);
    expect(() => lost?.data).toThrow(/already freed; .*return it from the scope/);
    expect(memoryUsage().used).toBe(before + blockSize(4) + blockSize(400));
    kept.total.dispose();
    for (const part of kept.parts) if (typeof part !== 'string') part.dispose();
    expect(memoryUsage().used).toBe(before);
  });

  test('what an inner scope returns belongs to the outer one', () => {
    const before = memoryUsage().used;
    scope(() => {
      const inner = scope(() => zeros([10]).add(1));
      expect(inner.at(9)).toBe(1);
    });
    expect(memoryUsage().used).toBe(before);
  });

  test('a view keeps its memory alive after its source is freed', () => {
    const part = scope(() => tensor([1, 2, 3, 4]).slice(0, 1, 3));
    scope(() => zeros([4]).add(7)); // would reuse the block, were it free
    expect([...part.toArray()]).toEqual([2, 3]);
    part.dispose();
  });

  test('frees on an exception, and refuses an asynchronous body', () => {
    const before = memoryUsage().used;
    expect(() => scope(() => { zeros([50]); throw new Error('stop'); })).toThrow('stop');
    expect(() => scope(() => Promise.resolve(zeros([50])))).toThrow(/must be synchronous/);
    expect(memoryUsage().used).toBe(before);
  });

  test('unscoped tensors outlive the scope; dispose twice is allowed', () => {
    const kept = scope(() => unscoped(() => tensor([5])));
    expect(kept.item()).toBe(5);
    kept.dispose();
    kept.dispose();
    expect(kept.disposed).toBe(true);
  });

  test('parameters and their gradients survive, gradients of freed leaves do not', () => {
    const layer = scope(() => new nn.Linear(3, 2, { random: new Random(1) }));
    scope(() => layer.forward(tensor([[1, 2, 3]])).sum().backward());
    expect(layer.weight.grad?.toNested()).toEqual([[1, 2, 3], [1, 2, 3]]);
    layer.dispose();
    expect(() => layer.weight.toArray()).toThrow(/already freed/);
  });
});

test('10,000 training steps, outside and inside a scope of their own: memory in use and in total stays what it was', () => {
  const random = new Random(2);
  const model = nn.mlp([6, 12, 3], { random, activation: 'gelu' });
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3, weightDecay: 0.1 });
  const x = randn([5, 6], random);
  const step = (): number => scope(() => {
    const loss = F.crossEntropy(model.forward(x), [0, 1, 2, 0, 1]);
    optimizer.zeroGrad();
    loss.backward();
    optim.clipGradNorm(model.parameters(), 1);
    optimizer.step();
    noGrad(() => model.forward(x).softmax().max(1).mean());
    return loss.item();
  });
  const first = step();
  step();
  const after = memoryUsage();
  let last = first;
  for (let i = 0; i < 10_000; i++) last = step();
  expect(memoryUsage()).toEqual(after);
  expect(last).toBeLessThan(first);
});

test('block sizes waste at most a quarter and never shrink a request', () => {
  for (let bytes = 1; bytes < 3_000_000; bytes = Math.ceil(bytes * 1.07)) {
    const size = blockSize(bytes);
    expect(size).toBeGreaterThanOrEqual(bytes);
    expect(size % 64).toBe(0);
    if (bytes > 256) expect(size).toBeLessThanOrEqual(Math.ceil(bytes * 1.25) + 64);
    expect(blockSize(size)).toBe(size);
  }
});

test('memory grows on demand, earlier tensors keep their values', () => {
  scope(() => {
    const early = tensor([1, 2, 3]);
    const total = memoryUsage().total;
    const large = Array.from({ length: 3 }, () => zeros([Math.ceil(total / 12)]));
    expect(memoryUsage().total).toBeGreaterThan(total);
    expect([...early.add(large[2].sum()).toArray()]).toEqual([1, 2, 3]);
  });
});
