// Shapes that do not fit, axes and ids outside, empty tensors: every operation of F says so under its own name and with the
// shapes it was given. What is not finite follows PyTorch, or is refused by name where no result stands for it.

import { describe, expect, test } from 'vitest';
import { F, Random, randn, tensor, zeros, type Tensor } from '../../src/core/index.js';

const z = (...shape: number[]): Tensor => zeros(shape);
const state = (n: number) => ({ runningMean: z(n), runningVariance: z(n) });

/** Operation, call, shapes (or values) that its message must hold. */
type Case = readonly [keyof typeof F, () => unknown, ...string[]];

const elementwise = ['exp', 'log', 'sqrt', 'square', 'abs', 'reciprocal', 'sin', 'cos', 'tanh', 'sigmoid', 'relu', 'gelu', 'silu', 'softplus', 'leakyRelu', 'sign', 'floor', 'neg', 'affine', 'divideNumber', 'pow', 'clone', 'contiguous'] as const;
const binary = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'greater', 'greaterEqual', 'less', 'lessEqual', 'equal'] as const;
const pairs = ['mseLoss', 'l1Loss', 'huberLoss', 'binaryCrossEntropyWithLogits', 'klDivergence'] as const;
const reductions = ['sum', 'mean', 'max', 'min', 'argmax', 'argmin', 'variance', 'norm', 'logSumExp'] as const;

const cases: readonly Case[] = [
  ...binary.map((op): Case => [op, () => F[op](z(2, 3), z(4)), '[2, 3]', '[4]']),
  ...pairs.map((op): Case => [op, () => F[op](z(2, 3), z(3)), '[2, 3]', '[3]']),
  ...(['max', 'min', 'argmax', 'argmin', 'logSumExp'] as const).map((op): Case => [op, () => F[op](z(2, 0), 1), '[2, 0]', 'axis of length 0']),
  ['where', () => F.where(z(2), z(3), z(3)), '[2]', '[3]'],
  ['matmul', () => F.matmul(z(2, 3), z(4, 5)), '[2, 3]', '[4, 5]', 'inner axes 3 and 4'],
  ['matmul', () => F.matmul(z(2, 2, 3), z(3, 3, 5)), '[2, 2, 3]', '[3, 3, 5]', 'leading axes [2] and [3]'],
  ['matmul', () => F.matmul(z(3), z(4)), '[3]', '[4]'],
  ['matmul', () => F.matmul(z(), z(4)), '[]', '[4]'],
  ['linear', () => F.linear(z(2, 3), z(4, 5)), '[2, 3]', '[4, 5]'],
  ['linear', () => F.linear(z(2, 3), z(4, 3), z(5)), '[4, 3]', '[5]'],
  ['linear', () => F.linear(z(2, 3), z(3)), '[2, 3]', '[3]'],
  ['linearRelu', () => F.linearRelu(z(2, 3), z(4, 5), z(4)), '[2, 3]', '[4, 5]'],
  ['reshape', () => F.reshape(z(2, 3), [4]), '[2, 3]', '[4]'],
  ['permute', () => F.permute(z(2, 3), [0]), '[2, 3]', '[0]'],
  ['transpose', () => F.transpose(z(2, 3), 0, 5), '[2, 3]', 'axis 5'],
  ['t', () => F.t(z(3)), '[3]'],
  ['slice', () => F.slice(z(2, 3), 0, 5), '[2, 3]', '5'],
  ['slice', () => F.slice(z(2, 3), 7, 1), '[2, 3]', 'axis 7'],
  ['select', () => F.select(z(2, 3), 0, 9), '[2, 3]', '9'],
  ['squeeze', () => F.squeeze(z(2, 3), 0), '[2, 3]'],
  ['unsqueeze', () => F.unsqueeze(z(2, 3), 9), '[2, 3]', 'axis 9'],
  ['expand', () => F.expand(z(2, 3), [4, 3]), '[2, 3]', '[4, 3]'],
  ['expand', () => F.expand(z(2, 3), [3]), '[2, 3]', '[3]'],
  ['cat', () => F.cat([z(2, 3), z(3, 4)]), '[2, 3]', '[3, 4]'],
  ['cat', () => F.cat([]), 'empty'],
  ['stack', () => F.stack([z(2), z(3)]), '[2]', '[3]'],
  ['stack', () => F.stack([]), 'empty'],
  ['pad', () => F.pad(z(2), 0, -1, 0), '-1'],
  ['pad', () => F.pad(z(2), 1, 1, 0), '[2]', 'axis 1'],
  ['flatten', () => F.flatten(z(2, 3), 4), '[2, 3]', '4'],
  ['index', () => F.index(z(2, 3), [5]), '[2, 3]', '5'],
  ['index', () => F.index(z(), [0]), '[]'],
  ['indexAdd', () => F.indexAdd(z(2, 3), [0], z(1, 4)), '[2, 3]', '[1, 4]'],
  ['indexAdd', () => F.indexAdd(z(2, 3), [0, 5], z(2, 3)), '[2, 3]', '5'],
  ['paddingMask', () => F.paddingMask([3, 0], 4), '0 at position 1'],
  ['pick', () => F.pick(z(2, 3), [1]), '[2, 3]', '1 numbers'],
  ['pick', () => F.pick(z(2, 3), [1, 9]), '[2, 3]', '9'],
  ['cumsum', () => F.cumsum(z(2), 4), '[2]', 'axis 4'],
  ['tril', () => F.tril(z(2)), '[2]'],
  ['triu', () => F.triu(z(2)), '[2]'],
  ...reductions.map((op): Case => [op, () => F[op](z(2), 3), '[2]', 'axis 3']),
  ['sum', () => F.sum(z(2, 3), [0, -2]), '[2, 3]', 'twice'],
  ['softmax', () => F.softmax(z(2), 2), '[2]', 'axis 2'],
  ['softmax', () => F.softmax(z()), '[]', 'scalar'],
  ['logSoftmax', () => F.logSoftmax(z(2), 2), '[2]', 'axis 2'],
  ['crossEntropy', () => F.crossEntropy(z(2, 3), [1]), '[2, 3]', '1 targets'],
  ['crossEntropy', () => F.crossEntropy(z(2, 3), [1, 7]), '[2, 3]', '7'],
  ['crossEntropy', () => F.crossEntropy(z(2, 3), z(2, 4)), '[2, 3]', '[2, 4]'],
  ['crossEntropy', () => F.crossEntropy(z(), [1]), '[]'],
  ['crossEntropy', () => F.crossEntropy(z(1, 3), [1], { labelSmoothing: 2 }), '2'],
  ['nllLoss', () => F.nllLoss(z(2, 3), [1]), '[2, 3]', '1 numbers'],
  ['nllLoss', () => F.nllLoss(z(2, 3), [1, 3]), '[2, 3]', '3'],
  ['gaussianNll', () => F.gaussianNll(z(2), z(3), z(2)), '[2]', '[3]'],
  ['layerNorm', () => F.layerNorm(z(2, 3), z(4), z(3)), '[2, 3]', '[4]'],
  ['layerNorm', () => F.layerNorm(z(2, 3), z(3), z(4)), '[2, 3]', '[4]'],
  ['layerNorm', () => F.layerNorm(z()), '[]'],
  ['normalize', () => F.normalize(z()), '[]', 'scalar'],
  ['cosineSimilarity', () => F.cosineSimilarity(z(2, 3), z(2, 4)), '[2, 3]', '[2, 4]'],
  ['embedding', () => F.embedding(z(2), [1]), '[2]'],
  ['embedding', () => F.embedding(z(2, 3), [4]), '[2, 3]', '4'],
  ['embedding', () => F.embedding(z(2, 3), [0.5]), '[2, 3]', '0.5'],
  ['embedding', () => F.embedding(z(2, 3), [1], [2]), '[2]', '1 ids'],
  ['dropout', () => F.dropout(z(2), 1, new Random(1)), '1'],
  ['clamp', () => F.clamp(z(2), 2, 1), '2 and 1'],
  ['conv2d', () => F.conv2d(z(1, 2, 4, 4), z(3, 5, 3, 3)), '[1, 2, 4, 4]', '[3, 5, 3, 3]'],
  ['conv2d', () => F.conv2d(z(2, 4, 4), z(3, 2, 3, 3)), '[2, 4, 4]', '[3, 2, 3, 3]'],
  ['conv2d', () => F.conv2d(z(1, 2, 4, 4), z(3, 2, 3, 3), z(4)), '[3, 2, 3, 3]', '[4]'],
  ['conv2d', () => F.conv2d(z(1, 2, 2, 2), z(3, 2, 3, 3)), 'window of 3', 'side of 2'],
  ['conv2d', () => F.conv2d(z(1, 2, 4, 4), z(3, 2, 3, 3), null, { stride: 0 }), '0'],
  ['convTranspose2d', () => F.convTranspose2d(z(1, 2, 4, 4), z(3, 5, 3, 3)), '[1, 2, 4, 4]', '[3, 5, 3, 3]'],
  ['convTranspose2d', () => F.convTranspose2d(z(1, 2, 4, 4), z(2, 5, 3, 3), z(4)), '[2, 5, 3, 3]', '[4]'],
  ...(['maxPool2d', 'avgPool2d'] as const).flatMap((op): Case[] => [
    [op, () => F[op](z(4, 4), 2), '[4, 4]'],
    [op, () => F[op](z(1, 1, 2, 2), 3), 'window of 3', 'side of 2'],
    [op, () => F[op](z(1, 1, 4, 4), 2, { padding: 2 }), 'padding', 'kernel of 2'],
    [op, () => F[op](z(1, 1, 4, 4), 0), 'kernel', '0'],
  ]),
  ['scaledDotProductAttention', () => F.scaledDotProductAttention(z(1, 1, 2, 3), z(1, 1, 2, 4), z(1, 1, 2, 4)), '[1, 1, 2, 3]', '[1, 1, 2, 4]'],
  ['scaledDotProductAttention', () => F.scaledDotProductAttention(z(1, 1, 2, 3), z(1, 1, 2, 3), z(1, 1, 2, 3), { mask: z(5) }), '[1, 1, 2, 2]', '[5]'],
  ['scaledDotProductAttention', () => F.scaledDotProductAttention(z(1, 1, 2, 3), z(1, 1, 2, 3), z(1, 1, 2, 3), { mask: z(4, 1, 2, 2) }), '[1, 1, 2, 2]', '[4, 1, 2, 2]'],
  ['selfAttention', () => F.selfAttention(z(1, 2, 7), 2), '[1, 2, 7]'],
  ['selfAttention', () => F.selfAttention(z(2), 2), '[2]'],
  ['crossAttention', () => F.crossAttention(z(1, 2, 6), z(1, 3, 6), 2), '[1, 2, 6]', '[1, 3, 6]'],
  ['crossAttention', () => F.crossAttention(z(1, 2, 6), z(1, 3, 12), 4), '4 heads'],
  ['crossAttention', () => F.crossAttention(z(2, 2, 6), z(1, 3, 12), 2), '[2, 2, 6]', '[1, 3, 12]'],
  ['prefixAttention', () => F.prefixAttention(z(1, 2, 6), 2, { keys: z(2, 3), values: z(2, 2) }), '[1, 2, 6]', '[2, 3]', '[2, 2]'],
  ['additiveAttention', () => F.additiveAttention(z(2, 3, 4), z(2, 5, 3), z(2, 5, 6), z(4)), '[2, 3, 4]', '[2, 5, 3]'],
  ['additiveAttention', () => F.additiveAttention(z(2, 3, 4), z(2, 5, 4), z(2, 4, 6), z(4)), '[2, 5, 4]', '[2, 4, 6]'],
  ['squaredDistances', () => F.squaredDistances(z(2, 3), z(4, 2)), '[2, 3]', '[4, 2]'],
  ['contrastiveLoss', () => F.contrastiveLoss(z(3, 2), 1), '[3, 2]'],
  ['contrastiveLoss', () => F.contrastiveLoss(z(4, 2), 0), '0'],
  ['batchNorm', () => F.batchNorm(z(4, 3), z(2), z(2), state(2), { training: true }), '[4, 3]', '[N, 2]'],
  ['batchNorm', () => F.batchNorm(z(4, 3), z(3), z(2), state(3), { training: true }), '[4, 3]', '[2]'],
  ['batchNorm', () => F.batchNorm(z(4), z(2), z(2), state(2), { training: true }), '[4]'],
  ['batchNorm', () => F.batchNorm(z(1, 3), z(3), z(3), state(3), { training: true }), '[1, 3]'],
  ['quantize', () => F.quantize(z()), '[]'],
  ['quantize', () => F.quantize(tensor([[1, 2], [Infinity, 0]])), '[2, 2]', 'row 1'],
  ['fakeQuantize', () => F.fakeQuantize(z(2), { bits: 9 }), '9'],
  ['int8Linear', () => F.int8Linear(z(2, 3), F.quantize(z(4, 5))), '[2, 3]', '[4, 5]'],
  ['int8Linear', () => F.int8Linear(z(2, 5), F.quantize(z(4, 5)), z(3)), '[2, 4]', '[3]'],
];

describe('what does not fit is refused, with the name of the operation and the shapes', () => {
  test.each(cases.map((row) => ({ op: row[0], call: row[1], parts: row.slice(2) as string[] })))('$op: $parts', ({ op, call, parts }) => {
    let message = '';
    try {
      call();
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(new RegExp(`^${op}: `));
    for (const part of parts) expect(message).toContain(part);
  });

  test('no operation is left out: each has a case, or takes any one tensor', () => {
    const covered = new Set<string>([...cases.map(([op]) => op), ...elementwise, 'dequantize', 'bernoulli']);
    expect(Object.keys(F).filter((op) => !covered.has(op))).toEqual([]);
  });
});

describe('empty tensors', () => {
  test.each(elementwise)('%s of nothing is nothing, and has a gradient of its shape', (op) => {
    const x = zeros([0, 3], { requiresGrad: true });
    const y = op === 'affine' ? F.affine(x, 2, 1) : op === 'divideNumber' ? F.divideNumber(1, x) : op === 'pow' ? F.pow(x, 3) : F[op](x);
    expect(y.shape).toEqual([0, 3]);
    if (!y.requiresGrad) return;
    y.sum().backward();
    expect(x.grad?.shape).toEqual([0, 3]);
  });

  test.each<[string, () => Tensor, number[]]>([
    ['add', () => z(0, 3).add(z(3)), [0, 3]],
    ['matmul without rows', () => z(0, 2).matmul(z(2, 3)), [0, 3]],
    ['linear without rows', () => F.linear(z(0, 3), z(4, 3), z(4)), [0, 4]],
    ['softmax without rows', () => z(0, 3).softmax(), [0, 3]],
    ['softmax without columns', () => z(3, 0).softmax(), [3, 0]],
    ['layerNorm without rows', () => F.layerNorm(z(0, 3), z(3), z(3)), [0, 3]],
    ['conv2d without images', () => F.conv2d(z(0, 2, 4, 4), z(3, 2, 3, 3), z(3)), [0, 3, 2, 2]],
    ['maxPool2d without images', () => F.maxPool2d(z(0, 2, 4, 4), 2), [0, 2, 2, 2]],
    ['index without rows', () => z(2, 3).index([]), [0, 3]],
    ['embedding without ids', () => F.embedding(z(2, 3), []), [0, 3]],
    ['cumsum', () => z(2, 0).cumsum(1), [2, 0]],
    ['bernoulli', () => F.bernoulli(z(0, 3), new Random(1)), [0, 3]],
    ['sum of an empty axis', () => z(2, 0).sum(1), [2]],
  ])('%s', (_name, build, shape) => {
    expect(build().shape).toEqual(shape);
  });

  test('an inner axis of length 0 gives sums of nothing', () => {
    expect(z(2, 0).matmul(z(0, 3)).toNested()).toEqual([[0, 0, 0], [0, 0, 0]]);
    expect(z(2, 0).sum(1).toNested()).toEqual([0, 0]);
  });

  test('means and variances of nothing, and of too little, are NaN, as in PyTorch', () => {
    for (const value of [z(0).mean(), z(0).variance(), z(1).variance(), F.mseLoss(z(0), z(0)), F.crossEntropy(z(0, 3), []), F.crossEntropy(z(2, 3), [-1, -1])]) {
      expect(value.item()).toBeNaN();
    }
  });
});

describe('NaN and infinities', () => {
  const ends = () => tensor([NaN, Infinity, -Infinity]);
  test.each<[string, (x: Tensor) => Tensor, number[]]>([
    ['exp', (x) => x.exp(), [NaN, Infinity, 0]],
    ['log', (x) => x.log(), [NaN, Infinity, NaN]],
    ['sqrt', (x) => x.sqrt(), [NaN, Infinity, NaN]],
    ['abs', (x) => x.abs(), [NaN, Infinity, Infinity]],
    ['reciprocal', (x) => x.reciprocal(), [NaN, 0, -0]],
    ['sin', (x) => x.sin(), [NaN, NaN, NaN]],
    ['cos', (x) => x.cos(), [NaN, NaN, NaN]],
    ['tanh', (x) => x.tanh(), [NaN, 1, -1]],
    ['sigmoid', (x) => x.sigmoid(), [NaN, 1, 0]],
    ['relu', (x) => x.relu(), [NaN, Infinity, 0]],
    ['leakyRelu', (x) => x.leakyRelu(0.1), [NaN, Infinity, -Infinity]],
    ['gelu', (x) => x.gelu(), [NaN, Infinity, NaN]],
    ['silu', (x) => x.silu(), [NaN, Infinity, NaN]],
    ['softplus', (x) => x.softplus(), [NaN, Infinity, 0]],
    ['clamp', (x) => x.clamp(-1, 1), [NaN, 1, -1]],
    ['maximum', (x) => x.maximum(0), [NaN, Infinity, 0]],
    ['minimum', (x) => x.minimum(0), [NaN, 0, -Infinity]],
    ['sign', (x) => x.sign(), [0, 1, -1]],
    ['floor', (x) => x.floor(), [NaN, Infinity, -Infinity]],
    ['square', (x) => x.square(), [NaN, Infinity, Infinity]],
  ])('%s follows PyTorch', (_name, op, expected) => {
    expect([...op(ends()).toArray()]).toEqual(expected);
  });

  test('reductions and losses pass NaN on', () => {
    const x = tensor([[1, NaN], [2, 3]]);
    expect(x.max(1).toNested()).toEqual([NaN, 3]);
    expect(x.min().item()).toBeNaN();
    expect([...x.argmax(1)]).toEqual([1, 1]);
    expect(x.softmax().toNested()).toEqual([[NaN, NaN], [expect.any(Number), expect.any(Number)]]);
    expect(F.crossEntropy(x, [0, 1]).item()).toBeNaN();
    expect(F.maxPool2d(x.reshape([1, 1, 2, 2]), 2).item()).toBeNaN();
    expect(F.layerNorm(x).at(0, 0)).toBeNaN();
  });

  test('infinities in log-sum-exp and masked scores', () => {
    expect(tensor([-Infinity, -Infinity]).logSumExp().item()).toBe(-Infinity);
    expect(tensor([Infinity, 1]).logSumExp().item()).toBe(Infinity);
    expect(tensor([0, -Infinity]).softmax().toNested()).toEqual([1, 0]);
    expect(tensor([1, Infinity]).softmax().toNested()).toEqual([NaN, NaN]);
  });
});

test('weights that are views with steps are read as what they are', () => {
  const x = randn([3, 4], new Random(1));
  const spread = tensor([2]).expand([4]);
  expect(spread.isContiguous).toBe(false);
  expect(F.layerNorm(x, spread, spread).toArray()).toEqual(F.layerNorm(x, spread.clone(), spread.clone()).toArray());
  expect(F.linear(x, tensor([[3]]).expand([2, 4]), tensor([1]).expand([2])).toArray()).toEqual(F.linear(x, tensor([[3, 3, 3, 3], [3, 3, 3, 3]]), tensor([1, 1])).toArray());
});
