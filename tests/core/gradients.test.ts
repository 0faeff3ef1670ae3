// Every operation's gradient against central differences. Inputs are float32, so the step is large (1e-2) and the bound
// 2e-2 of the largest slope: it catches wrong formulas and wrong axes; the PyTorch fixtures hold the digits.

import { describe, expect, test } from 'vitest';
import { F, ones, Random, randn, scope, tensor, zeros, type Tensor } from '../../src/core/index.js';
import { withGradient } from './differentiable.js';

type Build = (inputs: Tensor[]) => Tensor;

/** Compares backward() with (f(x + h) - f(x - h)) / 2h of f = sum(weights * output), element by element. */
function checkGradients(build: Build, shapes: readonly (readonly number[])[], options: { seed?: number; prepare?: (x: Float32Array) => void; step?: number } = {}): void {
  const random = new Random(options.seed ?? 1);
  const step = options.step ?? 1e-2;
  scope(() => {
    const inputs = shapes.map((shape) => randn(shape, random, { requiresGrad: true }));
    if (options.prepare) for (const input of inputs) options.prepare(input.data);
    const sample = build(inputs);
    const weights = randn(sample.shape, random);
    const value = (): number => scope(() => {
      const out = build(inputs).toArray();
      const w = weights.toArray();
      let total = 0;
      for (let i = 0; i < out.length; i++) total += out[i] * w[i];
      return total;
    });
    build(inputs).mul(weights).sum().backward();
    inputs.forEach((input, which) => {
      expect(input.grad, `input ${which} has a gradient`).not.toBeNull();
      const analytic = input.grad?.toArray() ?? new Float32Array();
      const numeric = new Float64Array(input.size);
      for (let i = 0; i < input.size; i++) {
        const kept = input.data[i];
        input.data[i] = kept + step;
        const up = value();
        input.data[i] = kept - step;
        const down = value();
        input.data[i] = kept;
        numeric[i] = (up - down) / (Math.fround(kept + step) - Math.fround(kept - step));
      }
      const largest = numeric.reduce((top, slope) => Math.max(top, Math.abs(slope)), 1e-3);
      for (let i = 0; i < input.size; i++) {
        expect(Math.abs(analytic[i] - numeric[i]) / largest, `input ${which}, element ${i}: ${analytic[i]} against ${numeric[i]}`).toBeLessThan(2e-2);
      }
    });
  });
}

const positive = (x: Float32Array): void => x.forEach((value, i) => void (x[i] = Math.abs(value) + 0.5));
const awayFromZero = (x: Float32Array): void => x.forEach((value, i) => void (x[i] = value + Math.sign(value) * 0.1));
/** All values at least 0.1 apart, in random order. */
const spaced = (x: Float32Array): void => {
  const order = new Random(9).permutation(x.length);
  x.forEach((_, i) => void (x[i] = (order[i] - x.length / 2) * 0.1));
};

const cases: [string, Build, (readonly number[])[], Parameters<typeof checkGradients>[2]?][] = [
  ['exp', ([x]) => x.exp(), [[2, 5]]],
  ['log', ([x]) => x.log(), [[2, 5]], { prepare: positive }],
  ['sqrt', ([x]) => x.sqrt(), [[7]], { prepare: positive }],
  ['square', ([x]) => x.square(), [[7]]],
  ['abs', ([x]) => x.abs(), [[7]], { prepare: awayFromZero }],
  ['reciprocal', ([x]) => x.reciprocal(), [[7]], { prepare: positive }],
  ['sin', ([x]) => x.sin(), [[7]]],
  ['cos', ([x]) => x.cos(), [[7]]],
  ['tanh', ([x]) => x.tanh(), [[9]]],
  ['sigmoid', ([x]) => x.sigmoid(), [[9]]],
  ['relu', ([x]) => x.relu(), [[9]], { prepare: awayFromZero }],
  ['leakyRelu', ([x]) => x.leakyRelu(0.2), [[9]], { prepare: awayFromZero }],
  ['gelu', ([x]) => x.gelu(), [[9]]],
  ['gelu (tanh)', ([x]) => x.gelu({ approximate: 'tanh' }), [[9]]],
  ['silu', ([x]) => x.silu(), [[9]]],
  ['softplus', ([x]) => x.softplus(), [[9]]],
  ['clamp', ([x]) => x.clamp(-0.55, 0.55), [[12]], { prepare: spaced }],
  ['pow', ([x]) => x.pow(2.5), [[7]], { prepare: positive }],
  ['neg', ([x]) => x.neg(), [[5]]],
  ['affine', ([x]) => F.affine(x, 3, -2), [[5]]],
  ['add a number', ([x]) => x.add(2), [[5]]],
  ['divideNumber', ([x]) => F.divideNumber(3, x), [[5]], { prepare: positive }],
  ['add, same shape', ([x, y]) => x.add(y), [[3, 4], [3, 4]]],
  ['add, row', ([x, y]) => x.add(y), [[3, 4], [4]]],
  ['sub, column', ([x, y]) => x.sub(y), [[3, 4], [3, 1]]],
  ['mul, outer', ([x, y]) => x.mul(y), [[3, 1], [4]]],
  ['mul, middle axis', ([x, y]) => x.mul(y), [[2, 3, 4], [2, 1, 4]]],
  ['mul, scalar', ([x, y]) => x.mul(y), [[2, 3], []]],
  ['mul with itself', ([x]) => x.mul(x), [[5]]],
  ['div', ([x, y]) => x.div(y), [[2, 3, 4], [3, 1]], { prepare: positive }],
  ['maximum', ([x, y]) => x.maximum(y), [[4, 3], [4, 3]], { seed: 4 }],
  ['minimum, row', ([x, y]) => x.minimum(y), [[4, 3], [3]], { seed: 5 }],
  ['where', ([x, y]) => F.where(tensor([[1, 0, 1], [0, 0, 1]]), x, y), [[2, 3], [3]]],
  ['matmul', ([x, y]) => x.matmul(y), [[3, 5], [5, 4]]],
  ['matmul of transposes', ([x, y]) => x.t().matmul(y.t()), [[5, 3], [4, 5]]],
  ['matmul, batch', ([x, y]) => x.matmul(y), [[2, 3, 5], [2, 5, 4]]],
  ['matmul, batch by one matrix', ([x, y]) => x.matmul(y), [[2, 3, 5], [5, 4]]],
  ['matmul, one matrix by batch', ([x, y]) => x.matmul(y), [[3, 5], [2, 5, 4]]],
  ['matmul, broadcast batches', ([x, y]) => x.matmul(y), [[2, 1, 3, 5], [1, 3, 5, 2]]],
  ['matmul, permuted batch', ([x, y]) => x.permute([1, 0, 2]).matmul(y.transpose(1, 2)), [[3, 2, 5], [2, 4, 5]]],
  ['matmul, vector on the right', ([x, y]) => x.matmul(y), [[3, 5], [5]]],
  ['matmul, vector on the left', ([x, y]) => x.matmul(y), [[5], [5, 3]]],
  ['linear', ([x, w, b]) => F.linear(x, w, b), [[2, 3, 5], [4, 5], [4]]],
  ['linearRelu', ([x, w, b]) => F.linearRelu(x, w, b), [[2, 3, 5], [4, 5], [4]], { seed: 3 }],
  ['linear without bias, one row', ([x, w]) => F.linear(x, w), [[1, 5], [6, 5]]],
  ['reshape', ([x]) => x.reshape([-1, 2]).square(), [[3, 4]]],
  ['permute', ([x]) => x.permute([2, 0, 1]).square(), [[2, 3, 4]]],
  ['transpose of a slice', ([x]) => x.slice(1, 1, 3).transpose(0, 2).square(), [[2, 4, 3]]],
  ['slice from the end', ([x]) => x.slice(0, -2).square(), [[4, 3]]],
  ['select', ([x]) => x.select(1, -1).square(), [[2, 3, 2]]],
  ['unsqueeze', ([x]) => x.unsqueeze(1).square(), [[2, 3]]],
  ['squeeze', ([x]) => x.squeeze().square(), [[2, 1, 3]]],
  ['flatten', ([x]) => x.flatten(1).square(), [[2, 3, 2]]],
  ['t', ([x]) => x.t().square(), [[2, 3]]],
  ['clone', ([x]) => x.clone().square(), [[2, 3]]],
  ['contiguous', ([x]) => x.t().contiguous().square(), [[2, 3]]],
  ['expand', ([x]) => x.expand([4, 2, 3]).square(), [[2, 1]]],
  ['cat', ([x, y]) => F.cat([x, y], 1).square(), [[2, 3], [2, 2]]],
  ['stack', ([x, y]) => F.stack([x, y], 1).square(), [[2, 3], [2, 3]]],
  ['pad', ([x]) => x.pad(1, 1, 2, 3).square(), [[2, 3]]],
  ['index', ([x]) => x.index([2, 0, 2]).square(), [[4, 3]]],
  ['indexAdd', ([x, y]) => F.indexAdd(x, [2, 0, 2], y).square(), [[4, 3], [3, 3]]],
  ['pick', ([x]) => x.pick([1, 0, 2]).square(), [[3, 3]]],
  ['cumsum', ([x]) => x.cumsum(1).square(), [[2, 4, 2]]],
  ['tril', ([x]) => x.tril(1).square(), [[2, 3, 4]]],
  ['triu', ([x]) => x.triu(1).square(), [[2, 3, 3]]],
  ['sum of an axis', ([x]) => x.sum(1).square(), [[2, 3, 4]]],
  ['sum of axes', ([x]) => x.sum([0, -1], true).square(), [[2, 3, 4]]],
  ['mean', ([x]) => x.mean(0).square(), [[4, 3]]],
  ['mean of all', ([x]) => x.mean().square(), [[4, 3]]],
  ['max of an axis', ([x]) => x.max(1), [[3, 4]], { prepare: spaced }],
  ['min of all', ([x]) => x.min(), [[3, 4]], { prepare: spaced }],
  ['variance', ([x]) => x.variance(1), [[3, 4]]],
  ['norm', ([x]) => x.norm(1), [[3, 4]]],
  ['logSumExp', ([x]) => x.logSumExp(-1), [[3, 4]]],
  ['softmax', ([x]) => x.softmax(), [[3, 5]]],
  ['softmax of the first axis', ([x]) => x.softmax(0), [[3, 5]]],
  ['logSoftmax', ([x]) => x.logSoftmax(), [[3, 5]]],
  ['crossEntropy', ([x]) => F.crossEntropy(x, [1, 4, 0]), [[3, 5]]],
  ['crossEntropy, smoothed sum', ([x]) => F.crossEntropy(x, [1, 4, 0], { labelSmoothing: 0.2, reduction: 'sum' }), [[3, 5]]],
  ['crossEntropy, a row left out', ([x]) => F.crossEntropy(x, [1, -1, 0]), [[3, 5]]],
  ['crossEntropy, row by row', ([x]) => F.crossEntropy(x, [1, 4, 0], { reduction: 'none' }), [[3, 5]]],
  ['crossEntropy, soft targets', ([x, y]) => F.crossEntropy(x, y.softmax()), [[3, 5], [3, 5]]],
  ['nllLoss', ([x]) => F.nllLoss(x.logSoftmax(), [1, 0]), [[2, 3]]],
  ['mseLoss', ([x, y]) => F.mseLoss(x, y), [[2, 3], [2, 3]]],
  ['l1Loss', ([x, y]) => F.l1Loss(x, y), [[2, 3], [2, 3]], { seed: 3 }],
  ['huberLoss', ([x, y]) => F.huberLoss(x, y, { delta: 0.7 }), [[2, 5], [2, 5]], { seed: 3 }],
  ['binaryCrossEntropyWithLogits', ([x, y]) => F.binaryCrossEntropyWithLogits(x, y.sigmoid()), [[2, 3], [2, 3]]],
  ['klDivergence', ([x, y]) => F.klDivergence(x.logSoftmax(), y.softmax()), [[2, 3], [2, 3]]],
  ['gaussianNll', ([m, v, x]) => F.gaussianNll(m, v, x), [[2, 3], [2, 3], [2, 3]]],
  ['layerNorm', ([x, g, b]) => F.layerNorm(x, g, b), [[3, 7], [7], [7]]],
  ['layerNorm without gain', ([x]) => F.layerNorm(x), [[2, 8]]],
  ['batchNorm', ([x, g, b]) => F.batchNorm(x, g, b, { runningMean: zeros([3]), runningVariance: zeros([3]) }, { training: true }), [[4, 3], [3], [3]]],
  ['batchNorm of images, running statistics', ([x, g, b]) => F.batchNorm(x, g, b, { runningMean: zeros([2]), runningVariance: ones([2]) }, { training: false }), [[2, 2, 3, 2], [2], [2]]],
  ['normalize', ([x]) => F.normalize(x), [[2, 5]]],
  ['squaredDistances', ([x, y]) => F.squaredDistances(x, y), [[3, 4], [2, 4]]],
  ['contrastiveLoss', ([x]) => F.contrastiveLoss(x, 0.5), [[6, 4]]],
  ['cosineSimilarity', ([x, y]) => F.cosineSimilarity(x, y), [[3, 4], [3, 4]]],
  ['embedding', ([x]) => F.embedding(x, [3, 1, 1, 0], [2, 2]).square(), [[4, 3]]],
  ['conv2d', ([x, w, b]) => F.conv2d(x, w, b), [[2, 2, 4, 5], [3, 2, 3, 2], [3]]],
  ['conv2d, stride and padding', ([x, w]) => F.conv2d(x, w, null, { stride: 2, padding: 1 }), [[1, 2, 5, 4], [2, 2, 3, 3]]],
  ['convTranspose2d', ([x, w, b]) => F.convTranspose2d(x, w, b, { stride: 2, padding: 1 }), [[2, 2, 3, 3], [2, 3, 3, 3], [3]]],
  ['maxPool2d', ([x]) => F.maxPool2d(x, 2), [[1, 2, 4, 4]], { prepare: spaced }],
  ['maxPool2d, overlapping', ([x]) => F.maxPool2d(x, 3, { stride: 1, padding: 1 }), [[1, 1, 4, 4]], { prepare: spaced }],
  ['avgPool2d', ([x]) => F.avgPool2d(x, 2, { stride: 1, padding: 1 }), [[1, 2, 3, 3]]],
  ['scaledDotProductAttention', ([q, k, v]) => F.scaledDotProductAttention(q, k, v), [[2, 2, 3, 4], [2, 2, 5, 4], [2, 2, 5, 4]]],
  ['scaledDotProductAttention, causal, heads transposed', ([q, k, v]) => F.scaledDotProductAttention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), { causal: true }), [[2, 3, 2, 4], [2, 3, 2, 4], [2, 3, 2, 4]]],
  ['scaledDotProductAttention, mask', ([q, k, v]) => F.scaledDotProductAttention(q, k, v, { mask: tensor([[0, -Infinity, 0.5]]) }), [[1, 2, 2, 3], [1, 2, 3, 3], [1, 2, 3, 3]]],
  ['crossAttention', ([q, kv]) => F.crossAttention(q, kv, 2), [[2, 3, 4], [2, 5, 8]]],
  ['crossAttention, mask', ([q, kv]) => F.crossAttention(q, kv, 2, { mask: F.paddingMask([2, 3], 3) }), [[2, 2, 4], [2, 3, 8]]],
  ['prefixAttention', ([x, keys, values]) => F.prefixAttention(x, 2, { keys, values }, { causal: true }), [[2, 3, 12], [2, 4], [2, 4]]],
  ['additiveAttention', ([q, k, v, energy]) => F.additiveAttention(q, k, v, energy), [[2, 2, 3], [2, 4, 3], [2, 4, 5], [3]]],
  ['selfAttention', ([x]) => F.selfAttention(x, 2, { causal: true }), [[2, 3, 12]]],
];

describe('gradients agree with central differences', () => {
  // dropout and fakeQuantize have tests of their own: what they do is not what their gradient differentiates.
  test('every operation with a gradient has a case, named after it', () => {
    const named = new Set(['dropout', 'fakeQuantize', ...cases.map(([name]) => /^\w+/.exec(name)?.[0])]);
    expect(withGradient.filter((op) => !named.has(op))).toEqual([]);
  });

  test.each(cases)('%s', (_name, build, shapes, options) => {
    checkGradients(build, shapes, options);
  });
});

test('dropout: the gradient carries the same mask and scale as the values', () => {
  scope(() => {
    const x = tensor(new Float32Array(1000).fill(2), [1000], { requiresGrad: true });
    const y = F.dropout(x, 0.25, new Random(3));
    y.sum().backward();
    const values = y.toArray();
    const gradient = x.grad?.toArray() ?? [];
    let zeros = 0;
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(2 * gradient[i], 6);
      if (value === 0) zeros++;
      else expect(value).toBeCloseTo(2 / 0.75, 6);
    });
    expect(Math.abs(zeros / 1000 - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 1000));
  });
});
