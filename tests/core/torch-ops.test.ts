// The operations against PyTorch: values and all gradients (scripts/fixtures/torch_ops.py).

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { F, scope, tensor, zeros, type Tensor } from '../../src/core/index.js';
import { withGradient } from './differentiable.js';

interface Case {
  name: string;
  inputs: { shape: number[]; data: number[] }[];
  shape: number[];
  output: number[];
  weights: number[];
  gradients: number[][];
}

const { cases }: { cases: Case[] } = JSON.parse(readFileSync(new URL('../fixtures/torch_ops.json', import.meta.url), 'utf8'));

const builds: Record<string, (...inputs: Tensor[]) => Tensor> = {
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  sqrt: (x) => x.sqrt(),
  reciprocal: (x) => x.reciprocal(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  relu: (x) => x.relu(),
  leakyRelu: (x) => x.leakyRelu(0.1),
  gelu: (x) => x.gelu(),
  geluTanh: (x) => x.gelu({ approximate: 'tanh' }),
  silu: (x) => x.silu(),
  softplus: (x) => x.softplus(),
  clamp: (x) => x.clamp(-0.5, 0.5),
  pow: (x) => x.pow(2.5),
  addRow: (x, y) => x.add(y),
  subColumn: (x, y) => x.sub(y),
  mulMiddle: (x, y) => x.mul(y),
  divOuter: (x, y) => x.div(y),
  maximum: (x, y) => x.maximum(y),
  minimum: (x, y) => x.minimum(y),
  matmul: (x, y) => x.matmul(y),
  matmulTransposed: (x, y) => x.t().matmul(y.t()),
  matmulBatch: (x, y) => x.matmul(y),
  matmulTall: (x, y) => x.matmul(y),
  linear: (x, w, b) => F.linear(x, w, b),
  linearRelu: (x, w, b) => F.linearRelu(x, w, b),
  permute: (x) => x.permute([2, 0, 1]).square(),
  slice: (x) => x.slice(1, 1, 3).square(),
  cat: (x, y) => F.cat([x, y], 1).square(),
  index: (x) => x.index([2, 0, 2]).square(),
  cumsum: (x) => x.cumsum(1),
  sumAxis: (x) => x.sum(1).square(),
  meanAxes: (x) => x.mean([0, 2]).square(),
  max: (x) => x.max(1),
  variance: (x) => x.variance(1),
  norm: (x) => x.norm(1),
  logSumExp: (x) => x.logSumExp(1),
  softmax: (x) => x.softmax(),
  logSoftmax: (x) => x.logSoftmax(),
  crossEntropy: (x) => F.crossEntropy(x, [1, 4, 0]),
  crossEntropySmooth: (x) => F.crossEntropy(x, [1, 4, 0], { labelSmoothing: 0.1, reduction: 'sum' }),
  crossEntropyIgnore: (x) => F.crossEntropy(x, [1, -100, 0]),
  nllLoss: (x) => F.nllLoss(x, [1, 4, 0]),
  mseLoss: (x, y) => F.mseLoss(x, y),
  l1Loss: (x, y) => F.l1Loss(x, y),
  huberLoss: (x, y) => F.huberLoss(x, y, { delta: 0.7 }),
  binaryCrossEntropyWithLogits: (x) => F.binaryCrossEntropyWithLogits(x, tensor([[0, 1, 1, 0.25]])),
  klDivergence: (x, y) => F.klDivergence(x.logSoftmax(), y.softmax()),
  layerNorm: (x, w, b) => F.layerNorm(x, w, b),
  normalize: (x) => F.normalize(x),
  squaredDistances: (x, y) => F.squaredDistances(x, y),
  contrastiveLoss: (x) => F.contrastiveLoss(x, 0.5),
  cosineSimilarity: (x, y) => F.cosineSimilarity(x, y),
  embedding: (w) => F.embedding(w, [3, 1, 1, 0], [2, 2]),
  conv2d: (x, w, b) => F.conv2d(x, w, b, { padding: 1 }),
  conv2dStride: (x, w, b) => F.conv2d(x, w, b, { stride: 2 }),
  convTranspose2d: (x, w, b) => F.convTranspose2d(x, w, b, { stride: 2, padding: 1 }),
  maxPool2d: (x) => F.maxPool2d(x, 2),
  maxPool2dPadded: (x) => F.maxPool2d(x, 3, { stride: 2, padding: 1 }),
  avgPool2d: (x) => F.avgPool2d(x, 2, { stride: 1, padding: 1 }),
  scaledDotProductAttention: (q, k, v) => F.scaledDotProductAttention(q, k, v),
  scaledDotProductAttentionCausal: (q, k, v) => F.scaledDotProductAttention(q, k, v, { causal: true }),
  scaledDotProductAttentionMask: (q, k, v) => F.scaledDotProductAttention(q, k, v, { mask: tensor([0, -Infinity, 0.5]) }),
  crossAttention: (q, kv) => F.crossAttention(q, kv, 2),
  crossAttentionMask: (q, kv) => F.crossAttention(q, kv, 2, { mask: F.paddingMask([3, 5], 5) }),
  prefixAttention: (x, keys, values) => F.prefixAttention(x, 2, { keys, values }, { causal: true }),
  additiveAttention: (q, k, v, energy) => F.additiveAttention(q, k, v, energy),
  additiveAttentionMask: (q, k, v, energy) => F.additiveAttention(q, k, v, energy, { mask: tensor([0, -Infinity, 0.5]) }),
  selfAttention: (x) => F.selfAttention(x, 2, { causal: true }),
  abs: (x) => x.abs(),
  square: (x) => x.square(),
  neg: (x) => x.neg(),
  affine: (x) => F.affine(x, 3, -2),
  divideNumber: (x) => F.divideNumber(3, x),
  reshape: (x) => x.reshape([-1, 2]).square(),
  flatten: (x) => x.flatten(1).square(),
  transpose: (x) => x.slice(1, 1, 3).transpose(0, 2).square(),
  t: (x) => x.t().square(),
  contiguous: (x) => x.t().contiguous().square(),
  clone: (x) => x.clone().square(),
  select: (x) => x.select(1, -1).square(),
  squeeze: (x) => x.squeeze(1).square(),
  unsqueeze: (x) => x.unsqueeze(1).square(),
  expand: (x) => x.expand([4, 2, 3]).square(),
  stack: (x, y) => F.stack([x, y], 1).square(),
  pad: (x) => x.pad(1, 1, 2, 3).square(),
  pick: (x) => x.pick([1, 0, 2]).square(),
  cumsumMiddle: (x) => x.cumsum(1).square(),
  tril: (x) => x.tril(1).square(),
  triu: (x) => x.triu(-1).square(),
  sumAll: (x) => x.sum().square(),
  meanAll: (x) => x.mean().square(),
  min: (x) => x.min([0, 2]),
  varianceAxes: (x) => x.variance([0, 2], true, 0),
  where: (x, y) => F.where(tensor([[1, 0, 1], [0, 0, 1]]), x, y),
  softmaxFirst: (x) => x.softmax(0),
  crossEntropySoft: (x, y) => F.crossEntropy(x, y.softmax(), { labelSmoothing: 0.1 }),
  crossEntropyNone: (x) => F.crossEntropy(x, [1, 4, 0], { reduction: 'none' }),
  gaussianNll: (m, v, x) => F.gaussianNll(m, v, x),
  batchNorm: (x, w, b) => F.batchNorm(x, w, b, { runningMean: zeros([3]), runningVariance: zeros([3]) }, { training: true }),
  convTranspose2dPlain: (x, w) => F.convTranspose2d(x, w),
  avgPool2dPlain: (x) => F.avgPool2d(x, 3),
  indexAdd: (x, y) => F.indexAdd(x, [2, 0, 2], y).square(),
  scaledDotProductAttentionPadded: (q, k, v) => F.scaledDotProductAttention(q, k, v, { mask: F.paddingMask([3, 1], 4) }),
  fakeQuantize: (x) => F.fakeQuantize(x, { bits: 4, scale: 'tensor' }),
};

/** Largest error over the largest value, so that cancellation in one element does not count as a fault. */
function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  let [error, size] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(actual[i] - expected[i]));
    size = Math.max(size, Math.abs(expected[i]));
  }
  return Number.isNaN(error) ? Infinity : error / Math.max(size, 1e-30);
}

describe('values and gradients equal PyTorch to 1e-5 of the largest', () => {
  test('every case has its counterpart here', () => {
    expect(cases.map(({ name }) => name).sort()).toEqual(Object.keys(builds).sort());
  });

  test('every operation with a gradient has a case, named after it', () => {
    expect(withGradient.filter((op) => op !== 'dropout' && !cases.some(({ name }) => new RegExp(`^${op}([A-Z].*)?$`).test(name)))).toEqual([]);
  });

  test.each(cases)('$name', ({ name, inputs, shape, output, weights, gradients }) => {
    scope(() => {
      const leaves = inputs.map(({ shape: own, data }) => tensor(Float32Array.from(data), own, { requiresGrad: true }));
      const out = builds[name](...leaves);
      expect(out.shape).toEqual(shape);
      expect(out.toArray().length).toBe(output.length);
      expect(relativeError(out.toArray(), output)).toBeLessThan(1e-5);
      out.mul(tensor(Float32Array.from(weights), shape)).sum().backward();
      leaves.forEach((leaf, i) => {
        expect(leaf.grad?.shape).toEqual(leaf.shape);
        expect(relativeError(leaf.grad?.toArray() ?? [], gradients[i]), `gradient ${i}`).toBeLessThan(1e-5);
      });
    });
  });
});
