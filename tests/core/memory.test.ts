import { describe, expect, test } from 'vitest';
import { F, gpt, memoryUsage, nn, noGrad, optim, Random, randn, scope, tensor, unscoped, zeros, type Tensor } from '../../src/core/index.js';
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

describe('a training step takes only blocks that the step before gave back', () => {
  const random = new Random(4);
  const ids = Int32Array.from({ length: 12 }, (_, i) => (i * 5) % 7);
  const labels = [0, 1, 2, 1];
  const config: gpt.GptConfig = { vocabularySize: 7, context: 8, width: 8, layers: 2, heads: 2 };
  const images = randn([4, 2, 6, 6], random);
  const sequences = randn([4, 5, 3], random);

  interface Trained { readonly model: nn.Module; readonly loss: () => Tensor; readonly optimizer?: (p: nn.Parameter[]) => optim.Optimizer }

  const cases: Record<string, () => Trained> = {
    'convolution, batch norm, pooling, dropout': () => {
      const model = new nn.Sequential(
        new nn.Conv2d(2, 3, 3, { random, padding: 1 }), new nn.BatchNorm(3), new nn.ReLU(), new nn.MaxPool2d(2), new nn.Dropout(0.3, { random }),
        new nn.ConvTranspose2d(3, 2, 2, { random, stride: 2 }), new nn.AvgPool2d(2), new nn.Flatten(), new nn.Linear(18, 3, { random }),
      );
      return { model, loss: () => F.crossEntropy(model.forward(images), labels, { labelSmoothing: 0.1 }) };
    },
    'language model with dropout': () => {
      const model = new gpt.Gpt(config, { random, dropout: 0.2 });
      return { model, loss: () => model.loss(ids, ids, 2), optimizer: (p) => new optim.AdamW(p, { lr: 1e-2 }) };
    },
    'prefix and adapters on a fixed model': () => {
      const base = new gpt.Gpt(config, { random }).freeze();
      nn.addAdapters(base.blocks, { size: 2, random });
      const prefix = new nn.PrefixTuning(2, { layers: 2, width: 8, hidden: 4, random });
      class Both extends nn.Module { readonly base = base; readonly prefix = prefix; }
      return { model: new Both(), loss: () => base.loss(ids, ids, 2, { prefixes: prefix.prefixes() }) };
    },
    'LSTM': () => {
      const [lstm, head] = [new nn.LSTM(3, 4, { random }), new nn.Linear(4, 3, { random })];
      class Reader extends nn.Module { readonly lstm = lstm; readonly head = head; }
      const loss = (): Tensor => F.crossEntropy(head.forward(lstm.run(sequences).hidden), labels);
      return { model: new Reader(), loss, optimizer: (p) => new optim.SGD(p, { lr: 0.1, momentum: 0.9 }) };
    },
    'pruned and quantised layers, gradient of the input': () => {
      const model = nn.mlp([6, 8, 3], { random, activation: 'silu' });
      const [first] = model.parameters();
      first.setMask(Uint8Array.from({ length: 48 }, (_, i) => i % 2));
      const x = randn([4, 6], random, { requiresGrad: true });
      const loss = (): Tensor => {
        x.zeroGrad();
        return F.crossEntropy(model.forward(x), labels).add(F.linear(x, F.fakeQuantize(first)).square().mean());
      };
      return { model, loss };
    },
  };

  test.each(Object.keys(cases))('%s', (name) => {
    const { model, loss, optimizer: make = (p) => new optim.Adam(p, { lr: 1e-2 }) } = cases[name]();
    const optimizer = make(model.trainableParameters());
    const average = new optim.ExponentialMovingAverage(model.trainableParameters(), 0.9);
    const step = (): number => scope(() => {
      const value = loss();
      optimizer.zeroGrad();
      value.backward();
      optim.clipGradNorm(optimizer.parameters, 1);
      optimizer.step();
      average.update();
      return value.item();
    });
    for (let i = 0; i < 3; i++) step();
    const after = memoryUsage();
    for (let i = 0; i < 40; i++) {
      expect(Number.isFinite(step())).toBe(true);
      expect(memoryUsage()).toEqual(after);
    }
  });
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
