// Same seed, same bits, on every machine and engine: hashes of weights after short trainings are literals here. A change of
// these hashes means that every simulation's numbers change; then say so in the commit that changes them.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { F, gpt, nn, optim, Random, randn, scope, type Tensor } from '../../src/core/index.js';

function hashOf(model: nn.Module): string {
  const hash = createHash('sha256');
  for (const [name, { data }] of Object.entries(model.stateDict())) {
    hash.update(name);
    for (const value of data) hash.update(littleEndian(value));
  }
  return hash.digest('hex').slice(0, 16);
}

function littleEndian(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return new Uint8Array(bytes.buffer);
}

function train(model: nn.Module, optimizer: optim.Optimizer, steps: number, loss: () => Tensor): string {
  for (let i = 0; i < steps; i++) {
    scope(() => {
      optimizer.zeroGrad();
      loss().backward();
      optim.clipGradNorm(optimizer.parameters, 1);
      optimizer.step();
    });
  }
  return hashOf(model);
}

test('an MLP with dropout under Adam', () => {
  const random = new Random(7);
  const model = new nn.Sequential(new nn.Linear(10, 16, { random: random.split(1) }), new nn.GELU(), new nn.Dropout(0.2, { random }), new nn.Linear(16, 4, { random: random.split(2) }));
  const x = randn([12, 10], random.split('x'));
  const y = Int32Array.from({ length: 12 }, (_, i) => i % 4);
  const run = train(model, new optim.Adam(model.parameters(), { lr: 0.01 }), 20, () => F.crossEntropy(model.forward(x), y));
  expect(run).toBe('4ee9a697441cb759');
});

test('a small convolutional network under SGD with momentum', () => {
  const random = new Random(8);
  const model = new nn.Sequential(
    new nn.Conv2d(1, 4, 3, { random: random.split(1), padding: 1 }), new nn.ReLU(), new nn.MaxPool2d(2), new nn.Flatten(), new nn.Linear(64, 3, { random: random.split(2) }),
  );
  const x = randn([6, 1, 8, 8], random.split('x'));
  const run = train(model, new optim.SGD(model.parameters(), { lr: 0.05, momentum: 0.9 }), 10, () => F.crossEntropy(model.forward(x), [0, 1, 2, 0, 1, 2]));
  expect(run).toBe('b6646db7947f8bd4');
});

test('a transformer block under AdamW', () => {
  const random = new Random(9);
  const model = new nn.TransformerBlock(16, 2, { random, causal: true });
  const x = randn([2, 5, 16], random.split('x'));
  const run = train(model, new optim.AdamW(model.parameters(), { lr: 0.003 }), 10, () => F.mseLoss(model.forward(x), x));
  expect(run).toBe('89b0e1c633c1da29');
});

test('prefix, soft prompt and adapters on a fixed language model', () => {
  const random = new Random(10);
  const base = new gpt.Gpt({ vocabularySize: 9, context: 10, width: 8, layers: 2, heads: 2 }, { random }).freeze();
  nn.addAdapters(base.blocks, { size: 3, random });
  class Tuned extends nn.Module {
    readonly base = base;
    readonly prefix = new nn.PrefixTuning(2, { layers: 2, width: 8, hidden: 4, random });
    readonly prompt = new nn.SoftPrompt(2, 8, { random });
  }
  const model = new Tuned();
  const ids = Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0, 1);
  const loss = (): Tensor => base.loss(ids, ids, 2, { prefixes: model.prefix.prefixes(), prompt: model.prompt });
  expect(train(model, new optim.Adam(model.trainableParameters(), { lr: 0.01 }), 10, loss)).toBe('3432b8719a556736');
});
